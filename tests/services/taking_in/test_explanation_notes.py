"""A reason given at upload is read again wherever its number is shown."""

from datetime import date

from domain.permissions import WHOLE_COUNTY, Moment
from services.measures.trace_number import trace
from services.taking_in.explanation_notes import explanation_notes
from tests.services.taking_in.test_taking_in import key_of, newest

DAY = date(2026, 11, 19)
SAID = "竹坑村应计户数核减28户：长期外出户不再计入"


def notes(store, codes=("TOI_COV", "TOI_HARM"), day=DAY, **more):
    moment = Moment(day, newest(store))
    return explanation_notes(store, scope=WHOLE_COUNTY, moment=moment, codes=codes, **more)


def test_the_reason_for_a_smaller_base_is_a_footnote_of_its_rates(sample):
    [note] = notes(sample)
    assert note == f"注：石桥镇竹坑村 11月中旬卫生厕所普及率等2项，“{SAID}”。"
    assert notes(sample, subjects=(key_of(sample, "竹坑村"),))
    assert notes(sample, subjects=(key_of(sample, "云台村"),)) == ()
    assert notes(sample, codes=("GAR_RATE",)) == ()


def test_before_the_number_there_is_no_footnote(sample):
    assert notes(sample, day=date(2026, 11, 10)) == ()


def test_the_cells_behind_a_towns_rate_carry_the_reason(sample):
    moment = Moment(DAY, newest(sample))
    key = ("TOI_COV", "place", key_of(sample, "石桥镇"))
    found = trace(sample, scope=WHOLE_COUNTY, moment=moment, record="measure", key=key)
    assert [name for name in found.parts["name"] if SAID in name] != []


def test_a_corrected_number_loses_the_reason_of_the_wrong_one(sample):
    assert not [note for note in notes(sample, codes=(), day=date(2026, 11, 4)) if "茶亭村" in note]
