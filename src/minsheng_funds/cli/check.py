"""`check`: every finding with its cell; the exit code says whether one is grave enough."""

from pathlib import Path
from typing import Any

import click

from minsheng_funds.cli.check_pens import FORMATS, SUFFIXES, Pens, grave, refuse_copy
from minsheng_funds.cli.options import (
    input_options,
    refuse_inputs,
    refuse_inputs_as_outputs,
    refuse_other_suffixes,
    say,
    settings_files,
    settings_for,
    shared_options,
)
from minsheng_funds.cli.progress import progress
from minsheng_funds.cli.selection import Selection, selection_options
from minsheng_funds.cli.words import Command
from minsheng_funds.settings.check import FAIL_ON
from minsheng_funds.sources import read_sources


@click.command("check", cls=Command, help=say("check"))
@input_options
@click.option("--format", "format_", type=click.Choice(FORMATS), help=say("check-format"))
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help=say("check-output"))
@click.option("--annotate", "copy", type=click.Path(path_type=Path), help=say("annotate"))
@click.option("-v", "--verbose", is_flag=True, help=say("verbose"))
@click.option("--fail-on", type=click.Choice(FAIL_ON), help=say("fail-on"))
@selection_options
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Runs every rule; 1 where a finding is at or above --fail-on."""
    workbooks = given.pop("workbooks")
    paths = [*workbooks, *given.pop("plans")]
    outputs, copy, format_, fail_on = (given.pop(name) for name in ("outputs", "copy", "format_", "fail_on"))
    verbose, selection = given.pop("verbose"), Selection.of(given, paths)
    refuse_other_suffixes(outputs, tuple(SUFFIXES))
    written = [*outputs, *([copy] if copy is not None else [])]
    refuse_inputs_as_outputs(written, [*paths, *filter(None, (selection.baseline, given.get("config")))])
    settings = selection.applied(settings_for(context, paths, given))
    refuse_inputs(written, settings_files(settings))
    fail_on = fail_on or settings.check.fail_on or "error"
    if copy is not None:
        refuse_copy(workbooks, copy)
    from minsheng_funds.pipeline import check

    sources, known = read_sources(paths), selection.known()
    with progress(sources, settings.lang) as tell:
        outcome, checked = check(sources, settings, tell, known=known)
    by_name = dict(zip((source.name for source in sources), dict.fromkeys(paths), strict=True))
    pens = Pens(outcome.book, checked, settings, fail_on, verbose, by_name, compared=known is not None)
    pens.write(outputs, copy, sources[0])
    if format_ or not outputs:
        pens.print(format_ or "text")
    selection.accept(checked.findings, settings.lang)
    return int(any(finding.severity in grave(fail_on) for finding in checked.findings))
