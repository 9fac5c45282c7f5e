"""Sources and settings in, an outcome out: pure, repeatable, and one clear failure where there is nothing to use."""

import pytest

from minsheng_funds import pipeline
from minsheng_funds.errors import Failure
from minsheng_funds.model import Additions, Source
from minsheng_funds.settings import Settings
from tests.support import Sheet, day, ledger, plan, run, xlsx

PLAN = plan(("甲", 9000.0), unit="元")


def test_the_same_sources_give_the_same_outcome():
    sources = [Source("a.xlsx", xlsx(PLAN, ledger([day(1, 1), "甲", "某", 5.0, ""])))]
    first, second = pipeline.run(sources, Settings()), pipeline.run(sources, Settings())
    assert first == second


def test_no_sources_at_all_are_a_failure():
    with pytest.raises(Failure) as caught:
        pipeline.run([], Settings())
    assert caught.value.exit_code == 2


def test_a_workbook_without_any_table_fails_with_its_sheet_and_what_to_do():
    with pytest.raises(Failure) as caught:
        run(Sheet("说明", [["本表说明"], ["一、填报要求"]]))
    assert caught.value.where == "book.xlsx!说明"
    assert "minsheng-funds inspect" in caught.value.line("zh")


def test_a_workbook_whose_every_sheet_is_ignored_fails_too():
    with pytest.raises(Failure) as caught:
        run(PLAN, toml='[tables."*"]\nkind = "ignore"')
    assert caught.value.where == "book.xlsx"


def test_an_outcome_holds_book_statement_and_findings():
    outcome = run(PLAN, ledger([day(1, 1), "丁", "某", 5.0, ""]))
    assert [table.kind for table in outcome.book.tables] == ["plan", "ledger"]
    assert outcome.statement.totals["matching"].figures.required == 900000
    assert [finding.code for finding in outcome.findings] == ["X001"]


def test_the_same_two_sides_give_the_same_comparison():
    old, new = (
        [Source(name, xlsx(PLAN, ledger([day(1, 1), "甲", "某", fen, ""])))] for name, fen in (("a", 5.0), ("b", 6.0))
    )
    first, second = (pipeline.compare(old, new, Settings()) for _ in range(2))
    assert first == second
    assert first.dates is not None


def test_a_side_without_any_table_fails_with_its_name():
    with pytest.raises(Failure) as caught:
        pipeline.compare([Source("a.xlsx", xlsx(PLAN))], [Source("b.xlsx", xlsx(Sheet("说明", [["无"]])))], Settings())
    assert caught.value.where.startswith("b.xlsx")


def test_a_dossier_has_one_view_a_fund_by_unit_class_level_and_month():
    outcome = run(PLAN, ledger([day(1, 1), "甲", "某", 5.0, ""]))
    plain = pipeline.dossier(outcome, Settings(), Additions())
    assert tuple(plain.views) == ("unit", "class", "level", "month")
    assert all([view.nature for view in views] == ["matching"] for views in plain.views.values())


def test_a_dossier_has_the_payments_where_they_are_wanted_and_not_too_many(monkeypatch):
    outcome = run(PLAN, ledger((day(1, 1), "甲", "某", 5.0, ""), (day(1, 2), "甲", "某", 6.0, "")))
    nothing = Additions()
    assert pipeline.dossier(outcome, Settings(), nothing).payments is None
    found = pipeline.dossier(outcome, Settings(), nothing, payments=True).payments
    assert found is not None
    assert [traced.payment.fen for trace in found for traced in trace.payments] == [500, 600]
    monkeypatch.setattr(pipeline, "MOST_PAYMENTS", 2)
    assert pipeline.dossier(outcome, Settings(), nothing, payments=True).payments is not None
    monkeypatch.setattr(pipeline, "MOST_PAYMENTS", 1)
    assert pipeline.dossier(outcome, Settings(), nothing, payments=True).payments is None
    asked = Additions(details=found)
    assert pipeline.dossier(outcome, Settings(), asked, payments=True).payments is found


def test_without_a_ledger_a_dossier_has_no_payments():
    assert pipeline.dossier(run(PLAN), Settings(), Additions(), payments=True).payments is None
