"""Views and traces as people and programs read them: printed parts add up, schemas hold, a csv is one table."""

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from minsheng_funds import pipeline
from minsheng_funds.cli import main
from minsheng_funds.model import Additions
from minsheng_funds.money import money_text
from minsheng_funds.rendering.as_csv import write_csv
from minsheng_funds.rendering.as_json import report_document
from minsheng_funds.rendering.as_markdown import write_markdown
from minsheng_funds.rendering.composing.report import compose_report
from minsheng_funds.rendering.composing.views import view_tables
from minsheng_funds.rendering.document import Table
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NATURES
from tests.rendering.as_json.test_json import BOOK, errors
from tests.statements.test_views import EVERY, PAID, PAYMENTS, PLAN, report
from tests.support import day, ledger, plan, run, settings_of

COMMON = ("report", BOOK, "--as-of", "2020-04-17")


def printed(capfdbinary, *arguments: str) -> str:
    main([*COMMON, *arguments])
    return str(capfdbinary.readouterr().out, "utf-8")


def column(table: Table, label: str) -> int:
    return [found.label for found in table.columns].index(label)


def parts_and_totals(table: Table, place: int, in_total: int | None):
    """(sum of the printed rows in the total, printed total), fund by fund; "—" is nothing."""
    numbers: list[Decimal] = []
    for number, row in enumerate(table.rows):
        text = row[place].text.rstrip("*")
        if number in table.totals:
            yield sum(numbers), Decimal(0) if text == "—" else Decimal(text)
            numbers = []
        elif text != "—" and (in_total is None or row[in_total].text != "否"):
            numbers.append(Decimal(text))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAYMENTS)
def test_printed_parts_add_up_to_the_printed_total_in_every_view(rows):
    outcome = report(rows)
    for top in (None, 1):
        views = pipeline.see(outcome, settings_of(), EVERY, top=top)
        for table in view_tables(views, Words(Settings())):
            in_total = column(table, "计入合计") if any(c.label == "计入合计" for c in table.columns) else None
            for label in ("需配套", "已拨付"):
                if any(found.label == label for found in table.columns):
                    for found, total in parts_and_totals(table, column(table, label), in_total):
                        assert found == total, (table.title, label)


def test_months_and_their_running_sum_agree_row_by_row_as_printed():
    """0.04 + 0.04 + 0.04 万元: each is 0.0 alone, together 0.1: the month in which the sum reaches 0.1 shows it."""
    rows = [(day(month, 1), "甲", "", 400.0, "") for month in (1, 2, 3)]
    (view,) = pipeline.see(run(plan(("甲", 10)), ledger(*rows)), settings_of(), [("month",)])
    (table,) = view_tables([view], Words(Settings()))
    paid, running = column(table, "已拨付"), column(table, "累计拨付")
    assert [(row[paid].text, row[running].text) for row in table.rows] == [
        ("0.0", "0.0"), ("0.1", "0.1"), ("0.0", "0.1"), ("0.1", "0.1"),
    ]  # fmt: skip
    assert "舍位平衡" in table.notes[-1]


def test_a_view_replaces_the_table_of_projects_and_a_trace_stands_beside_it():
    outcome = run(PLAN, PAID, as_of=day(4, 17))
    seen = Additions(views=pipeline.see(outcome, settings_of(), [("unit",)]))
    titles = [block.title for block in compose_report(outcome, Settings(), seen).blocks if isinstance(block, Table)]
    assert titles == ["按责任单位", "台账中没有计划的拨付(不计入拨付率)", "退回资金", "台账核对"]
    traced = Additions(traces=pipeline.trace(outcome, settings_of(), ["供水"]))
    titles = [block.title for block in compose_report(outcome, Settings(), traced).blocks if isinstance(block, Table)]
    start = titles.index("分项目情况")
    assert [title for title in titles[start:] if title in ("分项目情况", "追溯:供水(配套资金) (元)", "计划", "拨付")] == [
        "分项目情况", "追溯:供水(配套资金) (元)", "计划", "拨付",
    ]  # fmt: skip


def test_the_other_rows_stand_between_the_first_and_the_last():
    rates = {"甲": 9.0, "乙": 7.0, "丙": 5.0, "丁": 1.0}
    outcome = run(
        plan(*((name, 10.0) for name in rates), unit="元"),
        ledger(*((day(1, 1), n, "", a, "") for n, a in rates.items())),
    )
    (table,) = view_tables(pipeline.see(outcome, settings_of(), [("project",)], top=1), Words(Settings(lang="en")))
    assert [row[0].text for row in table.rows] == ["甲", "others (2)", "丁", "Total (Matching funds)"]
    assert table.title == "By project (first 1, last 1)"


def test_what_is_incomplete_is_marked():
    rows = [(day(1, 1), "甲", "某", 5.0, ""), (day(1, 1), "乙", "某", "五元", "")]
    outcome = run(plan(("甲", 10.0), ("乙", 10.0), unit="元"), ledger(*rows))
    (table,) = view_tables(pipeline.see(outcome, settings_of(), [("payee",)]), Words(Settings()))
    assert table.rows[0][column(table, "已拨付")].text == "0.0*"


def test_every_view_trace_and_detail_fits_the_schema(capfdbinary):
    arguments = [argument for by in EVERY for argument in ("--by", ",".join(by))]
    document = json.loads(
        printed(capfdbinary, *arguments, "--top", "2", "--trace", "美丽乡村建设", "--detail", "--format", "json")
    )
    assert errors("report", document) == []
    assert len(document["views"]) == 2 * len(EVERY)
    assert list(document)[-4:] == ["views", "trace", "payments", "findings"]


