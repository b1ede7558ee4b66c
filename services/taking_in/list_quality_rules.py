"""核对规则 as the page 指标口径 shows them: what each says, for which indicators, how strictly, on what ground."""

from pandas import DataFrame

from data_access.database import Store
from domain.permissions import Moment, Scope
from domain.project_checks import CHECK_WORDS
from domain.quality.rules import ALL
from domain.wording.codes import STRENGTH_WORDS
from services.known.read_setting import read_setting
from services.taking_in.read_quality_rules import read_quality_rules

QUALITY_COLUMNS = ("name", "about", "wording", "strength", "source")
EVERYTHING, LEDGER = "全部指标", "项目台账"


def list_quality_rules(store: Store, *, scope: Scope, moment: Moment) -> DataFrame:
    """QUALITY_COLUMNS, the strictest first; about is 全部指标, one indicator's name, or 项目台账."""
    setting = read_setting(store, moment.known_at)

    def about(code: str) -> str:
        if code == ALL:
            return EVERYTHING
        versions = setting.catalogue.versions.get(code)
        return versions[-1].name if versions else LEDGER if code in CHECK_WORDS else code

    strict = list(STRENGTH_WORDS)
    rules = sorted(
        read_quality_rules(store, moment.known_at).rows.values(), key=lambda rule: strict.index(rule.strength)
    )
    rows = [
        (rule.name, about(rule.about), rule.wording, STRENGTH_WORDS[rule.strength], rule.source)
        for rule in rules
    ]
    return DataFrame(rows, columns=list(QUALITY_COLUMNS))
