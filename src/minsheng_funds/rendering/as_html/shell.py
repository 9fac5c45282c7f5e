"""What every page shares: escaping, its own style and scripts, and a policy that forbids everything else."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from html import escape as escaped
from importlib import resources

from minsheng_funds.rendering.document import Document, Heading, harmless
from minsheng_funds.rendering.words import Words

LANGUAGES = {"zh": "zh-CN", "en": "en"}


def text(value: str) -> str:
    """Any text as html shows it: one line, nothing in it is markup, not even inside an attribute."""
    return escaped(harmless(value), quote=True)


def assets(*names: str) -> str:
    """Styles or scripts of this package, one after the other."""
    return "".join(_asset(name) for name in names)


@cache
def _asset(name: str) -> str:
    return (resources.files("minsheng_funds.rendering.as_html") / "assets" / name).read_text(encoding="utf-8")


def title_of(document: Document) -> str:
    """The document's own heading."""
    return next((block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1), "")


def shell(title: str, body: str, words: Words, style: str, scripts: Sequence[str], *, first: str = "") -> str:
    """A whole page. `scripts` run when the body is there; `first` runs before anything is shown."""
    hashes = " ".join(f"'{_hash(script)}'" for script in (first, *scripts) if script)
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src {hashes}; base-uri 'none'; form-action 'none'"
    early = f"<script>{first}</script>\n" if first else ""
    late = "".join(f"<script>{script}</script>\n" for script in scripts)
    return f"""<!DOCTYPE html>
<html lang="{LANGUAGES[words.language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{text(title)}</title>
<style>{style}</style>
{early}</head>
<body>
{body}
{late}</body>
</html>
"""


def _hash(content: str) -> str:
    """How the page's policy names the only styles and scripts that it allows."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
