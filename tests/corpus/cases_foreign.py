"""Foreign headers through the settings: any table with one row a project can be read."""

from typing import Any

from tests.corpus.case import Case, Read, Refused, Stopped, ledger, plan
from tests.support import Sheet, day

_ANY = "issue 3.7: With [columns] and [tables] any table with one row a project can be read"
SPANISH = [
    ["EJECUCION DEL GASTO 2020"],
    [],
    ["TIPO", "DENOMINACION", "PRESUPUESTO", "DEVENGADO"],
    ["1.- CAPITULO", "OBRAS", "1,234.50", "200.00"],
    ["2.- PARTIDA", "Camino Norte", "1,000.00", "150.00"],
    ["2.- PARTIDA", "Puente Sur", "234.50", "50.00"],
    ["3.- TOTAL", "Total general", "1,234.50", "200.00"],
]
SPANISH_TOML = """[columns]
project = ["DENOMINACION"]
required = ["PRESUPUESTO"]
disbursed = ["DEVENGADO"]
[tables."*"]
kind = "progress"
unit = "元"
keep = { "TIPO" = ["2.- PARTIDA"] }
"""
ENGLISH: list[list[Any]] = [
    ["Grants 2020"],
    ["Project title", "Awarded", "Spent to date"],
    ["Roads", 1000, 150],
    ["Bridges", 2000, 300.5],
    ["TOTAL", 3000, 450.5],
]
ENGLISH_TOML = """[columns]
project = ["Project title"]
required = ["Awarded"]
disbursed = ["Spent to date"]
[tables."*"]
unit = "元"
kind = "progress"
"""
TRADITIONAL = [
    ["109年度計畫執行表"],
    ["計畫名稱", "預算數(千元)", "執行數(千元)"],
    ["道路改善", 1000, 150],
    ["橋梁", 2000, 300],
]
TRADITIONAL_TOML = """[columns]
project = ["計畫名稱"]
required = ["預算數(千元)"]
disbursed = ["執行數(千元)"]
[tables."*"]
kind = "progress"
unit = "千元"
"""
LEVELS = [
    ["2020年专项资金表"],
    ["单位:元"],
    ["项目名称", "中央", "", "省级", "", "区级", ""],
    ["", "下达", "到位", "下达", "到位", "下达", "到位"],
    ["甲", 500, 400, 300, 200, 100, 50],
    ["乙", 600, 500, 400, 300, 200, 150],
]
WAYS = ("--year", "2020", "--as-of", "2020-06-30")


def foreign(name: str, rows: Any, outcome: Any, toml: str, why: str = _ANY) -> Case:
    return Case(f"foreign_{name}", Sheet("Sheet1", rows), outcome, why, toml=toml, options=WAYS)


def english(*rows: list[Any]) -> list[list[Any]]:
    return [ENGLISH[0], ENGLISH[1], *rows]


