"""The blank workbook: a plan and a ledger to be filled in, and how. The reader needs none of its formulas.

Sums stand above the header and in the column of totals; whatever is counted is typed. So a workbook that was filled in
by a program, whose formulas were never computed, reads like any other.
"""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from minsheng_funds.messages import LABELS, TEMPLATE_GUIDE
from minsheng_funds.rendering.document import harmless
from minsheng_funds.rendering.template.forms import GUIDE, PLAN, Field, Form, days_allowed, forms, listed, say
from minsheng_funds.settings import Settings

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TITLE, CAPTION, SUM, HEADER, FIRST = range(5)
"""The rows of a sheet, from 0; the example stands in the first row that is filled in."""
FORMULA_ROWS = 45
"""So many rows have a formula for their total: each of them is printed, filled in or not."""
_PLANNED = "planned_projects"
"""What the plan's names are called where a formula may not name another sheet (colours by condition)."""
_CREATED = datetime(2020, 1, 1)
_A4, _GUIDE_WIDTH = 9, 80
_FONT, _TITLE_FONT, _POINTS, _TITLE_POINTS = "SimSun", "SimHei", 10.5, 16
_GREY, _EDGE, _FAINT, _YELLOW, _RED = "E7E6E6", "A6A6A6", "7F7F7F", "FFF2CC", "F8CBCB"
_NUMBER_FORMATS = {
    "wan": "#,##0.00####",
    "yuan": "#,##0.00",
    "total": "#,##0.00####",
    "day": "yyyy-mm-dd",
    "code": "@",
    "number": "0",
}
_CENTRED = ("number", "day", "choice", "open-choice", "code")


