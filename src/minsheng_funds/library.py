"""The library's verbs: what the commands do, for scripts and notebooks, without a command line.

Settings are those of the `minsheng-funds.toml` beside the first workbook, or in a parent folder, unless `settings` are
given; single ones win over both (exclude=("…",), own_level="municipal", decimals=2). Money is integer fen, rates are
exact fractions until they are printed. Whatever cannot be used at all raises `Failure`: one clear line.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from minsheng_funds import pipeline
from minsheng_funds.batches import Asked, Case, find_cases, limits_of, open_engine, paths_of, run_cases, write_files
from minsheng_funds.engines import cores
from minsheng_funds.messages import failure
from minsheng_funds.model import Checked, Outcome, Source
from minsheng_funds.model.rollup import CaseOutcome, RollUp
from minsheng_funds.settings import FILE_NAME, Settings, beside
from minsheng_funds.settings.batch import formats_of
from minsheng_funds.sources import read_sources, workbooks_of


def statement(
    *workbooks: str | Path, as_of: date | None = None, settings: Settings | None = None, **options: Any
) -> Outcome:
    """What `report` computes: the book as it was read, the statement, and the findings that bear on its figures.

    >>> from datetime import date
    >>> import minsheng_funds
    >>> outcome = minsheng_funds.statement("examples/tongguan-2020.xlsx", as_of=date(2020, 4, 17))
    >>> matching = outcome.statement.totals["matching"]
    >>> matching.figures.disbursed, matching.rate.percent(), outcome.complete
    (2568100000, '67.7', True)
    >>> outcome.statement.lines[0].origins[0]                  # where the first project's plan stands
    Origin(file='tongguan-2020.xlsx', sheet='资金筹集方案', row=8, column=1)
    """
    sources, given = _read(workbooks, as_of, settings, options)
    return pipeline.run(sources, given)


def check(
    *workbooks: str | Path,
    as_of: date | None = None,
    settings: Settings | None = None,
    known: Mapping[str, int] | None = None,
    **options: Any,
) -> Checked:
    """What `check` finds: all rules, with waivers; `known` are the fingerprints of a baseline.

    >>> import minsheng_funds
    >>> checked = minsheng_funds.check("examples/problems/problems-2020.xlsx")
    >>> first = checked.findings[0]
    >>> first.code, first.severity, str(first.origins[0])
    ('P004', 'error', 'problems-2020.xlsx!资金计划!E7')
    """
    sources, given = _read(workbooks, as_of, settings, options)
    return pipeline.check(sources, given, known=known)[1]


def batch(
    *folders: str | Path,
    out: str | Path | None = None,
    each: Sequence[str] | None = None,
    jobs: int | None = None,
    cluster: str | None = None,
    resume: bool = False,
    as_of: date | None = None,
    settings: Settings | None = None,
    tell: Callable[[CaseOutcome], None] | None = None,
    **options: Any,
) -> RollUp:
    """What `batch` does: one statement a case, all of them rolled up. Nothing is written without `out`.

    `jobs` and `cluster` choose the engine (0: this process); `tell` hears of each case when it is finished.

    >>> import minsheng_funds
    >>> rollup = minsheng_funds.batch("examples/bureaus", jobs=2)
    >>> [(row.key[0], row.rank, row.rate.percent()) for row in rollup.views["bureau"][0].rows]
    [('甲区财政局', 1, '40.0'), ('丙区', 2, '27.5'), ('乙区', 2, '27.5'), ('丁区', 4, '19.5')]
    >>> [case.name for case in rollup.failed], rollup.complete
    (['戊区'], False)
    """
    if not folders:
        raise failure("batch-nothing")
    paths = [Path(folder) for folder in folders]
    target = None if out is None else Path(out)
    given = beside(paths[0] / FILE_NAME, settings, as_of=as_of, **options)
    formats = given.batch.each if each is None else formats_of(tuple(each), "each")

    def settings_of(case: Case) -> Settings:
        return beside(case.paths[0], settings, as_of=as_of, **options)

    cases = find_cases(paths, given.batch, target)
    with open_engine(cores() if jobs is None else jobs, cluster, limits_of(given)) as engine:
        asked = Asked(formats if target is not None else (), target, resume)
        outcomes = run_cases(cases, settings_of, engine, asked, tell)
        if target is None:
            return pipeline.roll_up(outcomes, given)
        return write_files(outcomes, given, paths_of(cases, outcomes), target, engine=engine).rollup


def _read(
    workbooks: Sequence[str | Path], as_of: date | None, settings: Settings | None, options: Mapping[str, Any]
) -> tuple[list[Source], Settings]:
    """The files of all workbooks and folders named, and the settings in force for them."""
    if not workbooks:
        raise failure("no-figures")
    paths = [path for workbook in workbooks for path in workbooks_of(Path(workbook))]
    return read_sources(paths), beside(paths[0], settings, as_of=as_of, **options)
