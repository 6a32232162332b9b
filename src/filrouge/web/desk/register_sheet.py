"""The sheet of the register of processing (GDPR, article 30; federal act, article 12): one for each gathering."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from filrouge.core.date_words import date_in_words, date_range_in_words
from filrouge.core.days import local_day
from filrouge.stages.gatherings.enums import BodyRole
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy import rules
from filrouge.stages.privacy.export import register_sheet
from filrouge.stages.privacy.facts import InUse, LegalFacts, Periods
from filrouge.stages.privacy.permissions import Privacy
from filrouge.stages.privacy.queries.legal import legal_of
from filrouge.stages.privacy.queries.partners import shown_to_partners
from filrouge.stages.privacy.queries.retention import first_and_last
from filrouge.stages.privacy.queries.used import used_by
from filrouge.stages.privacy.words.law import authority, basis_in_words, laws
from filrouge.stages.privacy.words.notice import (
    asked_in_words,
    kept_in_words,
    partners_said,
    people_said,
    period_in_words,
    purpose_in_words,
    recipients_said,
    security_measures,
    sources_said,
)
from filrouge.stages.registration.export import FORMATS
from filrouge.web.desk.files import attachment
from filrouge.web.desk.frame import language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock
from filrouge.web.shell.labels import labelled

Lines = list[tuple[str, list[str]]]


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The sheet, to read and print."""
    facts, actor = access.desk_gathering(request, key, Privacy.REGISTER)
    legal = legal_of(facts.organiser_id)
    lines = _lines(facts, legal, language_of(request))
    context = {
        "rows": [{"label": label, "lines": said} for label, said in lines],
        "has_profile": legal is not None,
        "legal_url": reverse("legal", args=[facts.organiser_key]),
        "files": [
            {"label": name.upper(), "url": reverse("desk:register_sheet_export", args=[key, name])} for name in FORMATS
        ],
    }
    return desk_page(request, "desk/register_sheet.html", facts, actor, context, current="register_sheet")


@login_required
@require_safe
def export(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The same as a table."""
    facts, _actor = access.desk_gathering(request, key, Privacy.REGISTER)
    language = language_of(request)
    lines = _lines(facts, legal_of(facts.organiser_id), language)
    title = facts.title.best(language, facts.languages).text
    return attachment(FORMATS[form], register_sheet(title, lines), name=f"{facts.key}-register.{form}")


def _lines(facts: GatheringFacts, legal: LegalFacts | None, language: str) -> Lines:
    """What the sheet says, heading by heading; what is not known yet says so."""
    used = used_by(facts, every_source=True)
    done = rules.processing(facts, legal.regime if legal else None, used)
    sources = sources_said(used, language)
    periods = legal.periods if legal else Periods()
    today = local_day(clock.now(), facts.zone)
    return [
        *_who(facts, legal, language),
        (
            gettext("Purposes, and what allows them"),
            [f"{purpose_in_words(use.purpose)} – {basis_in_words(use.basis)}" for use in done.uses],
        ),
        (gettext("Whose data"), people_said(facts, used)),
        (gettext("Which data"), [asked_in_words(asked) for asked in done.asked]),
        *([(gettext("Where the addresses come from"), sources)] if sources else []),
        (gettext("Who receives it"), _recipients(facts, used, language)),
        (gettext("Transfers to other countries"), [gettext("None by this software.")]),
        (
            gettext("For how long"),
            [labelled(kept_in_words(kind), period_in_words(kind, periods)) for kind in done.kept],
        ),
        (gettext("How it is protected"), security_measures()),
        (gettext("Sheet of"), [date_in_words(today, language=language, weekday=False)]),
    ]


def _who(facts: GatheringFacts, legal: LegalFacts | None, language: str) -> Lines:
    unsaid = gettext("not said yet")
    first, last = first_and_last(facts)
    when = date_range_in_words(first, last, language=language, weekday=False) if first and last else unsaid
    together = [body.name.best(language, facts.languages).text for body in facts.bodies_as(BodyRole.CO_ORGANISER)]
    if legal is None:
        known = [(gettext("Controller"), [unsaid])]
    else:
        officer = ", ".join(word for word in (legal.dpo, legal.dpo_email) if word)
        known = [
            (gettext("Controller"), [word for word in (legal.controller, legal.address) if word]),
            (gettext("Data protection officer"), [officer or unsaid]),
            (gettext("Law"), laws(legal, language, on=local_day(clock.now(), facts.zone))),
            (gettext("Authority"), [authority(legal, language)[0]]),
        ]
    return [
        (gettext("Processing"), [gettext("Announcing, registration and attendance of a gathering")]),
        (gettext("Gathering"), [facts.title.best(language, facts.languages).text, when]),
        *known,
        *([(gettext("Jointly with"), together)] if together else []),
    ]


def _recipients(facts: GatheringFacts, used: InUse, language: str) -> list[str]:
    shown = shown_to_partners(facts)
    access_referent = [gettext("The access referent, for needs; providers get numbers without names.")]
    return [
        gettext("The organiser’s staff, each with the rights that their work needs."),
        *(access_referent if rules.asks_needs(facts) else []),
        *partners_said(facts, {key: rules.partners_of(facts, key) for key in shown}, language),
        *recipients_said(used),
    ]