def write_template(settings: Settings) -> bytes:
    """The workbook; the same settings give the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"author": "minsheng-funds", "created": _CREATED})
    both = forms(settings)
    guide = book.add_worksheet(say(GUIDE, settings))
    book.define_name(_PLANNED, f"={_planned_range(both[0])}")
    for form in both:
        _FormSheet(book, book.add_worksheet(form.name), form, settings, both[0]).write()
    _write_guide(book, guide, both, settings)
    book.close()
    return stream.getvalue()


class _FormSheet:
    """One sheet while it is written. Columns carry their format, so that blank rows are not printed."""

    def __init__(self, book: "Workbook", sheet: "Worksheet", form: Form, settings: Settings, plan: Form) -> None:
        self._book, self._sheet, self._form, self._settings, self._plan = book, sheet, form, settings, plan
        self._last = FIRST + form.rows - 1
        self._right = len(form.fields) - 1

    def write(self) -> None:
        """Columns first, for cells of their own format win over them."""
        self._set_up()
        self._write_head()
        for place, field in enumerate(self._form.fields):
            self._write_column(place, field)
            self._restrict(place, field)
        self._colour()

    def _look(self, **given: Any) -> Any:
        return self._book.add_format({"font_name": _FONT, "font_size": _POINTS, "valign": "vcenter", **given})

    def _set_up(self) -> None:
        sheet = self._sheet
        for place, field in enumerate(self._form.fields):
            align = {"align": "center"} if field.kind in _CENTRED else {}
            look = self._look(num_format=_NUMBER_FORMATS.get(field.kind, "General"), text_wrap=not align, **align)
            sheet.set_column(place, place, field.width, look)
        if codes := self._form.place("code"):
            areas = " ".join(f"{_cell(FIRST, place)}:{_cell(self._last, place)}" for place in codes)
            sheet.ignore_errors({"number_stored_as_text": areas})
        sheet.freeze_panes(FIRST, self._form.name_place + 1)
        sheet.autofilter(HEADER, 0, self._last, self._right)
        _set_up_print(sheet, self._settings)
        sheet.repeat_rows(HEADER)

    def _write_head(self) -> None:
        sheet, form, settings = self._sheet, self._form, self._settings
        title = self._look(font_name=_TITLE_FONT, font_size=_TITLE_POINTS, align="center")
        sheet.set_row(TITLE, 30)
        sheet.set_row(CAPTION, 20)
        sheet.set_row(SUM, 20)
        sheet.merge_range(TITLE, 0, TITLE, self._right, "", title)
        sheet.write_string(TITLE, 0, harmless(form.title), title)
        right = self._look(align="right")
        sheet.merge_range(CAPTION, 0, CAPTION, 2, say("reporter", settings), self._look())
        if form.key != PLAN:
            day = self._look(bottom=1, bottom_color=_EDGE, num_format=_NUMBER_FORMATS["day"], align="center")
            sheet.write_string(CAPTION, 4, say("as_of", settings), right)
            sheet.write_blank(CAPTION, 5, None, day)
            self._restrict_day(CAPTION, CAPTION, 5, "")
        sheet.write_string(CAPTION, self._right, form.unit, right)
        header = self._look(font_name=_TITLE_FONT, bold=True, align="center", text_wrap=True, bg_color=_GREY, border=1)
        sheet.set_row(HEADER, 30)
        for place, field in enumerate(form.fields):
            sheet.write_string(HEADER, place, harmless(field.header), header)
        self._write_sums()

    def _write_sums(self) -> None:
        """A line of sums above the header: sorting and filtering leave it in its place."""
        money = self._form.place("total", "wan", "yuan")
        text = self._look(bg_color=_GREY, border=1, border_color=_EDGE, align="right")
        self._sheet.merge_range(SUM, 0, SUM, money[0] - 1, say("sum", self._settings), text)
        names = self._span(self._form.name_place)
        for place in money:
            field = self._form.fields[place]
            look = self._look(bg_color=_GREY, border=1, border_color=_EDGE, num_format=_NUMBER_FORMATS[field.kind])
            if field.kind == "total":
                formula = f"=SUM({_cell(SUM, place + 1)}:{_cell(SUM, money[-1])})"
            else:
                formula = f'=SUMIF({names},"<>{self._mark}*",{self._span(place)})'
            self._sheet.write_formula(SUM, place, formula, look, "")  # no 0: it would be compared before it is computed

    def _write_column(self, place: int, field: Field) -> None:
        """The example, and the formulas of a total with the values that they have now."""
        sheet, example = self._sheet, field.example
        if field.kind == "total":
            levels = self._form.place("wan")
            look = self._look(num_format=_NUMBER_FORMATS["total"])
            shown = sum(item.example for item in self._form.fields if isinstance(item.example, (int, float)))
            for row in range(FIRST, FIRST + FORMULA_ROWS):
                parts = f"{_cell(row, levels[0])}:{_cell(row, levels[-1])}"
                formula = f'=IF(COUNT({parts})=0,"",ROUND(SUM({parts}),6))'
                sheet.write_formula(row, place, formula, look, shown if row == FIRST else "")
        elif isinstance(example, str):
            if example:
                sheet.write_string(FIRST, place, example)
        elif isinstance(example, (int, float)):
            sheet.write_number(FIRST, place, example)
        else:
            sheet.write_datetime(FIRST, place, datetime(example.year, example.month, example.day))

    def _restrict(self, place: int, field: Field) -> None:
        """The drop-down or the check of a column, and what is shown beside a chosen cell."""
        settings, cell = self._settings, _cell(FIRST, place)
        checks: dict[str, dict[str, Any]] = {
            "wan": {
                "validate": "custom",
                "value": f"=AND(ISNUMBER({cell}),{cell}>=0,ROUND({cell},6)={cell})",
                "error_message": say("wrong_wan", settings),
            },
            "yuan": {
                "validate": "custom",
                "value": f"=AND(ISNUMBER({cell}),ROUND({cell},2)={cell})",
                "error_message": say("wrong_yuan", settings),
            },
            "choice": {
                "validate": "list",
                "source": list(field.choices),
                "error_message": say("wrong_choice", settings, choices=listed(field.choices, settings)),
            },
            "open-choice": {
                "validate": "list",
                "source": list(field.choices),
                "error_type": "warning",
                "error_title": say("unusual", settings),
                "error_message": say("unusual_class", settings),
            },
            "planned": {
                "validate": "list",
                "source": self._planned_names(),
                "ignore_blank": False,  # or a list with a blank row would take any name
                "error_type": "warning",
                "error_title": say("unusual", settings),
                "error_message": say("unusual_project", settings),
            },
        }
        if field.kind == "day":
            self._restrict_day(FIRST, self._last, place, field.hint)
            return
        hint = {"input_title": field.header, "input_message": field.hint}
        check = checks.get(field.kind, {"validate": "any"})
        self._sheet.data_validation(
            FIRST, place, self._last, place, {"error_title": say("wrong", settings), **hint, **check}
        )

    def _restrict_day(self, top: int, bottom: int, place: int, hint: str) -> None:
        first, last = days_allowed(self._settings.year)
        check: dict[str, Any] = {
            "validate": "date",
            "criteria": "between",
            "minimum": datetime(first.year, first.month, first.day),
            "maximum": datetime(last.year, last.month, last.day),
            "error_title": say("wrong", self._settings),
            "error_message": say("wrong_day", self._settings, first=first, last=last),
        }
        if hint:
            check.update(input_title=self._form.fields[place].header, input_message=hint)
        self._sheet.data_validation(top, place, bottom, place, check)

    def _colour(self) -> None:
        """Rows with a name get lines; the example is faint; what is required and blank, or not in the plan, stands out.

        The example is told by its name, so that it looks like any row once it is overwritten.
        """
        name = f"${_column(self._form.name_place)}{FIRST + 1}"
        edge = {"border": 1, "border_color": _EDGE}
        everywhere = range(self._right + 1)
        example = f'LEFT({name},{len(self._mark)})="{self._mark}"'
        self._when(everywhere, f"={example}", {**edge, "font_color": _FAINT, "italic": True})
        unplanned = f'=AND({name}<>"",COUNTIF({_PLANNED},{name})=0)'
        self._when(self._form.place("planned"), unplanned, {**edge, "bg_color": _RED})
        for place, field in enumerate(self._form.fields):
            if field.required and place != self._form.name_place:
                missing = f'=AND({name}<>"",${_column(place)}{FIRST + 1}="")'
                self._when([place], missing, {**edge, "bg_color": _YELLOW})
        self._when(self._form.place("total"), f'={name}<>""', {**edge, "bg_color": _GREY})
        self._when(everywhere, f'={name}<>""', edge)

    def _when(self, places: Iterable[int], formula: str, look: dict[str, Any]) -> None:
        """How the cells of some columns look where a formula holds; of several the first that holds alone."""
        rule = {"type": "formula", "criteria": formula, "format": self._book.add_format(look), "stop_if_true": True}
        for place in places:
            self._sheet.conditional_format(FIRST, place, self._last, place, rule)

    @property
    def _mark(self) -> str:
        """How the name of the example begins, up to the bracket's end."""
        mark = say("example", self._settings)
        return mark[: max(mark.find("】"), mark.find("]")) + 1]

    def _span(self, place: int) -> str:
        """A column from its header on, so that rows put in below the header belong to it."""
        column = _column(place)
        return f"{column}${HEADER + 1}:{column}${self._last + 1}"

    def _planned_names(self) -> str:
        """The plan's names down to the last one, blank rows among them, but not the example in the first row.

        It is told from the header, which nobody deletes.
        """
        header = f"'{self._plan.name}'!${_column(self._plan.name_place)}${HEADER + 1}"
        example = f'(LEFT(OFFSET({header},1,0),{len(self._mark)})="{self._mark}")'
        last = f'SUMPRODUCT(MAX(({_PLANNED}<>"")*ROW({_PLANNED})))'
        return f"=OFFSET({header},1+{example},0,MAX(1,{last}-ROW({header})-{example}),1)"


