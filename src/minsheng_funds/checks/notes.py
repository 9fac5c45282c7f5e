"""What the rules that run say of themselves, for formats that list rules beside findings."""

from minsheng_funds.checks.examine import is_chosen
from minsheng_funds.checks.registry import RULES
from minsheng_funds.model import RuleNote
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import Text


def rule_notes(settings: Settings) -> tuple[RuleNote, ...]:
    """The rules that the settings leave, by code; as grave as the settings make them."""
    chosen = sorted((rule for rule in RULES.values() if is_chosen(rule, settings)), key=lambda rule: rule.code)
    severities = settings.check.severities
    return tuple(
        RuleNote(
            rule.code,
            rule.kind,
            severities.get(rule.code, rule.severity),
            rule.words.title,
            _in_general(rule.words.why),
            _in_general(rule.words.remedy),
        )
        for rule in chosen
    )


class _Anything(dict[str, str]):
    """Fills any placeholder with …: a rule in general is about no certain project or cell."""

    def __missing__(self, _: str) -> str:
        return "…"


def _in_general(text: Text) -> Text:
    return Text(*(words.format_map(_Anything()) for words in text))
