"""Whether the mails of a domain are believed: SPF, DKIM and DMARC as the DNS says them now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from filrouge.ground.mail.dns import NoAnswer, Resolver


class Check(StrEnum):
    """What is looked at."""

    SPF = "spf"
    DKIM = "dkim"
    DMARC = "dmarc"


class Finding(StrEnum):
    """What was found; each has a sentence of advice."""

    GOOD = "good"
    MISSING = "missing"
    SEVERAL = "several"
    OPEN_TO_ALL = "open_to_all"
    UNDECIDED = "undecided"
    REVOKED = "revoked"
    WATCHES_ONLY = "watches_only"
    NOT_CONFIGURED = "not_configured"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True)
class Checked:
    """One check: where it was looked up, what stands there, what it means."""

    check: Check
    name: str
    finding: Finding
    record: str = ""

    @property
    def is_good(self) -> bool:
        """Whether nothing is to be done."""
        return self.finding is Finding.GOOD


def check_domain(domain: str, *, selector: str, resolver: Resolver) -> Sequence[Checked]:
    """The three checks of a domain; `selector` names the DKIM key, empty when nobody said which it is."""
    dkim = f"{selector}._domainkey.{domain}" if selector else ""
    return (
        _checked(Check.SPF, domain, resolver),
        _checked(Check.DKIM, dkim, resolver) if dkim else Checked(Check.DKIM, "", Finding.NOT_CONFIGURED),
        _checked(Check.DMARC, f"_dmarc.{domain}", resolver),
    )


_BEGINS = {Check.SPF: r"v=spf1(\s|$)", Check.DKIM: r"(v=DKIM1|k=|p=)", Check.DMARC: r"v=DMARC1\s*(;|$)"}


def _checked(check: Check, name: str, resolver: Resolver) -> Checked:
    try:
        records = [text for text in resolver(name) if re.match(_BEGINS[check], text, re.IGNORECASE)]
    except NoAnswer:
        return Checked(check, name, Finding.NO_ANSWER)
    if not records:
        return Checked(check, name, Finding.MISSING)
    if len(records) > 1:
        return Checked(check, name, Finding.SEVERAL, " / ".join(records))
    judge = {Check.SPF: _spf, Check.DKIM: _dkim, Check.DMARC: _dmarc}[check]
    return Checked(check, name, judge(records[0]), records[0])


def _spf(record: str) -> Finding:
    last = record.lower().split()[-1]
    if last in ("-all", "~all") or last.startswith("redirect="):
        return Finding.GOOD
    return Finding.OPEN_TO_ALL if last in ("+all", "all") else Finding.UNDECIDED


def _dkim(record: str) -> Finding:
    found = re.search(r"(?:^|;)\s*p=\s*([^;]*)", record)
    return Finding.GOOD if found and found[1].strip() else Finding.REVOKED


def _dmarc(record: str) -> Finding:
    found = re.search(r";\s*p=\s*(\w+)", record)
    policy = found[1].lower() if found else ""
    return Finding.GOOD if policy in ("quarantine", "reject") else Finding.WATCHES_ONLY
