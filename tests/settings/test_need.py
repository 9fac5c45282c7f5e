"""[need]: what may be written, and what is refused with the section's name."""

from fractions import Fraction

import pytest

from minsheng_funds.errors import Failure
from tests.support import settings_of


def rule(toml):
    (found,) = settings_of(f'[need."甲"]\n{toml}').need.rules
    return found


def test_quantities_standards_and_shares_are_exact():
    found = rule(
        'quantity = "16.5万人"\nstandard = "33.33元/人"\ntimes = 12\nshares = { central = "33.3", provincial = 33.3, district = "33.4%" }'
    )
    assert found.quantity == (165_000, "人")
    assert found.standard == (3333, "人", "")
    assert found.times == 12
    assert dict(found.shares) == {
        "central": Fraction(333, 1000),
        "provincial": Fraction(333, 1000),
        "district": Fraction(334, 1000),
    }
    assert found.keys == ("quantity", "standard", "times", "shares")


def test_caps_and_tiers_are_fen():
    found = rule(
        'cap = { central = "100万元" }\nover_cap = "district"\ntiers = [{ up_to = "1000人", standard = "600元/人" }, { standard = "500元/人" }]'
    )
    assert found.cap == (("central", Fraction(100_000_000)),)
    assert [(tier.up_to, tier.price.fen) for tier in found.tiers] == [(1000, 60_000), (None, 50_000)]
    shared = rule('share_tiers = [{ up_to = "100万元", shares = { district = 20 } }, { shares = { district = 40 } }]')
    assert [(tier.up_to, tier.shares[0][1]) for tier in shared.share_tiers] == [
        (100_000_000, Fraction(1, 5)),
        (None, Fraction(2, 5)),
    ]


def test_the_very_name_wins_over_a_pattern_and_the_first_pattern_over_the_next():
    need = settings_of(
        '[need."*"]\nquantity = 1\n[need."农村*"]\nquantity = 2\n[need."农村 公路（养护）"]\nquantity = 3'
    ).need
    found = [need.fitting(name) for name in ("农村公路(养护)", "农村改厕", "甲")]
    assert [rule.pattern for rule in found if rule is not None] == [
        "农村 公路（养护）",
        "*",
        "*",
    ]
    assert settings_of().need.fitting("甲") is None


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("quantitty = 1", "quantity"), ('quantity = "若干"', "quantity"), ("quantity = -1", "quantity"), ("quantity = true", "quantity"),
        ("standard = 600", "standard"), ('standard = "按概算"', "standard"), ("shares = { central = 50, district = 40 }", "100"),
        ("shares = { district = 120 }", "100"), ("shares = { county = 100 }", "county"), ("shares = {}", "100"), ("shares = 50", "shares"),
        ("cap = { district = 100 }", "district"), ('cap = { district = "100元/人" }', "district"), ('over_cap = "district"', "over_cap"),
        ('cap = { district = "1元" }\nover_cap = "district"', "over_cap"), ('tiers = [{ standard = "1元" }, { standard = "2元" }]', "tiers"),
        ('tiers = [{ up_to = 5, standard = "1元" }]', "tiers"), ('tiers = "1元"', "tiers"),
        ('tiers = [{ up_to = 5, standard = "1元" }, { up_to = 3, standard = "1元" }, { standard = "2元" }]', "tiers"),
        ('tiers = [{ up_to = 5, standard = "1元/人" }, { standard = "2元/户" }]', "tiers"),
        ('standard = "1元"\ntiers = [{ standard = "1元" }]', "tiers"), ('times = "每月"', "times"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_for_sure_is_refused_with_the_section(toml, words):
    with pytest.raises(Failure) as error:
        rule(toml)
    assert '[need."甲"]' in error.value.where
    said = [text.in_language("en") for text in (error.value.message, error.value.hint) if text is not None]
    assert any(words in text for text in said)


@pytest.mark.parametrize("toml", ['[need]\nstandard_unit = "角"', "[need]\nquantity = 5", "need = 5"])
def test_the_section_itself_holds_projects_and_the_unit_of_standards(toml):
    with pytest.raises(Failure):
        settings_of(toml)
