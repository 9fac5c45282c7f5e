"""Flag > environment > file > default; what is unknown or of the wrong kind fails with one clear line."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from minsheng_funds.errors import Failure
from minsheng_funds.money import WAN_YUAN, YUAN
from minsheng_funds.settings import FILE_NAME, Settings, find_file, load
from minsheng_funds.settings.tables import ColumnRule, TableRule


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Writes a settings file and gives its path."""

    def write_file(text: str, encoding: str = "utf-8") -> Path:
        file = tmp_path / FILE_NAME
        file.write_bytes(text.encode(encoding))
        return file

    return write_file


def refusal(file: Path | None, environment: dict[str, str] | None = None) -> str:
    """The line of the failure that loading ends in."""
    with pytest.raises(Failure) as refused:
        load(file, environment or {})
    assert refused.value.exit_code == 2
    assert refused.value.line("zh") != refused.value.line("en")
    return refused.value.line("en")


# --- What wins --------------------------------------------------------------------------------------------


def test_without_anything_the_defaults_hold() -> None:
    settings = load(None, {})
    assert settings == Settings()
    assert (settings.programme, settings.own_level, settings.exclude) == ("民生工程", "district", ())
    assert (settings.decimals, settings.rate_base, settings.time_progress, settings.lang) == (
        1,
        "required",
        "auto",
        "zh",
    )


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("programme", ("民生工程", "民生实事", "惠民工程", "为民办实事")),
        ("own_level", ("district", "municipal", "provincial", "township")),
        ("decimals", (1, 2, 3, 0)),
        ("rate_base", ("required", "issued", "received", "required")),
        ("ledger_level", (None, "central", "upper", "district")),
        ("lang", ("zh", "en", "zh", "en")),
        ("year", (None, 2019, 2020, 2021)),
    ],
)
def test_a_flag_wins_over_the_environment_and_that_over_the_file_and_that_over_the_default(
    write: Any, key: str, values: tuple[Any, Any, Any, Any]
) -> None:
    default, in_file, in_environment, flag = values
    file = write(f"{key} = {in_file}" if isinstance(in_file, int) else f'{key} = "{in_file}"')
    environment = {f"MINSHENG_FUNDS_{key.upper()}": str(in_environment)}
    assert getattr(load(None, {}), key) == default
    assert getattr(load(file, {}), key) == in_file
    assert getattr(load(file, environment), key) == in_environment
    assert getattr(load(None, environment), key) == in_environment
    assert getattr(load(file, environment, **{key: flag}), key) == flag


def test_a_flag_that_was_not_given_changes_nothing(write: Any) -> None:
    file = write('programme = "民生实事"\nexclude = ["棚户区改造"]\nyear = 2020')
    settings = load(file, {}, programme=None, exclude=(), year=None, lang="", as_of=None)
    assert (settings.programme, settings.exclude, settings.year, settings.lang) == (
        "民生实事",
        ("棚户区改造",),
        2020,
        "zh",
    )


def test_flags_that_no_setting_knows_are_the_commands_own_business() -> None:
    assert load(None, {}, output="report.json", as_of=date(2020, 4, 17)) == Settings(as_of=date(2020, 4, 17))


def test_an_empty_environment_variable_was_not_given() -> None:
    assert load(None, {"MINSHENG_FUNDS_LANG": "", "MINSHENG_FUNDS_DECIMALS": ""}) == Settings()


def test_variables_of_other_programs_are_nobodys_business() -> None:
    assert load(None, {"LANG": "zh_CN.GB18030", "DECIMALS": "9", "OWN_LEVEL": "moon"}) == Settings()


# --- The file ---------------------------------------------------------------------------------------------


