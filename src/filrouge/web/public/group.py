"""The group form: several people of one body in one go, with or without JavaScript, from the keyboard or a file."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from filrouge.stages.delegations.actions import NotAll, register_delegation
from filrouge.stages.delegations.facts import REFERENT
from filrouge.web.public.group_file import fill_from_file
from filrouge.web.public.group_page import group_page
from filrouge.web.public.group_sent import GroupSent, read_group
from filrouge.web.public.registering import UNPROCESSABLE, closed_page, registration_notice
from filrouge.web.public.small_forms import stale_words
from filrouge.web.shell import clock
from filrouge.web.shell.access import public_gathering


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The form; a line more or less, a file, or `check` show it again; sent without any of these it registers."""
    facts, now = public_gathering(key), clock.now()
    if closed := registration_notice(facts, now=now, language=request.LANGUAGE_CODE):
        return closed_page(request, facts, closed)
    sent = read_group(request, facts, now=now)
    if request.method != "POST":
        return group_page(request, sent)
    if {"add", "remove", "read"} & request.POST.keys():
        return _other_lines(request, sent, now=now)
    is_valid = sent.is_valid()
    if "check" in request.POST:
        # What is missing is said when the form is sent.
        return group_page(request, _without_shouting(sent), is_check=True)
    if not is_valid or sent.body.is_open or not sent.lines.filled:
        return group_page(request, sent, is_sent=True, status=UNPROCESSABLE)
    return _send(request, sent, now=now)


def _other_lines(request: HttpRequest, sent: GroupSent, *, now: datetime) -> HttpResponse:
    """One line more, one less, or those of a file; nothing typed is lost, nothing is called a mistake yet."""
    focus, notice = "people", None
    if "add" in request.POST:
        line = sent.lines.add()
        focus = str(line.prefix) if line else focus
    elif "remove" in request.POST:
        sent.lines.remove(request.POST["remove"])
    else:
        file = request.FILES.get("people_file")
        notice = fill_from_file(sent.lines, file, sent.facts, request.LANGUAGE_CODE, now=now)
    sent.quiet()
    return group_page(request, sent, notice=notice, focus=focus)


def _without_shouting(sent: GroupSent) -> GroupSent:
    """Empty fields are no mistakes before the form is sent; what was typed wrongly stays marked at its field."""
    for form in [sent.head, *sent.lines.lines, *([sent.billing] if sent.billing else [])]:
        if form.is_bound:
            for name in [name for name in form.errors if name in form.fields and not form[name].value()]:
                del form.errors[name]
    return sent


def _send(request: HttpRequest, sent: GroupSent, *, now: datetime) -> HttpResponse:
    """Register everybody, then lead to the page of the referent; the same form sent again leads there too."""
    group = sent.group(language=request.LANGUAGE_CODE, now=now)
    try:
        receipt = register_delegation(facts=sent.facts, group=group, actor=REFERENT, now=now)
    except NotAll as refused:
        sent.refuse(refused.lines)
        return group_page(request, sent, is_sent=True, status=UNPROCESSABLE)
    said = "?again=1" if receipt.is_replay else "?sent=1"
    return HttpResponseRedirect(reverse("public:delegation", args=[receipt.token]) + said, status=303)


def after_csrf_failure(request: HttpRequest, key: str) -> HttpResponse:
    """The form again, with all that was typed, when its token was missing or stale. Nobody was registered."""
    facts, now = public_gathering(key), clock.now()
    sent = read_group(request, facts, now=now)
    sent.quiet()
    return group_page(request, sent, notice={"tone": "warn", "title": stale_words(), "said": []}, status=403)


page.after_csrf_failure = after_csrf_failure  # type: ignore[attr-defined]