@pytest.mark.parametrize("book", [PAID, ledger((day(1, 1), "甲", "", -5.0, "退回"))])
def test_an_untidy_book_without_a_plan_fits_the_schema(book):
    outcome = run(book)
    names = [row.project for row in outcome.statement.unmatched]
    asked = Additions(
        pipeline.see(outcome, settings_of(), EVERY),
        pipeline.trace(outcome, settings_of(), names),
        pipeline.trace(outcome, settings_of()),
    )
    document = report_document(outcome, Settings(), asked)
    assert errors("report", document) == []
    books = outcome.statement.reconciliation
    assert books is not None
    assert sum(item["amount_fen"] for item in document["payments"]) == books.ledger_total


def test_the_json_of_a_view_has_the_keys_of_the_interface(capfdbinary):
    document = json.loads(printed(capfdbinary, "--by", "unit,class", "--by", "month", "--format", "json"))
    first = document["views"][0]
    assert list(first) == ["by", "nature", "ranked_by", "top", "rows", "others", "total", "average_percent"]
    assert list(first["rows"][0])[:4] == ["unit", "class", "projects", "payments"]
    assert first["total"]["disbursed_fen"] == sum(row["disbursed_fen"] for row in first["rows"]) == 2568100000
    assert (first["average_percent"], first["total"]["disbursement_percent"]) == ("67.7", "67.7")
    months = document["views"][2]
    assert [(row["month"], row["cumulative_percent"], row["time_progress_percent"]) for row in months["rows"]] == [
        ("2020-01", "10.0", "8.3"), ("2020-02", "22.7", "16.7"), ("2020-03", "52.1", "25.0"), ("2020-04", "67.7", "29.5"),
    ]  # fmt: skip
    assert months["rows"][0]["required_fen"] is None


def test_the_json_of_a_trace_adds_up_and_names_the_very_cell(capfdbinary):
    document = json.loads(printed(capfdbinary, "--trace", "美丽乡村建设", "--format", "json"))
    matching, maintenance = document["trace"]
    assert (matching["nature"], maintenance["nature"]) == ("matching", "maintenance")
    counted = [item for item in matching["payments"] if item["counted"]]
    assert sum(item["amount_fen"] for item in counted) == matching["sums"]["disbursed_fen"] == 288400000
    cell = {"measure": "required", "level": "district", "amount_fen": 412600000, "counted": True, "why": None}
    cell |= {"computed_from": []}
    assert {**cell, "origin": "tongguan-2020.xlsx!资金筹集方案!K8"} in matching["plan"]
    line = next(item for item in document["projects"] if item["project"] == "美丽乡村建设")
    for level, figures in line["levels"].items():
        for key in ("required_fen", "disbursed_fen"):
            assert matching["sums"]["levels"][level][key] == figures[key]


def test_without_the_options_the_json_has_no_new_key(capfdbinary):
    assert not {"views", "trace", "payments"} & set(json.loads(printed(capfdbinary, "--format", "json")))


def test_the_csv_of_a_view_has_its_rows_to_the_fen(capfdbinary):
    rows = list(csv.DictReader(io.StringIO(printed(capfdbinary, "--by", "class", "--format", "csv"))))
    assert [row["类别"] for row in rows] == ["工程类", "补助类", "参保类", "培训类", "工程类"]
    amounts = [Decimal(row["已拨付(元)"]) for row in rows if row["资金类别"] == "配套资金"]
    assert sum(amounts) == Decimal(money_text(2568100000, 100, 2))
    assert rows[0]["数字完整"] == "是"


def test_the_csv_of_details_and_of_a_trace_is_one_row_a_payment_and_cell(capfdbinary):
    details = list(csv.DictReader(io.StringIO(printed(capfdbinary, "--detail", "--format", "csv"))))
    assert sum(Decimal(row["金额(元)"]) for row in details) == Decimal("28744000.00")
    trace = list(csv.DictReader(io.StringIO(printed(capfdbinary, "--trace", "棚户区改造", "--format", "csv"))))
    assert {row["计入"] for row in trace} == {"按口径剔除的项目", "截止日期之后"}


def test_names_from_a_workbook_are_no_formulas_in_the_csv_of_a_view():
    outcome = run(plan(("=1+1", 10)), ledger((day(1, 1), "=1+1", "+cmd", -5.0, "")))
    text = write_csv(outcome, Settings(), Additions(pipeline.see(outcome, settings_of(), [("project", "payee")])))
    assert text.splitlines()[1].startswith("'=1+1,'+cmd,配套资金,1,-5.00")


def test_markdown_has_the_same_tables(capfdbinary):
    text = printed(capfdbinary, "--by", "unit", "--top", "1", "--trace", "美丽乡村建设", "--format", "md")
    assert "## 按责任单位(前 1 名、后 1 名)" in text
    assert "| 2020-01-16 | 543100.00 | 区县级 | 是 | 甲镇财政所 |" in text


def test_a_detail_table_has_a_sum_for_each_project_with_the_mark_of_its_line():
    """低保 has an undated payment, and dated ones of other projects are cut off: its figures are in doubt."""
    outcome = run(PLAN, PAID, as_of=day(4, 17))
    asked = Additions(details=pipeline.trace(outcome, settings_of()))
    (table,) = [
        block
        for block in compose_report(outcome, Settings(), asked).blocks
        if isinstance(block, Table) and block.title == "拨付明细"
    ]
    sums = {table.rows[place][0].text: table.rows[place][3].text for place in sorted(table.totals)}
    assert sums == {"小计:道路": "100.00", "小计:供水": "400.00", "小计:低保": "350.00*"}
    assert write_markdown(compose_report(outcome, Settings(), asked)).count("| 低保 |") == 3
    assert set(NATURES) >= {item.nature for item in asked.details or ()}
