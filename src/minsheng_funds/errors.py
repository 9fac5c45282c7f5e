"""Failures: the program cannot go on. (What is wrong with the *data* is a finding, never raised.)"""

from typing import Protocol


class Words(Protocol):
    """A sentence that exists in more than one language."""

    def in_language(self, language: str) -> str:
        """The sentence in one language."""


class Failure(Exception):
    """One clear line for the user: what happened, where, and what to do.

    `where` is a file or a `file!sheet!A1` address; `hint` says what to do. Both may be empty. The command line
    prints the line without a traceback and leaves with `exit_code`.
    """

    exit_code = 2

    def __init__(self, message: Words, *, where: str = "", hint: Words | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def line(self, language: str) -> str:
        """The whole line in one language."""
        line = self.message.in_language(language)
        if self.where:
            line = f"{self.where}: {line}"
        hint = self.hint.in_language(language) if self.hint is not None else ""
        return f"{line} → {hint}" if hint else line

    def __str__(self) -> str:
        return self.line("en")
