"""The rules as people read them: one at length, or the list of all."""

import re
from collections.abc import Sequence
from typing import Any

from minsheng_funds.messages import SEVERITIES
from minsheng_funds.model import RuleCard
from minsheng_funds.money import YUAN, money_text
from minsheng_funds.rendering.document import Block, Cell, Code, Column, Document, Facts, Heading, Table
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings

_PLACEHOLDER = re.compile(r"\{(\w+)(?:![a-z])?\}")


def rules_list(cards: Sequence[RuleCard], settings: Settings) -> Document:
    """All rules, a line each: code, severity, title."""
    words = Words(settings)
    columns = tuple(Column(words.label(key)) for key in ("rule_code", "rule_severity", "rule_title"))
    rows = tuple(
        (Cell(card.code), Cell(words.say(SEVERITIES[card.severity]), tone=card.severity), Cell(words.say(card.title)))
        for card in cards
    )
    return Document((Table(words.label("rules", count=len(cards)), columns, rows, notes=(words.label("rules_note"),)),))


def rules_document(cards: Sequence[RuleCard], settings: Settings) -> Document:
    """Each rule at length: what it says, why it matters, what to do, what fires it and what does not."""
    words = Words(settings)
    return Document(tuple(block for card in cards for block in _blocks(card, words)))


def _blocks(card: RuleCard, words: Words) -> list[Block]:
    severity = words.say(SEVERITIES[card.severity])
    pairs = [
        (words.label("rule_message"), shown(words.say(card.message))),
        (words.label("rule_why"), words.say(card.why)),
        (words.label("remedy"), shown(words.say(card.remedy))),
    ]
    if card.needs:
        pairs.append((words.label("rule_needs"), "; ".join(words.say(need) for need in card.needs)))
    if card.limits:
        limits = ", ".join(f"{name} = {_limit(name, value, words)}" for name, value in card.limits.items())
        pairs.append((words.label("rule_limits", code=card.code), limits))
    blocks: list[Block] = [
        Heading(f"{card.code} {severity}: {words.say(card.title)}"),
        Facts(tuple((label, text) for label, text in pairs if text)),
    ]
    for key, example in (("rule_fires", card.fires), ("rule_passes", card.passes)):
        if example:
            blocks.append(Code(words.label(key), _lines(example, words)))
    return blocks


def _lines(example: str, words: Words) -> tuple[str, ...]:
    """An example as it is shown: its cells, or its sentence in this language."""
    lines = tuple(example.splitlines())
    if lines[0].startswith("["):
        return lines
    return lines[1:] if words.language == "en" else lines[:1]


def shown(text: str) -> str:
    """A sentence as people read it where nothing fills it: … for every value."""
    return _PLACEHOLDER.sub("…", text).replace("{{", "{").replace("}}", "}")


def _limit(name: str, value: int, words: Words) -> str:
    if name == "amount":
        return f"{money_text(value, YUAN, 2)}{words.label('yuan')}"
    return f"{value}%" if name == "share" else str(value)


def rules_json(cards: Sequence[RuleCard], settings: Settings) -> dict[str, Any]:
    """`minsheng-funds/explain/1`."""
    words = Words(settings)
    return {
        "schema": "minsheng-funds/explain/1",
        "rules": [
            {
                "code": card.code,
                "severity": card.severity,
                "title": words.say(card.title),
                "message": shown(words.say(card.message)),
                "why": words.say(card.why),
                "remedy": shown(words.say(card.remedy)),
                "fires": card.fires,
                "passes": card.passes,
                "limits": {f"{name}_fen" if name == "amount" else name: value for name, value in card.limits.items()},
                "needs": [words.say(need) for need in card.needs],
                "in_report": card.in_report,
            }
            for card in cards
        ],
    }
