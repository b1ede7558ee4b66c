"""The official ledger out to Excel, beside the list of open problems."""

from collections.abc import Mapping

from services.problems.write_ledger import MOST_ROWS, ledger_file_name, too_long, write_ledger
from views.county import Store, now
from views.downloads import offer_book
from views.frame import Page

TOLD = "导出这里选中的全部问题（已销号的也在内），改好后在“数据上报”放回，只认改过的格"


def offer_ledger(page: Page, store: Store, asked: Mapping[str, str], count: int) -> None:
    """The whole selection, whatever its status.

    asked  fields of the selection; count: how many problems it holds
    """
    offer_book(
        "导出台账",
        TOLD,
        ledger_file_name(page.moment),
        lambda actor, sample: write_ledger(
            store, scope=page.scope, moment=page.moment, actor=actor, at=now(), sample=sample, **asked
        ),
        barred=too_long(count) if count > MOST_ROWS else "",
    )
