"""Controls and long work on a running page: the choice stands in the address, a long table has Chinese heads."""

import json

from streamlit.testing.v1 import AppTest


def chooses() -> None:
    import streamlit as st

    from views.filters import choose, choose_one, filter_row

    with filter_row("funds"):
        baseline = choose("基准", {"node": "县定节点", "time": "时间序时"}, key="baseline")
        town = choose_one("镇", {"T01": "青石镇", "T02": "云溪镇"}, key="town")
    st.text(f"{baseline} {town}")


def lists() -> None:
    import pandas as pd
    import streamlit as st

    from views.tables import show_grid

    rows = pd.DataFrame(
        {"name": ["水口村", "上坪村"], "rate": [0.5, 1.005], "share": [99.96, 50.0], "secret": ["x", "y"]}
    )
    show_grid(
        rows,
        {"name": "村", "rate": "得分", "share": "支出率%"},
        key="villages",
        on_pick=lambda at: st.session_state.update(told=at),
        decimals={"rate": 2, "share": 1},
        shares=("share",),
    )


def works() -> None:
    import streamlit as st

    from views.progress import shown

    with shown("正在核对") as progress:
        progress(1, 2, "读取")
        st.session_state["told"] = True


def test_the_first_choice_is_the_default() -> None:
    assert AppTest.from_function(chooses).run(timeout=20).text[0].value == "node T01"


def test_an_address_brings_its_choice() -> None:
    app = AppTest.from_function(chooses)
    app.query_params["baseline"] = "时间序时"
    assert app.run(timeout=20).text[0].value == "time T01"


def test_another_choice_is_taken() -> None:
    app = AppTest.from_function(chooses).run(timeout=20)
    app.selectbox[0].select("T02").run(timeout=20)
    assert app.text[0].value == "node T02"


def test_a_long_table_shows_its_columns_under_chinese_heads_and_no_others() -> None:
    app = AppTest.from_function(lists).run(timeout=20)
    assert not app.exception
    grid = app.dataframe[0]
    assert list(grid.value.columns) == ["name", "rate", "share"]
    heads = json.loads(grid.proto.columns)
    assert (heads["name"]["label"], heads["rate"]["label"]) == ("村", "得分")
    assert "told" not in app.session_state


def test_numbers_of_a_long_table_are_rounded_as_offices_do_and_no_share_short_of_the_whole_reads_100() -> (
    None
):
    grid = AppTest.from_function(lists).run(timeout=20).dataframe[0]
    heads = json.loads(grid.proto.columns)
    assert grid.value["rate"].tolist() == [0.5, 1.01]
    assert heads["share"]["type_config"]["format"] == "%.2f"
    assert grid.value["share"].tolist() == [99.96, 50.0]


def test_finished_work_leaves_nothing_on_the_page() -> None:
    app = AppTest.from_function(works).run(timeout=20)
    assert app.session_state["told"]
    assert not [element for element in app.get("html") if "正在核对" in element.proto.body]
