"""Everything 资金支出 shows: pace against a named baseline, sources, projects against their own due, what is stuck."""

from dataclasses import dataclass, replace

from pandas import DataFrame

from charts.quantity import Quantity
from data_access.database import Store
from domain.baselines import EVERYBODY, LINE_NAMES, Baseline, TargetLines, baseline, offered_lines
from domain.comparisons import Against, Compared
from domain.frames import texts
from domain.measures.spending import payment_source, unplaced_payments
from domain.permissions import Moment, Scope
from domain.places import TOWN
from domain.records import Indicator
from domain.setting import Setting
from domain.wording.comparison import Uncompared, uncompared_words
from domain.wording.conclusion import Conclusion
from domain.wording.conclusions import Named, funds_conclusion, indicator_conclusion
from domain.wording.definitions import light_words, nodes_words
from domain.wording.numbers import decimals_of, percent, plain, shown_unit, spaced, wan
from domain.wording.standing import Standing
from services.accounts.rows_in_scope import require_place
from services.completeness.strip_of import Strip, strip_of
from services.funds.funds_cards import refunds_told
from services.funds.funds_pace import BASES, FundsPace, funds_pace, point_then
from services.funds.funds_parts import WaitingStep, owing_towns, three_amounts, waiting_steps
from services.funds.funds_sources import funds_sources
from services.funds.read_money import DUE, full_names, read_money
from services.known.kept import Shelf
from services.known.read_ledgers import read_ledgers
from services.known.read_setting import read_setting
from services.known.read_states import last_of_work, projects_on
from services.measures.compare_measures import running_side
from services.measures.follow_measures import subject_name
from services.measures.judge_measures import read_rules
from services.measures.key_figures import widest_place
from services.overview.list_matters import FAR_BEHIND

EVERYWHERE = "all"
MOST_DOTS = 14
# What stands between two days of a line.
BETWEEN_NODES, BETWEEN = "节点间按日内插", {"province": "公布一次，用到下一次公布"}


@dataclass(frozen=True, slots=True)
class FundsChoices:
    """What the controls offer: baselines of this year, denominators, places; code or key → words.

    unsaid  of which day 全省平均 is, or why it is not offered; one sentence
    """

    lines: dict[str, str]
    bases: dict[str, str]
    places: dict[str, str]
    unsaid: str = ""


@dataclass(frozen=True, slots=True)
class FundsPage:
    """What the page shows.

    standing  the rate of the headline
    subject   the place looked at; quantity how its rate is written
    base      the word of the denominator: 下达, 计划, 到位; whole its amount in words, blank where it is not known
    pace      the trajectory
    since     what pace.before is called; uncompared: why nothing is compared, in words, blank where something is
    sources   point frame by source level, of the whole county only: documents do not say for which town;
              sources_said why it holds no number, blank where it does
    projects  point frame, the projects furthest from their own due; hidden how many more there are
    projects_said  why no project can be told, blank where some can
    stuck     project, name, light, plan, rate, gap, progress, problem, who: worst first; stuck_said sums them up
    towns     `owing_towns` of the county, empty for one town
    waiting   where money waits; amounts 拨付, 报账 and 支付 in yuan and of how many projects, NaN where nobody writes it
    foot      口径, nodes, lights, sources, one sentence each
    """

    strip: Strip
    conclusion: Conclusion
    standing: Standing
    subject: str
    name: str
    code: str
    quantity: Quantity
    base: str
    whole: str
    pace: FundsPace
    since: str
    uncompared: str
    sources: DataFrame
    sources_said: str
    projects: DataFrame
    projects_said: str
    hidden: int
    stuck: DataFrame
    stuck_said: str
    towns: DataFrame
    waiting: tuple[WaitingStep, ...]
    amounts: dict[str, tuple[float, int]]
    foot: tuple[str, ...]


def funds_choices(store: Store, *, scope: Scope, moment: Moment) -> FundsChoices:
    """The controls of the page at a moment."""
    setting = read_setting(store, moment.known_at)
    lines, _ = read_rules(store, moment.known_at)
    indicator = setting.catalogue.version("FND_PAY", moment.as_of)
    offered = offered_lines(indicator, day=moment.as_of, lines=lines) if indicator else ()
    towns = {
        town.place: town.name
        for town in setting.roster.valid_on(moment.as_of, TOWN)
        if scope.places is None or town.place in scope.places
    }
    return FundsChoices(
        lines={line: LINE_NAMES[line] for line in offered or ("time",)},
        bases={base: words for base, (words, _, _) in BASES.items()},
        places={EVERYWHERE: "全县", **towns},
        unsaid=_province_told(indicator, lines, moment),
    )


