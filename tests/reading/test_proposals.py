"""What `inspect` proposes for a sheet that it did not recognise makes the sheet readable once it is copied."""

import tomllib
from collections.abc import Sequence
from typing import Any

import pytest

from minsheng_funds import pipeline
from minsheng_funds.model import Book, Outcome, Proposal, Source
from minsheng_funds.rendering.composing.proposal_lines import proposal_lines, shared_names
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from tests.reading.test_foreign import PHILIPPINE, PHILIPPINE_MERGED, SPANISH, SPANISH_ROWS
from tests.support import Sheet, codes, day, disbursed, plan, required, run, settings_of, xlsx


def look(*given: Any, toml: str = "") -> Book:
    content = given[0] if isinstance(given[0], bytes) else xlsx(*given)
    return pipeline.look([Source("book.xlsx", content)], settings_of(toml))[0]


def proposals(book: Book) -> list[Proposal]:
    found = [*(table.proposal for table in book.tables), *(unread.proposal for unread in book.unread)]
    return [proposal for proposal in found if proposal is not None]


def lines_of(book: Book, lang: str = "zh") -> list[str]:
    shared = shared_names(book)
    return [
        line
        for proposal in proposals(book)
        for line in proposal_lines(proposal, Words(Settings(lang=lang)), in_file=proposal.sheet in shared)
    ]


def copied(*given: Any, also: Sequence[str] = ()) -> Outcome:
    """A run with the proposed lines as they stand, and the comments that begin like one of `also` uncommented."""
    lines = []
    for line in lines_of(look(*given)):
        lines.append(line.removeprefix("# ") if any(line.startswith(f"# {start}") for start in also) else line)
    return run(*given, toml="\n".join(lines))


ENGLISH: list[list[Any]] = [
    ["Status of Funds as of 30 June 2020"],
    ["(in thousand pesos)"],
    [],
    ["No.", "Project Title", "Location", "Approved Budget", "Released", "Paid to Date", "Utilization"],
    [1, "Rural Road", "North", 1000, 600, 450.5, "45%"],
    [2, "Health Post", "South", 250, 250, 250, "100%"],
    ["", "TOTAL", "", 1250, 850, 700.5, "56%"],
]


def test_an_english_table_becomes_readable():
    outcome = copied(ENGLISH)
    assert required(outcome) == {"Rural Road": 100_000_000, "Health Post": 25_000_000}
    assert disbursed(outcome) == {"Rural Road": 45_050_000, "Health Post": 25_000_000}
    assert outcome.complete


def test_a_spanish_table_becomes_readable():
    above = [["Gobierno del Estado"]] * 9
    outcome = copied(Sheet("EP 2020", [*above, SPANISH, *SPANISH_ROWS[1:3]]))
    assert required(outcome) == {"Sueldos base": 20_000, "Obras nuevas": 10_000}
    assert disbursed(outcome) == {"Sueldos base": 10_000, "Obras nuevas": 5_000}


def test_a_traditional_chinese_table_becomes_readable():
    rows = [
        ["108年度預算執行情形"],
        ["計畫名稱", "主辦機關", "預算數", "實支數"],
        ["道路養護", "工務局", 10, 4],
        ["長照", "社會局", 5, 5],
    ]
    outcome = copied(rows)
    assert (required(outcome), disbursed(outcome)) == (
        {"道路養護": 1000, "長照": 500},
        {"道路養護": 400, "長照": 500},
    )


def test_groups_with_repeated_leaves_are_proposed_as_sums():
    outcome = copied(Sheet("FAR1", PHILIPPINE, merged=PHILIPPINE_MERGED))
    assert required(outcome) == {"Farm-to-market road": 3000, "Bridge": 300}
    assert disbursed(outcome) == {"Farm-to-market road": 2500, "Bridge": 100}


def test_repeated_headers_are_proposed_by_their_letters_to_choose_from():
    rows = [["Project", "Amount", "Amount", "Amount"], ["Road", 100, 60, 40], ["Dam", 50, 50, 50]]
    outcome = copied(rows, also=['columns.required = ["@B"]', 'columns.disbursed = ["@D"]'])
    assert (required(outcome), disbursed(outcome)) == ({"Road": 10_000, "Dam": 5000}, {"Road": 4000, "Dam": 5000})


def test_a_foreign_ledger_is_proposed_with_its_date_and_its_only_money():
    rows = [
        ["Fecha", "Obra", "Proveedor", "Importe"],
        *[[day(1, n), f"Obra {n % 2}", "X", 10.0 * n] for n in range(1, 9)],
    ]
    outcome = copied(rows)
    assert disbursed(outcome) == {} or outcome.statement.reconciliation is not None
    assert outcome.statement.reconciliation is not None
    assert outcome.statement.reconciliation.ledger_total == 36_000


