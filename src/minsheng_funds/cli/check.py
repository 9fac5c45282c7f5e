"""`check`: every finding with its cell; the exit code says whether one is grave enough."""

from pathlib import Path
from typing import Any

import click

from minsheng_funds.cli.check_pens import FORMATS, Pens, grave, refuse_unknown_suffixes
from minsheng_funds.cli.options import (
    input_options,
    refuse_inputs_as_outputs,
    say,
    settings_for,
    shared_options,
)
from minsheng_funds.cli.progress import progress
from minsheng_funds.cli.words import Command
from minsheng_funds.sources import read_sources


@click.command("check", cls=Command, help=say("check"))
@input_options
@click.option("--format", "format_", type=click.Choice(FORMATS), help=say("check-format"))
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help=say("check-output"))
@click.option("-v", "--verbose", is_flag=True, help=say("verbose"))
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", help=say("fail-on"))
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Runs every rule; 1 where a finding is at or above --fail-on."""
    paths = [*given.pop("workbooks"), *given.pop("plans")]
    outputs, format_, fail_on = given.pop("outputs"), given.pop("format_"), given.pop("fail_on")
    verbose = given.pop("verbose")
    refuse_unknown_suffixes(outputs)
    refuse_inputs_as_outputs(outputs, paths)
    settings = settings_for(context, paths, given)
    from minsheng_funds.pipeline import check

    sources = read_sources(paths)
    with progress(sources, settings.lang) as tell:
        outcome, checked = check(sources, settings, tell)
    by_name = dict(zip((source.name for source in sources), dict.fromkeys(paths), strict=True))
    pens = Pens(outcome.book, checked, settings, fail_on, verbose, by_name)
    pens.write(outputs)
    if format_ or not outputs:
        pens.print(format_ or "text")
    return int(any(finding.severity in grave(fail_on) for finding in checked.findings))
