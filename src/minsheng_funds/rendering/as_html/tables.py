"""The tables of a report's page: sorted by exact values, each fund with its total at its end, details beneath rows."""

from collections.abc import Iterator, Mapping, Sequence

from minsheng_funds.rendering.as_html.blocks import bar, notes
from minsheng_funds.rendering.as_html.shell import text
from minsheng_funds.rendering.document import Cell, Column, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import LIST_COMMA

SORTED = ("projects", "by-", "behind", "overdue", "problems", "excluded", "causes", "unmatched")
"""The keys (or their beginnings) of tables whose rows may stand in any order."""
FILTERED = ("class", "unit", "nature", "state")
"""The columns by whose values the table of projects is filtered."""

PAYMENTS = "payments"
"""The tables beneath rows that a search looks into."""

LONG = 30
"""A column for so many characters is for sentences."""
_CLASSES = {"text": "", "day": "day"}
"""What cells are called by the kind of their column; all other kinds are numbers."""


class TableWriter:
    """One table; `name` begins the ids in it. `under`: the id of the heading that is its title, where it has no own."""

    def __init__(self, table: Table, name: str, words: Words, under: str = "") -> None:
        self._under = under
        self._table, self._name, self._words = table, name, words
        self._shown = _shown(table)
        self._sorted = table.key.startswith(SORTED) and len(table.rows) > 2

    def html(self) -> str:
        """The table under its title, with its notes; it scrolls within itself where it is wider than the screen."""
        table, name = self._table, self._name
        caption = f'<p class="note unit">{text(table.caption)}</p>' if table.caption else ""
        kinds = " sorted" if self._sorted else ""
        groups = "".join(f"<tbody>\n{rows}</tbody>\n" for rows in self._groups())
        holding = " holding" if table.beneath else ""
        title = "" if self._under or not table.title else f'<h3 id="{name}">{text(table.title)}</h3>'
        return (
            f'{title}{caption}<div class="wide{holding}" role="region" tabindex="0" '
            f'aria-labelledby="{self._under or name}">'
            f'<table class="list{kinds}" data-key="{text(table.key)}">'
            f'<caption class="unseen">{text(" ".join(filter(None, (table.title, table.caption))))}</caption>'
            f"<thead><tr>{self._heads()}</tr></thead>\n{groups}</table></div>{notes(table.notes)}"
        )

    def _heads(self) -> str:
        heads = []
        for place in self._shown:
            column = self._table.columns[place]
            if column.kind == "bar":
                heads.append(f'<th scope="col"><span class="unseen">{text(self._words.label("page_bar"))}</span></th>')
                continue
            kind = "text" if column.kind in ("text", "day") else "number"
            key = f' data-key="{text(column.key)}"' if column.key else ""
            tone = ' class="number"' if kind == "number" else ""
            heads.append(f'<th scope="col"{tone} data-kind="{kind}"{key}>{text(column.label)}</th>')
        return "".join(heads)

    def _groups(self) -> Iterator[str]:
        """The rows up to each total, the total last: what belongs to a fund stays with it, however it is sorted."""
        rows: list[str] = []
        for place in range(len(self._table.rows)):
            rows.append(self._row(place))
            if place in self._table.totals:
                yield "".join(rows)
                rows = []
        if rows or not self._table.rows:
            yield "".join(rows)

    def _row(self, place: int) -> str:
        row, total = self._table.rows[place], place in self._table.totals
        cells = []
        for number, at in enumerate(self._shown):
            cell, column = row[at], self._table.columns[at]
            if number == 0:
                stays = total and self._table.key == "projects"
                whole = f' <span class="whole">{text(self._words.label("page_whole"))}</span>' if stays else ""
                tone = ' class="number"' if column.kind == "count" else ""
                cells.append(f'<th scope="row"{tone}>{text(cell.text)}{whole}</th>')
            else:
                cells.append(self._cell(cell, column))
        beneath = self._table.beneath.get(place, ())
        complete = "yes" if all(cell.complete for cell in row) else "no"
        kind = "total" if total else "row"
        line = f'<tr class="{kind}" data-complete="{complete}">{"".join(cells)}</tr>\n'
        return line + (self._beneath(place, beneath) if beneath else "")

    def _cell(self, cell: Cell, column: Column) -> str:
        if column.kind == "bar":
            return f"<td>{bar(cell.rate)}</td>"
        names = " ".join(
            filter(None, (_CLASSES.get(column.kind, "number"), "long" if column.width >= LONG else "", cell.tone))
        )
        value = exact(cell, column) if self._sorted else ""
        given = (f' class="{names}"' if names else "") + (f' data-value="{value}"' if value else "")
        return f"<td{given}>{text(cell.text)}</td>"

    def _beneath(self, place: int, tables: Sequence[Table]) -> str:
        """What a row is made of, closed: a browser without scripts opens it, too."""
        words, name = self._words, f"{self._name}-{place}"
        counts = [
            words.label("page_rows", table=table.title, count=len(table.rows) - len(table.totals)) for table in tables
        ]
        comma = LIST_COMMA if words.language == "zh" else ", "
        project = words.label("page_beneath", name=self._table.rows[place][self._shown[0]].text)
        inside = "".join(small_table(table) for table in tables)
        return (
            f'<tr class="beneath" id="{name}"><td colspan="{len(self._shown)}"><details class="inside">'
            f"<summary>{text(f'{project} ({comma.join(counts)})')}</summary>\n{inside}</details></td></tr>\n"
        )


