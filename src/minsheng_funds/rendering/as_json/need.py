"""The computed need of a project as JSON: fen as integers, exact numbers as text."""

from typing import Any

from minsheng_funds.model import Line, NeedLevel
from minsheng_funds.quantities import written

Json = dict[str, Any]


def need_of(line: Line) -> Json:
    """The keys `required_source` and `need` of a project; null where nothing was computed."""
    return {"required_source": line.required_source, "need": _need(line)}


def _need(line: Line) -> Json | None:
    need = line.need
    if need is None:
        return None
    whole = need.standard is not None and need.standard.denominator == 1
    return {
        "quantity": written(need.quantity) if need.quantity is not None else None,
        "quantity_unit": need.thing or None,
        "standard_fen": int(need.standard) if whole and need.standard is not None else None,
        "standard_period": need.period or None,
        "levels": {level: _level(found) for level, found in need.levels.items()},
        "origins": [str(origin) for origin in need.origins],
    }


def _level(found: NeedLevel) -> Json:
    return {
        "share_percent": written(found.share * 100) if found.share is not None else None,
        "computed_fen": found.computed,
        "stated_fen": found.stated,
        "difference_fen": found.difference,
        "capped": found.capped,
    }