def test_the_whole_file_of_the_interface_is_understood(write: Any) -> None:
    settings = load(
        write(
            """
programme = "民生实事"
own_level = "municipal"
exclude = ["棚户区改造", "老旧小区"]
decimals = 2
rate_base = "issued"
ledger_level = "district"
year = 2020
[columns]
project = ["镇名称 + 村名称", "帮扶村"]
required = "规划投入资金(元)"
disbursed = ["@AC"]
issued = { sum = ["中央 > 下达", "省级 > 下达"] }
received = { central = ["中央 > 到位"], district = ["区级 > 到位"] }
[tables."*月"]
kind = "progress"
header_rows = [11, 10]
unit = "元"
keep = { "TIPO" = ["2.- PARTIDA"] }
drop = { "名称" = ["Total *", "其他"] }
columns = { disbursed = ["支付金额"] }
[projects.aliases]
"改厕" = "农村改厕及废弃物资源化利用"
[schedule]
time_progress = "completed-months"
"""
        ),
        {},
    )
    assert (settings.programme, settings.own_level, settings.exclude) == (
        "民生实事",
        "municipal",
        ("棚户区改造", "老旧小区"),
    )
    assert (settings.decimals, settings.rate_base, settings.ledger_level, settings.year) == (
        2,
        "issued",
        "district",
        2020,
    )
    assert settings.columns == (
        ColumnRule("project", ("镇名称 + 村名称", "帮扶村")),
        ColumnRule("required", ("规划投入资金(元)",)),
        ColumnRule("disbursed", ("@AC",)),
        ColumnRule("issued", ("中央 > 下达",), added=True),
        ColumnRule("issued", ("省级 > 下达",), added=True),
        ColumnRule("received", ("中央 > 到位",), level="central"),
        ColumnRule("received", ("区级 > 到位",), level="district"),
    )
    assert settings.tables == (
        TableRule(
            "*月",
            kind="progress",
            header_rows=(10, 11),
            unit=YUAN,
            keep=(("TIPO", ("2.- PARTIDA",)),),
            drop=(("名称", ("Total *", "其他")),),
            columns=(ColumnRule("disbursed", ("支付金额",), table="*月"),),
        ),
    )
    assert settings.aliases == {"改厕": "农村改厕及废弃物资源化利用"}
    assert settings.time_progress == "completed-months"
    assert settings.origin.endswith(FILE_NAME)


def test_an_empty_file_changes_nothing_but_the_origin(write: Any) -> None:
    file = write("")
    assert load(file, {}) == Settings(origin=str(file))


def test_a_byte_order_mark_as_windows_writes_it_does_no_harm(write: Any) -> None:
    assert load(write('programme = "民生实事"', "utf-8-sig"), {}).programme == "民生实事"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("programme = 民生", "utf-8"),
        ("own_level", "utf-8"),
        ("[columns\n", "utf-8"),
        ('a = "b"\na = "c"', "utf-8"),
        ('programme = "民生"', "gb18030"),
    ],
)
def test_a_file_that_is_no_toml_fails_with_its_name(write: Any, content: str, encoding: str) -> None:
    file = write(content, encoding)
    assert refusal(file).startswith(f"{file}: the settings are no valid TOML")


def test_a_file_that_is_not_there_fails_with_its_name(tmp_path: Path) -> None:
    assert str(tmp_path / "none.toml") in refusal(tmp_path / "none.toml")


