"""`check`: every finding with its cell; the exit code says whether one is grave enough."""

import sys
from typing import Any

import click

from minsheng_funds.cli.options import (
    SEVERITIES,
    input_options,
    print_text,
    say,
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
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help=say("format"))
@click.option("--fail-on", type=click.Choice(FAIL_ON), help=say("fail-on"))
@selection_options
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Runs every rule; 1 where a finding is at or above --fail-on."""
    paths = [*given.pop("workbooks"), *given.pop("plans")]
    format_, fail_on = given.pop("format_"), given.pop("fail_on")
    selection = Selection.of(given, paths)
    settings = selection.applied(settings_for(context, paths, given))
    from minsheng_funds.pipeline import check

    sources = read_sources(paths)
    with progress(sources, settings.lang) as tell:
        outcome, checked = check(sources, settings, tell, known=selection.known())
    if format_ == "json":
        from minsheng_funds.rendering.as_json import check_document, dump

        print_text(dump(check_document(outcome.book, checked.findings, settings)))
    else:
        from minsheng_funds.rendering.as_text import write_text
        from minsheng_funds.rendering.compose import findings_document

        write_text(findings_document(checked.findings, settings), sys.stdout)
    selection.accept(checked.findings, settings.lang)
    fail_on = fail_on or settings.check.fail_on or "error"
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return int(any(finding.severity in grave for finding in checked.findings))
