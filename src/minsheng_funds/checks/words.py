"""Words in the sentences of findings."""

from minsheng_funds.messages import yuan
from minsheng_funds.vocabulary import Text

__all__ = ["PLANNED", "yuan"]

PLANNED = {"required": Text("计划", "planned"), "issued": Text("下达", "issued")}
"""What a level's payments are held against, by the base of the rates: the … amount."""
