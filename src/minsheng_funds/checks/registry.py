"""The registry of rules. A rule is one function; its docstring is all that people read of it.

    @rule("L002", "warning")
    def row_twice(seen: Evidence) -> Iterable[Fact]:
        '''中文标题 | English title

        Message:
            中文,一行 ({project} 等由事实填写)
            English, one line
        Why:
            …
        Remedy:
            …
        Fires:
            [台账]
            | 单位:元 |
            | 拨付日期 | 项目名称 | 拨付金额 |
            …
        Passes:
            …
        '''

The findings, `explain`, the rule table of the README and the tests read the same docstring. A line that is indented
deeper goes on with the line above. Examples are sheets (`[name]` or `[file.xlsx!name]`, then rows between bars),
`toml:` and `as-of:` lines, or, where cells cannot show it, words.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from minsheng_funds.model import Fact
from minsheng_funds.vocabulary import NOTHING, Text

if TYPE_CHECKING:
    from minsheng_funds.checks.evidence import Evidence

Find = Callable[["Evidence"], Iterable[Fact]]
SECTIONS = ("Message", "Why", "Remedy", "Fires", "Passes")
_CODE = re.compile(r"[A-Z]\d{3}")


class Documentation(NamedTuple):
    """What a rule's docstring says. `message` and `remedy` have placeholders; the examples are kept as written."""

    title: Text
    message: Text
    why: Text = NOTHING
    remedy: Text = NOTHING
    fires: str = ""
    passes: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule: its code, which no other rule ever gets, how grave it is, and how it finds facts.

    `kind` names its facts; `measure` says what their expected and actual count ("fen", "percent", "count", "text").
    `needs` are what it cannot run without (keys of `messages.NEEDS`). `in_report` tells that `report` runs it, too.
    `limits` are its thresholds by name with their defaults, which [check.CODE] of the settings may change: amounts in
    fen, counts, and shares in percent.
    """

    code: str
    severity: str
    kind: str
    find: Find = field(repr=False)
    measure: str = "text"
    needs: tuple[str, ...] = ()
    in_report: bool = True
    limits: Mapping[str, int] = field(default_factory=dict)
    docstring: str = field(default="", repr=False)

    @property
    def family(self) -> str:
        """The letter of its family."""
        return self.code[0]

    @cached_property
    def words(self) -> Documentation:
        """What its docstring says, read when it is first asked for."""
        return read_docstring(self.docstring)


RULES: dict[str, Rule] = {}
"""Every rule by the kind of its facts. Filled by `checks.rules`."""


def rule(
    code: str,
    severity: str,
    *,
    measure: str = "text",
    needs: tuple[str, ...] = (),
    in_report: bool = True,
    limits: Mapping[str, int] | None = None,
) -> Callable[[Find], Find]:
    """Registers a function as a rule; the kind of its facts is its name with hyphens."""

    def register(find: Find) -> Find:
        kind = find.__name__.replace("_", "-")
        assert _CODE.fullmatch(code), code
        assert kind not in RULES, kind
        RULES[kind] = Rule(code, severity, kind, find, measure, needs, in_report, limits or {}, find.__doc__ or "")
        return find

    return register


def read_docstring(docstring: str) -> Documentation:
    """A rule's docstring in its parts. Raises `ValueError` for one that is not written as this module says."""
    title, _, rest = inspect.cleandoc(docstring).partition("\n")
    zh, bar, en = title.partition(" | ")
    if not bar:
        raise ValueError(f"no title in two languages: {title!r}")
    sections: dict[str, list[str]] = {}
    for line in rest.splitlines():
        if line and not line.startswith(" "):
            name = line.removesuffix(":")
            if name not in SECTIONS or name in sections:
                raise ValueError(f"{title}: {line!r} is no section, or stands twice")
            lines = sections.setdefault(name, [])
        elif line or sections:
            lines.append(line)
    texts = {name: "\n".join(lines) for name, lines in sections.items()}
    said = [_both(title, texts.get(name, "")) for name in ("Message", "Why", "Remedy")]
    examples = [inspect.cleandoc(texts.get(name, "")) for name in ("Fires", "Passes")]
    return Documentation(Text(zh, en), said[0], said[1], said[2], *examples)


def _both(title: str, section: str) -> Text:
    """The Chinese and the English line of a section; a deeper line goes on with the one above."""
    lines: list[str] = []
    for line in inspect.cleandoc(section).splitlines():
        if line.startswith(" ") and lines:
            gap = "" if len(lines) == 1 else " "
            lines[-1] += gap + line.strip()
        elif line:
            lines.append(line)
    if len(lines) not in (0, 2):
        raise ValueError(f"{title}: a section has one Chinese and one English line, not {len(lines)}")
    return Text(*lines) if lines else NOTHING
