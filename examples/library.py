"""The library in a notebook's manner: run it whole, `python examples/library.py`, or cell by cell in an editor.

The totals of tongguan-2020.xlsx are published figures; everything else in the examples is invented.
"""

# %% One district: the statement, exact, with where every figure comes from
from datetime import date
from pathlib import Path

import minsheng_funds

EXAMPLES = Path(__file__).parent
outcome = minsheng_funds.statement(EXAMPLES / "tongguan-2020.xlsx", as_of=date(2020, 4, 17))
for nature, total in outcome.statement.totals.items():
    assert total.rate is not None
    figures = total.figures
    print(nature, figures.required, figures.disbursed, f"{total.rate.percent()}%")  # fen, and a rate rounded once

# %% Who is furthest behind the time elapsed, and the cell of its plan
progress = outcome.statement.time_progress
assert progress is not None
known = [line for line in outcome.statement.lines if line.rate is not None]
last = min(known, key=lambda line: line.rate.numerator / line.rate.denominator if line.rate else 1)
assert last.rate is not None
print(last.project, f"{last.rate.percent()}% of {progress.rate.percent()}%", last.origins[0])

# %% The same as DataFrames, for pivots of one's own
frames = minsheng_funds.load(EXAMPLES / "tongguan-2020.xlsx", as_of=date(2020, 4, 17))
months = frames.ledger.assign(month=frames.ledger["date"].dt.strftime("%Y-%m")).groupby("month")["amount_fen"].sum()
print(months.to_string())

# %% What is wrong with a ledger (its problems were put in on purpose)
checked = minsheng_funds.check(EXAMPLES / "problems" / "problems-2020.xlsx", lang="en")
for finding in checked.findings[:3]:
    print(finding.code, finding.severity, finding.origins[0], finding.message.in_language("en"))

# %% Several districts in one run: the ranking, and those that have no statement
rollup = minsheng_funds.batch(EXAMPLES / "bureaus", jobs=2)
(ranking,) = rollup.views["bureau"]
for row in ranking.rows:
    assert row.rate is not None
    print(row.rank, row.key[0], f"{row.rate.percent()}%", row.average)
for case in rollup.failed:
    assert case.failure is not None
    print(case.name, case.failure.message.in_language("en"))
