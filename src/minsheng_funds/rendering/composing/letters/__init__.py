"""Letters that people sign: the report to the leadership (briefing), the circular, the form of the self-evaluation.

A letter's text is a template (`templates/*.txt`, or a bureau's own): Jinja's `{{ name }}` fills in printed texts, lines
that begin with `%` are statements (`% if fund.rate`, `% for fund in funds`, `% endif`), and the marks of `text` make
headings, tables and what stands around the text. `facts` and `funds` say which names there are, `tables.TABLES` which
tables. A template computes no figure: it gets texts that also stand in the tables.
"""

from minsheng_funds.messages import failure
from minsheng_funds.model import Dossier
from minsheng_funds.rendering.composing.charts import report_charts
from minsheng_funds.rendering.composing.letters.facts import letter_facts
from minsheng_funds.rendering.composing.letters.tables import letter_tables, without_repeated
from minsheng_funds.rendering.composing.letters.templates import built_in, fill
from minsheng_funds.rendering.composing.letters.text import Shown, annexes_of, blocks_of, names_of
from minsheng_funds.rendering.document import Block, Document
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings

CHARTS = ("rates", "months", "levels")


def form_of(settings: Settings) -> str:
    """Which letter is asked for: briefing, circular or evaluation."""
    return "evaluation" if settings.evaluation.shown else settings.document.form


def compose_letter(dossier: Dossier, settings: Settings, template: tuple[str, str] | None = None) -> Document:
    """The letter that the settings ask for; `template` is the name and text of the bureau's own.

    Raises `Failure` for a template that is not written as it should be.
    """
    words, form = Words(settings), form_of(settings)
    where, source = template or (f"{form}.{settings.lang}.txt", built_in(form, settings.lang))
    tables = without_repeated(letter_tables(dossier, settings), names_of(source))
    charts: dict[str, list[Block]] = {name: [] for name in CHARTS}
    for chart in report_charts(dossier.outcome.statement, dossier.views, words):
        charts[chart.key.partition("-")[0]].append(chart)
    behind = {**tables, **{f"chart-{name}": found for name, found in charts.items()}}
    text = fill(source, where, letter_facts(dossier, settings, tables, annexes_of(source, behind)))
    shown: Shown = {"table": tables, "chart": charts, "annex": behind}
    blocks = blocks_of(text, shown, settings.lang, where, source)
    if not blocks:
        raise failure("letter-empty", where=where)
    return Document(tuple(blocks), words.label("narrow"))
