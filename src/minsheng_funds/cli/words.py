"""What click says by itself, in the language of the program: its complaints, and the headings of its help."""

import re
import sys
from collections.abc import Sequence

import click

from minsheng_funds.cli.options import language_of
from minsheng_funds.messages import CLICK_IN_CHINESE


def translated(text: str, language: str) -> str:
    """Text of click; what we have no words for stays as it is."""
    if language == "en":
        return text
    for pattern, words in CLICK_IN_CHINESE:
        text = re.sub(pattern, words, text)
    return text


def complaint(error: click.ClickException, arguments: Sequence[str]) -> str:
    """The sentence of a wrong usage."""
    return translated(error.format_message(), language_of(arguments))


class Command(click.Command):
    """A command whose help is in one language."""

    def get_help(self, ctx: click.Context) -> str:
        """The help, its headings too."""
        return translated(super().get_help(ctx), language_of(sys.argv[1:]))


class Group(click.Group):
    """The program itself, likewise."""

    def get_help(self, ctx: click.Context) -> str:
        """The help, its headings too."""
        return translated(super().get_help(ctx), language_of(sys.argv[1:]))