# --- Unknown keys name the nearest known one --------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "unknown", "nearest"),
    [
        ('own_levle = "district"', "own_levle", "own_level"),
        ("Decimals = 2", "Decimals", "decimals"),
        ('excludes = ["棚户区改造"]', "excludes", "exclude"),
        ('time_progress = "days"', "time_progress", ""),
        ('[column]\nproject = ["项目"]', "column", "columns"),
        ('[table."X"]\nkind = "plan"', "table", "tables"),
        ('[columns]\nprojct = ["项目"]', "projct", "project"),
        ('[columns]\ndisbursd = ["项目"]', "disbursd", "disbursed"),
        ('[columns.received]\ncentrall = ["项目"]', "centrall", "central"),
        ('[columns.received]\nsums = ["项目"]', "sums", "sum"),
        ('[tables."X"]\nheader_row = [3]', "header_row", "header_rows"),
        ('[tables."X"]\nunits = "元"', "units", "unit"),
        ('[tables."X"]\ncolumns = { disbursd = ["项目"] }', "disbursd", "disbursed"),
        ('[projects]\nalias = { a = "b" }', "alias", "aliases"),
        ('[schedule]\ntime_progres = "days"', "time_progres", "time_progress"),
        ('"完全不同" = 1', "完全不同", "programme"),
    ],
)
def test_an_unknown_key_fails_and_names_the_nearest_known_one(
    write: Any, content: str, unknown: str, nearest: str
) -> None:
    file = write(content)
    line = refusal(file)
    assert line.startswith(str(file))
    message, _, hint = line.partition(" → did you mean: ")
    assert message.endswith(f"unknown setting: {unknown}")
    assert nearest in hint.split(", ") or not nearest
    assert hint


@pytest.mark.parametrize(
    ("content", "section"),
    [
        ('[columns]\nprojct = ["x"]', "[columns]"),
        ('[tables."表1"]\nkinds = "plan"', '[tables."表1"]'),
        ("[projects]\nx = 1", "[projects]"),
        ("[schedule]\nx = 1", "[schedule]"),
    ],
)
def test_an_unknown_key_of_a_section_fails_with_the_sections_name(write: Any, content: str, section: str) -> None:
    assert section in refusal(write(content))


# --- Wrong types and choices ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "programme = 3",
        "programme = true",
        'programme = ["民生工程"]',
        'decimals = "1"',
        "decimals = true",
        "decimals = 1.0",
        'year = "2020"',
        "year = 2020-01-01",
        "lang = 1",
        "exclude = 5",
        "exclude = [1]",
        'exclude = [""]',
        'exclude = ["棚户区改造", "　"]',
        "columns = 3",
        'columns = ["项目"]',
        "[columns]\nproject = 3",
        "[columns]\nproject = [3]",
        "[columns]\nissued = { sum = 3 }",
        "tables = []",
        '[tables]\n"X" = "plan"',
        '[tables."X"]\nheader_rows = "3"',
        '[tables."X"]\nheader_rows = ["3"]',
        '[tables."X"]\nheader_rows = [0]',
        '[tables."X"]\nheader_rows = [true]',
        '[tables."X"]\nheader_rows = 3',
        '[tables."X"]\nkeep = ["a"]',
        '[tables."X"]\nkeep = { "a" = 3 }',
        '[tables."X"]\ncolumns = 3',
        'projects = "x"',
        '[projects]\naliases = "x"',
        '[projects.aliases]\n"改厕" = 3',
        '[projects.aliases]\n"改厕" = ["农村改厕"]',
        'schedule = "auto"',
        "[schedule]\ntime_progress = 3",
    ],
)
def test_a_value_of_the_wrong_type_fails(write: Any, content: str) -> None:
    file = write(content)
    line = refusal(file)
    assert line.startswith(str(file))
    assert "has the wrong type" in line


@pytest.mark.parametrize(
    ("content", "choice"),
    [
        ('own_level = "county"', "district"),
        ('own_level = ""', "district"),
        ('ledger_level = "区级"', "district"),
        ('rate_base = "plan"', "required"),
        ('lang = "fr"', "en"),
        ("decimals = 7", "0 … 6"),
        ("decimals = -1", "0 … 6"),
        ('[schedule]\ntime_progress = "weeks"', "completed-months"),
        ('[tables."X"]\nkind = "budget"', "progress"),
        ('[tables."X"]\nkind = 3', "progress"),
        ('[tables."X"]\nunit = "美元"', "万元"),
        ('[tables."X"]\nunit = 10000', "万元"),
    ],
)
def test_a_value_that_is_no_choice_fails_and_the_choices_are_named(write: Any, content: str, choice: str) -> None:
    line = refusal(write(content))
    assert "is not known" in line
    assert choice in line.partition(" → ")[2]


