"""What a row is: a project or payment, a total, a subtotal, a note."""

import pytest

from minsheng_funds.reading.rows import Cells, Label, depth_of, label_of, merged_down
from minsheng_funds.reading.values import squeeze


@pytest.mark.parametrize(
    "text",
    [
        "合计",
        "总计",
        "总金额",
        "总合计:",
        "2020年合计",
        "本页合计",
        "第1页合计",
        "4月份合计",
        "累计",
        "Total",
        "grandtotal",
    ],
)
def test_a_total_is_known_by_its_word(text):
    assert label_of([(0, text)], "", 1) == Label("total")


@pytest.mark.parametrize("text", ["小计", "工程类小计", "工程类(小计)", "农业农村局合计", "subtotal", "Total works"])
def test_a_subtotal_is_known_by_its_word(text):
    assert label_of([(0, text)], "", 1) == Label("subtotal")


@pytest.mark.parametrize(
    ("text", "amount"),
    [("总金额314540755.69", "314540755.69"), ("合计:1,234.5万元", "1,234.5万元"), ("合计(30元)", "30元")],
)
def test_a_total_may_carry_its_amount_as_text(text, amount):
    assert label_of([(0, text)], "", 1) == Label("total", amount)


@pytest.mark.parametrize(
    "text",
    [
        "注:不含棚户区改造",
        "注1",
        "说明:见附件",
        "填表人:张",
        "备注：无",
        "填报单位:财政局",
        "截止日期:4月",
        "单位:万元",
    ],
)
def test_a_note_or_caption_is_known_by_its_word(text):
    assert label_of([(0, squeeze(text))], "", 1) == Label("note")


def test_of_which_rows_are_subsets():
    assert label_of([(0, "其中:中央")], "其中:中央", 0) == Label("of-which")


def test_a_class_as_a_name_makes_the_row_a_subtotal():
    assert label_of([(1, "工程类")], "工程类", 1) == Label("subtotal")


@pytest.mark.parametrize(
    "name",
    [
        "【示例】农村改厕",
        "【示例】",
        "[Example] Rural toilets",
        "[EXAMPLE]Rural toilets",
    ],
)
def test_a_name_that_begins_with_the_mark_of_an_example_makes_the_row_one_whatever_else_it_holds(name):
    written, name = name, squeeze(name)
    assert label_of([(1, name), (2, "工程类"), (3, "合计")], name, 1, written) == Label("example")


@pytest.mark.parametrize(
    "name", ["(示例)农村改厕", "\uff08示例\uff09甲", "[示例]甲", "〔示例〕甲", "﹝示例﹞甲", "【填写示例】", "(样例)甲"]
)
def test_other_brackets_make_no_example_for_the_sums_of_the_blank_workbook_count_such_rows(name):
    written, name = name, squeeze(name)
    assert label_of([(1, name), (2, "一处")], name, 1, written) is None


@pytest.mark.parametrize(
    "name",
    [
        "示例农村改厕",
        "(示范)农村改厕",
        "【示范】道路",
        "【示例村】道路",
        "农村改厕【示例】",
        "[Examples]x",
        "Example road",
        "(例外)道路",
    ],
)
def test_other_names_are_projects(name):
    assert label_of([(1, name), (2, "工程类")], name, 1) is None


@pytest.mark.parametrize("text", ["其中新建6个", "道路合计", "total energies", "截止6月", "注:见附件"])
def test_words_to_the_right_of_a_name_are_no_label(text):
    assert label_of([(1, "甲"), (2, text)], "甲", 1) is None


def test_a_bare_subtotal_to_the_right_of_a_name_is_one():
    assert label_of([(1, "农业"), (2, "小计")], "农业", 1) == Label("subtotal")


@pytest.mark.parametrize(
    ("number", "depth"),
    [
        ("一", 1),
        ("一、", 1),
        ("第一", 1),
        ("(一)", 2),
        ("1", 3),
        ("1.", 3),
        ("12、", 3),
        ("1.1", 4),
        ("1.1.1", 5),
        ("(1)", 5),
        ("①", 5),
        ("", None),
        ("甲", None),
    ],
)
def test_numbering_tells_the_depth_of_a_row(number, depth):
    assert depth_of(number) == depth


def test_merged_cells_of_the_data_speak_for_all_their_rows_and_only_theirs():
    merged = [((4, 1), (6, 1)), ((2, 1), (3, 1)), ((5, 2), (6, 2)), ((5, 1), (5, 3))]
    assert merged_down(merged, [1], 4) == {(5, 1): 5, (6, 1): 5, (7, 1): 5}


def test_cells_are_found_by_their_column_and_blank_outside_the_row():
    cells = Cells(2)
    assert (cells(["a", "b"], 3), cells(["a", "b"], 1), cells(["a", "b"], 9)) == ("b", "", "")
