"""The scores of all places of a level under a scheme on a day, worked out once until a change alters what was seen then."""

from dataclasses import dataclass
from datetime import date

from data_access.database import Store
from domain.periods import Period, period_containing
from domain.permissions import EVERY_PLACE, Moment
from domain.places import TOWN, VILLAGE
from domain.scoring import Scheme, Scores, scores
from domain.setting import Setting
from services.known.kept import Versions
from services.known.read_setting import read_setting
from services.measures.measure_groups import inspection_window
from services.measures.read_measures import last_of_measures_on, read_measures

_SCORES: Versions[Scores] = Versions(matters=48, older=12)


@dataclass(frozen=True, slots=True)
class Board:
    """What is ranked: the places of a level under a scheme."""

    scheme: Scheme
    level: str

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(item.indicator for item in self.scheme.items)


def score_places(store: Store, board: Board, *, day: date, known_at: int) -> Scores:
    """The scores of the places that count on the day. Nobody writes into them."""
    items = tuple(item.model_dump_json() for item in board.scheme.items)
    last = last_of_measures_on(store, known_at, board.codes, day)
    matter = (store, day, board.scheme.code, board.level, items)
    return _SCORES.answer(matter, last, lambda: _scored(store, board, Moment(day, known_at)))


def _scored(store: Store, board: Board, moment: Moment) -> Scores:
    setting = read_setting(store, moment.known_at)
    nodes = setting.roster.valid_on(moment.as_of, TOWN if board.level == TOWN else VILLAGE)
    window = board_window(board.scheme, moment.as_of, setting)
    measures = read_measures(store, scope=EVERY_PLACE, moment=moment, codes=board.codes, window=window)
    subjects = [node.place for node in nodes]
    return scores(measures, board.scheme, setting.catalogue, subjects=subjects, day=moment.as_of)


def board_window(scheme: Scheme, day: date, setting: Setting) -> Period:
    """The period whose inspections a board counts: the one its name says, else the running month."""
    if not scheme.cadence:
        return inspection_window(setting, day)
    return period_containing(scheme.cadence, day, week_starts=setting.week_starts)
