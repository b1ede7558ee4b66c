"""What a change of settings would move is tried on a copy: figures, lights and ranks are counted, nothing is written."""

import re

import pytest

from data_access.database import head, reading
from domain.permissions import Actor, Role
from domain.records import Indicator, SchemeItem, Term
from services.settings.measure_effect import effect_words
from services.settings.preview_settings import preview_value
from tests.loaded_county import SAMPLE_CHANGES
from tests.services.leader_pages import newest

ADMIN = Actor("孙某", Role.ADMIN)


def effect(store, record, key, name, written):
    seen = preview_value(store, ADMIN, record, key, name=name, written=written)
    assert not seen.issues
    return effect_words(store, seen, moment=newest(store))


@pytest.mark.soak
def test_a_weight_moves_ranks_a_word_nothing_and_nothing_is_written(sample):
    weight = effect(sample, SchemeItem, ("VILLAGE", "TOI_COV", ""), "weight", "12")
    assert re.fullmatch(r"涉及 1 项指标、库里 3,842 个数。确认后 \d+ 个名次与现在不同，值、灯不变。", weight)
    assert effect(sample, Term, ("light.ok", ""), "word", "绿灯") == "只改写法，值、灯、名次都不变。"
    with reading(sample) as connection:
        assert head(connection) == SAMPLE_CHANGES


@pytest.mark.soak
def test_a_line_moves_lights(sample):
    line = effect(sample, Indicator, ("ENV_SCORE", ""), "t1", "100")
    assert re.fullmatch(r"确认后 \d+ 盏灯与现在不同，值、名次不变。", line)
