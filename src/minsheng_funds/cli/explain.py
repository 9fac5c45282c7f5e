"""`explain`: one rule as its docstring tells it, or the list of all rules."""

import sys
from typing import Any

import click

from minsheng_funds.cli.options import print_text, say, settings_without_file, shared_options
from minsheng_funds.cli.words import Command


@click.command("explain", cls=Command, help=say("explain"))
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help=say("format"))
@shared_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Explains rules by code; a family's letter names all of it, no code the list of all."""
    codes, format_ = given.pop("codes"), given.pop("format_")
    settings = settings_without_file(context, given)
    from minsheng_funds.checks.explained import explained
    from minsheng_funds.rendering.composing.rules import rules_document, rules_json, rules_list

    cards = explained(codes)
    if format_ == "json":
        from minsheng_funds.rendering.as_json import dump

        print_text(dump(rules_json(cards, settings)))
    else:
        from minsheng_funds.rendering.as_text import write_text

        document = rules_document(cards, settings) if codes else rules_list(cards, settings)
        write_text(document, sys.stdout)
    return 0
