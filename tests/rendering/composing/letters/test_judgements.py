"""Whom a letter praises or blames: only on settled figures, against what was expected, as the tables print them."""

import re

import pytest

from minsheng_funds.rendering.composing.letters import compose_letter
from minsheng_funds.rendering.document import Heading, Paragraph
from tests.rendering.composing.letters.cases import dossier, texts
from tests.support import Sheet, day, ledger

DUE = '[schedule.class."工程类"]\ndue = "{due}"\n[behind]\npoints = 1\namount = "1万元"\n'


def planned(*rows, unit="万元"):
    """A plan of projects with class, unit and amount."""
    head = [["2020年资金筹集方案"], [f"单位:{unit}"], ["项目名称", "类别", "责任单位", "计划资金"]]
    return Sheet("计划", head + [list(row) for row in rows])


def paid(*rows, on=(6, 30)):
    """A ledger of the projects' payments in yuan."""
    return ledger(*((day(*on), name, "甲", yuan, "") for name, yuan in rows))


def said(*sheets, form="briefing", **given):
    """All running text of a letter."""
    return "\n".join(texts(compose_letter(*dossier(*sheets, form=form, **given))))


ROADS = (("甲", "工程类", "交通局", 100), ("乙", "补助类", "民政局", 50))


def test_a_unit_paid_in_full_is_not_blamed_under_a_rate_of_the_total_above_it():
    text = said(planned(*ROADS), paid(("甲", 1300000.0), ("乙", 500000.0)), form="circular")
    assert "合计拨付率为120.0%" in text
    assert "予以通报" not in text
    assert "拨付超出计划的单位有1个：交通局（130.0%）。" in text
    assert "高于合计" not in text


def test_a_unit_ahead_of_time_is_not_blamed_and_one_behind_is():
    ahead = said(planned(*ROADS), paid(("甲", 990000.0), ("乙", 500000.0)), form="circular")
    assert "予以通报" not in ahead
    behind = said(planned(*ROADS), paid(("甲", 300000.0), ("乙", 500000.0)), form="circular")
    assert "低于合计拨付率且低于应达进度的单位有1个，予以通报：交通局（30.0%）。" in behind
    assert "平均" not in "".join(line for line in behind.split("\n") if "拨付率" in line and "单位有" in line)


def test_a_unit_is_measured_by_its_own_schedule():
    payments = paid(("甲", 300000.0), ("乙", 500000.0))
    early = said(planned(*ROADS), payments, form="circular", toml=DUE.format(due="10-31"))
    assert "予以通报" not in early  # nothing is expected of 工程类 before its deadline
    late = said(planned(*ROADS), payments, form="circular", toml=DUE.format(due="05-31"))
    assert "予以通报：交通局（30.0%）" in late


def test_rates_that_print_alike_are_neither_above_nor_below():
    rows = (("甲", "工程类", "交通局", 10000), ("乙", "补助类", "民政局", 10000))
    text = said(planned(*rows), paid(("甲", 40000100.0), ("乙", 39999900.0), on=(12, 31)), form="circular")
    assert "合计拨付率为40.0%。" in text
    assert "高于合计拨付率的单位" not in text
    assert "予以通报" not in text


def test_the_circular_names_only_what_is_behind_and_has_no_empty_section():
    text = said(planned(*ROADS), paid(("甲", 600000.0), ("乙", 500000.0)), form="circular")
    assert "进度滞后" not in text
    due = said(planned(*ROADS), paid(("甲", 600000.0)), form="circular", toml=DUE.format(due="05-31"))
    assert "按进度应已拨付而尚未发生拨付的项目有1个：乙。" in due
    assert "甲（交通局，配套资金）：应于2020年5月31日前拨付完毕，逾期未拨付40.0万元。" in due


@pytest.mark.parametrize("form", ["briefing", "circular", "evaluation"])
def test_amounts_that_cannot_be_read_are_to_be_settled_and_blame_nobody(form):
    rows = (("甲", "工程类", "交通局", 100), ("乙", "补助类", "民政局", "待定"), ("丙", "补助类", "教育局", 20))
    payments = ledger((day(6, 30), "甲", "x", "约三十万", ""), (day(6, 30), "乙", "x", 5.0, ""))
    text = said(planned(*rows), payments, form=form)
    assert "尚未发生拨付的项目有1个：丙。" in text
    assert "计划为零或未列" not in text
    assert "予以通报：交通局" not in text
    assert ("甲、乙。" in text) == (form != "circular")
    assert "待核实" in text


def test_all_alike_have_no_leaders():
    rows = [(f"项目{name}", "工程类", "交通局", 10) for name in "一二三四"]
    text = said(planned(*rows), paid(*((row[0], 50000.0) for row in rows)))
    assert "已发生拨付的4个项目，拨付率均为50.0%。" in text
    assert "居前" not in text
    assert "靠后" not in text


def test_who_is_overpaid_overdue_or_behind_does_not_lead():
    rows = (("甲", "工程类", "交通局", 100), ("乙", "补助类", "民政局", 50), ("丙", "补助类", "民政局", 50))
    text = said(
        planned(*rows), paid(("甲", 990000.0), ("乙", 400000.0), ("丙", 600000.0)), toml=DUE.format(due="05-31")
    )
    assert "居前的项目：乙（80.0%）。" in text
    assert "甲（99.0%）" not in text  # overdue: no leader; and nobody who lags behind 乙
    assert "拨付超出计划的项目有1个：丙（120.0%）。" in text


def test_more_back_than_paid_is_said_in_words():
    text = said(planned(*ROADS), paid(("甲", -150000.0), ("乙", 450000.0)))
    assert "退回多于拨付的项目有1个：甲（净退回15.0万元）。" in text
    assert "工程类净退回15.0万元" in text
    assert "已拨付-" not in text


