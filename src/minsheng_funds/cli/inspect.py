"""`inspect`: how each sheet was understood, on the terminal, as JSON, or as a page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minsheng_funds.cli.options import (
    input_options,
    print_text,
    refuse_inputs_as_outputs,
    refuse_other_suffixes,
    say,
    settings_files,
    settings_for,
    shared_options,
)
from minsheng_funds.cli.progress import progress
from minsheng_funds.cli.words import Command
from minsheng_funds.settings import Settings
from minsheng_funds.sources import read_sources

if TYPE_CHECKING:
    from minsheng_funds.model import Book, Finding


@click.command("inspect", cls=Command, help=say("inspect"))
@input_options
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help=say("format"))
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help=say("html"))
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Reads without adding up; a sheet that could not be read is a finding here, not a failure."""
    paths = [*given.pop("workbooks"), *given.pop("plans")]
    format_, html = given.pop("format_"), given.pop("html")
    settings = settings_for(context, paths, given)
    refuse_other_suffixes([html] if html is not None else [], (".html", ".htm"))
    refuse_inputs_as_outputs([html] if html is not None else [], [*paths, *settings_files(settings)])
    from minsheng_funds.pipeline import look

    sources = read_sources(paths)
    with progress(sources, settings.lang) as tell:
        book, findings = look(sources, settings, tell)
    if html is not None:
        _write_page(book, findings, settings, html)
    if format_ == "json":
        from minsheng_funds.rendering.as_json import dump, inspect_document

        print_text(dump(inspect_document(book, findings, settings)))
    elif html is None:
        from minsheng_funds.rendering.as_text import write_text
        from minsheng_funds.rendering.composing.inspect import compose_inspect

        write_text(compose_inspect(book, findings, settings), sys.stdout)
    return 0


def _write_page(book: Book, findings: Sequence[Finding], settings: Settings, target: Path) -> None:
    from minsheng_funds.rendering.as_html import write_html
    from minsheng_funds.rendering.composing.inspect import compose_inspect
    from minsheng_funds.rendering.files import encoded, write_atomically
    from minsheng_funds.rendering.words import Words

    page = write_html(compose_inspect(book, findings, settings), Words(settings))
    write_atomically(target, encoded(page))
