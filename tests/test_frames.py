"""The library's DataFrames: documented dtypes, the statement's sums, the origin of every row."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import minsheng_funds
from minsheng_funds.errors import Failure
from minsheng_funds.frames import FINDING_COLUMNS, LEDGER_COLUMNS, PLAN_COLUMNS, STATEMENT_COLUMNS, Frames, load
from minsheng_funds.settings import Settings
from tests.support import Sheet, day, ledger, plan, xlsx
from tests.test_examples import EXAMPLES, SETS

BOOK = EXAMPLES / "tongguan-2020.xlsx"
COLUMNS = {"plan": PLAN_COLUMNS, "ledger": LEDGER_COLUMNS, "statement": STATEMENT_COLUMNS, "findings": FINDING_COLUMNS}


@pytest.fixture(scope="module")
def frames() -> Frames:
    return load(BOOK, as_of=date(2020, 4, 17))


def save(folder: Path, *sheets: Sheet) -> Path:
    path = folder / "book.xlsx"
    path.write_bytes(xlsx(*sheets))
    return path


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_and_dtypes_are_the_documented_ones_with_rows_and_without(frames, tmp_path, name):
    bare = load(save(tmp_path, plan(("道路", 10))))
    for found in (frames, bare):
        frame = getattr(found, name)
        assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == COLUMNS[name]
    assert len(bare.ledger) == 0


def test_every_column_is_named_in_the_docstring():
    documented = Frames.__doc__ or ""
    for column in {*PLAN_COLUMNS, *LEDGER_COLUMNS, *FINDING_COLUMNS}:
        assert column in documented


def test_the_statement_has_one_row_a_project_and_nature_and_adds_up_to_the_published_totals(frames):
    statement = frames.statement
    assert len(statement) == 28
    assert not statement.duplicated(["project", "nature"]).any()
    sums = statement.groupby("nature")[["required_fen", "disbursed_fen", "undisbursed_fen"]].sum()
    assert sums.loc["matching"].tolist() == [3794600000, 2568100000, 1226500000]
    assert sums.loc["maintenance"].tolist() == [691000000, 306300000, 384700000]
    assert statement["complete"].all()


@pytest.mark.parametrize("names", SETS.values(), ids=SETS.keys())
def test_every_example_set_s_frame_holds_what_its_statement_holds(names):
    found = load(*(EXAMPLES / name for name in names), as_of=date(2020, 4, 17))
    for row, line in zip(found.statement.to_dict("records"), found.outcome.statement.lines, strict=True):
        assert (row["project"], row["nature"]) == (line.project, line.nature)
        assert (row["required_fen"], row["disbursed_fen"]) == (line.figures.required, line.figures.disbursed)


def test_the_ledger_has_every_payment_with_the_cell_of_its_origin(frames):
    found = frames.ledger
    assert len(found) == 153
    assert found["origin"].is_unique
    assert found["origin"].iloc[0] == "tongguan-2020.xlsx!拨付台账!H4"
    assert found["origin"].str.fullmatch(r"tongguan-2020\.xlsx!拨付台账!H\d+").all()
    assert found["amount_fen"].sum() == 10872690000 == frames.outcome.statement.reconciliation.ledger_total
    assert (found["amount_fen"] < 0).any()
    assert found["date"].is_monotonic_increasing
    assert not found[["project", "nature", "level", "payee", "voucher"]].isna().any().any()


def test_the_ledger_up_to_the_date_at_the_own_level_gives_the_published_payments(frames):
    own = frames.ledger.query("level == 'district' and date <= '2020-04-17' and project != '棚户区改造'")
    assert own.groupby("nature")["amount_fen"].sum().to_dict() == {"matching": 2568100000, "maintenance": 306300000}


def test_the_plan_has_one_row_a_project_measure_and_level(frames):
    found = frames.plan
    assert set(found["measure"]) == {"required"}
    own = found.query("level == 'district' and project != '棚户区改造'")
    assert own["amount_fen"].sum() == 3794600000
    assert found["origin"].str.startswith("tongguan-2020.xlsx!").all()
    assert found.query("nature == 'maintenance'")["amount_fen"].sum() == 691000000


def test_what_a_table_does_not_name_and_what_cannot_be_computed_is_na(tmp_path):
    found = load(
        save(
            tmp_path,
            plan(("道路", 0), ("桥梁", 10)),
            ledger((day(1, 2), "道路", "甲", 5.0, ""), ("", "桥梁", "乙", 5000.0, "")),
        )
    )
    assert found.plan["nature"].isna().all()
    assert found.plan["level"].isna().all()
    assert found.ledger["nature"].isna().all()
    assert found.ledger["date"].isna().tolist() == [False, True]
    statement = found.statement.set_index("project")
    assert statement["allocated_fen"].isna().all()
    assert statement["funding_gap_fen"].isna().all()
    assert statement.loc["道路", "disbursement_percent"] is pd.NA
    assert statement.loc["桥梁", "disbursement_percent"] == "5.0"
    assert statement.loc["道路", "undisbursed_fen"] == -500


def test_a_payment_whose_nature_word_is_unknown_has_none(tmp_path):
    sheet = Sheet(
        "台账",
        [
            ["单位:元"],
            ["拨付日期", "项目名称", "资金类别", "拨付金额"],
            [day(1, 2), "道路", "杂项", 5.0],
            [day(1, 3), "道路", "配套", 6.0],
        ],
    )
    found = load(save(tmp_path, plan(("道路", 10)), sheet))
    assert found.ledger["nature"].fillna("-").tolist() == ["-", "matching"]


def test_findings_are_rows_with_their_first_cell_and_the_difference_in_fen(tmp_path):
    found = load(
        save(
            tmp_path, plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", 60000.0, ""), ("合计", "", "", 59999.0, ""))
        )
    ).findings
    row = found.set_index("code").loc["S001"]
    assert (row["severity"], row["origin"]) == ("error", "book.xlsx!台账!D5")
    assert abs(row["difference_fen"]) == 100


def test_settings_beside_the_workbook_hold_unless_others_are_given(tmp_path):
    book = save(tmp_path, plan(("道路", 10), ("桥梁", 20)))
    (tmp_path / "minsheng-funds.toml").write_text('exclude = ["桥梁"]', encoding="utf-8")
    assert load(book).statement["project"].tolist() == ["道路"]
    assert load(book, settings=Settings()).statement["project"].tolist() == ["道路", "桥梁"]
    assert load(book, settings=Settings(), exclude=("道路",)).statement["project"].tolist() == ["桥梁"]


def test_the_package_offers_load_and_frames_and_nothing_unheard_of():
    assert minsheng_funds.load is load
    assert minsheng_funds.Frames is Frames
    assert [field.name for field in fields(Frames)] == [
        "plan",
        "ledger",
        "statement",
        "findings",
        "outcome",
        "settings",
    ]
    with pytest.raises(AttributeError, match="unheard_of"):
        _ = minsheng_funds.unheard_of


def test_failures_are_raised_with_their_file(tmp_path):
    with pytest.raises(Failure, match=r"nowhere\.xlsx: no such file"):
        load(tmp_path / "nowhere.xlsx")
    with pytest.raises(Failure, match="is a folder, not a workbook"):
        load(tmp_path)
    with pytest.raises(Failure, match="no table"):
        load()
    (tmp_path / "empty.xlsx").write_bytes(b"")
    with pytest.raises(Failure, match=r"empty\.xlsx: the file is empty"):
        load(tmp_path / "empty.xlsx")


def test_two_files_of_one_name_are_told_apart_by_their_paths(tmp_path):
    examples = Path(__file__).parent.parent / "examples"
    for folder, name in (("a", "tongguan-2020-plan.xlsx"), ("b", "tongguan-2020-ledger.xlsx")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "book.xlsx").write_bytes((examples / name).read_bytes())
    names = [
        source.name for source in load(tmp_path / "a" / "book.xlsx", tmp_path / "b" / "book.xlsx").outcome.book.sources
    ]
    assert names == [str(tmp_path / "a" / "book.xlsx"), str(tmp_path / "b" / "book.xlsx")]


def test_a_view_is_a_frame_whose_rows_in_the_total_add_up_to_it():
    frames = load(BOOK, as_of=date(2020, 4, 17))
    for by in (("unit", "class"), ("level",), ("month",), ("nature", "payee")):
        found = frames.view(*by)
        sums = found[found["in_total"]].groupby("nature")["disbursed_fen"].sum()
        assert sums.to_dict() == {"matching": 2568100000, "maintenance": 306300000}
    assert list(frames.view("unit", "class").columns[:3]) == ["unit", "class", "nature"]
    assert frames.view("month")["cumulative_percent"].iloc[3] == "67.7"


def test_a_view_by_what_nobody_knows_is_refused():
    with pytest.raises(Failure, match="payee"):
        load(BOOK).view("colour")