@pytest.mark.parametrize("form", ["briefing", "circular", "evaluation"])
def test_an_amount_that_prints_as_zero_is_not_said_to_be_owed(form):
    rows = (("甲", "工程类", "交通局", 100), ("乙", "工程类", "民政局", 100))
    text = said(
        planned(*rows), paid(("甲", 999600.0), ("乙", 500000.0), on=(12, 31)), form=form, toml=DUE.format(due="10-31")
    )
    assert "0.0万元" not in text.replace("50.0万元", "").replace("200.0万元", "").replace("150.0万元", "")
    tiny = said(planned(*((*row[:3], 0.03) for row in rows), unit="元"), paid(("甲", 0.01)), form=form)
    assert "0.0万元" not in tiny
    assert not re.search("^[一二三四五六]、下一步", tiny, re.MULTILINE)


def test_payments_on_no_plan_are_named_and_the_need_says_that_they_are_not_netted():
    rows = (("甲", "工程类", "交通局", 0), ("乙", "补助类", "民政局", 50))
    text = said(planned(*rows), paid(("甲", 130000.0)))
    assert "计划为零或未列金额、不计算拨付率的项目有1个：甲（已拨付13.0万元）。" in text
    assert "按合计净额尚有37.0万元未拨付；要完成全年目标，今后每月平均需拨付8.3万元（只计有计划而未拨足的项目" in text


LEVELS = Sheet(
    "计划",
    [
        ["2020年资金筹集方案"],
        ["单位:万元"],
        ["项目名称", "责任单位", "中央", "省级", "区级"],
        ["甲", "交通局", 100, 50, 40],
        ["乙", "民政局", 10, 5, 30],
    ],
)
OWN_ALONE = Sheet(
    "台账",
    [
        ["2020年资金拨付台账"],
        ["单位:元"],
        ["拨付日期", "项目名称", "资金级次", "收款单位", "拨付金额", "备注"],
        [day(6, 30), "甲", "区级", "x", 400000.0, ""],
        [day(6, 30), "乙", "区级", "x", 200000.0, ""],
    ],
)


def test_another_levels_unpaid_money_is_no_cause_and_no_deviation():
    circular = said(LEVELS, OWN_ALONE, form="circular")
    assert "区县级资金已拨足、其他级次资金尚未拨付的有1个：甲（中央100.0万元、省级50.0万元）。" in circular
    assert "原因" not in circular
    assert "环节" not in circular
    assert "甲" not in said(LEVELS, OWN_ALONE, form="evaluation")


def test_every_paragraph_on_projects_names_its_fund():
    head = ["项目名称", "类别", "责任单位", "资金类别", "区级"]
    road, school = ["甲", "工程类", "交通局", "配套资金", 100], ["丙", "补助类", "教育局", "管护资金", 5]
    both = Sheet("计划", [["2020年资金筹集方案"], ["单位:万元"], head, road, school, ["丁", *school[1:]]])
    payments = Sheet(
        "台账",
        [
            ["2020年资金拨付台账"],
            ["单位:元"],
            ["拨付日期", "项目名称", "资金类别", "收款单位", "拨付金额"],
            [day(6, 30), "甲", "配套资金", "x", 500000.0],
            [day(6, 30), "丁", "管护资金", "x", 20000.0],
        ],
    )
    document = compose_letter(*dossier(both, payments))
    about = [block.text for block in document.blocks if isinstance(block, Paragraph) and "尚未发生" in block.text]
    assert about == ["管护资金方面，尚未发生拨付的项目有1个：丙。"]


def test_names_beyond_five_are_counted():
    rows = [(f"项目{n}号", "工程类", "交通局", 10) for n in range(12)]
    text = said(planned(*rows), paid(("别的", 100.0)))
    assert "尚未发生拨付的项目有12个：项目0号、项目1号、项目2号、项目3号、项目4号等12个（详见附件）。" in text
    assert "项目5号" not in text


def test_one_class_one_unit_one_level_have_no_section_and_the_body_no_words_of_the_program():
    rows = [("甲", "工程类", "交通局", 10), ("乙", "工程类", "交通局", 10)]
    for form in ("briefing", "circular"):
        document = compose_letter(*dossier(planned(*rows), paid(("甲", 50000.0)), form=form))
        headings = [block.text for block in document.blocks if isinstance(block, Heading)]
        assert not any("类别" in text or "单位排名" in text for text in headings)
        body = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.role == "body"]
        assert not any(word in text for text in body for word in ("book.xlsx", "选项", "最后一笔", "校验"))
        assert any("口径级次为区县级" in text for text in body)


def test_a_ledger_alone_says_payments_without_a_plan_and_how_many_problems():
    text = said(paid(("甲", 130000.0)))
    assert "台账所列拨付共13.0万元，其中没有计划的13.0万元，不计入任何拨付率" in text
    assert "核对数据时发现" in text


def test_the_briefing_prints_its_number():
    given, settings = dossier(planned(*ROADS), paid(("甲", 5.0)), toml='[document]\nnumber = "财〔2020〕1号"\n')
    numbers = [
        block.text
        for block in compose_letter(given, settings).blocks
        if isinstance(block, Paragraph) and block.role == "number"
    ]
    assert numbers == ["财〔2020〕1号"]


def test_one_attachment_has_no_number():
    document = compose_letter(*dossier(planned(*ROADS), paid(("甲", 5.0), ("乙", 5.0)), form="evaluation"))
    attached = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.role == "attached"]
    assert len(attached) > 1 or attached == ["附件：口径与数据来源"]
    assert all(("1." in text) == (number == 0 and len(attached) > 1) for number, text in enumerate(attached))
