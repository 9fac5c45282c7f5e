"""Amounts in the sentences of findings."""

from minsheng_funds.messages import yuan

__all__ = ["yuan"]
