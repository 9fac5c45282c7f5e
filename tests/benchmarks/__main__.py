"""Prints how long `minsheng-funds` takes, as ratios to other programs measured side by side in the same run.

    python -m tests.benchmarks [--quick] [--large] [--assert]

What is measured: whole processes, from start to exit, as a user sees them. Each comparison runs two commands in
turns (A B A B …), one warm-up and then five rounds of each, and compares the medians; memory is the peak of the
process's resident set, from `os.wait4`. The workbooks are made for the run in a temporary folder: a plan of 30
projects at 4 levels, 8 of them with maintenance funds too, and a ledger of 1,000 or 100,000 payments × 11 columns (most
of them at the own level), its dates in order from January to December, or at random.

A ledger of 50,000 rows with a cell merged over two columns in every row is compared with the fast reader, too, and a
sheet that claims to reach to XFB125 with ten rows in it must take less than a second more than nothing at all.

A report as .xlsx, .docx or .html of 30 projects may take half a second more than the one on the terminal (the ratio is
printed beside it; charts as pictures, an extra, take longer); the list of all payments in an annex (--detail) eight
times as long as the fast reader takes.

check, with all its rules, may take twice as long as report; the ledger has payees, vouchers, documents, remarks.

The limits are for an idle machine: other work on it shifts both sides, but seldom alike. --quick takes one round of
each instead of five and leaves out the slow script; --large adds a ledger of 1,000,000 rows (some minutes), whose peak
of memory less that of calamine alone, reading the same bytes, must stay within twice that of 100,000 rows; --assert
leaves with 1 where a limit is exceeded, without it the table is for information only.
"""

import argparse
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import scripts
from tests.benchmarks.books import write_ledger, write_merged, write_wide
from tests.benchmarks.measure import ROUNDS, Comparison, alternate, module, program, run

SMALL, MERGED, LARGE, HUGE = 1_000, 50_000, 100_000, 1_000_000
CHECKED = ("--fail-on", "never")
"""So that findings are no failure of the benchmark."""
HEADS = ("what (A against B)", "A", "B", "ratio", "limit", "")


