"""What a figure's points tell, as a table: one row per point, one Chinese column per thing its hover says."""

import re
from html import unescape

import pandas as pd
import plotly.graph_objects as go

NAME, WHEN, LIGHT = "名称", "日期", "说明"
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<b>(?P<name>.*?)</b>(?:\u3000(?P<when>.*))?")
_AMOUNT = r"[+−<]?[\d,]+(?:\.\d+)?(?:%| ?[^\d\s，。%/]{1,4})?"
_MEASURED = re.compile(
    rf"(?P<name>[^\d\s，。：]+) (?P<value>{_AMOUNT}|未报|待核|不适用|未到期)(?P<more>，.*)?"
)
_PARTS = re.compile(r"[\d,.]+\s*/\s*[\d,.]+ .*")
_GAP = re.compile(r"，?(?:(?P<side>[低高]) (?P<size>[\d,.]+) (?P<unit>\S+)|持平)")


def readout(figure: go.Figure) -> pd.DataFrame:
    """The points of all traces in their order, each told once; texts as shown, "" where a point does not say it.

    Points that only repeat a baseline beside named ones (its steps in small multiples) are left out.
    """
    rows: list[dict[str, str]] = []
    told: set[str] = set()
    for trace in figure.data:
        for text in _texts(trace.hovertext):
            if text and text not in told:
                told.add(text)
                rows.append(_row(text))
    named = [row for row in rows if NAME in row]
    frame = pd.DataFrame(named or rows).fillna("")
    first = [column for column in (NAME, WHEN) if column in frame]
    return frame[[*first, *(column for column in frame if column not in first)]]


def _texts(hovertext: object) -> list[str]:
    if hovertext is None:
        return []
    return [hovertext] if isinstance(hovertext, str) else [str(text or "") for text in hovertext]  # type: ignore[attr-defined]


def _row(text: str) -> dict[str, str]:
    row: dict[str, str] = {}
    for line in text.split("<br>"):
        heading = _HEADING.fullmatch(line)
        if heading and NAME not in row:
            row[NAME] = _bare(heading["name"])
            if heading["when"]:
                row[WHEN] = _bare(heading["when"])
        else:
            _read_line(_bare(line), row)
    return row


def _read_line(line: str, row: dict[str, str]) -> None:
    measured = _MEASURED.fullmatch(line)
    if measured and measured["name"] not in row:
        row[measured["name"]] = measured["value"]
        gap = _GAP.fullmatch(measured["more"] or "")
        if gap:
            unit = "百分点" if gap["unit"] in (None, "个百分点") else gap["unit"]
            row[f"差距（{unit}）"] = (
                f"{'−' if gap['side'] == '低' else '+'}{gap['size']}" if gap["size"] else "0.0"
            )
    elif _PARTS.fullmatch(line) and "分子 / 分母" not in row:
        row["分子 / 分母"] = line
    elif line:
        row[LIGHT] = f"{row[LIGHT]}；{line}" if LIGHT in row else line


def _bare(text: str) -> str:
    return unescape(_TAG.sub("", text)).strip()