def test_a_value_that_cannot_be_compared_is_no_choice_either(write: Any) -> None:
    """`unit = ["元"]` is a list: it fails like any other wrong value, without a traceback."""
    assert FILE_NAME in refusal(write('[tables."X"]\nunit = ["元"]'))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("OWN_LEVEL", "moon"),
        ("DECIMALS", "two"),
        ("DECIMALS", "-1"),
        ("DECIMALS", "9"),
        ("DECIMALS", "²"),
        ("YEAR", "today"),
        ("LANG", "fr"),
        ("RATE_BASE", "plan"),
    ],
)
def test_a_wrong_value_in_the_environment_fails_with_the_variables_name(variable: str, value: str) -> None:
    assert refusal(None, {f"MINSHENG_FUNDS_{variable}": value}).startswith(f"MINSHENG_FUNDS_{variable}: ")


# --- Which file, which table ------------------------------------------------------------------------------


def test_the_nearest_file_of_the_parent_folders_is_found(tmp_path: Path) -> None:
    deep = tmp_path / "2020" / "四月"
    deep.mkdir(parents=True)
    outer, inner = tmp_path / FILE_NAME, tmp_path / "2020" / FILE_NAME
    outer.touch()
    assert find_file(deep / "台账.xlsx") == outer.resolve()
    inner.touch()
    assert find_file(deep / "台账.xlsx") == inner.resolve()
    (deep / FILE_NAME).mkdir()
    assert find_file(deep / "台账.xlsx") == inner.resolve(), "a folder of that name is no settings file"


def test_a_workbook_named_without_its_folder_is_looked_up_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE_NAME).touch()
    monkeypatch.chdir(tmp_path)
    assert find_file(Path("台账.xlsx")) == (tmp_path / FILE_NAME).resolve()


def test_without_a_file_there_is_none(tmp_path: Path) -> None:
    found = find_file(tmp_path / "台账.xlsx")
    assert found is None or tmp_path not in found.parents


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("四月", True),
        ("*月", True),
        ("2020.xlsx!四月", True),
        ("*.xlsx!*", True),
        ("2019.xlsx!四月", False),
        ("五月", False),
        ("2020.xlsx", False),
        ("四", False),
    ],
)
def test_a_table_rule_fits_by_sheet_or_by_file_and_sheet(pattern: str, fits: bool) -> None:
    assert TableRule(pattern).fits("2020.xlsx", "四月") is fits


def test_the_first_table_rule_that_fits_holds_and_else_an_empty_one(write: Any) -> None:
    settings = load(write('[tables."四月"]\nunit = "元"\n[tables."*月"]\nunit = "万元"\n'), {})
    assert settings.table_rule("a.xlsx", "四月").unit == YUAN
    assert settings.table_rule("a.xlsx", "五月").unit == WAN_YUAN
    assert settings.table_rule("a.xlsx", "汇总") == TableRule("*")


def test_the_settings_of_the_examples_are_understood() -> None:
    settings = load(Path(__file__).parents[1] / "examples" / FILE_NAME, {})
    assert settings.exclude == ("棚户区改造",)


def test_merged_projects_are_lists_of_older_names_or_one_name(write: Any) -> None:
    file = write('[projects.merged]\n"道桥" = ["道", "桥"]\n"渠" = "沟"\n')
    assert load(file, {}).merged == {"道桥": ("道", "桥"), "渠": ("沟",)}


@pytest.mark.parametrize("content", ['"甲" = 3', '"甲" = [""]', '"甲" = ["道"]\n"乙" = ["道 "]', '"甲" = ["道", "道"]'])
def test_an_older_project_that_is_no_name_or_stands_twice_fails(write: Any, content: str) -> None:
    with pytest.raises(Failure) as caught:
        load(write(f"[projects.merged]\n{content}\n"), {})
    assert "[projects.merged]" in caught.value.where
