"""Comparison → Document: what was compared, then what differs, then assumptions and findings with their side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from minsheng_funds.messages import AS_OF_SOURCES, COMPARISONS, PAYMENT_KEYS, SIDES
from minsheng_funds.model import Outcome
from minsheng_funds.model.comparison import Comparison
from minsheng_funds.rendering.composing.dates import dates_blocks
from minsheng_funds.rendering.composing.payments import export_blocks
from minsheng_funds.rendering.composing.plans import plans_blocks
from minsheng_funds.rendering.composing.provenance import provenance_items
from minsheng_funds.rendering.composing.report import base_text, findings_block, unit_text
from minsheng_funds.rendering.document import Block, Document, Facts, Heading, Item, Items
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.settings import Settings


def compose_compare(comparison: Comparison, settings: Settings, top: int = 3) -> Document:
    """The whole comparison; `top`: how many ranks of those that moved most are listed."""
    words = Words(settings)
    blocks: list[Block] = [
        Heading(words.label("compare_title", programme=settings.programme), 1),
        _scope(comparison, words),
    ]
    if comparison.dates is not None:
        blocks += dates_blocks(comparison, comparison.dates, words, top)
    elif comparison.plans is not None:
        blocks += plans_blocks(comparison.plans, words)
    elif comparison.payments is not None:
        blocks += export_blocks(comparison.payments, words, (comparison.old.complete, comparison.new.complete))
    assumptions = tuple(Item(text) for text in _assumptions(comparison, words))
    if assumptions:
        blocks.append(Items(words.label("assumptions"), assumptions))
    blocks += _findings(comparison, words)
    blocks.append(_provenance(comparison, settings, words))
    return Document(tuple(blocks), words.label("narrow"))


def compare_provenance(comparison: Comparison, settings: Settings, words: Words) -> str:
    """What was compared and where it comes from, in one line."""
    pairs = [f"{label}: {value}" for label, value in _scope(comparison, words).pairs]
    return "; ".join([*pairs, *(item.text for item in _provenance(comparison, settings, words).items)])


def _provenance(comparison: Comparison, settings: Settings, words: Words) -> Items:
    sources = (*comparison.old.book.sources, *comparison.new.book.sources)
    return provenance_items(sources, settings, words)


def _scope(comparison: Comparison, words: Words) -> Facts:
    statement = comparison.new.statement
    pairs = [(words.label("compare_kind"), words.say(COMPARISONS[comparison.kind]))]
    if comparison.kind == "exports" and comparison.payments is not None:
        pairs.append((words.label("compare_key"), words.say(PAYMENT_KEYS[comparison.payments.key])))
    sides = (comparison.old, comparison.new)
    pairs += [
        (words.label(f"side_of_{name}"), ", ".join(source.name for source in side.book.sources))
        for name, side in zip(SIDES, sides, strict=True)
    ]
    if comparison.kind == "dates":
        pairs.append((words.label("as_of"), _both([_as_of(side, words) for side in sides])))
        progress = [side.statement.time_progress for side in sides]
        if any(progress):
            rates = [words.rate(time.rate if time is not None else None).text for time in progress]
            pairs.append((words.label("time_progress"), _both(rates)))
    if comparison.kind != "exports":
        pairs += [
            (words.label("year"), _both([str(side.statement.year or DASH) for side in sides])),
            (words.label("own_level"), words.level(statement.own_level)),
            (words.label("excluded"), ", ".join(statement.exclusions) or words.label("none")),
        ]
        if comparison.kind == "dates":
            pairs.append((words.label("rate_base"), base_text(statement, words)))
        pairs.append((words.label("unit"), unit_text(words)))
    if not comparison.complete:
        pairs.append(("*", words.label("incomplete")))
    return Facts(tuple(pairs))


def _both(texts: Sequence[str]) -> str:
    """What holds on both sides once, else as old → new."""
    return " → ".join(dict.fromkeys(texts))


def _as_of(side: Outcome, words: Words) -> str:
    statement = side.statement
    source = f" ({words.say(AS_OF_SOURCES[statement.as_of_source])})" if statement.as_of_source else ""
    return words.day(statement.as_of) + source


def _assumptions(comparison: Comparison, words: Words) -> Iterator[str]:
    """Those of the comparison, then those of either side; what both say is said once."""
    yield from (words.assumption(assumption) for assumption in comparison.assumptions)
    old, new = (
        [
            words.assumption(assumption)
            for assumption in side.statement.assumptions
            if comparison.kind != "exports" or assumption.kind != "plan-year"  # no plan is spoken of
        ]
        for side in (comparison.old, comparison.new)
    )
    yield from (text for text in old if text in new)
    yield from (f"{words.say(SIDES['old'])}: {text}" for text in old if text not in new)
    yield from (f"{words.say(SIDES['new'])}: {text}" for text in new if text not in old)


def _findings(comparison: Comparison, words: Words) -> Iterator[Items]:
    """Findings of the comparison, of the old side, of the new side; one line where there are none at all."""
    sides = (
        (words.label("compared"), comparison.findings),
        (words.say(SIDES["old"]), comparison.old.findings),
        (words.say(SIDES["new"]), comparison.new.findings),
    )
    if not any(findings for _, findings in sides):
        yield findings_block((), words)
    for side, findings in sides:
        if findings:
            yield replace(findings_block(findings, words), title=words.label("findings_of", side=side))
