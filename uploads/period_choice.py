"""Which period a sheet speaks about: title, sheet name and file name are compared; they often disagree (domain.md 4.9 #18).

Said once and clearly, it is taken; said in two ways, it is asked; said nowhere, it is asked with proposals.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.issues import Question
from domain.periods import Cadence, Period, back_from, parse, period_containing, tiles
from uploads.findings import Findings
from uploads.knowledge import Hints, Knowledge
from uploads.period_words import Mention
from uploads.refusals import refusal
from uploads.round_days import RoundDays
from uploads.titles import Source, Title

_CLEARLY_INSIDE = timedelta(days=2)  # a report filled in later than this after a 旬 began speaks of that 旬


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says in the form's own cadence: the first and the last period it names."""

    source: Source
    first: Period
    last: Period

    def covers(self, period: Period) -> bool:
        if period.cadence == Cadence.ROUND:  # before its days are known a round is its number
            return _numbered(self.first) <= _numbered(period) <= _numbered(self.last)
        return self.first.start <= period.start <= self.last.end


@dataclass(frozen=True)
class PeriodChoice:
    """Decides for one sheet; file is the file's name for sentences."""

    title: Title
    file: str
    sheet: str
    cadence: Cadence
    knowledge: Knowledge
    hints: Hints
    findings: Findings

    def period(self) -> Period | None:
        """The period; None while a question about it is open."""
        found = self._period()
        if found is None or found.cadence != Cadence.ROUND or found in self.knowledge.rounds:
            return found
        return RoundDays(self.title, self.sheet, self.knowledge, self.findings).of(found)

    def _period(self) -> Period | None:
        if self.hints.period:
            return self._hinted(self.hints.period)
        said = [s for source, found in self.title.mentions if (s := self._said(source, found))]
        if not said:
            return self._inferred() or self._asked([])
        period = said[0].last
        others = [s for s in said[1:] if not s.covers(period)]
        several = said[0].first != said[0].last and not _is_span(self.title, said[0].source)
        if not others and not several:
            return period
        return self._disagreed(said)

    def _hinted(self, code: str) -> Period:
        period = period_of(code)
        if period is None:
            raise refusal("unknown_period", found=code)
        return period

    def as_of(self, period: Period | None) -> date | None:
        """截数日: said as 截至, else the filling day inside the period, else the period's last day; never after today."""
        day = self._begun(self.hints.as_of or self.title.until)
        if day is None and self.title.filled and period is not None and period.contains(self.title.filled):
            day = self._begun(self.title.filled)
        if day is None and period is not None:
            day = min(period.end, self.knowledge.today)
        return day

    def ledger_day(self) -> date | None:
        """The day a ledger says it speaks for: 截至 or 填报时间, a day in its title or file name, a period's end."""
        day = self._begun(self.hints.as_of or self.title.until or self.title.filled)
        days = [p.start for _, m in self.title.mentioned(Cadence.DAY) if (p := self._in_year(m))]
        if day is None and days:
            day = self._begun(days[0])
        if day is None:
            coded = [self._hinted(self.hints.period)] if self.hints.period else []
            finer = (Cadence.XUN, Cadence.WEEK, Cadence.MONTH, Cadence.QUARTER)
            named = [p for c in finer for _, m in self.title.mentioned(c) if (p := self._in_year(m))]
            period = next(iter((*coded, *named)), None)
            day = (
                min(begun(period, self.file, self.knowledge.today).end, self.knowledge.today)
                if period
                else None
            )
        return day

    def ask_day(self) -> date | None:
        """The day somebody names for a ledger that does not say one; None while the question is open."""
        today = self.knowledge.today
        choices = (today.isoformat(), (today - timedelta(days=1)).isoformat())
        text = f"工作表“{self.sheet}”没有写填报时间或截至日期。这份台账说的是哪一天的情况？请选择，或写日期。"
        answer = self.findings.ask(Question(f"as_of:{self.sheet}", text, choices))
        try:
            return self._begun(date.fromisoformat(answer.choice)) if answer else None
        except ValueError:
            return None

    def _begun(self, day: date | None) -> date | None:
        today = self.knowledge.today
        if day is not None and day > today:
            raise refusal("future_day", name=self.file, found=day.isoformat(), today=today.isoformat())
        return day

    def _said(self, source: Source, found: tuple[Mention, ...]) -> Said | None:
        pairs = [(self._own(m, first=True), self._own(m, first=False)) for m in found]
        known = sorted(
            ((a, b) for a, b in pairs if a is not None and b is not None), key=lambda pair: _place(pair[1])
        )
        return Said(source, min((a for a, _ in known), key=_place), known[-1][1]) if known else None

    def _own(self, mention: Mention, *, first: bool) -> Period | None:
        """The mention in the form's cadence; None where it is coarser, or only a day of a longer period."""
        year = self._year_of(mention)
        period = mention.begins_in(year) if first else mention.in_year(year)
        if period is None or period.cadence == self.cadence:
            return period
        if period.cadence == Cadence.DAY or not self._fits(period.cadence):
            return None
        return period_containing(self.cadence, period.end, week_starts=self.knowledge.week_starts)

    def _fits(self, said: Cadence) -> bool:
        """A finer period lies in one of ours; 上半年 in a quarterly report means since January, up to its last quarter."""
        return tiles(said, self.cadence) or (said == Cadence.HALF and self.cadence == Cadence.QUARTER)

    def _in_year(self, mention: Mention) -> Period | None:
        return mention.in_year(self._year_of(mention))

    def _year_of(self, mention: Mention) -> int:
        """The written year, else the title's, else the newest in which the period has begun."""
        today = self.knowledge.today
        year = mention.year or self.title.year
        if year is not None:
            return year
        this_year = mention.in_year(today.year)
        return today.year if this_year is None or this_year.start <= today else today.year - 1

    def _inferred(self) -> Period | None:
        """From 截至 or 填报时间 where that leaves no doubt, or from a single day in the title; said with a note."""
        days = [p.start for _, m in self.title.mentioned(Cadence.DAY) if (p := self._in_year(m))]
        day = self.hints.as_of or self.title.until or self.title.filled or (days[0] if days else None)
        if day is None or self.cadence == Cadence.ROUND:  # a round is numbered; no day says which it is
            return None
        period = period_containing(self.cadence, day, week_starts=self.knowledge.week_starts)
        coarser = [
            p
            for _, found in self.title.mentions
            for m in found
            if m.cadence != Cadence.ROUND and (p := self._in_year(m))
        ]
        if any(not p.contains(period.start) for p in coarser if p.cadence != Cadence.DAY):
            return None
        if self.title.until is None and self.hints.as_of is None and day - period.start < _CLEARLY_INSIDE:
            return None
        said = coarser[0].short_name if coarser else "年度"
        self.findings.sheet(
            "period_inferred",
            self.sheet,
            found=f"{day.month}月{day.day}日",
            expected=said,
            detail=period.name,
        )
        return period

    def _asked(self, proposals: list[Period]) -> Period | None:
        newest = self._running()
        proposals = proposals or back_from(newest, 3)[::-1]
        named = {proposal.name: proposal for proposal in proposals}
        question = Question(
            f"period:{self.sheet}",
            f"工作表“{self.sheet}”没有写清是哪一期。请选择期次。"
            if proposals[0] == newest
            else f"工作表“{self.sheet}”的期次写法不一致。请选择是哪一期。",
            tuple(named),
        )
        answer = self.findings.ask(question)
        return named.get(answer.choice) or period_of(answer.choice) if answer else None

    def _running(self) -> Period:
        """The period the upload's day lies in; of rounds the newest begun, the first of the year where none is known."""
        today, known = self.knowledge.today, self.knowledge.rounds
        if self.cadence == Cadence.ROUND and not any(one.start <= today for one in known):
            return parse(f"R{today.year}-1")
        return period_containing(self.cadence, today, week_starts=self.knowledge.week_starts, rounds=known)

    def _disagreed(self, said: list[Said]) -> Period | None:
        words = "，".join(f"{s.source.where}写{s.last.short_name}" for s in said)
        proposals = list(dict.fromkeys(s.last for s in said))
        if f"period:{self.sheet}" not in self.findings.answers:
            self.findings.sheet("period_disagrees", self.sheet, detail=words)
        return self._asked(proposals)


def _place(period: Period) -> tuple[date, int]:
    """Where a period stands among others of its cadence."""
    return period.start, _numbered(period)[1] if period.cadence == Cadence.ROUND else 0


def _numbered(period: Period) -> tuple[int, int]:
    """Year and number of a round."""
    year, number = period.code[1:].split("-")
    return int(year), int(number)


def period_of(code: str) -> Period | None:
    """The period with this code, None for anything else."""
    try:
        return parse(code)
    except ValueError:
        return None


def begun(period: Period, name: str, today: date) -> Period:
    """The period itself. Raises Refusal when it begins after the day of the upload."""
    if period.start > today:
        raise refusal("future_period", name=name, found=period.name, today=f"{today.month}月{today.day}日")
    return period


def _is_span(title: Title, source: Source) -> bool:
    """「1—9月」 counts since January and means its last month; 「1月上旬—10月中旬」 means several periods."""
    return source.where == "文件名" or any(
        m.since for s, found in title.mentions if s == source for m in found
    )
