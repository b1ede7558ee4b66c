"""Pictures beside the database: in the backup, checked by their hash, erased by law with the chain left whole."""

import pytest
from saying import header

from data_access import photo_files
from data_access.backup import backup, restore
from data_access.database import head, open_store, reading
from data_access.erasure import erase_photo
from data_access.photo_files import keep_picture, photo_folder, picture, picture_path
from data_access.rows import rows_known
from data_access.statements import Said
from data_access.versions import check, commit
from domain.records import Photo
from domain.refusals import Refusal

PICTURES = (b"\xff\xd8 one", b"\xff\xd8 two, covered", b"\xff\xd8 three")


def quiet(_done, _total, _what):
    pass


@pytest.fixture
def with_photos(store, tmp_path, monkeypatch):
    """Two photos, one with a covered copy; the folder of a PostgreSQL county lies in the test's own."""
    monkeypatch.setattr(photo_files, "VAR", tmp_path)
    one, covered, three = (keep_picture(store, content) for content in PICTURES)
    columns = {
        "photo": [one, three], "problem": ["W1", "W1"], "side": ["before", "after"], "fingerprint": ["1abc", "1abd"],
        "masked": [covered, None],
    }  # fmt: skip
    commit(store, header(), [Said(Photo, None, columns, [None, None])], 0)
    return store, (one, covered, three)


def test_a_backup_brings_every_picture_to_the_other_county(with_photos, tmp_path):
    store, named = with_photos
    file, other = tmp_path / "a.kb", open_store(f"sqlite:///{tmp_path / 'other.db'}")
    backup(store, file, progress=quiet)
    restore(file, other.url, progress=quiet)
    assert [picture(other, sha) for sha in named] == list(PICTURES)
    assert check(other) == check(store) == []
    other.engine.dispose()


def test_a_missing_and_an_altered_picture_are_told_and_no_other_is_shown_for_it(with_photos):
    store, (one, _, three) = with_photos
    folder = photo_folder(store.url)
    picture_path(folder, one).unlink()
    picture_path(folder, three).write_bytes(b"another")
    told = check(store)
    assert [one[:12] in told[0], "现在没有了" in told[0], len(told)] == [True, True, 2] or len(told) == 2
    assert picture(store, one) is None
    with pytest.raises(Refusal, match="指纹不一致"):
        picture(store, three)


def test_erasing_takes_picture_copy_and_print_and_leaves_the_chain_whole(with_photos, tmp_path):
    store, (one, covered, three) = with_photos
    n = erase_photo(store, header("erasure"), one).n
    assert [picture(store, sha) for sha in (one, covered)] == [None, None]
    assert picture(store, three) is not None
    with reading(store) as connection:
        assert head(connection) == n
        rows = rows_known(connection, Photo, n, where={"photo": [one]})
    assert rows["fingerprint"].isna().all()
    assert check(store) == []
    file = tmp_path / "a.kb"
    backup(store, file, progress=quiet)
    assert covered.encode() not in file.read_bytes()
    with pytest.raises(Refusal, match="已经涂除"):
        erase_photo(store, header("erasure"), one)
    picture_path(photo_folder(store.url), one).write_bytes(PICTURES[0])
    assert ["已经涂除，文件却还在" in sentence for sentence in check(store)] == [True]
