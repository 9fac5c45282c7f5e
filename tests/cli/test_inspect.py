"""`inspect`: how each sheet was understood, in words and as JSON."""

import json
import re

from minsheng_funds.cli import main
from tests.support import Sheet, day, ledger, plan, xlsx
from tests.test_examples import EXAMPLES

BOOK = str(EXAMPLES / "tongguan-2020.xlsx")


def section(text: str, heading: str) -> list[str]:
    return text.split(f"\n{heading}\n", 1)[1].split("\ntongguan", 1)[0].splitlines()


def test_each_table_is_shown_with_its_kind_header_unit_rows_and_sums(capfd):
    assert main(["--lang", "en", "inspect", BOOK]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    facts = [re.split(r"\s{2,}", line.strip()) for line in section(out, "tongguan-2020.xlsx!拨付台账")[:7]]
    assert facts == [
        ["Read as", "payment ledger"],
        ["Title", "铜官区2020年民生工程资金拨付台账"],
        ["Header rows", "3"],
        ["Unit", "yuan"],
        ["Rows", facts[4][1]],
        ["Sums of the rows", "Disbursed 108726900.00 yuan"],
        ["Stated totals", "1 agree"],
    ]
    assert facts[4][1].startswith("153 taken (row 4 to row ")


def test_each_column_is_shown_with_its_full_header_path_its_field_and_its_level(capfd):
    main(["inspect", BOOK])
    lines = [re.split(r"\s{2,}", line) for line in section(capfd.readouterr().out, "tongguan-2020.xlsx!资金筹集方案")]
    assert ["K", "资金筹集 > 区级", "需配套(计划)", "区县级", "万元"] in lines
    assert ["E", "目标任务", "未使用"] in lines


def test_each_row_left_out_is_shown_with_its_reason(capfd):
    main(["inspect", BOOK])
    lines = [line.strip() for line in section(capfd.readouterr().out, "tongguan-2020.xlsx!拨付台账")]
    assert "tongguan-2020.xlsx!拨付台账!A157: 合计行" in lines
    assert "tongguan-2020.xlsx!拨付台账!A158: 说明行" in lines


def test_a_stated_total_that_differs_is_shown_with_both_amounts(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(ledger((day(1, 2), "道路", "甲", 100.5, ""), ("合计", "", "", 99.0, ""))))
    assert main(["--lang", "en", "inspect", str(book)]) == 0
    assert "0 agree; book.xlsx!台账!D5: 99.00 yuan ≠ 100.50 yuan" in capfd.readouterr().out


def test_a_sheet_that_no_kind_fits_is_a_finding_and_the_exit_code_stays_0(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(plan(("道路", 10)), Sheet("通讯录", [["姓名", "电话"], ["张三", "0562-1"]])))
    assert main(["inspect", str(book), "--format", "json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert [table["sheet"] for table in document["sources"][0]["tables"]] == ["计划"]
    assert ["book.xlsx!通讯录"] in [finding["origins"] for finding in document["findings"]]


def test_a_source_that_cannot_be_read_beside_another_is_a_finding_that_names_it(tmp_path, capfd):
    (tmp_path / "picture.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    assert main(["--lang", "en", "inspect", BOOK, str(tmp_path / "picture.xlsx")]) == 0
    out, err = capfd.readouterr()
    assert "[F002 error]" in out
    assert "picture.xlsx" in out
    assert err == ""


def test_a_source_that_cannot_be_read_alone_is_one_line_and_exit_code_2(tmp_path, capfd):
    (tmp_path / "picture.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    assert main(["inspect", str(tmp_path / "picture.xlsx")]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("minsheng-funds: picture.xlsx: ")
    assert err.count("\n") == 1


def test_what_the_settings_say_of_a_table_shows(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(plan(("道路", 10))))
    (tmp_path / "minsheng-funds.toml").write_text('[tables."计划"]\nunit = "元"\n', encoding="utf-8")
    main(["inspect", str(book), "--format", "json"])
    (table,) = json.loads(capfd.readouterr().out)["sources"][0]["tables"]
    assert (table["unit"], table["sums_fen"]) == ("元", {"required": 1000})
