"""Two registrations side by side: what stays of each field, and what comes of it, before they become one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from filrouge.core import days
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.merge import merge
from filrouge.stages.registration.actions.merging import (
    FIELDS,
    MergedPart,
    halves_shown,
    merged_applicant,
    merged_parts,
)
from filrouge.stages.registration.facts import HeldPart, RegistrationFacts
from filrouge.stages.registration.lists.obstacles import applicant_of_facts
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.queries import capacity_of
from filrouge.stages.registration.words import reasons_in_words
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.words import PART_TONES, channel_word, short_part_state
from filrouge.web.shell import access, clock
from filrouge.web.shell.compared import field_labels, said_by_registration

_KEPT, _DROPPED = "keep", "drop"


@dataclass(frozen=True)
class Pair:
    """The one that is kept and the one that goes, in words, for somebody who may put them together."""

    facts: GatheringFacts
    actor: Actor
    keep: RegistrationFacts
    drop: RegistrationFacts

    @property
    def links(self) -> tuple[int, int]:
        """The numbers of their links, which change when another person comes."""
        return self.keep.link, self.drop.link

    def said(self, language: str) -> Mapping[str, tuple[str, str]]:
        """Every field in which they may differ, as each has it."""
        first, second = (self._said_by(one, language) for one in (self.keep, self.drop))
        return {name: (first[name], second[name]) for name in FIELDS}

    def _said_by(self, registration: RegistrationFacts, language: str) -> Mapping[str, str]:
        by = registration.registrant
        known = said_by_registration(registration, self.facts, language)
        return {
            **known,
            "body": ", ".join(filter(None, (known["body"], known["kind"]))),
            "language": str(dict(settings.LANGUAGES)[registration.language]),
            "registrant": f"{by.name.full}, {by.email}" if by else "",
        }

    def chosen(self, request: HttpRequest, language: str) -> frozenset[str]:
        """The fields that are taken from the one that goes; at first, those of which the kept one says nothing."""
        said = self.said(language)
        if request.method != "POST":
            return frozenset(name for name, (mine, other) in said.items() if other and not mine)
        return frozenset(name for name in FIELDS if request.POST.get(f"field_{name}") == _DROPPED)

    def parts(self, from_dropped: frozenset[str]) -> Mapping[str, MergedPart]:
        """What would hold of each part."""
        keep, drop = applicant_of_facts(self.keep), applicant_of_facts(self.drop)
        capacity = capacity_of(
            merged_applicant(keep, drop, from_dropped),
            self.facts,
            on=days.local_day(clock.now(), self.facts.zone),
        )
        return merged_parts(self.facts, halves_shown(self.keep), halves_shown(self.drop), capacity, now=clock.now())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str, keep: int, drop: int) -> HttpResponse:
    """The two side by side; `check` tells what comes of other choices, sent they become one once that was shown."""
    facts, actor = access.desk_gathering(request, key, Registrations.CHANGE)
    both = [access.desk_registration(facts, pk) for pk in (keep, drop)]
    if keep == drop or any(one.erased_at for one in both):
        raise Http404("nothing to put together")
    pair = Pair(facts, actor, *both)
    from_dropped = pair.chosen(request, language_of(request))
    parts = pair.parts(from_dropped)
    if request.method != "POST" or "check" in request.POST:
        return _page(request, pair, from_dropped, parts)
    if _seen(pair, parts) != request.POST.get("seen", ""):
        return _page(request, pair, from_dropped, parts, is_new=True, status=UNPROCESSABLE)
    try:
        merge(
            keep_id=keep,
            drop_id=drop,
            facts=facts,
            from_dropped=from_dropped,
            seen=pair.links,
            actor=actor,
            now=clock.now(),
        )
    except Gone:
        messages.info(request, gettext("Nothing was changed: one of the two registrations is gone."))
        return SeeOther(reverse("desk:duplicates", args=[key]))
    messages.success(request, gettext("The two registrations are one now. The person is told by mail."))
    return SeeOther(reverse("desk:registration", args=[key, keep]))


def _seen(pair: Pair, parts: Mapping[str, MergedPart]) -> str:
    """Who was compared, and what was shown of each part; another person may come on a registration meanwhile."""
    shown = (f"{key}:{merged.answer.state.value}" for key, merged in parts.items())
    return " ".join([*map(str, pair.links), *shown])


def _page(
    request: HttpRequest,
    pair: Pair,
    from_dropped: frozenset[str],
    parts: Mapping[str, MergedPart],
    *,
    is_new: bool = False,
    status: int = 200,
) -> HttpResponse:
    language, facts = language_of(request), pair.facts
    context = {
        "heads": [_head(one, facts) for one in (pair.keep, pair.drop)],
        "fields": _fields(pair.said(language), from_dropped),
        "same": _same(pair.said(language)),
        "parts": _parts(pair, parts, language),
        "seen": _seen(pair, parts),
        "is_new": is_new,
        "swap_url": reverse("desk:merge", args=[facts.key, pair.drop.id, pair.keep.id]),
        "apart_url": reverse("desk:apart", args=[facts.key, pair.keep.id, pair.drop.id]),
    }
    return desk_page(request, "desk/merge.html", facts, pair.actor, context, current="registrations", status=status)


def _labels() -> Mapping[str, str]:
    return {
        **field_labels(),
        "language": gettext("Language of the mails"),
        "registrant": gettext("Registered by"),
    }


def _head(one: RegistrationFacts, facts: GatheringFacts) -> dict[str, Any]:
    return {
        "registration": one,
        "url": reverse("desk:registration", args=[facts.key, one.id]),
        "channel": channel_word(one.channel),
    }


def _fields(said: Mapping[str, tuple[str, str]], from_dropped: frozenset[str]) -> Sequence[dict[str, Any]]:
    """The fields that differ, each with its two choices."""
    labels = _labels()
    return [
        {
            "name": f"field_{name}",
            "label": labels[name],
            "choices": [
                {"value": _KEPT, "text": mine, "checked": name not in from_dropped},
                {"value": _DROPPED, "text": other, "checked": name in from_dropped},
            ],
        }
        for name, (mine, other) in said.items()
        if mine != other
    ]


def _same(said: Mapping[str, tuple[str, str]]) -> Sequence[dict[str, str]]:
    labels = _labels()
    return [{"label": labels[name], "value": mine} for name, (mine, other) in said.items() if mine == other and mine]


def _parts(pair: Pair, parts: Mapping[str, MergedPart], language: str) -> Sequence[dict[str, Any]]:
    facts = pair.facts
    return [
        {
            "title": part.title.best(language, facts.languages),
            "now": [_badge(one.held(part.key)) for one in (pair.keep, pair.drop)],
            "tone": PART_TONES[merged.answer.state],
            "after": short_part_state(merged.answer.state),
            "reasons": reasons_in_words(merged.answer.reasons, part, facts, language),
        }
        for part in facts.parts
        if (merged := parts.get(part.key)) is not None
    ]


def _badge(held: HeldPart | None) -> dict[str, str]:
    if held is None:
        return {"tone": "", "label": ""}
    place = f" {held.position}" if held.position else ""
    return {"tone": PART_TONES[held.state], "label": short_part_state(held.state) + place}
