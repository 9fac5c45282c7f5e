"""[document]: who signs which letter."""

from datetime import date

import pytest

from minsheng_funds.errors import Failure
from minsheng_funds.settings.document import DocumentSettings
from tests.support import settings_of


def test_every_key_is_taken():
    toml = """
[document]
form = "circular"
organisation = " 区财政局 "
to = "各单位"
number = "财〔2020〕1号"
contact = "甲"
template = "own.txt"
day = 2020-04-20
"""
    given = settings_of(toml).document
    assert given == DocumentSettings(
        "circular", "区财政局", "各单位", "财〔2020〕1号", "甲", "own.txt", date(2020, 4, 20)
    )
    assert settings_of('[document]\nday = "2020-04-20"').document.day == date(2020, 4, 20)
    assert settings_of("").document == DocumentSettings()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('organization = "甲"', "organisation"),
        ('form = "letter"', "briefing | circular"),
        ("to = 1", "to = 1"),
        ('day = "17.4.2020"', "2026-12-31"),
        ("day = 2020-04-20T10:00:00", "day = "),
        ("day = 5", "day = 5"),
    ],
)
def test_what_is_not_known_fails_with_its_place(line, said):
    with pytest.raises(Failure) as failed:
        settings_of(f"[document]\n{line}")
    assert "settings [document]" in failed.value.line("zh")
    assert said in failed.value.line("zh")
