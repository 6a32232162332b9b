"""A sending as one recipient would receive it: the mail, and the letter in it. Looking makes nobody's link."""

from dataclasses import replace
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from filrouge.core.days import local_day
from filrouge.ground.directory.contacts import ContactCard, contact_by_id
from filrouge.ground.mail.kinds import Attachment, ComposedMail
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.composing import carried_by, shown_to
from filrouge.stages.sendings.facts import Addressee, FileFacts, PackageFacts, SendingFacts, TextFacts
from filrouge.stages.sendings.links import gathering_link
from filrouge.stages.sendings.mails import PDF, compose_for
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.sendings.queries.printed import would_be_meant
from filrouge.stages.sendings.words import chosen_in_words
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.letter_files import download
from filrouge.web.desk.sending_letter import files_shown
from filrouge.web.shell import access, clock
from filrouge.web.shell.mailbox import MAIL_POLICY

Letters = dict[int, tuple[str, bytes]]


@login_required
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # django-csp knows views without arguments only
def preview(request: HttpRequest, key: str, pk: int, contact: int) -> HttpResponse:
    """The mail as one recipient would receive it, with their letter. Nothing is sent; its links are not theirs."""
    facts, actor, sending, card, said = _asked(request, key, pk, contact)
    mail, package = _composed(sending, card, said, facts)
    context = {
        "sending": sending,
        "mail": mail,
        "mail_language": said.language,
        "is_fallback": said.language != card.language,
        "name": card.name.full or card.email,
        "email": card.email,
        "html_url": reverse("desk:sending_preview_html", args=[key, pk, contact]),
        "own_annexes": sending.annexes,
        **(_letter(package, card, sending, facts) if package else {}),
    }
    return desk_page(request, "desk/sending_preview.html", facts, actor, context, current="sendings")


@login_required
@require_safe
@xframe_options_sameorigin
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def preview_html(request: HttpRequest, key: str, pk: int, contact: int) -> HttpResponse:
    """The same as most people see it, for the frame of the page, under a policy of its own."""
    facts, _actor, sending, card, said = _asked(request, key, pk, contact)
    mail, _package = _composed(sending, card, said, facts)
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_blank">', 1))


@login_required
@require_safe
def letter(request: HttpRequest, key: str, pk: int, contact: int, letter: int) -> HttpResponse:
    """The letter of a sending, or an erratum to it, as this one recipient will find it in the mail."""
    facts, _actor, sending, card, _said = _asked(request, key, pk, contact)
    found = _letters_of(sending, card, facts).get(letter)
    if found is None:
        raise Http404("no such letter")
    name, pdf = found
    return download(pdf, "pdf", name)


def _asked(
    request: HttpRequest, key: str, pk: int, contact: int
) -> tuple[GatheringFacts, Actor, SendingFacts, ContactCard, TextFacts]:
    facts, actor = access.desk_gathering(request, key, Sendings.SEE)
    sending = access.desk_sending(facts, pk)
    card = contact_by_id(organiser_id=facts.organiser_id, contact_id=contact)
    said = sending.text_for(card.language) if card else None
    if card is None or said is None:
        raise Http404("nothing to show")
    return facts, actor, sending, card, said


def _composed(
    sending: SendingFacts, card: ContactCard, said: TextFacts, facts: GatheringFacts
) -> tuple[ComposedMail, PackageFacts | None]:
    # Nobody's own address to refuse mails: whoever looks at a preview shall not act in the name of the person shown.
    to = Addressee(card.name.full, "", gathering_link(facts.key), card.source, card.source_on)
    carried = carried_by(sending, facts)
    package = carried.packages[card.language] if carried else None
    names = [*(file.name for file in package.files)] if package else []
    names += [annex.filename or annex.title for annex in sending.annexes]
    # Only what they are called is shown: nothing is read for it.
    enclosed = [Attachment(name, b"", PDF) for name in names]
    return compose_for(to, said, enclosed, facts), package


def _letters_of(sending: SendingFacts, card: ContactCard, facts: GatheringFacts) -> Letters:
    meant = would_be_meant(sending, card, facts, on=local_day(clock.now(), facts.zone))
    return shown_to(sending, meant, facts)


def _letter(package: PackageFacts, card: ContactCard, sending: SendingFacts, facts: GatheringFacts) -> dict[str, Any]:
    """The files of one recipient: a letter in their own name is theirs alone, and as large as it is for them."""
    letters = _letters_of(sending, card, facts)
    own = replace(package, files=tuple(_measured(file, letters) for file in package.files))
    shown = files_shown(own, facts)
    for one in shown["files"]:
        if one["file"].annex_file_id is None:
            where = [facts.key, sending.id, card.id, one["file"].letter_id]
            one["url"] = reverse("desk:sending_preview_letter", args=where)
    return {
        "package": shown,
        "chosen": chosen_in_words(card.language, own),
        "all_size": own.size + sum(annex.size for annex in sending.annexes),
        "most_size": rules.MOST_FILES_BYTES,
    }


def _measured(file: FileFacts, letters: Letters) -> FileFacts:
    return file if file.annex_file_id else replace(file, size=len(letters[file.letter_id][1]))