def _province_told(indicator: Indicator | None, lines: TargetLines, moment: Moment) -> str:
    """What of 全省平均 is known this year and from which day; that nothing is, and where it would be written."""
    year = moment.as_of.year
    nodes = lines.line(indicator, EVERYBODY, "province") if indicator else ()
    known = [node for node in nodes if node.day.year == year and node.day <= moment.as_of]
    if not known:
        return f"{year}年全省平均还没有登记；办公室在目标表补一行，这里就能选。"
    day = known[-1].day
    return spaced(f"全省平均取{day.month}月{day.day}日公布的{percent(known[-1].value)}。")


def show_funds(
    store: Store,
    *,
    scope: Scope,
    moment: Moment,
    line: str,
    base: str,
    place: str,
    against: str = Against.LAST,
) -> FundsPage | None:
    """The page at a moment, within a scope; None without the rate in the catalogue.

    line, base, place  codes of `funds_choices`; against: what the rate is compared with
    Kept until a change alters what pages of work and money are made of; the strip is everybody's
    """
    key = (store, last_of_work(store, moment.known_at), scope, moment.as_of, line, base, place, against)
    page = _PAGES.answer(key, lambda: _page(store, scope, moment, line, base, place, against))
    if page is None:
        return None
    return replace(page, strip=strip_of(store, scope=scope, moment=moment, baseline=page.pace.baseline))


_PAGES: Shelf[FundsPage | None] = Shelf(32)


def _page(
    store: Store, scope: Scope, moment: Moment, line: str, base: str, place: str, against: str
) -> FundsPage | None:
    """The page, its strip apart."""
    setting = read_setting(store, moment.known_at)
    words, code, part = BASES[base]
    indicator = setting.catalogue.version(code, moment.as_of)
    if indicator is None:
        return None
    subject = widest_place(setting, scope, moment.as_of) if place == EVERYWHERE else place
    require_place(scope, subject)
    pace = funds_pace(store, scope=scope, moment=moment, indicator=indicator, subject=subject, line=line)
    side = running_side(store, indicator, moment=moment, against=against)
    pace = replace(
        pace, before=point_then(store, pace, side, indicator, scope=scope, moment=moment, line=line)
    )
    held = _against(store, indicator, subject, line, moment)
    sources = funds_sources(store, scope=scope, moment=moment, indicator=indicator, base=base, against=held)
    money = read_money(store, scope=scope, moment=moment, code=code, line=line)
    if place != EVERYWHERE:
        money = money[(money["town"] == place).to_numpy()].reset_index(drop=True)
    stuck = _stuck(money)
    return FundsPage(
        strip=Strip(""),
        conclusion=_conclusion(indicator, pace, money, place, subject_name(subject, setting), side.since),
        standing=_standing(indicator, pace, place, subject_name(subject, setting)),
        subject=subject,
        name=subject_name(subject, setting),
        code=code,
        quantity=Quantity("支出率", shown_unit(indicator), "万元", decimals_of(indicator)),
        base=part,
        since=side.since,
        uncompared=_uncompared(pace, side),
        whole="" if pace.now.missing else f"，分母为{words} {wan(pace.now.denominator)} 万元",
        pace=pace,
        sources=sources if place == EVERYWHERE else sources[:0],
        sources_said=_sources_said(sources) if place == EVERYWHERE else "",
        projects=_dots(money),
        projects_said=_projects_said(money, part),
        hidden=max(len(money) - MOST_DOTS, 0),
        stuck=stuck,
        stuck_said=_stuck_said(stuck),
        towns=owing_towns(pace.by_town if place == EVERYWHERE else pace.by_town[:0]),
        waiting=waiting_steps(
            store, money, moment=moment, whole=place == EVERYWHERE and not scope.is_limited()
        ),
        amounts=three_amounts(store, money, moment=moment),
        foot=(*_foot(store, indicator, subject, line, moment, setting), refunds_told(store, moment)),
    )


def _uncompared(pace: FundsPace, side: Compared) -> str:
    silent = side.day is not None and pace.before.missing
    return uncompared_words(Uncompared.SILENT if silent else side.why, since=side.since)


def _against(store: Store, indicator: Indicator, subject: str, line: str, moment: Moment) -> Baseline | None:
    lines, _ = read_rules(store, moment.known_at)
    return baseline(indicator, subject, line=line, day=moment.as_of, lines=lines)


def _standing(indicator: Indicator, pace: FundsPace, place: str, name: str) -> Standing:
    last = pace.actual.tail(1)
    counts = [int(last[column].iloc[0]) if len(last) else 0 for column in ("reported", "expected")]
    return Standing(
        indicator=indicator,
        name="资金支出" if place == EVERYWHERE else f"{name}资金支出",
        value=pace.now.value,
        baseline=pace.now.baseline,
        baseline_name=pace.baseline,
        before=pace.before.value,
        baseline_before=pace.before.baseline,
        reported=counts[0],
        expected=counts[1],
        counted="份文件" if place == EVERYWHERE else "个项目",
    )


