"""The five states and the heat bins stay apart for everybody: by fill, shape and word, in colour, grey, light and dark."""

from itertools import combinations

import pytest

from charts.marks import GLYPHS, MISSING_SIGNS, SYMBOLS
from charts.sketches import mark
from charts.tokens import DARK, LIGHT, LIGHTS, Theme, contrast
from tests.charts.seeing import SIGHTS, seen_by
from views.chips import chip, state

STATES = ("ok", "note", "warn", "bad", "not_reported")
BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
EVERY_SIGHT = pytest.mark.parametrize("sight", SIGHTS)


def test_a_sight_leaves_black_white_and_greys_as_they_are():
    for sight in SIGHTS:
        for colour in ("#000000", "#777777", "#FFFFFF"):
            assert contrast(seen_by(sight)(colour), colour) < 1.02


def test_red_and_green_of_one_lightness_are_one_colour_without_green_cones():
    """The sheet's own check: the lights' red and green differ by hue to most, by little but lightness to some."""
    seen = seen_by("deuteranopia")
    assert seen("#A3162A")[1:3] > seen("#A3162A")[5:7]
    assert contrast(seen("#9A5A00"), seen("#55761A")) < 1.6


@BOTH
def test_no_two_states_share_shape_or_word(theme: Theme):
    shapes = [mark(code, theme, colour=theme.ink) for code in STATES]
    assert len(set(shapes)) == len(STATES)
    words = [*(theme.word(code) for code in LIGHTS[:4]), "未报"]
    assert len(set(words)) == len(STATES)
    signs = [*GLYPHS.values(), *MISSING_SIGNS.values()]
    assert len(set(signs)) == len(signs)
    assert len({SYMBOLS[code] for code in ("ok", "note", "warn", "bad")}) == 4


@BOTH
def test_every_state_is_written_with_shape_and_word_and_its_own_kind_of_box(theme: Theme):
    told = [*(chip(code, theme) for code in ("ok", "note", "warn", "bad")), state("not_reported", theme)]
    boxes = set()
    for code, text in zip(STATES, told, strict=True):
        assert "<img" in text, code
        assert (theme.word(code) if code in LIGHTS else "未报") in text
        boxes.add(text.partition('class="')[2].partition('"')[0])
    assert len(boxes) == len(STATES)


@BOTH
@EVERY_SIGHT
def test_the_ink_of_a_chip_grows_with_its_gravity(theme: Theme, sight: str):
    """Bare, outlined, tinted, filled: the ground of 滞后 stands out from paper and from 预警 whoever looks."""
    seen = seen_by(sight)
    paper, tint, filled = seen(theme.paper), seen(theme.warn_chip), seen(theme.bad_chip)
    assert contrast(filled, paper) >= (3 if sight == "usual" else 2.7)
    assert contrast(filled, tint) >= 2
    assert contrast(filled, paper) > contrast(tint, paper)
    for outline in (theme.note, theme.warn, theme.none):
        assert contrast(seen(outline), paper) >= 3


@BOTH
@EVERY_SIGHT
def test_words_and_marks_read_for_everybody(theme: Theme, sight: str):
    """The usual contrasts of the design, a little less where a sight takes light away; chips are bold (3:1 would do)."""
    seen = seen_by(sight)
    for name in ("ink", "ink2", "ink3", "accent", "bad", "ok", "note", "none"):
        assert contrast(seen(getattr(theme, name)), seen(theme.paper)) >= 4.5, name
    assert contrast(seen(theme.pennant), seen(theme.paper)) >= 4.3
    assert contrast(seen(theme.bad_text), seen(theme.bad_chip)) >= (4.6 if sight == "usual" else 3.9)
    assert contrast(seen(theme.warn_text), seen(theme.warn_chip)) >= 7
    for colour in (theme.warn, theme.bad, theme.accent, theme.ctx, *theme.series):
        assert contrast(seen(colour), seen(theme.paper)) >= (3 if sight == "usual" else 2.9)


@BOTH
@EVERY_SIGHT
def test_heat_bins_step_away_from_the_page_in_order(theme: Theme, sight: str):
    """In both themes what stands out from the page is bad; a number is printed in every cell and reads."""
    seen = seen_by(sight)
    away = [contrast(seen(colour), seen(theme.paper)) for colour in theme.heat]
    assert away == sorted(away)
    assert all(contrast(seen(one), seen(other)) >= 1.15 for one, other in combinations(theme.heat, 2))
    cells = zip(theme.heat, theme.heat_text, strict=True)
    assert min(contrast(seen(ground), seen(text)) for ground, text in cells) >= (
        4.5 if sight == "usual" else 4.2
    )
