"""总览 and 村级排名 as they are quickly written in plain Streamlit: every rerun reads all figures with pandas, works out
every rate by groupby, builds every figure anew. The address's `db` names the SQLite file.
"""

import os
import sqlite3

import pandas as pd
import plotly.express as px
import streamlit as st

with sqlite3.connect(os.environ["NAIVE_DB"]) as county:
    figures = pd.read_sql_query(
        "SELECT indicator, subject, period, cutoff, numerator, denominator FROM figure WHERE closed_by IS NULL",
        county,
    )
    places = pd.read_sql_query("SELECT place, name, parent, level FROM place WHERE closed_by IS NULL", county)
st.title("总览")
rows = figures.merge(places, left_on="subject", right_on="place")
rows = rows.merge(places[["place", "name"]], left_on="parent", right_on="place", suffixes=("", "_town"))
newest = rows.sort_values("cutoff").drop_duplicates(["indicator", "subject"], keep="last")
sums = newest.groupby("indicator")[["numerator", "denominator"]].sum()
cards = (sums["numerator"] / sums["denominator"]).dropna().head(5)
for column, (code, value) in zip(st.columns(5), cards.items(), strict=False):
    column.metric(str(code), f"{value:.1%}")
for code in ("TOI_COV", "TOI_HARM", "GAR_RATE"):
    towns = (
        rows[rows["indicator"] == code].groupby(["name_town", "cutoff"])[["numerator", "denominator"]].sum()
    )
    towns["rate"] = towns["numerator"] / towns["denominator"]
    st.plotly_chart(
        px.line(towns.reset_index(), x="cutoff", y="rate", facet_col="name_town", facet_col_wrap=5), key=code
    )
score = newest.assign(rate=newest["numerator"] / newest["denominator"]).groupby("name")["rate"].mean()
table = score.sort_values(ascending=False).reset_index()
st.plotly_chart(px.bar(table.head(30), x="name", y="rate"), key="ranking")
st.dataframe(table)
