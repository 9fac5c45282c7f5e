"""The nouns: what was read (facts), what is wrong with it (findings), and what it adds up to (the statement).

Money is always an integer of fen. Levels and natures are the identifiers of `vocabulary`; a level of None
means that the table names none.
"""

from minsheng_funds.model.book import (
    Book,
    Candidate,
    Column,
    DaySum,
    LeftOut,
    Payment,
    PaymentGroup,
    PaymentSum,
    PlanRow,
    Proposal,
    Reject,
    Sample,
    SampleRow,
    StatedSum,
    Table,
    Unread,
)
from minsheng_funds.model.facts import (
    Assumption,
    Fact,
    Origin,
    Source,
    column_letter,
)
from minsheng_funds.model.schedule import Month, Schedule
from minsheng_funds.model.statement import (
    Cause,
    Figures,
    Finding,
    Line,
    Outcome,
    Placed,
    Reconciliation,
    ScheduledClass,
    Statement,
    TimeProgress,
    Total,
    Unmatched,
)
from minsheng_funds.model.versions import PlanChange, PlanVersion

__all__ = [
    "Assumption",
    "Book",
    "Candidate",
    "Cause",
    "Column",
    "DaySum",
    "Fact",
    "Figures",
    "Finding",
    "LeftOut",
    "Line",
    "Month",
    "Origin",
    "Outcome",
    "Payment",
    "PaymentGroup",
    "PaymentSum",
    "Placed",
    "PlanChange",
    "PlanRow",
    "PlanVersion",
    "Proposal",
    "Reconciliation",
    "Reject",
    "Sample",
    "SampleRow",
    "Schedule",
    "ScheduledClass",
    "Source",
    "StatedSum",
    "Statement",
    "Table",
    "TimeProgress",
    "Total",
    "Unmatched",
    "Unread",
    "column_letter",
]
