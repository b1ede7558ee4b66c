"""Passwords: what may be one, and what is kept of it (argon2id, RFC 9106; memory and passes as OWASP's minimum).

One is worked on at a time, in a thread of low priority: twenty log-ins a second never take more than one core, and that when
nobody who looks wants it. Only argon2 runs there, which holds no lock of the interpreter: whoever held one at low priority
would keep all others waiting with it.
"""

import os
import secrets
import sys
import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from domain.refusals import Refusal

SHORTEST, LONGEST = 12, 128
FEWEST_SIGNS = 5
# Signs nobody takes for another one when a password is read out or written down.
CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, OF_A_GROUP = 4, 4
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Verified against where the login is unknown, so that the time taken does not tell which logins there are.
_NOBODY = _HASHER.hash("nobody has this password")


def _step_back() -> None:
    """Where the system allows it for one thread, it works when nobody else wants to."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


_BESIDE = ThreadPoolExecutor(1, "argon2", initializer=_step_back)


def hash_password(password: str) -> str:
    return _BESIDE.submit(_HASHER.hash, _normal(password)).result()


def is_password(secret: str | None, password: str) -> bool:
    """Whether the password is the one behind `secret`; None takes as long and is False."""
    if len(password) > LONGEST:
        return False
    try:
        _BESIDE.submit(_HASHER.verify, secret or _NOBODY, _normal(password)).result()
    except VerificationError:
        return False
    return secret is not None


def one_time_password() -> str:
    """「k7mq-2x9d-hv4p-ra8c」: to be written down once and changed at the first sign-in; 79 bits."""
    groups = ("".join(secrets.choice(CLEAR) for _sign in range(OF_A_GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


def refuse_weak(password: str, login: str, name: str) -> None:
    """Length counts, not signs of every kind; what anybody would try first is refused."""
    if len(password) < SHORTEST:
        raise Refusal(
            f"密码至少 {SHORTEST} 个字，现在是 {len(password)} 个。可以用一句自己记得住的话，不必混用符号。",
            code="weak_password",
        )
    if len(password) > LONGEST:
        raise Refusal(f"密码最多 {LONGEST} 个字。请缩短后再试。", code="weak_password")
    if len(set(password)) < FEWEST_SIGNS or _runs(password):
        raise Refusal(
            "密码不能是重复或连续的字，如 111111111111、123456789012。请换一个。", code="weak_password"
        )
    if any(part and part.lower() in password.lower() for part in (login, name)):
        raise Refusal("密码里不能有登录名或姓名。请换一个。", code="weak_password")


def _runs(password: str) -> bool:
    """Whether every sign follows the one before: 123456789012, abcdefghijkl."""
    steps = {(ord(b) - ord(a)) for a, b in zip(password, password[1:], strict=False)}
    return steps <= {1, -9} or steps <= {-1, 9}


def _normal(password: str) -> str:
    """The same signs typed on another keyboard are the same password."""
    return unicodedata.normalize("NFC", password)
