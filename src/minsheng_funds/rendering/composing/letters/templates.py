"""Templates of letters: the built-in ones and a bureau's own, filled in by Jinja in a sandbox.

A template sees the texts that it is given and nothing else: no files, no modules, no other template. A name that is
not there is an error, not a blank. What goes wrong is one line with the template's name and the line in it.
"""

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any

from minsheng_funds.errors import Failure
from minsheng_funds.messages import LETTER_FAULTS, failure, os_reason
from minsheng_funds.rendering.composing.letters.text import BREAK
from minsheng_funds.rendering.document import harmless
from minsheng_funds.vocabulary import Text

MOST_BYTES = 1_000_000
_NAME = "<letter>"
_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""What an expression of a template can come to."""
_UNCLOSED = "Unexpected end of template"
_QUOTED = re.compile(r"'([^']*)'")
_STATEMENT = re.compile(r"^\s*%-?\s*([a-z]+)|\{%[-+]?\s*([a-z]+)")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_BLOCKS = frozenset(("if", "for", "macro", "filter", "call", "with", "block", "raw"))


def built_in(form: str, language: str) -> str:
    """The text of a built-in template: briefing, circular, evaluation, or rollup (the circular over many bureaus)."""
    place = files("minsheng_funds.rendering.composing.letters").joinpath("templates", f"{form}.{language}.txt")
    return place.read_text(encoding="utf-8")


def read_template(file: Path) -> str:
    """A template of the bureau's own. Raises `Failure` where it cannot be read or is no text in UTF-8."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        detail = os_reason(error) if isinstance(error, OSError) else str(error)
        raise failure("letter-unreadable", where=str(file), detail=detail) from None
    try:
        if len(content) > MOST_BYTES:
            raise UnicodeError
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeError:
        raise failure("letter-no-text", where=str(file)) from None
    if not text.strip():
        raise failure("letter-empty", where=str(file))
    return text


def fill(source: str, where: str, context: Mapping[str, Any]) -> str:
    """The template's text with the context's texts in it, each marked by `filled`.

    Raises `Failure` with the line for a template that is not written as it should be, asks for what is not there, or
    for more than any letter has.
    """
    from jinja2 import TemplateError, TemplateSyntaxError
    from jinja2.exceptions import SecurityError

    from minsheng_funds.rendering.composing.letters.sandbox import LetterEnvironment, NoText, TooMuch

    if not source.strip():
        raise failure("letter-empty", where=where)
    environment, last = LetterEnvironment(), len(source.rstrip().split("\n"))
    kept = "\n".join(line if line.strip() else BREAK for line in source.split("\n"))
    try:
        code = environment.compile(environment.guarded(kept, _NAME), _NAME, _NAME)
        template = environment.template_class.from_code(environment, code, environment.make_globals(None))
        return template.render(context)
    except Failure:
        raise
    except TemplateSyntaxError as error:
        line = _open_statement(kept) if _UNCLOSED in (error.message or "") else error.lineno
        fault = LETTER_FAULTS["unclosed" if _UNCLOSED in (error.message or "") else "syntax"]
    except (NoText, TooMuch, MemoryError, OverflowError, SecurityError) as error:
        kinds = {NoText: "no-text", SecurityError: "forbidden"}
        fault, line = LETTER_FAULTS[kinds.get(type(error), "too-much")], _line_of(error.__traceback__)
    except (TemplateError, *_FAULTS) as error:
        fault, line = _fault_of(error), _line_of(error.__traceback__)
    place = f"{where}:{min(line, last)}" if line else where
    raise failure("letter-broken", where=place, detail=fault)


def _fault_of(error: Exception) -> Text:
    """What is wrong in an expression, in our words."""
    from jinja2 import TemplateNotFound, UndefinedError

    if isinstance(error, UndefinedError):
        names = _QUOTED.findall(str(error))
        return LETTER_FAULTS["undefined"].fill(name=harmless(names[-1])[:80]) if names else LETTER_FAULTS["expression"]
    if isinstance(error, TemplateNotFound) or "loader" in str(error):
        return LETTER_FAULTS["other-template"]
    return LETTER_FAULTS["zero" if isinstance(error, ZeroDivisionError) else "expression"]


def _open_statement(source: str) -> int:
    """The line of the innermost statement that nothing ends; 0 where none is found."""
    opened: list[tuple[str, int]] = []
    plain = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), source)
    for number, line in enumerate(plain.split("\n"), 1):
        for first, inside in _STATEMENT.findall(line):
            word = first or inside
            if word in _BLOCKS:
                opened.append((word, number))
            elif word.startswith("end") and word != "endset" and opened:
                opened.pop()
    return opened[-1][1] if opened else 0


def _line_of(trace: TracebackType | None) -> int:
    """The template's line at which an error came up, as Jinja notes it; 0 where it does not say."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _NAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
