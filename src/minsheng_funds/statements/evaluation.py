"""Self-evaluation (绩效自评): the rate of execution of the budget.

执行率 is 全年执行数 ÷ 全年预算数. The rule in use gives 10 of 100 points to it, in proportion, and never more than full
points; some provinces score by tiers instead (from 95 percent full points, from 80 percent 8 …), which settings say
(`Evaluation.score`).
"""

from minsheng_funds.model import Figures
from minsheng_funds.money import Rate
from minsheng_funds.settings.evaluation import Evaluation


def execution_of(figures: Figures, base: str, rule: Evaluation) -> Rate | None:
    """What was executed (disbursed, or spent if the settings say so) ÷ the budget; None where either is not known."""
    return figures.share(rule.executed, "issued" if base == "issued" and figures.required is None else "required")