def main() -> int:
    """Makes the workbooks, measures, prints."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--assert", dest="strict", action="store_true", help="exit with 1 where a limit is exceeded")
    parser.add_argument("--quick", action="store_true", help="one round instead of five, without the slow script")
    parser.add_argument("--large", action="store_true", help="measure the memory of a ledger of 1,000,000 rows, too")
    given = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {' '.join(program())}", flush=True)
    print(line(*HEADS), flush=True)
    holds = True
    with tempfile.TemporaryDirectory(prefix="minsheng-funds-") as folder:
        for found in measure(Path(folder), quick=given.quick):
            print(line(*cells(found)), flush=True)
            holds = holds and found.holds
        for found in measure_huge(Path(folder)) if given.large else ():
            print(line(*cells(found)), flush=True)
            holds = holds and found.holds
    return int(given.strict and not holds)


def measure(folder: Path, *, quick: bool) -> Iterator[Comparison]:
    """Every comparison, as soon as it is made."""
    rounds = 1 if quick else ROUNDS
    python = [sys.executable, "-c"]
    small, large, mixed = folder / "small.xlsx", folder / "large.xlsx", folder / "mixed.xlsx"
    write_ledger(small, SMALL)
    write_ledger(large, LARGE)
    write_ledger(mixed, LARGE, shuffled=True)

    a, b = alternate([*program(), "--help"], [*python, scripts.NOTHING], rounds)
    yield Comparison("--help / python -c pass", a.seconds, b.seconds, "s", 8)
    for name, command in (("report", program()), ("python -m … report", module())):
        a, b = alternate([*command, "report", str(small)], [*python, scripts.IMPORT_PANDAS], rounds)
        yield Comparison(f"{name}, {SMALL:,} rows / import pandas", a.seconds, b.seconds, "s", 0.6)
    yield from measure_reports(folder, small, large, rounds)
    fastest = 0.0
    for name, path in (("in order", large), ("at random", mixed)):
        a, b = alternate([*program(), "report", str(path)], [*python, scripts.ITERATE, str(path)], rounds)
        yield Comparison(f"report, {LARGE:,} rows {name} / calamine", a.seconds, b.seconds, "s", 1.6)
        yield Comparison(f"report, {LARGE:,} rows {name} / calamine", a.megabytes, b.megabytes, "MB", 1.5)
        fastest = fastest or a.seconds
    for name, path in (("in order", large), ("at random", mixed)):
        a, b = alternate([*program(), "check", *CHECKED, str(path)], [*program(), "report", str(path)], rounds)
        yield Comparison(f"check, {LARGE:,} rows {name} / report", a.seconds, b.seconds, "s", 2)
    merged, wide = folder / "merged.xlsx", folder / "wide.xlsx"
    write_merged(merged, MERGED)
    a, b = alternate([*program(), "report", str(merged)], [*python, scripts.ITERATE, str(merged)], rounds)
    yield Comparison(f"report, {MERGED:,} rows, each with a merged cell / calamine", a.seconds, b.seconds, "s", 1.6)
    write_wide(wide)
    a, b = alternate([*program(), "report", str(wide)], [*program(), "--help"], rounds)
    yield Comparison("report, ten rows declared A1:XFB125, less --help", a.seconds - b.seconds, 1.0, "s", 1)
    if not quick:
        plain = run([*python, scripts.PLAIN, str(large)])
        yield Comparison(f"report, {LARGE:,} rows / pandas script", fastest, plain.seconds, "s", 10, at_least=True)


def measure_reports(folder: Path, small: Path, large: Path, rounds: int) -> Iterator[Comparison]:
    """What the reports that people sign cost beside the one on the terminal, and a list of all payments."""
    plain = [*program(), "report", str(small)]
    bare = [sys.executable, "-c", scripts.WITHOUT_PICTURES, "report", str(small)]
    for name, command in (("r.xlsx", plain), ("r.html", plain), ("r.docx", bare), ("r.docx with pictures", plain)):
        a, b = alternate([*command, "-o", str(folder / name.partition(" ")[0])], plain, rounds)
        most = 8 if " " in name else 5
        yield Comparison(f"report -o {name}, {SMALL:,} rows / report", a.seconds, b.seconds, "s", most)
        yield Comparison(f"report -o {name}, less report", a.seconds - b.seconds, 1.0, "s", 2 if " " in name else 0.5)
    detailed = [*program(), "report", str(large), "--detail", "-o", str(folder / "detail.xlsx")]
    a, b = alternate(detailed, [sys.executable, "-c", scripts.ITERATE, str(large)], rounds)
    yield Comparison(f"report --detail -o r.xlsx, {LARGE:,} rows / calamine", a.seconds, b.seconds, "s", 8)
    yield Comparison(f"report --detail -o r.xlsx, {LARGE:,} rows / calamine", a.megabytes, b.megabytes, "MB", 4)


def measure_huge(folder: Path) -> Iterator[Comparison]:
    """Whether the program's own memory grows with the rows of a ledger; once each, for a round takes a minute."""
    own: list[float] = []
    for rows in (LARGE, HUGE):
        path = folder / f"{rows}.xlsx"
        write_ledger(path, rows)
        ours, alone = run([*program(), "report", str(path)]), run([sys.executable, "-c", scripts.FROM_BYTES, str(path)])
        own.append(ours.megabytes - alone.megabytes)
        yield Comparison(f"report, {rows:,} rows / calamine from bytes", ours.seconds, alone.seconds, "s", 1.6)
    yield Comparison(f"own memory, {HUGE:,} / {LARGE:,} rows", own[1], own[0], "MB", 2)


def cells(found: Comparison) -> tuple[str, ...]:
    """One comparison as the texts of its row."""
    ratio = f"{found.ratio:.2f} ×" + (" faster" if found.at_least else "")
    limit = f"{'≥' if found.at_least else '≤'} {found.limit:g}"
    digits = 3 if found.unit == "s" else 0
    amounts = [f"{value:.{digits}f} {found.unit}" for value in (found.a, found.b)]
    return (found.name, *amounts, ratio, limit, "ok" if found.holds else "OVER")


def line(*texts: str) -> str:
    """One line of the table."""
    widths = (-50, 9, 9, 15, 6, -4)
    return "  ".join(
        text.ljust(-width - _wide(text)) if width < 0 else text.rjust(width - _wide(text))
        for text, width in zip(texts, widths, strict=True)
    ).rstrip()


def _wide(text: str) -> int:
    return sum(unicodedata.east_asian_width(character) in "WF" for character in text)


if __name__ == "__main__":
    sys.exit(main())
