"""The group form as it was sent, or empty: its head, its lines, the places without a name, the billing block."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from filrouge.ground.directory.territories import Atlas, atlas_of
from filrouge.stages.delegations import rules
from filrouge.stages.delegations.actions.register import LineRefused
from filrouge.stages.delegations.facts import Group
from filrouge.stages.delegations.forms import BillingForm, GroupForm, HeldForm, PeopleLines
from filrouge.stages.delegations.queries import Asked, buyer_needs
from filrouge.stages.delegations.rules import Forecast, Wish, forecast, latest_hold
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.forms import first_values
from filrouge.stages.registration.queries import capacity_with
from filrouge.stages.registration.rules import Seats
from filrouge.web.public.group_words import line_refused_in_words
from filrouge.web.shell.bodies import SettledBody, settle_body


@dataclass
class GroupSent:
    """All forms of the page, with the body as far as it is found."""

    facts: GatheringFacts
    atlas: Atlas
    head: GroupForm
    lines: PeopleLines
    held: HeldForm
    billing: BillingForm | None
    body: SettledBody

    @property
    def body_name(self) -> str:
        """The body as it was found, else as typed."""
        typed = str(self.head.data.get("organisation", "")).strip()
        return self.body.card.name.best(self.facts.language).text if self.body.card else typed

    def quiet(self) -> None:
        """Say nothing of mistakes: the form was not sent, a line was added or taken away."""
        for form in (self.head, self.held, self.billing):
            if form is not None and form.is_bound:
                form.quiet()
        self.lines.quiet()

    def is_valid(self) -> bool:
        """Whether everything can be read; every mistake is found at once."""
        forms = [form for form in (self.head, self.held, self.billing) if form is not None]
        wrong = [form for form in forms if not form.is_valid()]
        lines_are_valid = self.lines.are_valid()
        self._ask_for_references()
        return lines_are_valid and not wrong and (self.billing is None or self.billing.is_valid())

    def _ask_for_references(self) -> None:
        """What this very buyer's invoices must bear, as its own settings say; nothing when it follows."""
        if self.billing is None or not self.head.is_valid():
            return
        said, references = self.billing.cleaned_data, self.billing.references()
        if said.get("follow"):
            return
        is_same = said.get("buyer_same")
        kind = self.head.cleaned_data.get("organisation_kind", "") if is_same else ""
        buyer = Asked(self.body.id if is_same else None, references.siret, said.get("country", ""), kind)
        needs = buyer_needs(self.facts.organiser_id, buyer)
        asked = [name for name in rules.missing(needs, references) if name.value not in self.billing.errors]
        self.billing.ask_for(tuple(asked), self.body_name if is_same else said.get("buyer", ""))

    def forecast(self, seats: Mapping[str, Seats], *, now: datetime) -> dict[str, Any]:
        """What each person and the group would get now, by the prefix of the line; nobody whose capacity is not said.

        Empty while the body is not clear.
        """
        said = [line for line in self.lines.filled if line.says_function()]
        if self.body.is_open or (not self.body_name and not self.head.territory_id()):
            said = []
        sender = self.head.sender(self.body.id)
        wishes = []
        for line in said:
            member = line.member(sender)
            wishes.append(Wish(capacity_with(member.applicant, self.body.card, self.facts), member.parts))
        found: Forecast = forecast(
            facts=self.facts, wishes=wishes, seats=seats, may_split=self.head.splits(), received=now
        )
        answers = {str(line.prefix): answers for line, answers in zip(said, found.answers, strict=True)}
        return {"answers": answers, "outlooks": found.outlooks, "people": len(said)}

    def group(self, *, language: str, now: datetime) -> Group:
        """The delegation, from clean data."""
        sender = self.head.sender(self.body.id)
        return Group(
            submission=self.head.cleaned_data["submission"],
            referent=self.head.referent(),
            people=tuple(line.member(sender) for line in self.lines.filled),
            language=language,
            received_at=now,
            organisation_id=self.body.id,
            organisation_text=sender.organisation_text,
            organisation_kind=sender.organisation_kind,
            territory_id=self.head.territory_id(),
            may_split=self.head.splits(),
            held=self.held.wanted(),
            buyer=self.billing.said_buyer(self.body_name) if self.billing else None,
        )

    def refuse(self, lines: tuple[LineRefused, ...]) -> None:
        """Say at their lines who cannot be registered."""
        filled = self.lines.filled
        for refused in lines:
            line = filled[refused.index]
            line.add_error(None, line_refused_in_words(refused.problem, line.member_name))


def read_group(request: HttpRequest, facts: GatheringFacts, *, now: datetime) -> GroupSent:
    """The forms as the request sends them; empty ones for a page that is only opened."""
    data = request.POST if request.method == "POST" else None
    atlas = atlas_of(facts.organiser_id)
    head = GroupForm(facts, atlas, data, initial=first_values(facts))
    parts = parts_to_hold(facts, now=now)
    language = str(request.LANGUAGE_CODE)  # type: ignore[attr-defined]
    billing = BillingForm(data, initial={"country": facts.country}) if rules.unit_price(facts) else None
    return GroupSent(
        facts=facts,
        atlas=atlas,
        head=head,
        lines=PeopleLines(facts, data),
        held=HeldForm(facts, parts, language, data),
        billing=billing,
        body=settle_body(head, facts) if data is not None else SettledBody(),
    )


def parts_to_hold(facts: GatheringFacts, *, now: datetime) -> list[PartFacts]:
    """The parts of which places without a name may be kept at all: limited, and not too close."""
    shared = {key for quota in facts.quotas for key in quota.parts}
    limited = [part for part in facts.parts if part.capacity is not None or part.key in shared]
    latest = [(part, latest_hold(facts, part, now=now)) for part in limited]
    return [part for part, until in latest if until is not None and until > now]