def _shown(table: Table) -> list[int]:
    """The places of the columns; a spare one that has nothing to say is left out."""
    return [
        place
        for place, column in enumerate(table.columns)
        if not column.spare
        or any(row[place].text not in ("", DASH) or row[place].rate is not None for row in table.rows)
    ]


def exact(cell: Cell, column: Column) -> str:
    """The exact value behind a cell: fen, a rate as a fraction, a count; blank where there is none."""
    if cell.fen is not None:
        return str(cell.fen)
    if cell.rate is not None:
        return f"{cell.rate.numerator}/{cell.rate.denominator}"
    digits = cell.text.removeprefix("-").removeprefix("+")
    return cell.text.removeprefix("+") if column.kind == "count" and digits.isdecimal() and digits.isascii() else ""


def small_table(table: Table) -> str:
    """A table beneath a row: there may be thousands of them, so it holds nothing but its texts.

    In payments one may search; all else beneath a row is the same words everywhere.
    """
    key = f' data-key="{text(table.key)}"' if table.key == PAYMENTS else ""
    places = _shown(table)
    numbers = [place for place in places if table.columns[place].kind != "text"]
    heads = "".join(f'<th scope="col">{text(table.columns[place].label)}</th>' for place in places)
    lines = []
    for number, row in enumerate(table.rows):
        cells = "".join(
            f'<td class="number">{text(row[place].text)}</td>'
            if place in numbers
            else f"<td>{text(row[place].text)}</td>"
            for place in places
        )
        lines.append(f'<tr class="total">{cells}</tr>\n' if number in table.totals else f"<tr>{cells}</tr>\n")
    return (
        f"<table{key}><caption>{text(table.title)}</caption><thead><tr>{heads}</tr></thead>\n"
        f"<tbody>{''.join(lines)}</tbody></table>{notes(table.notes)}\n"
    )


def filters(table: Table, words: Words, elsewhere: str = "") -> str:
    """The search box and the choices over the table of projects; without scripts they are not shown.

    `elsewhere`: that the payments are not on the page, said where nothing is found.
    """
    choices = []
    lines = [row for place, row in enumerate(table.rows) if place not in table.totals]
    comma = LIST_COMMA if words.language == "zh" else ", "
    for place, column in enumerate(table.columns):
        if column.key in FILTERED:
            parts = column.key == "state"
            values = dict.fromkeys(
                value for row in lines for value in (row[place].text.split(comma) if parts else [row[place].text])
            )
            found = [value for value in values if value and not (parts and value == words.label("state_incomplete"))]
            if len(found) > (0 if parts else 1):
                choices.append(_choice(column.key, column.label, [(value, value) for value in found], words))
    incomplete = [not all(cell.complete for cell in row) for row in lines]
    if any(incomplete) and not all(incomplete):
        options = [("yes", words.label("state_complete")), ("no", words.label("state_incomplete"))]
        choices.append(_choice("complete", words.label("complete"), options, words))
    payments = any(below.key == PAYMENTS for tables in table.beneath.values() for below in tables)
    search = text(words.label("page_search"))
    hint = text(words.label("page_search_hint" if payments else "page_search_hint_projects"))
    box = f'<label>{search}<input id="search" type="search" placeholder="{hint}" autocomplete="off"></label>'
    close = text(words.label("page_close"))
    drill = f'<button type="button" id="open" data-close="{close}">{text(words.label("page_open"))}</button>'
    return (
        f'<div class="filters" role="search" aria-label="{text(words.label("page_filters"))}">{box}{"".join(choices)}'
        f'<span class="buttons"><button type="button" id="reset">{text(words.label("page_reset"))}</button>'
        f"{drill if table.beneath else ''}</span></div>\n"
        f'<p id="shown" class="shown" role="status" data-comma="{text(comma)}" '
        f'data-elsewhere="{text(elsewhere)}" {_said(_COUNTED, words)}></p>'
        f'<p id="order" class="unseen" role="status" {_said(_ORDERED, words)}></p>'
    )


_COUNTED = {"shown": "page_shown", "every": "page_every", "nothing": "page_nothing"}
_ORDERED = {"up": "page_sorted_up", "down": "page_sorted_down", "unsorted": "page_unsorted"}


def _said(labels: Mapping[str, str], words: Words) -> str:
    """The sentences that a script fills in, as attributes."""
    return " ".join(f'data-{name}="{text(words.label(label))}"' for name, label in labels.items())


def _choice(key: str, label: str, options: Sequence[tuple[str, str]], words: Words) -> str:
    every = f'<option value="">{text(words.label("page_all"))}</option>'
    others = "".join(f'<option value="{text(value)}">{text(shown)}</option>' for value, shown in options)
    return f'<label>{text(label)}<select data-filter="{key}">{every}{others}</select></label>'
