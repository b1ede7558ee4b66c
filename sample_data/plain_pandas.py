"""A second opinion: plain pandas over the same workbooks. `python sample_data/plain_pandas.py` prints one JSON document."""

import json
import re
import unicodedata
from pathlib import Path

import pandas as pd

BOOKS = Path(__file__).parent / "workbooks"
TOWNS = {  # town: file of 11月中旬; first row of villages; columns of village, 应计户数 and 卫生厕所户数; all from 0
    "青石镇": ("青石镇人居环境11月中旬报表.xlsx", 4, 2, 5, 6), "云溪镇": ("云溪镇11月中旬人居环境旬报.xlsx", 6, 2, 4, 5),
    "松岗镇": ("松岗镇-2026年11月中旬人居环境统计表.xlsx", 3, 1, 4, 5), "石桥镇": ("石桥镇人居环境旬报（11月中旬）.xls", 4, 1, 4, 5),
    "双塘镇": ("双塘镇11月中旬农村人居环境情况.xlsx", 6, 3, 6, 7), "梨园镇": ("梨园人居环境11月中旬.xlsx", 4, 1, 4, 5),
    "望峰乡": ("望峰乡人居环境旬报20261119.xlsx", 4, 0, 3, 4), "柳湾乡": ("柳湾乡人居旬报11月中旬.xlsx", 3, 2, 5, 6),
}  # fmt: skip
RAW = {"header": None, "dtype": object, "engine": "calamine"}
FUNDS = "05资金台账/2026年资金下达支付台账（截至11月19日）.xlsx"
PROJECTS = "04项目台账/云岭县2026年项目进度台账（11月19日）.xlsx"

villages: dict[str, list[int]] = {}  # village: [numerator, denominator]
for town, (file, first, *columns) in TOWNS.items():
    sheet = pd.read_excel(BOOKS / "01人居环境旬报" / file, **RAW).iloc[first:, columns]
    for name, *cells in sheet.itertuples(index=False):
        plain = [unicodedata.normalize("NFKC", str(cell)).split(".")[0] for cell in cells]
        base, done = (re.sub(r"\D", "", cell) for cell in plain)
        if base and done and isinstance(name, str) and "计" not in name:
            short = name.removeprefix(town).removesuffix("委会")
            village = short if short[-1] in "村区" else short + "村"
            villages[town + village] = [int(done), int(base)]
toilets = pd.DataFrame(villages).T
towns = toilets.groupby(toilets.index.str[:3]).sum().T.to_dict("list")
paid = pd.read_excel(BOOKS / FUNDS, sheet_name="支付明细", **RAW).iloc[4:].groupby(5)[7].sum()
plan = pd.read_excel(BOOKS / PROJECTS, **RAW).iloc[5:, [1, 3, 6]].dropna(subset=1)
plan = plan.assign(town=plan[3].ffill(), paid=plan[1].map(paid), plan=plan[6] * 10_000)
money = plan.groupby("town")[["paid", "plan"]].sum().astype(int).T.to_dict("list")
rates = {"county": toilets.sum().tolist(), "town": towns, "village": villages}
print(json.dumps({"TOI_COV": rates, "FND_PAY": {"town": money}}, ensure_ascii=False))
