"""Rules as people read them: the cards behind `explain`, the README's table and the rules of SARIF."""

from collections.abc import Sequence

from minsheng_funds.checks import RULES
from minsheng_funds.checks.examine import is_chosen
from minsheng_funds.checks.registry import Rule
from minsheng_funds.messages import NEEDS, failure
from minsheng_funds.model import RuleCard
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import Text, nearest_text


def card(rule: Rule) -> RuleCard:
    """What there is to read about a rule."""
    words = rule.words
    needs = tuple(NEEDS[need] for need in rule.needs)
    return RuleCard(
        *(rule.code, rule.severity, words.title, words.message, words.why, words.remedy),
        *(words.fires, words.passes, dict(rule.limits), needs, rule.in_report),
    )


def explained(codes: Sequence[str] = ()) -> tuple[RuleCard, ...]:
    """The rules of these codes and families, all without any, in the order of codes. Raises `Failure` for others."""
    rules = sorted(RULES.values(), key=lambda rule: rule.code)
    wanted = [code.upper() for code in codes]
    known = list(dict.fromkeys(name for rule in rules for name in (rule.family, rule.code)))
    for code in wanted:
        if code not in known:
            raise failure("no-such-rule", detail=code, nearest=nearest_text(code, known))
    return tuple(card(rule) for rule in rules if not wanted or rule.code in wanted or rule.family in wanted)


def running(settings: Settings) -> tuple[RuleCard, ...]:
    """The rules that `check` runs with these settings, by code, as grave as they make them; placeholders as …."""
    severities = settings.check.severities
    chosen = sorted((rule for rule in RULES.values() if is_chosen(rule, settings)), key=lambda rule: rule.code)
    return tuple(
        card(rule)._replace(
            severity=severities.get(rule.code, rule.severity),
            message=_in_general(rule.words.message),
            why=_in_general(rule.words.why),
            remedy=_in_general(rule.words.remedy),
        )
        for rule in chosen
    )


class _Anything(dict[str, str]):
    """Fills any placeholder: a rule in general is about no certain project or cell."""

    def __missing__(self, _: str) -> str:
        return "…"


def _in_general(text: Text) -> Text:
    return Text(*(words.format_map(_Anything()) for words in text))
