"""The names that the circular over bureaus knows in its template, with what they hold: printed texts, lists, yes or no.

- `programme`, `year`, `as_of`, `days` (day, count: where bureaus have different ones), `day`, `time` (rate, rule)
- `organisation`, `to`, `number`, `contact`, `level`, `excluded`, `unit`, `complete`, `program`, `settings`
- `cases`: how many there are; `counted`, `done`: how many are in the sums, have a statement; `failed` and `left_out`:
  the others (name, reason, remedy)
- `funds` (also `matching`, `maintenance`): key, name, projects, base, complete, rate, ahead, late, and the amounts
  required, allocated, issued, received, disbursed, spent, undisbursed, owing, overpaid, refunded, needed
- `fund.bureaus`: name, rate, rank, complete, over, projects, required, disbursed, refunded, undisbursed, overpaid;
  `leaders`, `last` (names, rate: places of the ranking, ties together), `alike`, `below`, `above`, `over`, `unsettled`
- `laggards`: projects in which somebody lags: project, fund, average, count, all, bureaus (name, rate, amount, why)
- `problems`: kinds of problems: title, code, severity, count, bureaus (names); `errors`, `warnings`: how many
- `tables`, `annexes`: the names of tables, the titles of annexes
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from minsheng_funds.messages import RATE_BASES, TIME_RULES
from minsheng_funds.model import Total, ViewRow
from minsheng_funds.rendering.amounts import ALWAYS, AMOUNTS, printed_amounts
from minsheng_funds.rendering.composing.letters.cells import amount, full_width, over, points
from minsheng_funds.rendering.composing.provenance import PROGRAM
from minsheng_funds.rendering.composing.report import headline, unit_text
from minsheng_funds.rendering.composing.rollup.tables import grave_findings
from minsheng_funds.rendering.composing.rollup.words import Said, below_average, unsettled_rows
from minsheng_funds.rendering.document import Cell, Table
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NATURES

BEST = 3
"""So many places are named at the top and at the end of the ranking; who shares one is named too."""


def circular_facts(
    said: Said, settings: Settings, tables: dict[str, tuple[Table, ...]], annexes: Sequence[str]
) -> dict[str, Any]:
    """Everything that the template may say."""
    words, statement, rollup = said.words, said.statement, said.rollup
    funds = [_fund(total, said) for total in statement.totals.values()]
    problems = _problems(said)
    missing = tables["missing"][0].rows if tables["missing"] else ()
    states = {key: words.label(f"rollup_{key}") for key in ("failed", "left")}
    return {
        **_around(said, settings),
        "level": said.own_level(),
        "excluded": list(statement.exclusions),
        "unit": unit_text(words),
        "complete": rollup.complete,
        "cases": len(rollup.cases),
        "done": len(rollup.done),
        "counted": len(rollup.done) - len(rollup.left_out),
        "failed": [_missing(row) for row in missing if row[1].text == states["failed"]],
        "left_out": [_missing(row) for row in missing if row[1].text == states["left"]],
        "funds": funds,
        **{key: next((fund for fund in funds if fund["key"] == key), None) for key in ("matching", "maintenance")},
        "laggards": _laggards(said),
        "problems": problems,
        **{f"{key}s": sum(one["count"] for one in problems if one["severity"] == key) for key in ("error", "warning")},
        "settings": [f"{line.name} = {line.value}" for line in settings.given],
        "program": PROGRAM,
        "tables": [name for name, found in tables.items() if found],
        "annexes": list(annexes),
    }


def _around(said: Said, settings: Settings) -> dict[str, Any]:
    """What stands around the text: days, who signs, to whom."""
    statement, words, given = said.statement, said.words, settings.document
    day, progress, time = given.day or statement.as_of, statement.time_progress, None
    if progress is not None:
        rule = TIME_RULES[progress.rule].fill(day=progress.rate.numerator, days=progress.rate.denominator)
        time = {"rate": words.rate(progress.rate).text, "rule": full_width(words.say(rule), words)}
    days = said.rollup.days
    return {
        "programme": settings.programme,
        "year": str(statement.year) if statement.year is not None else None,
        "as_of": words.long_day(statement.as_of) if statement.as_of else None,
        "days": [{"day": one or None, "count": days[one]} for one in sorted(days)] if len(days) > 1 else [],
        "day": words.long_day(day) if day else None,
        "time": time,
        **{key: getattr(given, key) for key in ("organisation", "to", "number", "contact")},
    }


def _missing(row: Sequence[Cell]) -> dict[str, str]:
    name, _, reason, remedy, _ = (cell.text for cell in row)
    return {"name": name, "reason": reason, "remedy": remedy}


def _fund(total: Total, said: Said) -> dict[str, Any]:
    """One fund: its figures as the headline prints them, and its bureaus."""
    words = said.words.of(total.nature)
    head = dict(headline(total, said.statement, words).pairs)
    figures = {key: head.get(words.label(key)) for key in AMOUNTS}
    rate, undisbursed = head.get(words.label("rate")), figures["undisbursed"]
    return {
        "key": total.nature,
        "name": words.say(NATURES[total.nature]) if total.nature else words.label("unstated"),
        "projects": str(total.projects),
        "complete": total.complete,
        "base": full_width(words.say(RATE_BASES[total.base]), words),
        "rate": None if rate is None or rate.rate is None else rate.text,
        **points(head.get(words.label("ahead"))),
        **{key: amount(cell, words) for key, cell in figures.items()},
        "owing": amount(undisbursed, words) if undisbursed is not None and undisbursed.fen else None,
        "overpaid": over(undisbursed, words),
        "refunded": over(figures["disbursed"], words),
        **_bureaus(total.nature, said),
    }


def _bureaus(nature: str, said: Said) -> dict[str, Any]:
    """The ranking of one fund: whole, its ends, and who stands below the average."""
    view = next(view for view in said.rollup.views["bureau"] if (view.nature or "") == nature)
    printed = printed_amounts([row.figures for row in view.rows], ALWAYS, said.words.of(nature))
    texts = [{name: column[place] for name, column in printed.items()} for place in range(len(view.rows))]
    every = {row.key[0]: _bureau(row, own, said) for row, own in zip(view.rows, texts, strict=True)}
    judged = [row for row in view.rows if row.complete and row.rate is not None]
    shares = {Fraction(*row.rate) for row in judged if row.rate is not None}
    most = 0 if len(shares) < 2 else min(BEST, len(judged) // 2)
    leaders = _places(judged, most, said)
    named = {name for place in leaders for name in place["names"]}
    last = _places([row for row in reversed(judged) if row.key[0] not in named and row.average != "above"], most, said)
    return {
        "bureaus": list(every.values()),
        "leaders": leaders,
        "last": last,
        "alike": said.words.rate(judged[0].rate).text if len(judged) > 1 and len(shares) == 1 else None,
        "below": [every[row.key[0]] for row in below_average(view)],
        "above": [every[row.key[0]] for row in judged if row.average == "above"],
        "over": [every[row.key[0]] for row in judged if row.rate is not None and Fraction(*row.rate) > 1],
        "unsettled": [row.key[0] for row in unsettled_rows(view)],
    }


def _places(ranked: Sequence[ViewRow], most: int, said: Said) -> list[dict[str, Any]]:
    """The first places of a ranking, those of one rank together."""
    found: dict[int | None, list[ViewRow]] = {}
    for count, row in enumerate(ranked):
        if count >= most and row.rank not in found:
            break
        found.setdefault(row.rank, []).append(row)
    return [
        {"names": [row.key[0] for row in rows], "rate": said.words.rate(rows[0].rate).text} for rows in found.values()
    ]


def _bureau(row: ViewRow, printed: dict[str, str | None], said: Said) -> dict[str, Any]:
    words = said.words
    cells = {
        name: words.money(getattr(row.figures, name), complete=row.complete, text=printed[name]) for name in ALWAYS
    }
    return {
        "name": row.key[0],
        "rate": words.rate(row.rate, complete=row.complete).text if row.rate is not None else None,
        "rank": str(row.rank) if row.rank is not None else None,
        "against": row.average,
        "complete": row.complete,
        "projects": str(row.projects),
        **{name: amount(cell, words) for name, cell in cells.items()},
        "refunded": over(cells["disbursed"], words),
        "overpaid": over(cells["undisbursed"], words),
    }


def _laggards(said: Said) -> list[dict[str, Any]]:
    """Projects in which somebody lags, the one where most do first."""
    found = []
    for ranking in said.rollup.rankings:
        lagging = ranking.laggards
        if lagging:
            found.append(
                {
                    "project": ranking.project,
                    "fund": said.words.nature(ranking.nature),
                    "average": said.words.rate(ranking.average).text if ranking.average is not None else None,
                    "count": len(lagging),
                    "all": len(ranking.standings),
                    "bureaus": [
                        {
                            "name": standing.bureau,
                            "rate": said.words.rate(standing.line.rate).text if standing.line.rate else None,
                            "undisbursed": said.owing(standing),
                            "why": said.why(standing),
                        }
                        for standing in lagging[:BEST]
                    ],
                }
            )
    return sorted(found, key=lambda one: -one["count"])


def _problems(said: Said) -> list[dict[str, Any]]:
    """Errors and warnings by kind: how many, and in which bureaus; the gravest and most frequent first."""
    found: dict[str, dict[str, Any]] = {}
    for name, finding in grave_findings(said.rollup):
        if finding.code not in found:
            found[finding.code] = {
                "code": finding.code,
                "severity": finding.severity,
                "title": full_width(said.words.say(finding.title), said.words),
                "count": 0,
                "bureaus": {},
            }
        one = found[finding.code]
        one["count"] += 1
        one["bureaus"][name] = None
    ordered = sorted(found.values(), key=lambda one: (one["severity"] != "error", -one["count"], one["code"]))
    return [{**one, "bureaus": list(one["bureaus"])} for one in ordered]
