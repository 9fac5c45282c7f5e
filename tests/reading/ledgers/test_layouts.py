"""The same payments in every layout give the same figures to the fen."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minsheng_funds.model import Source
from tests.support import Sheet, codes, csv_bytes, disbursed, ods, plan, run, xls, xlsx

NAMES = ["美丽乡村建设", "农村改厕", "困难人员救助"]
PLAN = plan(*((name, 9e6) for name in NAMES), unit="元")
HEADER = ["拨付日期", "项目名称", "收款单位", "拨付金额", "凭证号"]
PAYMENTS = st.lists(
    st.tuples(
        st.dates(date(2020, 1, 1), date(2020, 12, 31)),
        st.sampled_from(NAMES),
        st.sampled_from(["东镇", "西镇", "某公司", "退役军人事务局"]),
        st.integers(10_000, 90_000_000) | st.integers(-5_000_000, -1),
    ),
    min_size=3,
    max_size=30,
)


def rows_of(payments: Any, names: bool = True) -> list[list[Any]]:
    """The rows of a ledger in yuan; each has a voucher of its own."""
    return [
        [day, *([name] if names else []), payee, fen / 100, f"记{number}"]
        for number, (day, name, payee, fen) in enumerate(payments)
    ]


def by_project(payments: Any) -> list[Sheet]:
    """One sheet a project, named after it, without a column for it."""
    header = [text for text in HEADER if text != "项目名称"]
    numbered = [(*payment, f"记{number}") for number, payment in enumerate(payments)]
    return [
        Sheet(name, [["单位:元"], header, *([d, payee, fen / 100, v] for d, n, payee, fen, v in numbered if n == name)])
        for name in NAMES
        if any(payment[1] == name for payment in payments)
    ]


def merged_blocks(payments: Any) -> Sheet:
    """Sorted by project, each named once in a cell merged over its rows, with a subtotal and a total below."""
    rows: list[list[Any]] = []
    spans = []
    for name in NAMES:
        own = [payment for payment in payments if payment[1] == name]
        if len(own) > 1:
            spans.append((len(rows) + 2, 1, len(rows) + len(own) + 1, 1))
        rows += [[d, "" if n else name, payee, fen / 100, f"记{name}{n}"] for n, (d, _, payee, fen) in enumerate(own)]
        if own:
            rows.append(["小计", "", "", sum(payment[3] for payment in own) / 100, ""])
    rows.append(["合计", "", f"共{len(payments)}笔", sum(payment[3] for payment in payments) / 100, ""])
    return Sheet("台账", [["单位:元"], HEADER, *rows], merged=tuple(spans))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAYMENTS)
def test_every_layout_and_format_gives_the_same_figures(payments):
    whole = Sheet("台账", [["单位:元"], HEADER, *rows_of(payments)])
    texts = [[d.strftime("%Y.%m.%d"), n, p, f"{amount:,.2f}", v] for d, n, p, amount, v in rows_of(payments)]
    outcomes = {
        "xlsx": run(PLAN, whole),
        "xls": run(xlsx(PLAN), Source("台账.xls", xls(whole))),
        "ods": run(xlsx(PLAN), Source("台账.ods", ods(whole))),
        "csv": run(xlsx(PLAN), Source("台账.csv", csv_bytes([["单位:元"], HEADER, *texts]))),
        "one sheet a project": run(PLAN, *by_project(payments)),
        "merged blocks": run(PLAN, merged_blocks(payments)),
    }
    expected = {name: sum(fen for _, n, _, fen in payments if n == name) for name in NAMES}
    for layout, outcome in outcomes.items():
        assert disbursed(outcome) == expected, layout
        said = [code for code in codes(outcome) if code[0] in "FLAS" and code != "L043"]  # sums may lie below zero
        assert said == [], layout
