"""A column's full header path says what the column is; words are matched whole, never by likeness."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng_funds.model import Column
from minsheng_funds.money import THOUSAND_YUAN, WAN_YUAN, YI_YUAN, YUAN
from minsheng_funds.reading.columns import (
    CONTRADICTED,
    MONEY_FIELDS,
    apply_rules,
    level_of,
    money_words,
    nature_of,
    understand,
)
from minsheng_funds.settings.tables import ColumnRule
from minsheng_funds.vocabulary import MAINTENANCE, MATCHING, TEXT_FIELDS

NOT_USED = ""


def field_and_level(*path: str) -> tuple[str, str | None]:
    """What a header path is understood as."""
    column = understand(0, path)
    return column.field, column.level


# --- The alias table of the domain ------------------------------------------------------------------------

TEXT_ALIASES = {
    "project": "项目名称 民生工程项目 工程名称 子项目 资金名称 专项资金名称 本级项目名称",
    "town": "镇名称",
    "village": "村名称",
    "code": "项目编号 项目编码 项目代码",
    "class": "类别 项目类型 所属项目分类",
    "unit": "主管部门 主管单位 牵头单位 牵头部门 责任单位 实施单位 预算单位 单位名称 业务股室",
    "date": "拨付日期 拨款日期 支付日期 付款日期 支付时间 入账日期",
    "issue_date": "下达时间",
    "payee": "收款单位 收款人名称 收款方 收款方账户名称 拨入单位",
    "document": "指标文号 资金文号 上级文号 本级文号 文件依据 拨付文号",
    "voucher": "凭证号 支付凭证号 支付申请号",
    "nature": "资金类别 资金用途 资金性质",
    "level": "资金来源/级次 资金层级 级次",
    "year": "年度",
    "remark": "备注 摘要 用途 说明",
    "sequence": "序号",
    "rate": "拨付率 支付率 支出率 执行率 进度",
}
LEVEL_ALIASES = {
    "central": "中央 中央安排 中央资金 中央财政",
    "provincial": "省级 省级安排 省级资金 省财政",
    "municipal": "市级 市级安排 市本级 市财政 州",
    "district": "区级 县级 区本级 县本级 县(区)资金 区级资金 区财政配套 县级配套 县级安排",
    "own": "本级配套",
    "upper": "上级补助资金 上级 中央及省市以上",
    "personal": "个人缴费 自筹资金",
    "bond": "专项债券",
    "other": "其他资金 社会投资 乡镇及其他 其他",
}
MEASURE_ALIASES = {
    "required": "计划数 计划资金 需配套资金 应配套 测算数 预算金额 年度计划投资 全年预算数 规划投入资金",
    "allocated": "已安排 安排资金 预算安排 落实资金",
    "issued": "下达数 下达资金 指标下达",
    "received": "到账数 到位资金 已到位",
    "spent": "支出数 支出金额 已支出",
    "disbursed": "拨付金额 已拨付 实拨数 支付数 支付金额 已投入资金 已投入帮扶资金",
    "cumulative": "累计拨付 累计支付金额",
    "before": "本月前已拨付资金",
    "this_month": "本月新增拨付资金",
}


def cases(aliases: dict[str, str]) -> list[tuple[str, str]]:
    """(word, field) of a table of aliases."""
    return [(word, field) for field, words in aliases.items() for word in words.split()]


@pytest.mark.parametrize(("word", "field"), cases(TEXT_ALIASES))
@pytest.mark.parametrize("above", [(), ("基本情况",)])
def test_a_word_for_a_text_column_is_understood_under_any_group(above: tuple[str, ...], word: str, field: str) -> None:
    assert field_and_level(*above, word) == (field, None)


@pytest.mark.parametrize(("word", "level"), cases(LEVEL_ALIASES))
def test_a_level_under_a_group_of_funds_is_a_part_of_the_plan(word: str, level: str) -> None:
    assert field_and_level("资金筹集", word) == ("required", level)


@pytest.mark.parametrize(("word", "level"), cases(LEVEL_ALIASES))
def test_a_level_under_a_group_of_payments_is_a_part_of_the_payments(word: str, level: str) -> None:
    assert field_and_level("支付金额", word) == ("disbursed", level)


@pytest.mark.parametrize(("word", "level"), cases(LEVEL_ALIASES))
def test_a_level_alone_is_an_amount_of_that_level(word: str, level: str) -> None:
    field, found = field_and_level(word)
    assert found == level
    assert field == ("required" if word.endswith("安排") else "amount")


@pytest.mark.parametrize(("word", "measure"), cases(MEASURE_ALIASES))
def test_a_stage_of_money_is_understood_alone_and_under_a_level(word: str, measure: str) -> None:
    assert field_and_level(word) == (measure, None)
    assert field_and_level("区专项资金", word) == (measure, "district")
    assert field_and_level("本级民生工程专项资金使用情况", word) == (measure, "own")


@pytest.mark.parametrize(("word", "measure"), cases(MEASURE_ALIASES))
@pytest.mark.parametrize(
    ("form", "unit"),
    [("{}(万元)", WAN_YUAN), ("{}（元）", YUAN), ("{}(单位:千元)", THOUSAND_YUAN), ("{}/亿元", YI_YUAN)],
)
def test_a_unit_in_the_header_does_not_hide_the_field(form: str, unit: int, word: str, measure: str) -> None:
    column = understand(0, [form.format(word)])
    assert (column.field, column.unit) == (measure, unit)


@pytest.mark.parametrize("field", sorted(TEXT_FIELDS))
def test_every_word_of_the_vocabulary_for_a_text_column_gives_its_field(field: str) -> None:
    for word in TEXT_FIELDS[field]:
        assert field_and_level(word) == (field, None), word
        assert field_and_level("  ".join(word.upper())) == (field, None), f"{word} with spaces and capitals"


# --- The layouts of the domain ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "field", "level"),
    [
        # A: funding plan
        (["序号"], "sequence", None),
        (["项目名称"], "project", None),
        (["牵头单位"], "unit", None),
        (["类别"], "class", None),
        (["目标任务"], "quantity", None),
        (["补助标准"], "standard", None),
        (["资金筹集", "合计"], "required", None),
        (["资金筹集", "中央"], "required", "central"),
        (["资金筹集", "省级"], "required", "provincial"),
        (["资金筹集", "市级"], "required", "municipal"),
        (["资金筹集", "区级"], "required", "district"),
        (["资金筹集", "其他"], "required", "other"),
        (["备注"], "remark", None),
        # B: source × stage
        (["文件依据"], "document", None),
        (["本级民生工程专项资金使用情况", "下达数"], "issued", "own"),
        (["本级民生工程专项资金使用情况", "支付数"], "disbursed", "own"),
        (["本级民生工程专项资金使用情况", "支出率"], "rate", None),
        (["本级民生工程专项资金使用情况", "预计支出数"], NOT_USED, None),
        (["本级民生工程专项资金使用情况", "待安排项目"], NOT_USED, None),
        (["区专项资金", "计划数"], "required", "district"),
        (["区专项资金", "到账数"], "received", "district"),
        (["区专项资金", "支付数"], "disbursed", "district"),
        (["区专项资金", "支出率"], "rate", None),
        (["合计", "计划数"], "required", None),
        (["合计", "支付数"], "disbursed", None),
        # C: budget system
        (["资金名称"], "project", None),
        (["处室名称"], "unit", None),
        (["预算单位"], "unit", None),
        (["预算金额", "总金额"], "required", None),
        (["预算金额", "中央安排"], "required", "central"),
        (["预算金额", "省级安排"], "required", "provincial"),
        (["预算金额", "市级安排"], "required", "municipal"),
        (["预算金额", "县级安排"], "required", "district"),
        (["支付金额", "总金额"], "disbursed", None),
        (["支付金额", "中央安排"], "disbursed", "central"),
        (["支付金额", "省级安排"], "disbursed", "provincial"),
        (["支付金额", "市级安排"], "disbursed", "municipal"),
        (["支付金额", "县级安排"], "disbursed", "district"),
        # D: ledgers
        (["单位名称"], "unit", None),
        (["付款方账户名称"], NOT_USED, None),
        (["付款方账号"], NOT_USED, None),
        (["支出功能科目"], NOT_USED, None),
        (["支付方式"], NOT_USED, None),
        (["收款人银行"], NOT_USED, None),
        (["收款方账户名称"], "payee", None),
        (["收款方账号"], NOT_USED, None),
        (["支付金额"], "disbursed", None),
        (["付款日期"], "date", None),
        (["合同金额"], NOT_USED, None),
        (["累计支付金额"], "cumulative", None),
        (["经办人"], NOT_USED, None),
        # E: monthly progress
        (["项目编号"], "code", None),
        (["年度计划投资"], "required", None),
        (["本月前已拨付资金"], "before", None),
        (["本月新增拨付资金"], "this_month", None),
        (["年度资金拨付率"], "rate", None),
        (["形象进度"], NOT_USED, None),
        # F: self-evaluation
        (["年初预算数"], "initial", None),
        (["全年预算数"], "required", None),
        (["全年执行数"], "spent", None),
        (["分值"], "points", None),
        (["执行率"], "rate", None),
        (["得分"], "score", None),
        # G: long plan
        (["资金层级"], "level", None),
        (["资金性质"], "nature", None),
        (["年度"], "year", None),
        (["计划金额(万元)"], "required", None),
    ],
)
def test_every_column_of_the_known_layouts_is_understood(path: list[str], field: str, level: str | None) -> None:
    assert field_and_level(*path) == (field, level)


def test_the_level_and_the_stage_may_stand_in_either_row() -> None:
    for path in (["拨付金额", "区级"], ["区级", "拨付金额"], ["区级拨付金额"], ["资金情况", "拨付", "区级资金"]):
        assert field_and_level(*path) == ("disbursed", "district"), path


def test_the_nearest_word_above_decides() -> None:
    assert field_and_level("计划资金", "已拨付", "区级") == ("disbursed", "district")
    assert field_and_level("计划资金", "区级", "已拨付") == ("disbursed", "district")
    assert field_and_level("中央资金", "区级", "已拨付") == ("disbursed", "district")


@pytest.mark.parametrize(
    "leaf",
    [
        "未拨付",
        "未拨付资金",
        "未拨付金额",
        "待拨付",
        "结余",
        "结余资金",
        "资金结余",
        "结存",
        "滞留资金",
        "资金缺口",
        "合同金额",
        "合同价",
        "补助标准",
        "目标任务",
        "不含拨付",
        "拟拨付",
        "应付未付",
        "预计支付数",
        "上年结转资金",
        "受益人数",
        "拨付方式",
        "支付方式",
        "拨付次数",
        "是否拨付",
    ],
)
@pytest.mark.parametrize("above", [(), ("资金拨付情况",), ("区级资金",)])
def test_words_that_only_look_like_a_stage_of_money_are_not_used(above: tuple[str, ...], leaf: str) -> None:
    assert understand(0, [*above, leaf]).field not in MONEY_FIELDS


@settings(max_examples=200, deadline=None)
@given(
    st.text("未待拟预不非无差余", min_size=1, max_size=2),
    st.sampled_from(["拨付", "已拨付", "拨付金额", "支付数", "到位资金"]),
)
def test_an_unknown_character_anywhere_makes_a_header_not_understood(unknown: str, known: str) -> None:
    assert not money_words(unknown + known).understood
    assert not money_words(known + unknown).understood


@pytest.mark.parametrize(
    "leaf",
    [
        "拨付率",
        "支付率",
        "支出率",
        "执行率",
        "到位率",
        "进度",
        "拨付进度",
        "资金拨付率",
        "年度资金拨付率",
        "预算执行率",
        "拨付 率",
        "拨付率(%)",
        "拨付率（%）",
        "支付率%",
        "执行率(%)",
        "拨付进度(%)",
        "进度(%)",
        "拨付率%",
    ],
)
@pytest.mark.parametrize("above", [(), ("区专项资金",), ("拨付金额",)])
def test_a_rate_is_no_money(above: tuple[str, ...], leaf: str) -> None:
    assert understand(0, [*above, leaf]).field == "rate"


@pytest.mark.parametrize(
    ("path", "of_which"),
    [
        (["资金筹集", "其中:区级"], True),
        (["其中", "区级"], True),
        (["其中：", "已拨付"], True),
        (["已拨付", "其中"], True),
        (["其中:已拨付"], True),
        (["资金筹集", "区级"], False),
        (["已拨付"], False),
    ],
)
def test_an_of_which_column_is_marked(path: list[str], of_which: bool) -> None:
    column = understand(0, path)
    assert column.of_which is of_which
    assert column.field in MONEY_FIELDS


@pytest.mark.parametrize(
    ("path", "is_total"),
    [
        (["资金筹集", "合计"], True),
        (["合计", "计划数"], True),
        (["总计"], True),
        (["拨付资金小计"], True),
        (["资金筹集", "区级"], False),
        (["计划数"], False),
    ],
)
def test_a_column_of_totals_is_marked(path: list[str], is_total: bool) -> None:
    assert understand(0, path).is_total is is_total


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        (["拨付金额(元)", "区级(万元)"], CONTRADICTED),
        (["资金(万元)", "拨付金额/元"], CONTRADICTED),
        (["拨付金额(万元)", "区级(万元)"], WAN_YUAN),
        (["拨付金额(万元)", "区级"], WAN_YUAN),
        (["拨付金额", "区级"], None),
    ],
)
def test_two_units_in_one_header_contradict_each_other(path: list[str], unit: int | None) -> None:
    column = understand(0, path)
    assert (column.field, column.unit) == ("disbursed", unit)


@pytest.mark.parametrize(
    ("path", "nature"),
    [
        (["配套资金", "已拨付"], MATCHING),
        (["管护资金", "已拨付"], MAINTENANCE),
        (["建后管护资金", "计划数"], MAINTENANCE),
        (["拨付金额", "管护经费"], MAINTENANCE),
        (["资金筹集", "区级"], None),
        (["区财政配套"], None),
    ],
)
def test_a_group_of_one_nature_gives_it_to_its_columns(path: list[str], nature: str | None) -> None:
    assert understand(0, path).nature == nature


def test_two_levels_in_one_cell_are_not_understood() -> None:
    assert understand(0, ["省级市级资金"]).field == NOT_USED
    assert understand(0, ["拨付金额", "省级市级"]).field == NOT_USED


def test_periods_in_a_header_do_not_hide_the_words() -> None:
    for leaf in ("截至4月17日已拨付", "截至2020年4月底已拨付资金", "2020年已拨付", "2020年度拨付金额", "4月份拨付"):
        assert field_and_level(leaf) == ("disbursed", None), leaf


def test_a_column_without_a_header_is_not_used() -> None:
    assert understand(3, []) == Column(3, ())


def test_the_path_is_kept_as_it_is_written() -> None:
    column = understand(28, ["资金 筹集", "区级（万元）"])
    assert (column.index, column.header) == (28, "资金 筹集 > 区级（万元）")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=8), max_size=4))
def test_any_header_path_is_understood_or_left_unused_without_a_crash(path: list[str]) -> None:
    assert understand(0, path).path == tuple(path)


# --- Cells of level and nature columns --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("区级", "district"),
        ("县 级", "district"),
        ("省级资金", "provincial"),
        ("中央财政补助", "central"),
        ("市级配套资金", "municipal"),
        ("本级", "own"),
        ("上级", "upper"),
        ("专项债券", "bond"),
        ("个人缴费", "personal"),
        ("District", "district"),
        ("区级安排已拨付", None),
        ("火星级", None),
        ("", None),
    ],
)
def test_the_level_of_a_cell_is_read_whole_or_not_at_all(text: str, level: str | None) -> None:
    assert level_of(text) == level


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("配套", MATCHING),
        ("配套资金", MATCHING),
        ("管护", MAINTENANCE),
        ("管护 资金", MAINTENANCE),
        ("Maintenance funds", MAINTENANCE),
        ("基本支出", None),
        ("配套和管护", None),
        ("", None),
    ],
)
def test_the_nature_of_a_cell_is_read_whole_or_not_at_all(text: str, nature: str | None) -> None:
    assert nature_of(text) == nature


# --- The user's own words ---------------------------------------------------------------------------------


def columns_of(*headers: str) -> list[Column]:
    """Columns A, B, … from headers written as the settings write them."""
    return [understand(index, header.split(" > ")) for index, header in enumerate(headers)]


def fields_of(columns: list[Column]) -> list[str]:
    """The fields, in the order of the columns."""
    return [column.field for column in columns]


def test_a_rule_takes_the_field_from_the_columns_that_built_in_words_gave_it_to() -> None:
    columns, missed = apply_rules(
        columns_of("项目名称", "支付金额", "实际到手"), [ColumnRule("disbursed", ("实际到手",))]
    )
    assert fields_of(columns) == ["project", "", "disbursed"]
    assert missed == []


@pytest.mark.parametrize(
    "selector",
    ["省级专项 > 支付数", "专项总表 > 省级专项 > 支付数", "省级 专项 > 支付 数", "@C", "@c", " @C "],
)
def test_a_selector_names_a_column_by_the_end_of_its_path_or_its_letter(selector: str) -> None:
    given_columns = columns_of("项目名称", "专项总表 > 市级专项 > 支付数", "专项总表 > 省级专项 > 支付数")
    columns, missed = apply_rules(given_columns, [ColumnRule("disbursed", (selector,))])
    assert fields_of(columns) == ["project", "", "disbursed"]
    assert missed == []


@pytest.mark.parametrize(
    "selector",
    [
        "支付数",
        "省级专项",
        "专项 > 支付数",
        "省级专项>支付数",
        "没有此栏",
        "@Z",
        "@",
        "",
        "支付数 + 项目名称",
        "项目名称 + 没有此栏",
    ],
)
def test_a_selector_that_names_none_or_several_columns_is_missed(selector: str) -> None:
    given_columns = columns_of("项目名称", "市级专项 > 支付数", "省级专项 > 支付数")
    rule = ColumnRule("received", (selector,))
    columns, missed = apply_rules(given_columns, [rule])
    assert [item.rule for item in missed] == [rule]
    assert columns == given_columns


def test_a_letter_beyond_z_names_its_column() -> None:
    headers = ["项目名称", *(f"杂项{number}" for number in range(1, 28)), "数字"]
    columns, missed = apply_rules(columns_of(*headers), [ColumnRule("disbursed", ("@AC",))])
    assert (columns[28].field, missed) == ("disbursed", [])


def test_a_letter_counts_the_sheets_columns_and_not_the_tables() -> None:
    columns, _ = apply_rules([understand(5, ["项目名称"]), understand(6, ["甲"])], [ColumnRule("disbursed", ("@G",))])
    assert fields_of(columns) == ["project", "disbursed"]


def test_columns_joined_by_plus_all_take_the_field() -> None:
    columns, missed = apply_rules(columns_of("镇", "村", "支付金额"), [ColumnRule("project", ("镇 + 村",))])
    assert fields_of(columns) == ["project", "project", "disbursed"]
    assert missed == []


def test_the_first_alternative_that_is_there_counts() -> None:
    rule = ColumnRule("project", ("镇名称 + 没有", "帮扶村", "项目名称"))
    columns, missed = apply_rules(columns_of("帮扶村", "项目名称", "支付金额"), [rule])
    assert fields_of(columns) == ["project", "", "disbursed"]
    assert missed == []


def test_a_rule_may_name_the_level() -> None:
    rules = [
        ColumnRule("received", ("中央 > 到位",), level="central"),
        ColumnRule("received", ("区级 > 到位",), level="district"),
    ]
    columns, missed = apply_rules(columns_of("项目名称", "区级 > 到位", "中央 > 到位", "省级 > 到位"), rules)
    assert [(column.field, column.level) for column in columns[1:3]] == [
        ("received", "district"),
        ("received", "central"),
    ]
    assert columns[3].field == NOT_USED, "the built-in words for a field yield to the user's"
    assert missed == []


def test_a_rule_without_a_level_drops_the_one_that_the_header_names() -> None:
    columns, _ = apply_rules(columns_of("项目名称", "省级 > 到位"), [ColumnRule("received", ("省级 > 到位",))])
    assert (columns[1].field, columns[1].level) == ("received", None)


def test_columns_that_are_added_all_take_the_field_and_keep_their_levels() -> None:
    rules = [ColumnRule("issued", ("中央 > 下达",), added=True), ColumnRule("issued", ("省级 > 下达",), added=True)]
    columns, missed = apply_rules(columns_of("项目名称", "中央 > 下达", "省级 > 下达", "市级 > 下达"), rules)
    assert [(column.field, column.level) for column in columns[1:3]] == [
        ("issued", "central"),
        ("issued", "provincial"),
    ]
    assert columns[3].field == NOT_USED
    assert missed == []


def test_an_of_which_or_total_column_that_the_user_names_counts_in_full() -> None:
    columns, _ = apply_rules(
        columns_of("项目名称", "其中:已拨付", "拨付合计"),
        [ColumnRule("disbursed", ("@B",)), ColumnRule("received", ("@C",))],
    )
    assert [(column.of_which, column.is_total) for column in columns[1:]] == [(False, False), (False, False)]


def test_the_columns_given_are_not_changed() -> None:
    given_columns = columns_of("项目名称", "支付金额")
    before = list(given_columns)
    apply_rules(given_columns, [ColumnRule("received", ("支付金额",))])
    assert given_columns == before
