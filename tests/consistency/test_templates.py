"""Templates hold no inline script, style or handler, whatever page includes them, and ask no other host."""

import re

from tests.support.clean_pages import faults_of
from tests.support.tree import name, templates

# Mail clients know no style sheet: a mail may carry its styles.
MAILS = re.compile(r"(^|/)(mails?|email)/")
# A tag's or variable's own quotes and angle brackets would confuse the reading of the HTML around it.
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)


def without_tags(source: str) -> str:
    """The HTML of a template, each tag replaced by the lines that it took."""
    return TAGS.sub(lambda match: "\n" * match[0].count("\n"), source)


def test_no_inline_script_or_style() -> None:
    faults = [
        f"{name(path)}: {fault}"
        for path in templates()
        if not MAILS.search(name(path))
        for fault in faults_of(without_tags(path.read_text(encoding="utf-8")))
    ]
    assert not faults, "\n".join(faults)
