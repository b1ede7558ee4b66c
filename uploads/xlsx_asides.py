"""Texts of an .xlsx that are no cells: names of pictures, text boxes, print headers, caches of pivot tables and links.

Handed over for the scan of personal data only, and only where a long number stands in them. Runs in the child process.
"""

import html
import re
from collections.abc import Iterator

from uploads.xlsx_details import LONG_NUMBER, XlsxDetails

_OF_SHEET = {"drawings/": "", "threadedComments/": "批注", "tables/": "表格名称"}
_OF_FILE = {
    "xl/pivotCache/": "文件的透视表缓存", "xl/externalLinks/": "文件的外部链接缓存", "xl/charts/": "文件的图表",
    "docProps/": "文件的属性", "customXml/": "文件的自定义内容", "xl/workbook.xml": "文件的定义名称",
}  # fmt: skip
_MOST = 32 * 2**20  # of one part; whatever comes behind is no office's table
_NAMES = re.compile(r'\b(?:name|descr|title|alt)\s*=\s*"([^"]{11,})"')
_TEXTS = re.compile(r'="([^"{]{11,2000})"|>([^<]{11,})<')


def asides_of(package: XlsxDetails) -> dict[str, list[tuple[str, str]]]:
    """Sheet name → (where, text). What belongs to no sheet is told with the first one."""
    found: dict[str, list[tuple[str, str]]] = {
        name: list(_of_sheet(package, part)) for name, part in package.parts.items()
    }
    first = next(iter(found), None)
    if first is not None:
        found[first] += _of_file(package)
    return found


def _of_sheet(package: XlsxDetails, part: str) -> Iterator[tuple[str, str]]:
    for target in package.targets(part).values():
        noun = next((noun for folder, noun in _OF_SHEET.items() if folder in target), None)
        if noun is None or target not in package.names:
            continue
        text = _text_of(package, target)
        if noun:
            yield from _long_ones(noun, _values(text))
            continue
        yield from _long_ones("图片名称", (found[1] for found in _NAMES.finditer(text)))
        yield from _long_ones("文本框", (found[2] for found in _TEXTS.finditer(text) if found[2]))
        pictures = (one.rpartition("/")[2] for one in package.targets(target).values() if "media/" in one)
        yield from _long_ones("图片名称", pictures)


def _of_file(package: XlsxDetails) -> Iterator[tuple[str, str]]:
    for name in sorted(package.names):
        noun = next((noun for start, noun in _OF_FILE.items() if name.startswith(start)), "")
        if noun and name.endswith(".xml"):
            yield from _long_ones(noun, _values(_text_of(package, name)))


def _text_of(package: XlsxDetails, part: str) -> str:
    with package.archive.open(part) as stream:
        return stream.read(_MOST).decode("utf-8", "replace")


def _values(text: str) -> Iterator[str]:
    return (found[1] or found[2] for found in _TEXTS.finditer(text))


def _long_ones(noun: str, texts: Iterator[str]) -> Iterator[tuple[str, str]]:
    seen = dict.fromkeys(html.unescape(text) for text in texts)
    return ((noun, text) for text in seen if LONG_NUMBER.search(text))
