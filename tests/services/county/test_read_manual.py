"""The manual is read into parts, tasks and blocks, and searched."""

import pytest

from services.county.read_manual import Block, find_in_manual, read_manual

TEXT = """# 手册
<!-- for those who write it -->
## 领导
### 看数
先看结论。
1. 点数字
2. 看出处

* 可以复制
![一屏](images/a.webp)
## 管理员
### 备份
```
python manage.py backup
```
| 词 | 意思 |
|---|---|
| 备份 | 一个文件 |
"""


@pytest.fixture
def tasks(tmp_path):
    file = tmp_path / "手册.md"
    file.write_text(TEXT, encoding="utf-8")
    return read_manual(file)


def test_a_task_belongs_to_its_part(tasks):
    assert [(task.part, task.title) for task in tasks] == [("领导", "看数"), ("管理员", "备份")]


def test_every_form_of_text_is_a_block_of_its_own(tasks):
    assert tasks[0].blocks == (
        Block("text", ("先看结论。",)),
        Block("steps", ("点数字", "看出处")),
        Block("points", ("可以复制",)),
        Block("picture", ("images/a.webp", "一屏")),
    )
    assert tasks[1].blocks == (
        Block("command", ("python manage.py backup",)),
        Block("table", rows=(("词", "意思"), ("备份", "一个文件"))),
    )


def test_all_words_sought_must_stand_in_a_task(tasks):
    assert [hit.line for hit in find_in_manual(tasks, "出处")] == ["看出处"]
    assert [hit.task.title for hit in find_in_manual(tasks, "点 复制")] == ["看数"]
    assert find_in_manual(tasks, "点 文件") == ()


def test_a_word_of_a_table_or_a_title_is_found_and_blanks_find_nothing(tasks):
    assert [hit.task.title for hit in find_in_manual(tasks, "一个文件")] == ["备份"]
    assert [hit.task.title for hit in find_in_manual(tasks, "备份")] == ["备份"]
    assert find_in_manual(tasks, "  ") == ()
