"""Overlapping sources: public money is never counted twice, and both tables are named."""

from tests.corpus.case import LEDGER_HEAD, Case, Read, Refused, ledger, plan, progress
from tests.support import csv_bytes, day, xlsx

PLAN = plan([1, "甲", 10000], [2, "乙", 20000])
_RULE = "interface: five payments or more, and at least nine tenths of the smaller table's, stand in another table: they count once, an error names both tables, and the totals are incomplete"
_SAME = "interface: the same date, project, amount and, where present, voucher and payee"


def pays(first: int, last: int, project: str = "甲", payee: str = "某", month: int = 1) -> list[list[object]]:
    """Payments number `first` … `last`: that day of the month, that many yuan."""
    return [[day(month, n), project, payee, n, ""] for n in range(first, last + 1)]


JANUARY, FEBRUARY, MARCH, APRIL = (pays(1, 6, month=n) for n in (1, 2, 3, 4))
QUARTER = [*JANUARY, *FEBRUARY, *MARCH]
VOUCHER_HEAD = ("拨付日期", "项目名称", "凭证号", "拨付金额")


def vouchers(first: int, *, start: int, amount: int = 5) -> list[list[object]]:
    return [[day(1, n), "甲", f"凭-{start + n}", amount] for n in range(first, first + 6)]


def files(*ledgers: object, **named: object) -> dict[str, object]:
    return {"plan.xlsx": PLAN, **{f"台账{n}.xlsx": sheet for n, sheet in enumerate(ledgers, 1)}, **named}


