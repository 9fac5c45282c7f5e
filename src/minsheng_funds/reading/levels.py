"""A column that names each row's level under a header that is not known: its cells tell."""

from dataclasses import replace

from minsheng_funds.model import Column
from minsheng_funds.patterns import LEVEL_HEADER, OTHER_LEVELS
from minsheng_funds.reading.columns import level_of
from minsheng_funds.reading.rows import label_of
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import squeeze
from minsheng_funds.vocabulary import GOVERNMENTS, OWN


def settle_level_column(draft: Draft) -> None:
    """Makes a column of unknown words the level's, where most of its cells name one, a government's among them.

    Under words that do speak of where money comes from (资金渠道), one such cell is enough: the others are then errors.
    """
    named = any(rule.field == "level" for rule in draft.settings.columns_for(draft.rule))
    if named or draft.text_column("level") is not None:
        return
    found = [column for column in draft.columns if _says_levels(draft, column)]
    hinted = [column for column in found if LEVEL_HEADER.search(squeeze(column.path[-1]))]
    chosen = (hinted or found)[:1]
    draft.columns = tuple(replace(c, field="level") if c in chosen else c for c in draft.columns)


def _says_levels(draft: Draft, column: Column) -> bool:
    header = squeeze(column.path[-1]) if column.path else ""
    hinted = bool(LEVEL_HEADER.search(header))
    fields = ("", "nature", "class", "required") if hinted else ("", "nature", "class")  # 来源 may head amounts, too
    if column.field not in fields or not header or OTHER_LEVELS.search(header):
        return False
    texts = [text for _, row in draft.sample if (text := draft.cells.text(row, column.index))]
    texts = [text for text in texts if label_of([(0, text)], "", 0) is None]
    levels = [level for text in texts if (level := level_of(text)) is not None]
    if not any(level in (*GOVERNMENTS, OWN) for level in levels):
        return False
    return hinted or 2 * len(levels) > len(texts)
