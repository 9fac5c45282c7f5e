"""Where figures come from: every file with its tables and hash, the settings that differ, what a figure means."""

import hashlib

from minsheng_funds.rendering.composing.provenance import definitions_table, settings_table, sources_table
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings, load
from tests.test_examples import EXAMPLES, SETS, read


def texts(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_every_file_is_named_with_its_tables_and_the_hash_of_its_bytes():
    found = texts(sources_table(read(SETS["plan and ledger"]).book, Words(Settings())))
    names = ["tongguan-2020-plan.xlsx", "tongguan-2020-ledger.xlsx"]
    assert [row[0] for row in found] == names
    assert [row[2] for row in found] == [hashlib.sha256((EXAMPLES / name).read_bytes()).hexdigest() for name in names]
    assert found[1][1] == "拨付台账(拨付台账,153 行,元)"


def test_a_setting_is_named_as_the_file_writes_it_with_who_said_so():
    settings = load(EXAMPLES / "minsheng-funds.toml", {"MINSHENG_FUNDS_DECIMALS": "2"}, year=2020)
    table = settings_table(settings, Words(settings))
    assert table is not None
    assert texts(table) == [
        ["exclude", '["棚户区改造"]', "设置文件"],
        ["decimals", "2", "环境变量"],
        ["year", "2020", "命令行"],
    ]
    assert settings_table(Settings(), Words(Settings())) is None


def test_only_the_figures_that_are_shown_are_defined():
    found = texts(definitions_table(["undisbursed", "required"], Words(Settings(lang="en"))))
    assert [row[0] for row in found] == ["Required", "Undisbursed"]
