"""严重程度 of a problem in words."""


def severity_words(own: str, due: str) -> str:
    """The ledger's own word, and what the rule asks where that is heavier.

    own  as written, blank where nothing is said; due Checklist.lighter_than_due, blank where it weighs enough
    """
    return f"{own}（台账所写；是反弹，按规则应为{due}）" if own and due else own