CASES = [
    foreign("spanish_with_nested_totals_kept_out_by_a_columns_value", SPANISH, Read({"Camino Norte": (1000, 150), "Puente Sur": ("234.50", 50)}), SPANISH_TOML),
    foreign("spanish_without_the_settings_that_keep_totals_out", SPANISH,
            (Read({"Camino Norte": (1000, 150), "Puente Sur": ("234.50", 50)}, maybe=("finding",)), Refused(("finding",))),
            SPANISH_TOML.replace('keep = { "TIPO" = ["2.- PARTIDA"] }\n', ""), "issue 3: silently wrong must be 0: OBRAS is the sum of the two below it"),
    foreign("spanish_decimal_commas_are_never_thousands", [["DENOMINACION", "PRESUPUESTO", "DEVENGADO", "TIPO"], ["Camino", "1.234,50", "100,00", "2.- PARTIDA"], ["Puente", "2.000", "50", "2.- PARTIDA"]],
            Refused(("error Sheet1!B2", "error Sheet1!C2")), SPANISH_TOML, "issue 3: silently wrong must be 0"),
    foreign("english_with_its_total", ENGLISH, Read({"Roads": (1000, 150), "Bridges": (2000, "300.50")}), ENGLISH_TOML),
    foreign("english_with_a_total_named_for_its_class", english(["Roads", 1000, 150], ["Bridges", 2000, 300], ["Total infrastructure", 3000, 450]), Read({"Roads": (1000, 150), "Bridges": (2000, 300)}), ENGLISH_TOML, "issue 3.1: Total X"),
    foreign("english_not_reported", english(["Roads", 1000, 150], ["Bridges", 2000, "N/R"]), (Refused(("finding Sheet1!C4",)), Read({"Roads": (1000, 150), "Bridges": (2000, 0)}, ("finding Sheet1!C4",))), ENGLISH_TOML, "issue 3.7: text numbers, N/R"),
    foreign("english_not_applicable", english(["Roads", 1000, 150], ["Bridges", 2000, "N/A"]), (Refused(("finding Sheet1!C4",)), Read({"Roads": (1000, 150), "Bridges": (2000, 0)}, ("finding Sheet1!C4",))), ENGLISH_TOML),
    foreign("english_text_numbers", english(["Roads", "1,000.00", "150"], ["Bridges", " 2,000 ", "(300.50)"]), Read({"Roads": (1000, 150), "Bridges": (2000, "-300.50")}, ("L043 Sheet1!C4",)), ENGLISH_TOML, "issue 3.7: text numbers"),
    foreign("traditional_chinese", TRADITIONAL, Read({"道路改善": (1000000, 150000), "橋梁": (2000000, 300000)}, ("T001 Sheet1!A4",)), TRADITIONAL_TOML),
    foreign("traditional_chinese_without_a_unit_in_the_settings", TRADITIONAL, Read({"道路改善": (1000000, 150000), "橋梁": (2000000, 300000)}, ("T001 Sheet1!A4",)), TRADITIONAL_TOML.replace('unit = "千元"\n', "")),
    foreign("duplicate_headers_told_apart_by_letter", [["项目名称", "金额", "金额", "金额"], ["甲", 100, 90, 10], ["乙", 200, 190, 20]], Read({"甲": (100, 10), "乙": (200, 20)}),
            '[columns]\nrequired = ["@B"]\ndisbursed = ["@D"]\n[tables."*"]\nkind = "progress"\nunit = "元"\n', "issue 3.7: duplicate headers told apart by column letter"),
    foreign("several_columns_added", LEVELS, Read({"甲": (None, None), "乙": (None, None)}, also={"projects/甲/levels/central/issued_fen": 50000}, maybe=("finding",)), '[columns]\nissued = { sum = ["中央 > 下达", "省级 > 下达", "区级 > 下达"] }\n', "interface: issued = { sum = […] }"),
    foreign("columns_by_level", LEVELS, Read({"甲": (None, None), "乙": (None, None)}, also={"projects/甲/levels/central/received_fen": 40000, "projects/甲/received_fen": 5000}, maybe=("finding",)),
            '[columns]\nreceived = { central = ["中央 > 到位"], district = ["区级 > 到位"] }\n', "interface: received = { central = […] }"),
    foreign("header_row_named_by_the_settings", [["a", "b", "c"], ["x", "y", "z"], ["Name", "Soll", "Ist"], ["Weg", 1000, 150], ["Steg", 2000, 300]], Read({"Weg": (1000, 150), "Steg": (2000, 300)}),
            '[columns]\nproject = ["Name"]\nrequired = ["Soll"]\ndisbursed = ["Ist"]\n[tables."*"]\nheader_rows = [3]\nunit = "元"\nkind = "progress"\n'),
    foreign("header_row_named_by_the_settings_holds_no_project_column", [["序号", "项目名称", "计划资金(元)"], ["", "预算", "省级"], [1, "甲", 100]],
            (Stopped(("book.xlsx",)), Refused(("error Sheet1!*",))), '[tables."*"]\nheader_rows = [2]\n', "found by fuzzing: it ended in an internal error"),
    foreign("town_and_village_joined", [["镇名称", "村名称", "规划投入资金(元)", "已投入帮扶资金(元)"], ["东镇", "一村", 100, 10], ["西镇", "一村", 200, 20]], Read({"东镇一村": (100, 10), "西镇一村": (200, 20)}), '[columns]\nproject = ["镇名称 + 村名称"]\n', 'interface: " + " joins text columns'),
    foreign("first_alternative_that_is_there", [["帮扶村", "规划投入资金(元)"], ["东村", 100], ["西村", 200]], Read({"东村": (100, None), "西村": (200, None)}), '[columns]\nproject = ["镇名称 + 村名称", "帮扶村"]\n', "interface: alternatives, the first that is there"),
    foreign("rows_dropped_by_a_pattern", english(["Roads", 1000, 150], ["Bridges", 2000, 300], ["Sum of all", 3000, 450]), Read({"Roads": (1000, 150), "Bridges": (2000, 300)}), ENGLISH_TOML + 'drop = { "Project title" = ["Sum *"] }\n', "interface: drop: never these (patterns)"),
    foreign("total_under_a_foreign_word", english(["Roads", 1000, 150], ["Bridges", 2000, 300], ["Wells", 500, 0], ["Schools", 700, 70], ["Clinics", 800, 80], ["Insgesamt", 5000, 600]),
            (Refused(("finding Sheet1!?8",)), Read({"Roads": (1000, 150), "Bridges": (2000, 300), "Wells": (500, 0), "Schools": (700, 70), "Clinics": (800, 80)}, maybe=("finding",))), ENGLISH_TOML, "issue 3: silently wrong must be 0"),
    foreign("column_of_the_settings_that_is_not_there", ENGLISH, (Read({"Roads": (None, 150), "Bridges": (None, "300.50")}, ("H005",), maybe=("finding",)), Refused(("H005",)), Stopped(("Sheet1",))), ENGLISH_TOML.replace('"Awarded"', '"Award"'), "interface: columns named by the settings; a slip of the pen must not pass"),
    foreign("dollars_are_no_known_unit", [["Project title", "Awarded (US$)", "Spent to date (US$)"], ["Roads", 1000, 150]], (Read({"Roads": (1000, 150)}, ("U001",)), Refused(("finding",))),
            '[columns]\nproject = ["Project title"]\nrequired = ["Awarded (US$)"]\ndisbursed = ["Spent to date (US$)"]\n[tables."*"]\nkind = "progress"\n', "§5: without any word of a unit: 元, a warning"),
    foreign("millions_in_the_header_without_settings_for_the_unit", [["Project title", "Awarded ($ millions)", "Spent to date ($ millions)"], ["Roads", 1000, 150]], (Read({"Roads": (1000, 150)}, ("U001",)), Refused(("finding",))),
            '[columns]\nproject = ["Project title"]\nrequired = ["Awarded ($ millions)"]\ndisbursed = ["Spent to date ($ millions)"]\n[tables."*"]\nkind = "progress"\n', "§5: without any word of a unit: 元, a warning"),
    Case("foreign_ledger_of_donations", (plan([1, "Roads", 1000]), Sheet("Donations", [["Date received", "Purpose", "Donor", "Sum"], [day(1, 2), "Roads", "A. Person", 10], [day(1, 3), "Roads", "B. Person", 20.5]])),
         Read({"Roads": (1000, "30.50")}), _ANY, toml='[tables."Donations"]\nkind = "ledger"\nunit = "元"\ncolumns = { date = ["Date received"], project = ["Purpose"], payee = ["Donor"], disbursed = ["Sum"] }\n'),
    Case("settings_with_an_unknown_key", plan([1, "甲", 100]), Stopped(("excludes", "exclude")), "interface: Unknown keys are an error that names the nearest known one", toml='excludes = ["x"]'),
    Case("settings_that_are_no_toml", plan([1, "甲", 100]), Stopped(("minsheng-funds.toml",)), "interface: one line that says what, where and what to do", toml="exclude = [x"),
    Case("settings_own_level_of_a_province", (Sheet("计划", [["2020年资金计划"], ["单位:元"], ["项目名称", "省级", "区级"], ["甲", 900, 100]]), ledger([day(1, 2), "甲", "某", 90, ""])), Read({"甲": (900, 90)}), "interface: own_level", toml='own_level = "provincial"'),
]  # fmt: skip
