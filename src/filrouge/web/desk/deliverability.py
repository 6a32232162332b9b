"""Will mails arrive? What the DNS says of the domain from which they leave, and how learning what came back goes."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from filrouge.ground.mail import dns
from filrouge.ground.mail.deliverability import Check, Checked, Finding, check_domain
from filrouge.stages.sendings.permissions import Sendings
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.desk.returns import returned_rows
from filrouge.web.shell.access import desk_organiser

# An organiser may hold gatherings in several zones; the mailbox is read in that of both countries.
_ZONE = "Europe/Zurich"


@login_required
@require_safe
def page(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """The three records of the sender's domain, looked up now, and how learning what came back goes."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.SEE)
    server, _, port = settings.DNS_SERVER.rpartition(":")
    resolver = dns.resolver(server, int(port)) if server else dns.resolver(settings.DNS_SERVER)
    found = check_domain(settings.MAIL_DOMAIN, selector=settings.DKIM_SELECTOR, resolver=resolver)
    context = {
        "domain": settings.MAIL_DOMAIN,
        "rows": [_row(one) for one in found],
        "returned": returned_rows(),
        "zone": _ZONE,
    }
    return organiser_page(request, "desk/deliverability.html", organiser, actor, context, current="deliverability")


def _row(one: Checked) -> dict[str, Any]:
    unsure = one.finding in (Finding.NO_ANSWER, Finding.NOT_CONFIGURED)
    return {
        "check": one.check.value.upper(),
        "what": _what(one.check),
        "checked": one,
        "word": _word(one),
        "tone": "ok" if one.is_good else "ask" if unsure else "stop",
        "advice": _advice(one),
    }


def _what(check: Check) -> str:
    return {
        Check.SPF: gettext("Which servers may send for the domain."),
        Check.DKIM: gettext("The key with which mails are signed."),
        Check.DMARC: gettext("What others shall do with mails that are neither."),
    }[check]


def _word(one: Checked) -> str:
    if one.is_good:
        return gettext("in order")
    if one.finding in (Finding.NO_ANSWER, Finding.NOT_CONFIGURED):
        return gettext("not known")
    return gettext("to be set right")


def _advice(one: Checked) -> str:
    said = {
        Finding.GOOD: gettext("Nothing is to be done."),
        Finding.MISSING: gettext("Nothing stands at %(name)s. Ask who looks after the domain to add it."),
        Finding.SEVERAL: gettext("Several records stand at %(name)s, and servers then obey none. Keep one."),
        Finding.OPEN_TO_ALL: gettext("The record lets everybody send in your name. End it with ~all or -all."),
        Finding.UNDECIDED: gettext("The record does not say what holds for other servers. End it with ~all or -all."),
        Finding.REVOKED: gettext(
            "The record holds no key any more. Ask who looks after the mail server for the new one."
        ),
        Finding.WATCHES_ONLY: gettext(
            "The record only watches. Once the reports show that all is well, change it to p=quarantine."
        ),
        Finding.NOT_CONFIGURED: gettext(
            "Nobody said here which key signs. Whoever runs this installation sets FILROUGE_DKIM_SELECTOR."
        ),
        Finding.NO_ANSWER: gettext("The DNS gave no answer just now. Open this page again later."),
    }[one.finding]
    return said % {"name": one.name} if one.finding in (Finding.MISSING, Finding.SEVERAL) else said