def _planned_range(plan: Form) -> str:
    """The cells of the plan that hold names."""
    column = _column(plan.name_place)
    return f"'{plan.name}'!${column}${FIRST + 1}:${column}${FIRST + plan.rows}"


def _write_guide(book: "Workbook", sheet: "Worksheet", both: tuple[Form, Form], settings: Settings) -> None:
    """How to fill in: what to do first, and every column of both sheets. One column of text, which is no table."""
    base = {"font_name": _FONT, "font_size": _POINTS, "valign": "vcenter", "text_wrap": True}
    title = book.add_format({**base, "font_name": _TITLE_FONT, "font_size": _TITLE_POINTS, "align": "center"})
    heading = book.add_format({**base, "font_name": _TITLE_FONT, "bold": True, "bg_color": _GREY})
    text = book.add_format({**base, "indent": 1})
    lines: list[tuple[str, Any]] = [(say("guide_title", settings, programme=settings.programme), title)]
    lines += [(sentence.in_language(settings.lang), text) for sentence in TEMPLATE_GUIDE]
    for form in both:
        lines += [("", text), (say("columns_of", settings, sheet=form.name), heading)]
        lines += [(_how_to_fill(field, settings), text) for field in form.fields]
    sheet.set_column(0, 0, _GUIDE_WIDTH)
    sheet.hide_gridlines(2)
    _set_up_print(sheet, settings)
    sheet.set_portrait()
    for row, (line, look) in enumerate(lines):
        sheet.set_row(row, 30 if look is title else 18 * max(1, -(-_width(line) // (_GUIDE_WIDTH - 2))))
        if line:
            sheet.write_string(row, 0, harmless(line), look)


def _how_to_fill(field: Field, settings: Settings) -> str:
    needed = "expected" if field.expected else "computed" if field.kind == "total" else "optional"
    needed = "required" if field.required else needed
    return say(f"column_{needed}", settings, header=field.header, hint=field.hint)


def _width(text: str) -> int:
    """How many half-width characters a text takes."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _set_up_print(sheet: "Worksheet", settings: Settings) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.8)
    sheet.set_footer("&C" + LABELS["problems_page"].in_language(settings.lang))


def _column(place: int) -> str:
    return chr(ord("A") + place)


def _cell(row: int, place: int) -> str:
    return f"{_column(place)}{row + 1}"
