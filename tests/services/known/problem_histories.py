"""A few problems and what happens to them, drawn at random: rows as a ledger or a button tells them."""

from datetime import date, timedelta

FIRST = date(2026, 11, 1)
DAYS = (FIRST, FIRST + timedelta(days=7), FIRST + timedelta(days=18))
NUMBERS = [f"问题-{at:02}" for at in range(4)]
KINDS = {
    "assigned": "fixing",
    "replied": "checking",
    "closed": "closed",
    "returned": "returned",
    "spread": "waiting",
}
TOLD = {
    "source": ["inspection", "audit"], "category": ["垃圾积存", "乱堆乱放"], "person": ["镇长 甲", "镇长 乙", None],
    "duty_unit": ["U01", "U02"], "evidence": ["照片", "另一张", None], "leader": ["副县长 丙", None],
    "text": ["一处", "两处"], "spot": ["一组", "二组"], "deduction": [100, 200, None], "deadline": [None, FIRST, DAYS[1], DAYS[2]],
}  # fmt: skip


def some_problems(rng):
    """Rows of `Problem`, each with some of its fields."""
    told = rng.sample(sorted(TOLD), rng.choice([1, 1, 1, 4]))
    return [
        {
            "source": "audit", "found_on": FIRST + timedelta(days=rng.choice([0, 0, 0, 3])),
            **{name: rng.choice(TOLD[name]) for name in told}, "problem": number,
        }
        for number in rng.sample(NUMBERS, rng.randint(1, 3))
    ]  # fmt: skip


def some_events(rng):
    """Rows of `Event`, of one kind."""
    kind = rng.choice(sorted(KINDS))
    return [
        {
            "about": "problem", "number": number, "day": FIRST + timedelta(days=rng.choice([0, 1, 5, 9, 16, 20])), "seq": 1,
            "kind": kind, "to_status": KINDS[kind], "note": rng.choice(["说明", None]),
        }
        for number in rng.sample(NUMBERS, rng.randint(1, 2))
    ]  # fmt: skip
