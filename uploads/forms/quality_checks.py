"""What a careful auditor would notice in a report (domain.md 1.4): figures against one another and against their past.

The rules are in domain/quality/, their bounds and strength in the office's sheet. Nothing is repaired here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.indicators import is_money
from domain.periods import Period, round_number
from domain.quality.copied import is_copy
from domain.quality.frozen import frozen_rows
from domain.quality.heaping import is_heaped, round_share
from domain.quality.peer_moves import Move, unlike_peers
from domain.quality.ratios import digit_lost, far_below, outside, ratio
from domain.quality.whole import exceeds_whole, sum_off
from domain.records import Indicator, QualityRule
from domain.wording.numbers import plain, signed
from uploads.forms.judging import tell, tell_column, told_cells
from uploads.forms.last_known import Last
from uploads.forms.report_columns import Part, Report
from uploads.tables import Table, place_of, range_words
from uploads.totals import percent, points

_PPM = 1_000_000
_FEW = 30  # households or persons below which one of them moves a rate by whole points


@dataclass(frozen=True)
class Seen:
    """A report of a period with what is known of its rows. past: indicator → row → its figures before, newest first."""

    table: Table
    period: Period
    report: Report
    versions: Mapping[str, Indicator]
    past: Mapping[str, Mapping[int, Sequence[Last]]]

    def part(self, code: str, side: str = "numerator") -> Part | None:
        return self.report.fed(code, side) if code in self.versions else None


def check_quality(seen: Seen) -> None:
    """Every rule of the sheet, those that compare columns first."""
    _check_subsets(seen)
    _check_sums(seen)
    _check_ratios(seen)
    _check_rounds(seen)
    _check_targets(seen)
    _check_benchmarks(seen)
    _check_rises(seen)
    _check_moves(seen)
    _check_still(seen)
    _check_copy(seen)
    _check_heaping(seen)


def _check_subsets(seen: Seen) -> None:
    """部分大于全体 across indicators: 无害化 ≤ 卫生厕所."""
    for rule in seen.table.findings.rules.each("above_whole"):
        own, whole = seen.part(rule.about), seen.part(rule.against)
        if own is None or whole is None or own.scale != whole.scale:
            continue
        for i, (part, all_of_it) in enumerate(zip(own.read.values, whole.read.values, strict=True)):
            if part is not None and all_of_it is not None and exceeds_whole(part, all_of_it):
                tell(
                    seen.table, "above_whole", i, own.name, about=rule.about, read=own.read, found=own.show(part),
                    expected=own.show(all_of_it), detail=seen.versions[rule.against].numerator_name,
                )  # fmt: skip


def _check_sums(seen: Seen) -> None:
    """分项之和等于合计, where the table has every part."""
    for rule in seen.table.findings.rules.each("parts_not_whole"):
        whole = seen.part(rule.about)
        found = [seen.part(code) for code in rule.against.split(";")]
        parts = [part for part in found if part is not None]
        if whole is None or len(parts) < len(found) or any(part.scale != whole.scale for part in parts):
            continue
        names = "、".join(part.name.removeprefix("part:") for part in parts)
        for i, value in enumerate(whole.read.values):
            total = sum_off(value, [part.read.values[i] for part in parts], tolerated=rule.low or 0)
            if total is not None:
                tell(
                    seen.table, "parts_not_whole", i, whole.name, about=rule.about, read=whole.read,
                    found=whole.show(value or 0), expected=whole.show(total), detail=names,
                )  # fmt: skip


def _check_ratios(seen: Seen) -> None:
    """A quotient outside what can be: persons per household, income per head."""
    for rule in seen.table.findings.rules.each("out_of_ratio"):
        own = seen.part(rule.about)
        base = seen.part(rule.against) if rule.against else seen.part(rule.about, "denominator")
        if own is None or base is None:
            continue
        scaled = 10 ** (own.scale - base.scale)
        for i, (value, whole) in enumerate(zip(own.read.values, base.read.values, strict=True)):
            quotient = ratio(value, whole * scaled) if whole else None
            if value is None or whole is None or not outside(quotient, rule.low, rule.high):
                continue
            lost = (
                "" if is_money(seen.versions[rule.about]) else digit_lost(value, whole, rule.low, rule.high)
            )
            told = f"除以{base.name.removeprefix('part:')} {base.show(whole)} 为 {plain((quotient or 0) / _PPM, 1)}"
            tell(
                seen.table, "out_of_ratio", i, own.name, about=rule.about, read=own.read, found=own.show(value),
                expected=_between(rule), detail=f"{told}（{lost}）" if lost and not scaled > 1 else told,
            )  # fmt: skip


def _check_rounds(seen: Seen) -> None:
    """应排查轮次 other than the number of the round: how many were due is what the office declared, never its months (DQ12)."""
    number = round_number(seen.period)
    for rule in seen.table.findings.rules.each("rounds_due_differ"):
        due = seen.part(rule.about, "denominator")
        if due is None or number is None:
            continue
        for i, value in enumerate(due.read.values):
            if value is not None and value != number:
                tell(
                    seen.table, "rounds_due_differ", i, due.name, about=rule.about, read=due.read, found=due.show(value),
                    expected=str(number),
                )  # fmt: skip


def _between(rule: QualityRule) -> str:
    low, high = (None if bound is None else plain(bound / _PPM, 0) for bound in (rule.low, rule.high))
    return f" {low}—{high} 之间" if low and high else f" {high} 以下" if high else f" {low} 以上"


def _check_targets(seen: Seen) -> None:
    for rule in seen.table.findings.rules.each("far_below_target"):
        target = seen.versions[rule.about].t1 if rule.about in seen.versions else None
        own, base = seen.part(rule.about), seen.part(rule.about, "denominator")
        if own is None or base is None or rule.low is None or target is None:
            continue
        for i, (value, whole) in enumerate(zip(own.read.values, base.read.values, strict=True)):
            rate = ratio(value, whole)
            if rate is not None and far_below(rate, target, by=rule.low):
                tell(
                    seen.table, "far_below_target", i, own.name, about=rule.about, read=own.read, found=percent(rate),
                    expected=percent(target), detail=points(target - rate),
                )  # fmt: skip


def _check_benchmarks(seen: Seen) -> None:
    """The table's own Σ over Σ far above the country's."""
    for rule in seen.table.findings.rules.each("above_benchmark"):
        own, base = seen.part(rule.about), seen.part(rule.about, "denominator")
        if own is None or rule.high is None:
            continue
        rows = [i for i, value in enumerate(own.read.values) if value is not None]
        whole = (
            sum(base.read.values[i] or 0 for i in rows)
            if base
            else len(rows) * (seen.versions[rule.about].denominator_fixed or 0)
        )
        rate = ratio(sum(own.read.values[i] or 0 for i in rows), whole)
        if rate is not None and len(rows) >= 5 and rate > rule.high + (rule.low or 0):
            tell_column(
                seen.table, "above_benchmark", own.name, about=rule.about, found=percent(rate),
                expected=percent(rule.high), detail=points(rate - rule.high),
            )  # fmt: skip


def _check_rises(seen: Seen) -> None:
    """快进快出: a rate that may not rise by much in one period."""
    for rule in seen.table.findings.rules.each("rose_fast"):
        own, base = seen.part(rule.about), seen.part(rule.about, "denominator")
        if own is None or base is None or rule.low is None:
            continue
        for i, last in _newest(seen, rule.about).items():
            was, now = ratio(last.numerator, last.denominator), ratio(own.read.values[i], base.read.values[i])
            if (
                was is not None
                and now is not None
                and (base.read.values[i] or 0) >= _FEW
                and now - was > rule.low
            ):
                tell(
                    seen.table, "rose_fast", i, own.name, about=rule.about, found=percent(now), expected=percent(was),
                    detail=points(now - was),
                )  # fmt: skip


def _newest(seen: Seen, code: str) -> dict[int, Last]:
    return {i: told[0] for i, told in seen.past.get(code, {}).items()}


def _check_moves(seen: Seen) -> None:
    """变动异常: stocks only; what is counted anew each period moves as it likes."""
    for code, version in seen.versions.items():
        rule, own = seen.table.findings.rules.of("moved_unlike_peers", code), seen.part(code)
        if own is None or rule is None or rule.low is None or rule.high is None:
            continue
        if version.kind == "flow" or version.denominator_fixed is not None:
            continue
        last = {i: told for i, told in _newest(seen, code).items() if told.numerator is not None}
        before = {i: told.numerator for i, told in last.items() if told.numerator is not None}
        bases = {i: told.denominator for i, told in last.items() if told.denominator is not None}
        is_share = bool(version.denominator_name) and version.unit == "%"
        odd = unlike_peers(
            own.read.values, before, bases if is_share else None, least=rule.low / _PPM, most=rule.high / _PPM
        )
        told = told_cells(seen.table)
        for i, move in odd.items():
            if place_of(seen.table, i, own.name) not in told:
                tell(
                    seen.table, "moved_unlike_peers", i, own.name, about=code, read=own.read,
                    found=own.show(own.read.values[i] or 0), expected=own.show(before[i]), detail=_move_words(move),
                )  # fmt: skip


def _move_words(move: Move) -> str:
    own, usual = signed(move.own, 1), signed(move.usual, 1)
    if move.is_share:
        return f"占比变动 {own} 个百分点，同表各行居中为 {usual} 个百分点"
    return f"变动 {own}%，同表各行居中为 {usual}%"


def _check_still(seen: Seen) -> None:
    for code, version in seen.versions.items():
        rule, own = seen.table.findings.rules.of("frozen", code), seen.part(code)
        if own is None or rule is None or not rule.low or version.denominator_fixed is not None:
            continue
        if version.kind != "cumulative" or version.direction == "none":
            continue
        earlier = {i: [one.numerator for one in told] for i, told in seen.past.get(code, {}).items()}
        base = seen.part(code, "denominator")
        whole = {i: value for i, value in enumerate(base.read.values) if value is not None} if base else {}
        still = frozen_rows(own.read.values, earlier, whole, periods=rule.low)
        if still:
            tell_column(
                seen.table, "frozen", own.name, about=code, found=str(len(still)),
                expected=_THREE.get(rule.low, f" {rule.low} "), detail=range_words(seen.table.rows[i] for i in still),
            )  # fmt: skip


_THREE = {2: "两", 3: "三", 4: "四"}


def _check_copy(seen: Seen) -> None:
    """照抄上期: every count of the table is the one of last time; bases are expected to stand still."""
    rule = seen.table.findings.rules.of("copied_last")
    if rule is None or rule.low is None:
        return
    pairs = []
    for code in seen.versions:
        own = seen.part(code)
        if own is None or seen.versions[code].denominator_fixed is not None:
            continue
        for i, last in _newest(seen, code).items():
            now = own.read.values[i]
            if now is not None and last.numerator is not None:
                pairs.append((now, last.numerator))
    if is_copy(pairs, fewest=rule.low):
        seen.table.findings.sheet(
            "copied_last", seen.table.sheet.name, found=str(len(pairs)), expected="上期", level=rule.strength
        )


def _check_heaping(seen: Seen) -> None:
    for part in seen.report.parts.values():
        rule = seen.table.findings.rules.of("round_numbers")
        if rule is None or rule.low is None or part.is_money or part.scale:
            continue
        heaped, counted = round_share(part.read.values)
        if is_heaped(heaped, counted, least=rule.low):
            tell_column(seen.table, "round_numbers", part.name, found=str(heaped), expected=str(counted))
