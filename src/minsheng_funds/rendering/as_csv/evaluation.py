"""The table of the self-evaluation (绩效自评) as csv: amounts in yuan with two decimals, each fund with its total."""

from minsheng_funds.model import Line, Outcome, Total
from minsheng_funds.money import YUAN, money_text
from minsheng_funds.rendering.as_json.versions import points_text
from minsheng_funds.rendering.composing.evaluation import evaluation_amounts, full_points
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NATURES, UNIT_NAMES


def evaluation_rows(outcome: Outcome, settings: Settings, words: Words) -> list[list[str]]:
    """Headings, one row a project × nature, and one for the total of each fund; blank for what cannot be computed."""
    unit, statement = words.say(UNIT_NAMES[YUAN]), outcome.statement
    amounts = ("initial_budget", "budget", f"executed_{settings.evaluation.executed}")
    rates = [words.label("full_points"), f"{words.label('execution_rate')}(%)", words.label("score")]
    heads = [words.label("project"), words.label("nature"), *(f"{words.label(name)}({unit})" for name in amounts)]
    rows = [[*heads, *rates, words.label("complete")]]
    for nature, total in statement.totals.items():
        of_nature = (line for line in statement.lines if line.nature == nature)
        rows += [_row(line.project, line, nature, settings, words) for line in of_nature]
        rows.append(_row(words.label("total"), total, nature, settings, words))
    return rows


def _row(name: str, found: Line | Total, nature: str, settings: Settings, words: Words) -> list[str]:
    fens = evaluation_amounts(found.figures, found.base, settings.evaluation)
    money = ["" if fen is None else money_text(fen, YUAN, 2) for fen in fens]
    rate = found.execution.percent(words.decimals) if found.execution is not None else ""
    texts = (name, words.say(NATURES[nature]), *money, full_points(settings.evaluation, found))
    return [*texts, rate, points_text(found.score) or "", words.label("yes" if found.complete else "no")]
