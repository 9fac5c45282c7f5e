"""Which words mark a row's money as returned, and which speak of something else."""

import pytest

from minsheng_funds.reading.ledgers.refunds import DOUBTFUL, SURE, refund_in
from tests.support import Sheet, codes, day, disbursed, finding, ledger, line, origins, plan, run

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), unit="元")

MARKS = [
    "退回", "退回多拨资金", "红字", "红字冲回", "冲销", "收回", "收回结余资金", "缴回国库", "退款", "冲回", "退库", "追回", "退票",
    "已退回", "作废", "冲红", "退 回", "支付失败", "未支付", "上缴财政", "退还多拨款", "冲正", "账号错误退汇", "待拨付", "驳回",
    "已终止", "Refund", "收回多付款,发票已作废",
]  # fmt: skip
OTHER = [
    "", "工程款", "收到退回资料后支付", "退回重报后拨付", "不予退回", "已退回发票后重开", "退役军人补助", "退耕还林", "退休人员",
    "收回土地补偿", "国有土地使用权收回补偿款", "资料退回补正", "退还履约保证金", "质保金退还", "尚未收回", "发票作废重开", "余款未支付",
    "退捕渔民补助", "回收农膜补贴", "退伍军人", "退出低保公示", "红十字会", "收回发票后付款",
]  # fmt: skip
UNCLEAR = [
    "应退回多拨部分", "退票重拨", "退汇后重新支付", "收回存量资金安排", "用收回资金支付", "如逾期则收回", "退款后再拨付", "指标调减",
]  # fmt: skip


@pytest.mark.parametrize("text", MARKS)
def test_these_words_mark_a_refund(text):
    assert refund_in(text) == SURE


@pytest.mark.parametrize("text", OTHER)
def test_these_words_speak_of_something_else(text):
    assert refund_in(text) is None


@pytest.mark.parametrize("text", UNCLEAR)
def test_these_words_may_mean_either(text):
    assert refund_in(text) == DOUBTFUL


def paid(outcome):
    return outcome.statement.reconciliation.ledger_total


def row(number: int, **given: object) -> list[object]:
    values = {"date": day(1, number), "project": "甲", "payee": "某", "amount": 10.0, "remark": "", **given}
    return list(values.values())


@pytest.mark.parametrize("given", [{"remark": "收回多拨"}, {"payee": "财政国库(退回)"}, {"project": "甲(退回)"}])
@pytest.mark.parametrize("before", [1, 5])
def test_a_positive_refund_is_an_error_wherever_its_row_says_so(given, before):
    rows = [row(n) for n in range(1, before + 1)]
    outcome = run(PLAN, ledger(*rows, row(9, **given)))
    assert origins(outcome, "L001") == [f"book.xlsx!台账!D{4 + before}"]
    assert paid(outcome) == 1000 * (before + 1)
    assert not outcome.statement.complete or "甲(退回)" in given.values()


def test_a_positive_row_of_a_project_marked_as_refund_is_found_after_a_negative_one():
    rows = [row(1), row(2, project="甲退回", amount=-5.0), row(3, project="甲退回", amount=7.0)]
    assert origins(run(PLAN, ledger(*rows)), "L001") == ["book.xlsx!台账!D6"]


@pytest.mark.parametrize("value", [-10.0, "-10", "(10)", "（10）", "△10", "▲10", "－10", "10-", "－10.00", "-10元"])
def test_a_negative_amount_in_any_notation_is_a_refund(value):
    outcome = run(PLAN, ledger(*[row(n) for n in range(1, 6)], row(9, amount=value, remark="退回")))
    assert disbursed(outcome)["甲"] == 4000
    assert codes(outcome) == []


def test_an_amount_between_two_signs_is_unreadable():
    outcome = run(PLAN, ledger(row(1), row(2, amount="-10-")))
    assert codes(outcome) == ["A001"]


def test_words_that_may_mean_either_are_a_warning_and_the_payment_counts():
    outcome = run(PLAN, ledger(row(1), row(2, remark="退票重拨")))
    assert finding(outcome, "L010").actual == 1000
    assert disbursed(outcome)["甲"] == 2000
    assert line(outcome, "甲").complete


@pytest.mark.parametrize("header", ["支付状态", "交易状态", "支付结果", "处理状态"])
def test_a_status_that_says_the_money_came_back_is_an_error(header):
    rows = [["单位:元"], ["拨付日期", "项目名称", "拨付金额", header]]
    rows += [[day(1, n), "甲", 10.0, "已支付"] for n in range(1, 5)] + [[day(1, 9), "甲", 10.0, "已退回"]]
    assert origins(run(PLAN, Sheet("台账", rows)), "L001") == ["book.xlsx!台账!C7"]


@pytest.mark.parametrize("header", ["回单结果", "支付标志", "备注1", "退票说明", "附言"])
def test_a_column_of_states_or_reasons_is_searched_though_its_header_is_unknown(header):
    rows = [["单位:元"], ["拨付日期", "项目名称", "拨付金额", header]]
    rows += [[day(1, n), "甲", 10.0, ""] for n in range(1, 5)] + [[day(1, 9), "甲", 10.0, "账号有误退票"]]
    assert {"L001", "L021"} & set(codes(run(PLAN, Sheet("台账", rows))))


