"""Every rule, one function each, one file a family. Importing this room fills the registry."""

from minsheng_funds.checks.rules import (
    amounts,
    batches,
    comparisons,
    cross,
    files,
    headers,
    ledgers,
    payments,
    plans,
    schedules,
    settings,
    stated,
    units,
)

__all__ = [
    "amounts",
    "batches",
    "comparisons",
    "cross",
    "files",
    "headers",
    "ledgers",
    "payments",
    "plans",
    "schedules",
    "settings",
    "stated",
    "units",
]