CASES = [
    Case("overlap_of_one_file_under_two_names", files(ledger(*JANUARY), ledger(*JANUARY)), Refused(("F020 台账1.xlsx!台账 台账2.xlsx!台账",), {"甲": (10000, 21), "乙": (20000, 0)}), _RULE),  # type: ignore[arg-type]
    Case("overlap_of_a_quarter_and_four_months", files(ledger(*QUARTER), ledger(*QUARTER, *APRIL)), Refused(("F020 台账1.xlsx!台账 台账2.xlsx!台账",), {"甲": (10000, 84), "乙": (20000, 0)}), _RULE),  # type: ignore[arg-type]
    Case("overlap_of_months_and_the_year", (PLAN, *(ledger(*rows, name=f"{n}月") for n, rows in enumerate((JANUARY, FEBRUARY, MARCH), 1)), ledger(*QUARTER, name="全年")),
         Refused(("F020 1月 2月 3月 全年",), {"甲": (10000, 63), "乙": (20000, 0)}), _RULE),
    Case("overlap_of_nine_in_ten", files(ledger(*pays(1, 10)), ledger(*pays(1, 9), *pays(11, 20))), Refused(("F020",), {"甲": (10000, 210), "乙": (20000, 0)}), _RULE),  # type: ignore[arg-type]
    Case("overlap_of_eight_in_ten_is_none", files(ledger(*pays(1, 10)), ledger(*pays(1, 8), *pays(11, 20))), (Read({"甲": (10000, 246), "乙": (20000, 0)}, maybe=("finding",)), Refused(("F023",), {"甲": (10000, 246), "乙": (20000, 0)})), _RULE),  # type: ignore[arg-type]
    Case("overlap_of_four_payments_is_none", files(ledger(*pays(1, 4)), ledger(*pays(1, 4))), (Read({"甲": (10000, 20), "乙": (20000, 0)}, maybe=("finding",)), Refused(("F023",), {"甲": (10000, 20), "乙": (20000, 0)})), _RULE),  # type: ignore[arg-type]
    Case("overlap_in_another_order", files(ledger(*JANUARY), ledger(*reversed(JANUARY))), Refused(("F020",), {"甲": (10000, 21), "乙": (20000, 0)}), _RULE),  # type: ignore[arg-type]
    Case("overlap_in_another_unit", files(ledger(*pays(1, 6)), ledger(*([date, project, payee, amount / 10000, note] for date, project, payee, amount, note in pays(1, 6)), caption="单位:万元")),  # type: ignore[arg-type, operator]
         Refused(("F020",), {"甲": (10000, 21), "乙": (20000, 0)}), _SAME),
    Case("overlap_with_dates_written_in_another_way", files(ledger(*pays(1, 6)), ledger(*([f"2020.1.{n}", "甲", "某", n, ""] for n in range(1, 7)))), Refused(("F020",), {"甲": (10000, 21), "乙": (20000, 0)}), _SAME),  # type: ignore[arg-type]
    Case("overlap_of_a_workbook_and_its_csv", {"plan.xlsx": PLAN, "a.xlsx": ledger(*pays(1, 6)), "b.csv": csv_bytes([["单位:元"], LEDGER_HEAD, *([f"2020-01-0{n}", "甲", "某", f"{n}.00", ""] for n in range(1, 7))], "gb18030")},
         Refused(("F020",), {"甲": (10000, 21), "乙": (20000, 0)}), _SAME),
    Case("overlap_of_three_files", files(ledger(*JANUARY), ledger(*JANUARY), ledger(*JANUARY)), Refused(("F020",), {"甲": (10000, 21), "乙": (20000, 0)}), _RULE),  # type: ignore[arg-type]
    Case("overlap_with_refunds_in_it", files(ledger(*pays(1, 6), [day(1, 9), "甲", "某", -4, "退回"]), ledger(*pays(1, 6), [day(1, 9), "甲", "某", -4, "退回"])), Refused(("F020",), {"甲": (10000, 17), "乙": (20000, 0)}), _RULE),  # type: ignore[arg-type]
    Case("overlap_settled_by_the_settings", (PLAN, ledger(*JANUARY, name="1月"), ledger(*QUARTER, name="全年")), Read({"甲": (10000, 63), "乙": (20000, 0)}), "interface: until the settings say which to ignore", toml='[tables."1月"]\nkind = "ignore"'),
    Case("same_payments_to_other_payees_are_no_overlap", (PLAN, ledger(*pays(1, 6, payee="东村"), name="东镇"), ledger(*pays(1, 6, payee="西村"), name="西镇")), Read({"甲": (10000, 42), "乙": (20000, 0)}, maybe=("F025",)), _SAME),
    Case("same_payments_under_other_vouchers_are_no_overlap",
         (PLAN, ledger(*vouchers(1, start=100), name="东镇", header=VOUCHER_HEAD), ledger(*vouchers(1, start=200), name="西镇", header=VOUCHER_HEAD)), Read({"甲": (10000, 60), "乙": (20000, 0)}, maybe=("F025",)), _SAME),
    Case("same_payments_of_other_projects_are_no_overlap", (PLAN, ledger(*pays(1, 6), name="东镇"), ledger(*pays(1, 6, project="乙"), name="西镇")), Read({"甲": (10000, 21), "乙": (20000, 21)}), _SAME),
    Case("same_monthly_subsidy_on_other_days_is_no_overlap", (PLAN, ledger(*pays(1, 6, month=1), name="1月"), ledger(*pays(1, 6, month=2), name="2月")), Read({"甲": (10000, 42), "乙": (20000, 0)}), _SAME),
    Case("same_plan_in_two_files", {"a.xlsx": PLAN, "b.xlsx": PLAN}, Refused(("F021",), {"甲": (10000, None), "乙": (20000, None)}), "issue 3.8: Public money is never counted twice, and the user is told which tables overlap"),
    Case("same_plan_in_a_workbook_and_a_copy_of_it_with_the_ledger", {"a.xlsx": PLAN, "b.xlsx": lambda: xlsx(PLAN, ledger(*JANUARY))}, Refused(("F021",), {"甲": (10000, 21), "乙": (20000, 0)}), "issue 3.8"),
    Case("ledger_beside_its_summary_by_project", (PLAN, ledger(*pays(1, 6), *pays(1, 3, project="乙")), ledger(["甲", 21], ["乙", 6], name="汇总", title="2020年拨付汇总", header=("项目名称", "拨付金额"))), Refused(("F022",)), "issue 3.8"),
    Case("ledger_beside_a_progress_table_of_every_month", (progress([1, "甲", 10000, 21], [2, "乙", 20000, 0]), ledger(*JANUARY)), Read({"甲": (10000, 21), "乙": (20000, 0)}), "interface: A progress table beside a ledger: the ledger gives the payments"),
    Case("progress_tables_of_two_months",
         (progress([1, "甲", 10000, 21], [2, "乙", 20000, 0], name="3月", caption="截至2020年3月31日 单位:元"), progress([1, "甲", 10000, 42], [2, "乙", 20000, 5], name="4月", caption="截至2020年4月30日 单位:元")),
         (Refused(("error",)), Read({"甲": (10000, 42), "乙": (20000, 5)}, maybe=("finding",))), "issue 3.8: never counted twice: what was paid by April holds what was paid by March"),
]  # fmt: skip
