"""测算核对 for people: one row a level that tells something, in yuan, with what was left out counted."""

from minsheng_funds.rendering.as_json.need import need_of
from minsheng_funds.rendering.composing.need import need_tables
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from tests.support import Sheet, line, plan, run

HEAD = ("项目名称", "任务量(人)", "补助标准(元/人·月)", "月数", "省级分担比例", "区级分担比例", "省级", "区级")
ROWS = (["甲", 100, 50, 12, 60, 40, 36000, 24000], ["乙", 100, "50.005", 12, 60, 40, 36003.6, 25000])


def outcome(toml=""):
    return run(Sheet("测算", [["2020年资金测算表"], ["单位:元"], HEAD, *ROWS]), toml=toml)


def table(toml="", lang="zh"):
    (found,) = need_tables(outcome(toml).statement, Words(Settings(lang=lang)))
    return [[cell.text for cell in row] for row in found.rows], found


def test_the_own_level_is_always_shown_and_others_where_they_differ():
    """100 × 50 × 12 × 40% = 24,000; 100 × 50.005 × 12 × 40% = 24,002.40 beside 25,000."""
    rows, found = table()
    assert rows == [
        ["甲", "100人", "50元/人·月", "区县级", "40%", "24000.00", "24000.00", "0.00"],
        ["乙", "100人", "50.005元/人·月", "区县级", "40%", "24002.40", "25000.00", "997.60"],
    ]
    assert [row[-1].tone for row in found.rows] == ["", "error"]
    assert "2" in found.notes[-1]


def test_a_cap_is_marked_and_a_project_is_named_once():
    rows, _ = table('[need."甲"]\ncap = { provincial = "1万元" }\n', lang="en")
    assert [row[:1] + row[3:6] for row in rows[:2]] == [
        ["甲", "provincial", "60% (capped)", "10000.00"], ["", "district", "40%", "24000.00"],
    ]  # fmt: skip


def test_nothing_is_shown_where_nothing_was_computed():
    assert need_tables(run(plan(("甲", 1))).statement, Words(Settings())) == []


def test_json_keeps_exact_numbers_as_text_and_fen_as_integers():
    found = need_of(line(outcome(), "乙"))
    assert found["required_source"] == "stated"
    need = found["need"]
    assert (need["quantity"], need["quantity_unit"], need["standard_period"]) == ("100", "人", "month")
    assert need["standard_fen"] is None  # 50.005 yuan is no whole number of fen
    assert need["levels"]["district"] == {
        "share_percent": "40", "computed_fen": 2_400_240, "stated_fen": 2_500_000, "difference_fen": 99_760, "capped": False,
    }  # fmt: skip
    assert need_of(line(run(plan(("甲", 1))), "甲")) == {"required_source": "stated", "need": None}
