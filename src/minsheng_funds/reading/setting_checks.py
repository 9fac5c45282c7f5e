"""What the settings say and the workbooks do not have: columns, header rows, sheets, values. Never silently ignored."""

from collections.abc import Iterable, Iterator

from minsheng_funds.model import Fact, Origin, column_letter
from minsheng_funds.reading.columns import Missed
from minsheng_funds.reading.filters import RowFilter, Wanted
from minsheng_funds.reading.headers import Header
from minsheng_funds.reading.tables import Draft
from minsheng_funds.settings import Settings
from minsheng_funds.settings.tables import ColumnRule, TableRule
from minsheng_funds.vocabulary import Text, nearest_text

_KINDS = {
    "none": "setting-unmatched",
    "several": "setting-several",
    "joined": "setting-joined",
    "taken": "setting-taken",
}


class SettingsWatch:
    """Notes which settings found what they speak of; `finish` tells of those that never did."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._matched: set[ColumnRule] = set()
        self._used: set[str] = set()
        self._fitted: set[tuple[str, Wanted]] = set()
        self._stale: dict[tuple[str, Wanted], tuple[Origin, set[str]]] = {}
        self._headers: list[str] = []
        self._sheets: list[Origin] = []

    def sheet(self, origin: Origin) -> Iterator[Fact]:
        """Takes note of a sheet; two patterns that both fit it are a fact: only the first is followed."""
        self._sheets.append(origin)
        rules = self._settings.table_rules(origin.file, origin.sheet)
        self._used.update(rule.pattern for rule in rules)
        if len(rules) > 1 and not rules[0].names(origin.file, origin.sheet):
            patterns = ", ".join(f'[tables."{rule.pattern}"]' for rule in rules)
            yield Fact("table-setting-several", (origin,), {"setting": patterns, "pattern": rules[0].pattern})

    def header(self, draft: Draft, header: Header) -> bool:
        """Notes the columns that the settings name and this header has not for sure; True: refuse the table."""
        here = draft.origin(header.row_numbers[0])
        missed = {item.rule: item for item in header.missed_rules}
        given = self._settings.columns_for(draft.rule)
        matched = [rule for rule in given if rule not in missed or missed[rule].why != "none"]
        self._matched.update(matched)
        self._headers += [column.header for column in header.columns]
        halves = {rule.field for rule in matched if rule.added or rule.level}
        refused = False
        for item in header.missed_rules:
            half = item.rule.field in halves and (item.rule.added or item.rule.level)
            if item.why == "none" and not item.rule.table and not half:
                continue
            refused = refused or item.why != "none"
            cells = [draft.origin(header.row_numbers[-1], index) for index in item.columns] or [here]
            draft.note(_KINDS[item.why], *cells, **self._words(item, [column.header for column in header.columns]))
            draft.reject(None, here)
        for setting, words, columns in draft.filters.unknown:
            cells = [draft.origin(header.row_numbers[-1], index) for index in columns] or [here]
            leaves = [column.path[-1] for column in header.columns if column.path]
            values = {"setting": setting, "words": words, "nearest": nearest_text(words, leaves)}
            draft.note("setting-several" if columns else "setting-unmatched", *cells, **values)
            draft.reject(None, here)
            refused = True
        return refused

    def rows_beyond(self, origin: Origin, rule: TableRule, last: int) -> Iterator[Fact]:
        """Header rows that lie below the last row of the sheet: no table can be there."""
        missing = [row for row in rule.header_rows if row > last]
        if missing:
            rows = ", ".join(map(str, missing))
            yield Fact("header-setting-missing", (origin,), {"rows": rows})

    def no_table(self, origin: Origin, rule: TableRule) -> Fact | None:
        """Why a sheet that the settings speak of has no table: its header rows or its columns are not there."""
        if rule.header_rows:
            rows = ", ".join(map(str, rule.header_rows))
            return Fact("header-setting-missing", (origin._replace(row=rule.header_rows[0]),), {"rows": rows})
        if rule.columns:
            words = "; ".join(f"{column.field} = {' | '.join(column.alternatives)}" for column in rule.columns)
            return Fact("columns-setting-missing", (origin,), {"words": words, "pattern": rule.pattern})
        return None

    @staticmethod
    def _words(item: Missed, headers: Iterable[str]) -> dict[str, object]:
        columns = ", ".join(f'"@{column_letter(index)}"' for index in item.columns)
        found = nearest_text(item.words.split("; ")[0], headers) if item.why == "none" else Text("", "")
        return {"setting": item.rule.field, "words": item.words, "columns": columns, "nearest": found}

    def table(self, rule: TableRule, filters: RowFilter, origin: Origin) -> None:
        """Takes note of the values that `keep` and `drop` met in a table that was read."""
        self._fitted.update((rule.pattern, wanted) for wanted in filters.fitted)
        for wanted, column, values in filters.stale():
            self._stale.setdefault((rule.pattern, wanted), (origin._replace(column=column), values))

    def finish(self, *, whole: bool) -> Iterator[Fact]:
        """The settings that nothing answers to. `whole` tells that every source could be opened."""
        file = Origin(self._settings.origin or next((origin.file for origin in self._sheets), ""))
        for rule in self._settings.columns:
            if self._sheets and rule not in self._matched and not self._overruled(rule):
                words = "; ".join(rule.alternatives)
                values = {"setting": rule.field, "words": words, "nearest": nearest_text(words, self._headers)}
                yield Fact("setting-unmatched", (file,), values)
        for (pattern, wanted), (origin, values_seen) in self._stale.items():
            if (pattern, wanted) not in self._fitted:
                values = {
                    "setting": f'[tables."{pattern}"] {wanted.setting}',
                    "words": f"{wanted.header} = {wanted.pattern}",
                    "nearest": nearest_text(wanted.pattern, values_seen),
                }
                yield Fact("row-setting-stale", (origin,), values)
        if whole:
            yield from self._stale_tables(file)

    def _overruled(self, rule: ColumnRule) -> bool:
        """Whether every table that was read names this field in a section of its own."""
        rules = [self._settings.table_rule(origin.file, origin.sheet) for origin in self._sheets]
        return bool(rules) and all(any(own.field == rule.field for own in table.columns) for table in rules)

    def _stale_tables(self, file: Origin) -> Iterator[Fact]:
        from difflib import get_close_matches

        sheets = [origin.sheet for origin in self._sheets]
        files = {origin.file for origin in self._sheets}
        for rule in self._settings.tables:
            if rule.pattern in self._used or not sheets:
                continue
            name, _, sheet = rule.pattern.rpartition("!")
            elsewhere = bool(name) and not get_close_matches(name, files, n=1, cutoff=0.9)
            values = {"setting": f'[tables."{rule.pattern}"]', "nearest": nearest_text(sheet, sheets)}
            yield Fact("table-setting-elsewhere" if elsewhere else "table-setting-stale", (file,), values)