@pytest.mark.parametrize(
    ("header", "value"), [("退回金额", 4.0), ("是否退回", "是"), ("退回日期", day(2, 1)), ("收回资金(元)", "4")]
)
def test_a_column_about_refunds_is_never_passed_over(header, value):
    rows = [["单位:元"], ["拨付日期", "项目名称", "拨付金额", header]]
    rows += [[day(1, 1), "甲", 10.0, ""], [day(1, 2), "甲", 10.0, value], [day(1, 3), "乙", 5.0, "否"]]
    outcome = run(PLAN, Sheet("台账", rows))
    assert origins(outcome, "L021") == ["book.xlsx!台账!D4"]
    assert disbursed(outcome) == {"甲": 2000, "乙": 500}
    assert (line(outcome, "甲").complete, line(outcome, "乙").complete) == (False, True)


def test_a_row_that_holds_a_refund_alone_is_no_blank_payment():
    rows = [
        ["单位:元"],
        ["拨付日期", "项目名称", "拨付金额", "退回金额"],
        [day(1, 1), "甲", 10.0, ""],
        [day(1, 2), "甲", "", 4.0],
    ]
    assert codes(run(PLAN, Sheet("台账", rows))) == ["L021"]


@pytest.mark.parametrize("header", ["类型", "款项性质", "备注"])
@pytest.mark.parametrize("word", ["退款", "清退", "退付", "核减", "调账", "回收", "上缴", "资金回收"])
def test_a_type_or_a_remark_of_just_such_a_word_is_a_refund(header, word):
    rows = [
        ["2020年拨付台账"],
        ["单位:万元"],
        ["日期", "项目名称", "金额", header],
        ["2020-01-02", "农膜回收", 10.0, "正常"],
    ]
    outcome = run(Sheet("台账", [*rows, ["2020-01-03", "农膜回收", 5.0, word]]))
    assert origins(outcome, "L001") == ["book.xlsx!台账!C5"]


@pytest.mark.parametrize(
    ("word", "said"),
    [("核减工程款", True), ("清退多拨资金", True), ("经审计核减后支付", False), ("农膜回收补助", False)],
)
def test_in_a_longer_remark_such_a_word_may_mean_either(word, said):
    rows = [
        ["2020年拨付台账"],
        ["单位:万元"],
        ["日期", "项目名称", "金额", "备注"],
        ["2020-01-02", "农膜回收", 10.0, ""],
    ]
    outcome = run(Sheet("台账", [*rows, ["2020-01-03", "农膜回收", 5.0, word]]))
    assert ("L010" in codes(outcome)) == said
    assert "L001" not in codes(outcome)


DOUBTED = [
    "已退", "已全额退", "已退(账号有误)", "款项已退原账户", "退费", "医保退费", "重复拨付", "系统内外重复支付", "多拨", "多拨20元", "误拨", "误付他人",
]  # fmt: skip
ORDINARY = [
    "退耕还林", "退役军人补助", "已退役军人", "已退休人员", "退休人员", "已退出低保", "已退捕渔民", "无重复拨付", "经核实没有重复发放", "避免重复支付",
    "质保金已退", "资料已退", "不退费", "免退费", "未多拨", "多发病防治", "第二批",
]  # fmt: skip


@pytest.mark.parametrize(("word", "said"), [*((word, True) for word in DOUBTED), *((word, False) for word in ORDINARY)])
def test_a_positive_amount_already_returned_or_paid_by_mistake_is_doubted_and_counts(word, said):
    outcome = run(PLAN, ledger(row(1), row(2, remark=word)))
    assert ("L010" in codes(outcome)) == said
    assert (disbursed(outcome)["甲"], line(outcome, "甲").complete) == (2000, True)


@pytest.mark.parametrize("given", [{"payee": "医保退费中心"}, {"project": "甲", "payee": "多拨公司"}])
def test_such_words_in_a_name_say_nothing(given):
    assert codes(run(PLAN, ledger(row(1), row(2, **given)))) == []


def test_a_project_for_veterans_or_forests_is_not_doubted_in_its_remarks():
    outcome = run(PLAN, ledger(row(1, remark="退役军人已退役补助"), row(2, remark="退耕还林已验收")))
    assert codes(outcome) == []


def test_a_project_that_its_plan_calls_a_refund_is_paid_without_doubt_and_its_remarks_still_count():
    name = "企业退回补助"
    planned = plan((name, 9000.0), unit="元")
    plain = run(planned, ledger(row(1, project=name), row(2, project=name)))
    assert codes(plain) == []
    assert plain.statement.complete
    marked = run(planned, ledger(row(1, project=name), row(2, project=name, remark="退回")))
    assert origins(marked, "L001") == ["book.xlsx!台账!D5"]
    assert not marked.statement.complete
    unplanned = run(PLAN, ledger(row(1), row(2, project=name)))
    assert origins(unplanned, "L001") == ["book.xlsx!台账!D5"]
    assert not unplanned.complete