def _conclusion(
    indicator: Indicator, pace: FundsPace, money: DataFrame, place: str, name: str, since: str
) -> Conclusion:
    """The county by who holds the greatest part of what is unpaid; a town by its slowest project."""
    if pace.now.missing:
        return Conclusion("还没有支付数据", "", "国库支付台账或项目台账报来支付数以后，这里显示支出率。")
    standing = _standing(indicator, pace, place, name)
    if place == EVERYWHERE and pace.towns_known:
        return funds_conclusion(standing, pace.towns, pace.projected, since=since)
    if place == EVERYWHERE:
        return indicator_conclusion(standing, None, since=since)
    slow = money[(money["gap"] < 0).to_numpy()].sort_values("gap", kind="stable").head(1)
    worst = Named(full_names(slow)[0], float(slow["rate"].iloc[0])) if len(slow) else None
    return indicator_conclusion(standing, worst, since=since)


def _dots(money: DataFrame) -> DataFrame:
    """The projects furthest from their due as a point frame, worst first, those without a rate last."""
    ranked = money.sort_values("gap", kind="stable", na_position="last").head(MOST_DOTS)
    return DataFrame(
        {
            "subject": ranked["project"],
            "name": full_names(ranked),
            "period": "",
            "value": ranked["rate"],
            "numerator": ranked["paid"],
            "denominator": ranked["base"],
            "baseline": ranked["due"],
            "light": ranked["light"],
            "sentence": ranked["sentence"],
            "status": ["reported" if rate == rate else "not_reported" for rate in ranked["rate"]],
        }
    ).reset_index(drop=True)


def _projects_said(money: DataFrame, part: str) -> str:
    if money.empty:
        return "本年还没有项目台账。"
    if money["paid"].isna().all():
        return "还没有各项目的支付数据。"
    if money["rate"].isna().all():
        return f"项目台账没有写各项目的{part}资金，这个支出率只能算到全县。"
    return ""


def _stuck(money: DataFrame) -> DataFrame:
    """Projects in 预警 and 滞后, worst first, with what they are stuck on and who answers."""
    slow = money[money["light"].isin(["warn", "bad"]).to_numpy()].sort_values("gap", kind="stable")
    who = zip(texts(slow["unit_name"]), texts(slow["person"]), strict=True)
    return DataFrame(
        {
            "project": slow["project"],
            "name": full_names(slow),
            "light": slow["light"],
            "sentence": slow["sentence"],
            "plan": slow["plan"],
            "rate": slow["rate"],
            "gap": slow["gap"],
            "lacking": -slow["gap"] * slow["base"],
            "progress": slow["progress"],
            "problem": [
                text or _unsaid(done) for text, done in zip(texts(slow["problem"]), slow["done"], strict=True)
            ],
            "who": [" ".join(filter(None, pair)) for pair in who],
        }
    ).reset_index(drop=True)


def _unsaid(done: bool) -> str:
    return "已完工，台账未写原因" if done else "台账未写原因"


def _stuck_said(stuck: DataFrame) -> str:
    """「低于应达 10 个百分点以上的 11 项，合计欠支 540.20 万元」."""
    if stuck.empty:
        return ""
    far = plain(-FAR_BEHIND * 100, 0)
    return (
        f"低于{DUE} {far} 个百分点以上的 {len(stuck)} 项，合计欠支 {wan(float(stuck['lacking'].sum()))} 万元"
    )


def _sources_said(sources: DataFrame) -> str:
    if sources.empty:
        return "还没有资金文件，也没有项目资金来源。"
    if sources["value"].isna().all():
        return "国库支付台账没有到这一天；项目台账的累计支付不分来源，所以这里没有数。"
    return ""


def _foot(
    store: Store, indicator: Indicator, subject: str, line: str, moment: Moment, setting: Setting
) -> tuple[str, ...]:
    """How the rate is counted, which line it is held against, how it is judged, which ledger it is read from."""
    lines, rules = read_rules(store, moment.known_at)
    ledgers = read_ledgers(store, moment.known_at)
    state = projects_on(store, moment.known_at, moment.as_of)
    nodes = [n for n in lines.line(indicator, subject, line) if n.day.year == moment.as_of.year]
    source = payment_source(ledgers.payments, state, as_of=moment.as_of)
    elsewhere = unplaced_payments(ledgers.payments, as_of=moment.as_of)
    held = indicator.model_copy(update={"baseline": line})
    return (
        f"口径：{indicator.definition}",
        f"{nodes_words(indicator, line, nodes)}，{BETWEEN.get(line, BETWEEN_NODES)}。" if nodes else "",
        f"{DUE}＝{LINE_NAMES[line]}与项目自身工期进度（计划开工至计划完工）中较低的一个。",
        f"灯：{light_words(held, rules.of(indicator, moment.as_of))}。",
        f"支付取自{source.words}。",
        f"其中 {wan(elsewhere)} 万元没有写明项目，只计入全县。" if elsewhere else "",
    )
