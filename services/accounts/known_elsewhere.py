"""Signing in where another desk knew the person: the county's identity provider 统一认证 (decision 0019).

Who somebody is, it says; what he may see and do, his account here says. No account is made or widened by it.
"""

from datetime import datetime

from data_access import accounts
from data_access.database import Store, reading, writing
from domain.refusals import Refusal
from services.accounts.sign_in import LONGEST_LOGIN, begin_visit_of

DEED = "统一认证"


def sign_in_known(store: Store, login: str, *, address: str, now: datetime, former: str | None = None) -> str:
    """The token of a new visit of the account with this login, as the provider wrote it.

    Refused: no account of this login, a disabled one. The password is not asked for, so neither a lock-out after wrong
    ones nor a password that has yet to be changed stands in the way.
    """
    login = login.strip().lower()
    with reading(store) as connection:
        known = accounts.account_named(connection, login) if login else None
    if known is None or known[0].disabled:
        with writing(store) as (connection, _last):
            name = known[0].login if known else ""
            accounts.note_deed(connection, now, name, "", "sign_in_failed", f"{address}，{DEED}")
        if known is None:
            raise Refusal(
                f"统一认证认得您，但这里没有登录名“{login[:LONGEST_LOGIN]}”的账号。请找管理员建账号，登录名要和统一认证的一样。",
                code="no_account_here",
            )
        raise Refusal("统一认证认得您，但您在这里的账号已停用。请找管理员。", code="disabled")
    return begin_visit_of(store, known[0], now=now, former=former, about=f"{address}，{DEED}", known=True)
