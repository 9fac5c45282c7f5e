"""The annotations of GitHub Actions: one workflow command a finding, on one line."""

from minsheng_funds.messages import SEVERITIES
from minsheng_funds.model import Checked, Finding
from minsheng_funds.rendering.composing.check import amounts_line
from minsheng_funds.rendering.document import harmless
from minsheng_funds.rendering.places import Places
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = str.maketrans({**_DATA, ":": "%3A", ",": "%2C"})
_MESSAGE = str.maketrans(_DATA)


def write_github(checked: Checked, settings: Settings, places: Places) -> str:
    """Every new finding, the gravest first (GitHub shows ten of a kind), and the rules that could not run as one."""
    words = Words(settings)
    ordered = sorted(checked.findings, key=lambda finding: list(SEVERITIES).index(finding.severity))
    lines = [_finding(finding, words, places) for finding in ordered]
    if checked.unable:
        unable = [f"{one.code} {words.say(one.title)}: {words.say(one.why)}" for one in checked.unable]
        lines.append(_command("notice", {"title": words.label("not_run")}, unable))
    return "".join(f"{line}\n" for line in lines)


def _finding(finding: Finding, words: Words, places: Places) -> str:
    place = finding.origins[0] if finding.origins else None
    properties = {"file": places.path(place.file)} if place is not None and place.file else {}
    if place is not None and place.row:
        properties |= {"line": str(place.row)}
    properties |= {"title": f"{finding.code} {words.say(finding.title)}"}
    remedy = words.say(finding.remedy)
    texts = [words.say(finding.message), words.places(finding.origins), amounts_line(finding, words)]
    texts.append(f"{words.label('responsible_unit')}: {finding.unit}" if finding.unit else "")
    texts.append(f"{words.label('remedy')}: {remedy}" if remedy else "")
    return _command(COMMANDS[finding.severity], properties, texts)


def _command(name: str, properties: dict[str, str], texts: list[str]) -> str:
    given = ",".join(f"{key}={harmless(value).translate(_PROPERTY)}" for key, value in properties.items() if value)
    return f"::{name} {given}::" + "\n".join(harmless(text) for text in texts if text).translate(_MESSAGE)