def test_money_without_a_project_column_is_proposed_its_names():
    outcome = copied([["名 目", "计划资金(万元)", "已拨付(万元)"], ["道路", 5, 3], ["水库", 6, 2]])
    assert required(outcome) == {"道路": 5_000_000, "水库": 6_000_000}


def test_a_table_of_unknown_kind_is_proposed_one():
    outcome = copied([["项目名称", "金额"], ["道路", 5], ["水库", 6]])
    assert "F014" not in codes(outcome)
    assert required(outcome) == {"道路": 500, "水库": 600}


def test_columns_that_are_ambiguous_are_proposed_by_their_letters():
    rows = [["项目名称", "计划资金(元)", "计划资金(元)", "已拨付(元)"], ["道路", 5, 7, 3], ["水库", 6, 8, 2]]
    assert "H001" in codes(run(rows))
    outcome = copied(rows)
    assert "H001" not in codes(outcome)
    assert required(outcome) == {"道路": 500, "水库": 600}


def test_a_missing_unit_is_proposed_and_silences_its_warning():
    rows = [["项目名称", "计划资金", "已拨付"], ["道路", 5, 3], ["水库", 6, 2]]
    assert "U001" in codes(run(rows))
    assert "U001" not in codes(copied(rows))


@pytest.mark.parametrize(
    "name", ['Q"1"', "a\\b", "[x]", "a*b", "a.b", "1月", "it's", "a # b", "  spaced "], ids=range(9)
)
def test_a_sheet_of_any_name_is_proposed_as_valid_toml_that_speaks_of_it(name: str):
    import io

    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "x"
    for row in ENGLISH:
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    content = rename(stream.getvalue(), name)
    lines = lines_of(look(content))
    tomllib.loads("\n".join(lines))
    outcome = run(content, toml="\n".join(lines))
    assert len(required(outcome)) == 2


def rename(content: bytes, name: str) -> bytes:
    """The workbook with its sheet renamed, also to names that Excel itself refuses."""
    import io
    import zipfile
    from xml.sax.saxutils import quoteattr

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for item in old.namelist():
            data = old.read(item)
            if item == "xl/workbook.xml":
                data = data.replace(b'name="x"', f"name={quoteattr(name)}".encode())
            new.writestr(item, data)
    return stream.getvalue()


def test_every_line_is_valid_toml_in_both_languages_whatever_the_cells_hold():
    nasty = 'He said "no"\n# [x] \\ \x7f\u202e' + "long " * 50
    rows = [["Project Title", "Budget", 'Paid "so far"\nto date'], [nasty, 5, 4], ["b", 6, 5]]
    book = look(rows)
    for lang in ("zh", "en"):
        text = "\n".join(lines_of(book, lang))
        section = tomllib.loads(text)["tables"]["Sheet1"]
        assert section["columns"]["disbursed"] == ['Paid "so far" to date']
        assert all(line.isprintable() for line in text.splitlines())


def test_alternatives_are_comments_that_are_valid_once_uncommented():
    for line in lines_of(look(ENGLISH)):
        if line.startswith("# columns."):
            tomllib.loads(line.removeprefix("# "))


def test_what_the_settings_say_already_is_not_proposed_again_and_their_section_is_extended():
    toml = '[tables."Sheet*"]\nkind = "progress"\nunit = "千元"'
    lines = lines_of(look(ENGLISH, toml=toml))
    assert lines[0].startswith('# [tables."Sheet*"]')
    assert not any(line.startswith(("kind", "unit")) for line in lines)
    merged = toml + "\n" + "\n".join(lines)
    assert sum(fen or 0 for fen in required(run(ENGLISH, toml=merged)).values()) == 125_000_000


def test_sheets_of_one_name_in_two_files_are_proposed_with_their_file():
    sources = [Source(name, xlsx(ENGLISH)) for name in ("a.xlsx", "b.xlsx")]
    book, _ = pipeline.look(sources, settings_of())
    text = "\n".join(lines_of(book))
    assert set(tomllib.loads(text)["tables"]) == {"a.xlsx!Sheet1", "b.xlsx!Sheet1"}


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "电话"], ["张三", "0562-1"]],
        [["说明"], ["第一条"], ["第二条"]],
        [[1, 2], [3, 4]],
        [["Name", "Year"], ["a", 2019], ["b", 2020]],
    ],
)
def test_a_sheet_without_money_gets_no_proposal(rows: list[list[Any]]):
    assert proposals(look(plan(("道路", 1)), Sheet("x", rows))) == []


def test_a_table_that_was_read_without_doubt_gets_no_proposal():
    assert proposals(look(plan(("道路", 1), ("水库", 2)))) == []


def test_a_run_without_a_look_keeps_no_rows():
    outcome = run(plan(("道路", 1)), Sheet("x", ENGLISH))
    assert [table.sample for table in outcome.book.tables] == [None]
    assert outcome.book.unread == ()
