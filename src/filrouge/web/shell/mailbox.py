"""The demonstration's mailbox: what would have gone out, for everybody to read. Elsewhere it does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.parts import content_of
from filrouge.ground.mail.queries import MailLine, all_mails, mail_by_id
from filrouge.web.templatetags.said import moment

_SHOWN = 100
_TONES = {
    MailState.WAITING: "wait",
    MailState.SENDING: "wait",
    MailState.SENT: "ok",
    MailState.FAILED: "stop",
    MailState.WITHHELD: "stop",
}
# A mail carries its styles with it and needs nothing else: no script, no picture, no request, no form.
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "script-src": None,
    "img-src": None,
    "font-src": None,
    "connect-src": None,
    "manifest-src": None,
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


def only_in_demonstration(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """404 in real life: nobody may read other people's mail."""

    @wraps(view)
    @require_safe
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMONSTRATION:
            raise Http404("there is a mailbox in the demonstration only")
        return view(request, *args, **kwargs)

    return answer


def _mail(mail_id: int) -> MailLine:
    if (found := mail_by_id(mail_id)) is None:
        raise Http404("no such mail")
    return found


def _state(state: str) -> str:
    return {
        MailState.WAITING: gettext("waits to be sent"),
        MailState.SENDING: gettext("is being sent"),
        MailState.SENT: gettext("sent"),
        MailState.FAILED: gettext("could not be sent"),
        MailState.WITHHELD: gettext("held back: its reader wants no mails, or it says nothing any more"),
    }[MailState(state)]


@only_in_demonstration
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest mails."""
    labels = [gettext("Subject"), gettext("To"), gettext("State"), gettext("When")]
    rows = [{"cells": _cells(line, labels)} for line in all_mails(limit=_SHOWN)]
    return render(request, "shell/mailbox.html", {"columns": [{"label": label} for label in labels], "rows": rows})


def _cells(line: MailLine, labels: list[str]) -> list[dict[str, str]]:
    subject = line.subject or gettext("Not composed yet")
    cells: list[dict[str, str]] = [
        {"text": subject, "url": reverse("shell:mail", args=[line.id])},
        {"text": line.to},
        {"text": _state(line.state), "tone": _TONES[MailState(line.state)]},
        {"text": moment(line.sent_at or line.created_at, "Europe/Zurich")},
    ]
    return [{"label": label, **cell} for label, cell in zip(labels, cells, strict=True)]


@only_in_demonstration
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # django-csp knows views without arguments only
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One mail: envelope, HTML in a frame that can do nothing, plain text, attachments."""
    line = _mail(mail_id)
    summary = [
        {"label": gettext("To"), "value": line.to},
        {"label": gettext("State"), "value": _state(line.state), "tone": _TONES[MailState(line.state)]},
        {"label": gettext("Written"), "value": moment(line.created_at, "Europe/Zurich")},
    ]
    if line.last_error:
        summary.append({"label": gettext("Last answer of the mail server"), "value": line.last_error})
    attachments = [
        {"name": file["filename"], "url": reverse("shell:mail_attachment", args=[line.id, index])}
        for index, file in enumerate(line.attachments)
    ]
    html_url = reverse("shell:mail_html", args=[line.id]) if line.html else ""
    said = {"mail": line, "summary": summary, "attachments": attachments, "html_url": html_url}
    return render(request, "shell/mail.html", said)


@only_in_demonstration
@xframe_options_sameorigin
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def html(_request: HttpRequest, mail_id: int) -> HttpResponse:
    """The HTML of a mail, under a policy of its own."""
    line = _mail(mail_id)
    if not line.html:
        raise Http404("this mail has no HTML")
    # Links open beside the mailbox: inside the frame our own pages refuse to be shown.
    return HttpResponse(line.html.replace("<head>", '<head><base target="_blank">', 1))


@only_in_demonstration
def attachment(_request: HttpRequest, mail_id: int, index: int) -> HttpResponse:
    """One attachment, under the type with which it travels."""
    files = _mail(mail_id).attachments
    if index >= len(files):
        raise Http404("no such attachment")
    file = files[index]
    response = HttpResponse(content_of(file), content_type=f"{file['content_type']}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{file["filename"]}"'
    return response
