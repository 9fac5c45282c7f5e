"""`[batch]`: what is taken, and every refusal with the place and what would do."""

import pytest

from minsheng_funds.errors import Failure
from minsheng_funds.settings.batch import BatchSettings, batch_settings, formats_of
from tests.support import settings_of

WHOLE = """
[batch]
case = "folder"
patterns = ["*.xlsx", "北/*"]
ignore = ["*模板*"]
recursive = false
each = ["xlsx", ".JSON", "json"]
seconds = 60
memory_mb = 512
[batch.names]
"北/a" = " 北区 "
"""


def test_every_key_is_taken():
    assert settings_of(WHOLE).batch == BatchSettings(
        "folder", ("*.xlsx", "北/*"), ("*模板*",), False, ("xlsx", "json"), 60, 512, {"北/a": "北区"}
    )


def test_the_defaults_are_one_workbook_a_case_written_as_json():
    batch = settings_of("").batch
    assert batch == settings_of("[batch]").batch == BatchSettings()
    assert (batch.case, batch.each, batch.recursive) == ("workbook", ("json",), True)


def test_one_pattern_needs_no_list():
    assert settings_of('[batch]\npatterns = "*.xlsx"').batch.patterns == ("*.xlsx",)


def test_nothing_may_be_written_for_each_case():
    assert settings_of("[batch]\neach = []").batch.each == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('cases = "folder"', "case"),
        ('case = "sheet"', "workbook"),
        ("patterns = [1]", "patterns"),
        ("ignore = [[]]", "ignore"),
        ('recursive = "no"', "recursive"),
        ("recursive = 1", "recursive"),
        ('each = ["pdf"]', "pdf"),
        ("each = 5", "each"),
        ("seconds = 0", "seconds"),
        ("seconds = true", "seconds"),
        ("seconds = 1.5", "seconds"),
        ('memory_mb = "4G"', "memory_mb"),
        ("memory_mb = -1", "memory_mb"),
        ("names = []", "names"),
        ("names = {a = 1}", "a"),
        ('names = {a = " "}', "a"),
    ],
)
def test_what_is_not_known_is_refused_with_its_place(line, words):
    with pytest.raises(Failure) as caught:
        settings_of(f"[batch]\n{line}")
    assert caught.value.where.startswith("settings")
    assert words in caught.value.line("en")
    assert caught.value.hint is not None


def test_a_section_that_is_no_table_is_refused():
    with pytest.raises(Failure, match="batch"):
        batch_settings([1], "settings")


@pytest.mark.parametrize(
    ("names", "expected"), [((" XLSX", ".json"), ("xlsx", "json")), (("json", "JSON"), ("json",)), ((), ())]
)
def test_formats_are_named_in_any_way_and_once(names, expected):
    assert formats_of(names, "--each") == expected
