"""The tokens are readable, and every other place that names a colour names the same one."""

import re
import tomllib
from pathlib import Path

import pytest

from charts.tokens import DARK, LIGHT, THEMES, Theme, contrast, css_variables, meeting

ROOT = Path(__file__).parents[2]
BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@BOTH
@pytest.mark.parametrize("name", ["ink", "ink2", "ink3", "accent", "bad", "none"])
def test_text_reads_on_paper(theme: Theme, name: str) -> None:
    assert contrast(getattr(theme, name), theme.paper) >= (5.4 if theme is LIGHT else 7.3)


@BOTH
def test_chips_read_on_their_ground(theme: Theme) -> None:
    assert contrast(theme.bad_text, theme.bad_chip) >= 4.6
    assert contrast(theme.warn_text, theme.warn_chip) >= 7
    assert contrast(theme.ok, theme.paper) >= 5
    assert contrast(theme.note, theme.paper) >= 5
    assert contrast(theme.pennant, theme.paper) >= 5
    assert contrast("#FFFFFF", theme.black_tag) >= 7


@BOTH
def test_numbers_read_in_every_heat_bin(theme: Theme) -> None:
    assert min(contrast(*pair) for pair in zip(theme.heat, theme.heat_text, strict=True)) >= 4.5


@BOTH
def test_marks_stand_out_from_paper(theme: Theme) -> None:
    for colour in (theme.warn, theme.bad, theme.accent, theme.ctx, *theme.series):
        assert contrast(colour, theme.paper) >= 3


@BOTH
def test_selected_rows_and_gap_areas_keep_their_text_readable(theme: Theme) -> None:
    assert contrast(theme.ink, theme.accent_tint) >= 7
    assert contrast(theme.bad, theme.bad_tint) >= 4.5


def test_on_a_wall_the_type_grows_and_nothing_else_changes() -> None:
    assert meeting(LIGHT).text * 1366 / 1920 >= 18
    assert meeting(LIGHT).accent == LIGHT.accent


@pytest.mark.parametrize("name", THEMES)
def test_the_settings_of_the_app_use_the_tokens(name: str) -> None:
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][name]
    theme = THEMES[name]
    assert settings["primaryColor"] == theme.accent
    assert settings["backgroundColor"] == theme.paper
    assert settings["secondaryBackgroundColor"] == theme.tint
    assert settings["textColor"] == theme.ink
    assert settings["borderColor"] == theme.rule
    assert settings["redColor"] == theme.bad
    assert tuple(settings["chartCategoricalColors"][:4]) == theme.series


@BOTH
def test_the_style_sheet_uses_only_colours_the_tokens_define(theme: Theme) -> None:
    sheet = (ROOT / "static/board.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--kb-[a-z0-9-]+)\)", sheet))
    defined = set(re.findall(r"(--kb-[a-z0-9-]+):", css_variables(theme)))
    assert used <= defined
    literal = set(re.findall(r"#[0-9A-Fa-f]{3,6}\b", sheet))
    assert literal <= {"#fff"}


def test_nothing_leaves_the_machine_by_setting() -> None:
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["toolbarMode"] == "minimal"
    assert settings["server"]["maxUploadSize"] == 50
    assert settings["runner"]["postScriptGC"] is False
