"""What stands in the place of a picture that cannot be shown."""

from views.photos import no_picture


def test_a_picture_that_was_never_put_in_is_told_apart_from_one_that_is_gone():
    assert "没有整改前的照片" in no_picture("", "整改前")
    gone = no_picture("a" * 64, "整改前")
    assert "没有整改前" not in gone
    assert "请从备份恢复" in gone
