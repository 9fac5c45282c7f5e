"""`inspect`: how each sheet was understood, on the terminal or as JSON."""

import sys
from typing import Any

import click

from minsheng_funds.cli.options import (
    input_options,
    print_text,
    say,
    settings_for,
    shared_options,
)
from minsheng_funds.sources import read_sources


@click.command("inspect", help=say("inspect"))
@input_options
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help=say("format"))
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Reads without adding up; a sheet that could not be read is a finding here, not a failure."""
    paths = [*given.pop("workbooks"), *given.pop("plans")]
    format_ = given.pop("format_")
    settings = settings_for(context, paths, given)
    from minsheng_funds.pipeline import look

    book, findings = look(read_sources(paths), settings)
    if format_ == "json":
        from minsheng_funds.rendering.as_json import dump, inspect_document

        print_text(dump(inspect_document(book, findings, settings)))
    else:
        from minsheng_funds.rendering.compose_inspect import compose_inspect
        from minsheng_funds.rendering.terminal import write_terminal

        write_terminal(compose_inspect(book, findings, settings), sys.stdout)
    return 0
