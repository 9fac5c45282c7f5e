"""`check`: every finding with its cell; the exit code says whether one is grave enough."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from minsheng_funds.cli.options import (
    SEVERITIES,
    input_options,
    print_text,
    refuse_inputs_as_outputs,
    refuse_other_suffixes,
    say,
    settings_for,
    shared_options,
)
from minsheng_funds.cli.progress import progress
from minsheng_funds.cli.words import Command
from minsheng_funds.messages import LABELS
from minsheng_funds.settings import Settings
from minsheng_funds.sources import read_sources

if TYPE_CHECKING:
    from minsheng_funds.model import Book, Checked


class Found(NamedTuple):
    """What a file is written of: the book, what was found in it, and where its workbooks lie."""

    book: "Book"
    checked: "Checked"
    settings: Settings
    files: Mapping[str, Path]
    verbose: bool


@click.command("check", cls=Command, help=say("check"))
@input_options
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help=say("format"))
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", help=say("fail-on"))
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), help=say("check-output"))
@click.option("--verbose", is_flag=True, help=say("verbose"))
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Runs every rule; 1 where a finding is at or above --fail-on."""
    paths = [*given.pop("workbooks"), *given.pop("plans")]
    format_, fail_on = given.pop("format_"), given.pop("fail_on")
    outputs, verbose = given.pop("outputs"), given.pop("verbose")
    settings = settings_for(context, paths, given)
    refuse_other_suffixes(outputs, tuple(WRITERS))
    refuse_inputs_as_outputs(outputs, paths)
    from minsheng_funds.pipeline import check

    sources = read_sources(paths)
    with progress(sources, settings.lang) as tell:
        outcome, checked = check(sources, settings, tell)
    files = dict(zip((source.name for source in sources), dict.fromkeys(paths), strict=True))
    found = Found(outcome.book, checked, settings, files, verbose)
    for output in outputs:
        _write(found, output)
    if outputs:
        pass
    elif format_ == "json":
        from minsheng_funds.rendering.as_json import check_document, dump

        print_text(dump(check_document(outcome.book, checked.findings, settings)))
    else:
        from minsheng_funds.rendering.as_text import write_text
        from minsheng_funds.rendering.compose import findings_document

        write_text(findings_document(checked.findings, settings), sys.stdout)
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return int(any(finding.severity in grave for finding in checked.findings))


def _write(found: Found, output: Path) -> None:
    from minsheng_funds.rendering.document import harmless
    from minsheng_funds.rendering.files import write_atomically

    write_atomically(output, WRITERS[output.suffix.lower()](found, output))
    line = LABELS["written"].fill(name=str(output), count=len(found.checked.findings))
    print(harmless(line.in_language(found.settings.lang)), file=sys.stderr)


def _problem_list(found: Found, output: Path) -> bytes:
    """The problem list, its places linked to the workbooks as they lie seen from its folder."""
    from dataclasses import replace

    from minsheng_funds.rendering.as_xlsx import write_xlsx
    from minsheng_funds.rendering.compose_problems import problem_pages, worth_listing
    from minsheng_funds.rendering.links import links_from

    listed = worth_listing(found.checked.findings, found.settings, verbose=found.verbose)
    checked = replace(found.checked, findings=listed)
    return write_xlsx(problem_pages(found.book, checked, found.settings, links_from(output.parent, found.files)))


WRITERS: dict[str, Callable[[Found, Path], bytes]] = {".xlsx": _problem_list}
"""What `-o` writes, by its suffix."""
