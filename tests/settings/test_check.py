"""`[check]`, `[check.CODE]` and `[[waive]]`: what a file may say of the rules, and what it may not."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from minsheng_funds.errors import Failure
from minsheng_funds.settings import Settings, load
from minsheng_funds.settings.check import CheckSettings, Waiver


def read(folder: Path, text: str) -> Settings:
    file = folder / "minsheng-funds.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, {})


def test_a_file_says_which_rules_run_how_grave_they_are_and_what_is_set_aside(tmp_path):
    text = """
[check]
select = ["L", "x004"]
ignore = ["L002"]
fail_on = "warning"
[check.L060]
severity = "info"
amount = "4.5万元"
count = 3
share = 12.5
days = 10
[[waive]]
code = "X001"
project = "道路"
cell = "台账!D5"
reason = "合同尾款,已报区政府"
until = 2026-12-31
[[waive]]
code = "l002"
reason = "系统导出"
"""
    assert read(tmp_path, text).check == CheckSettings(
        ("L", "X004"),
        ("L002",),
        "warning",
        {"L060": "info"},
        {"L060": {"amount": 4_500_000, "count": 3, "share": Decimal("12.5"), "days": 10}},
        (
            Waiver("X001", "合同尾款,已报区政府", date(2026, 12, 31), "道路", "台账!D5"),
            Waiver("L002", "系统导出"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[check]\nselct = ["L"]', "selct"), ("[check]\nselect = [1]", "select"), ('[check]\nselect = ["L2"]', "L2"),
        ('[check]\nfail_on = "info"', "fail_on"), ('[check.L060]\nseverity = "off"', "severity"),
        ("[check.L060]\ncount = 0", "count"), ("[check.L060]\namount = 5", "amount"), ("[check.L060]\nshare = 101", "share"), ("[check.L060]\nshare = 0.9", "share"),
        ("[check.L060]\nsum = 5", "sum"), ("check = 5", "check"), ("waive = 5", "waive"), ('[waive]\ncode = "L002"', "waive"),
        ('[[waive]]\ncode = "L002"', "reason"), ('[[waive]]\nreason = "x"', "code"), ('[[waive]]\ncode = "L"\nreason = "x"', "code"), ('[[waive]]\ncode = "L002"\nreason = " "', "reason"),
        ('[[waive]]\ncode = "L002"\nreason = "x"\nuntil = "soon"', "until"), ('[[waive]]\ncode = "L002"\nreason = "x"\nfile = "y"', "file"),
    ],
)  # fmt: skip
def test_what_a_file_cannot_say_stops_with_its_name(tmp_path, text, named):
    with pytest.raises(Failure) as caught:
        read(tmp_path, text)
    assert named in str(caught.value)
