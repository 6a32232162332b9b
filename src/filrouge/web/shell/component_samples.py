"""Invented content for the living component page: the assembly in Aarau, nobody real."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from filrouge.core.date_words import date_range_in_words
from filrouge.web.shell.charts import TEXTURES, ColumnChart, Entry, bar_chart, columns_by_day, stacked_chart
from filrouge.web.shell.maps import Map, Place, map_of


class Answers(forms.Form):
    """One field of every kind, so that the page shows each with and without something to correct."""

    name = forms.CharField(label="First name and name", max_length=80)
    email = forms.EmailField(
        label="E-mail address", help_text="We send the confirmation there. It may be a shared mailbox."
    )
    function = forms.ChoiceField(
        label="In which capacity do you come?",
        help_text="It decides which parts are open to you.",
        widget=forms.RadioSelect,
        choices=[
            ("executive_member", "Member of the municipal executive"),
            ("head_of_social_services", "Head of social services"),
            ("other", "Another function in a city or a partner organisation"),
        ],
    )
    language = forms.ChoiceField(
        label="Language of your letters", choices=[("de", "Deutsch"), ("fr", "Français"), ("it", "Italiano")]
    )
    received = forms.DateField(label="Form received on", widget=forms.DateInput(attrs={"type": "date"}))
    meals = forms.MultipleChoiceField(
        label="Meals you take with us",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("lunch", "Lunch on Friday"), ("supper", "Tasting tour on Thursday evening")],
    )
    needs = forms.CharField(
        label="What do you need to take part well?",
        help_text="Interpreting, a step-free way, a quiet place… Only the access contact reads this.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    listed = forms.BooleanField(label="My name may stand in the list of participants", required=False)


class Filters(forms.Form):
    q = forms.CharField(label="Name or city", required=False)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "All"), ("confirmed", "Confirmed"), ("waiting", "Waiting list"), ("ask", "To decide")],
    )
    part = forms.ChoiceField(label="Part", required=False, choices=[("", "All"), ("eve", "Eve"), ("day", "Day")])


LIFE = [
    {"label": "Save the date", "state": "done", "when": "18 January 2023"},
    {"label": "Invitation", "state": "done", "when": "6 March 2023"},
    {"label": "Registration", "state": "current", "when": "until 14 April 2023"},
    {"label": "Assembly", "state": "ahead", "when": "12 May 2023"},
    {"label": "Summary", "state": "ahead", "when": "June 2023"},
]
LIFE_LONG = [
    *LIFE[:4],
    {"label": "Proceedings", "state": "ahead"},
    {"label": "Working groups", "state": "ahead"},
    {"label": "Roadmap", "state": "ahead", "when": "spring 2024"},
]
FORM_STEPS = [
    {"label": "You", "state": "done", "url": "#thread"},
    {"label": "Your parts", "state": "current"},
    {"label": "Check", "state": "ahead"},
]
PROPOSAL = [
    {
        "label": "Said in workshop 2",
        "state": "done",
        "when": "12 May 2023, 14:10",
        "text": "“One counter for the first question, whatever the service behind it.”",
    },
    {"label": "Taken up by the group First contact", "state": "done", "when": "20 June 2023", "url": "#thread"},
    {
        "label": "Action 4 of the roadmap",
        "state": "current",
        "when": "since 1 February 2024",
        "text": "Lead: office for social affairs. Next review on 4 October 2024.",
    },
    {"label": "What became of it", "state": "ahead"},
]
FACTS = {
    "when": {"text": "Friday 12 May 2023", "detail": "09:15 to 16:30, welcome from 08:45"},
    "where": {
        "text": "Aarau, Kultur- und Kongresshaus",
        "detail": "Schlossplatz 9, 5000 Aarau, 8 minutes from the station",
    },
    "for_whom": {"text": "Member cities and partner organisations", "detail": "Other bodies: the organiser decides."},
    "until": "Friday 14 April 2023, end of the day",
    "places": {"text": "180 on Friday, 30 on the eve", "detail": "When a part is full, a waiting list opens."},
    "organiser": {"text": "Cities’ initiative for social policy", "detail": "with the city of Aarau"},
    "contact": {
        "text": "assembly@cities.example",
        "url": "mailto:assembly@cities.example",
        "detail": "052 555 01 23, mornings",
    },
}
FACTS_EARLY = {
    "when": "Thursday 9 November 2023",
    "where": {"text": "Town to be announced in June", "pending": True},
    "for_whom": "Member cities",
    "organiser": "Cities’ initiative for social policy",
}
EVE = {
    "id": "part-eve",
    "name": "parts",
    "value": "eve",
    "title": "Eve: talk and tasting tour of the town",
    "when": "Thursday 11 May 2023, from 17:15",
    "where": "Town hall, Rathausgasse 1",
    "audience": "For executive members and heads of social services of member cities",
    "places": "18 of 30 places free",
}
DAY = {
    "id": "part-day",
    "name": "parts",
    "value": "day",
    "title": "Assembly: coordination for prevention",
    "when": "Friday 12 May 2023, 09:15 to 16:30",
    "where": "Kultur- und Kongresshaus, great hall",
    "audience": "For member cities and partner organisations",
    "places": "94 of 180 places free",
}
PARTS = [
    EVE,
    {**DAY, "checked": True, "decision": "allowed"},
    {
        **DAY,
        "id": "part-day-ask",
        "decision": "ask",
        "checked": True,
        "reasons": ["Your organisation is neither a member nor a partner. Your request goes to the organiser."],
        "instead": "Send the form: you have an answer by mail within five working days.",
    },
    {
        **EVE,
        "id": "part-eve-wait",
        "decision": "wait",
        "places": "All 30 places are taken",
        "reasons": ["You may take this part; you would be number 3 on the waiting list."],
        "instead": "Tick it all the same. When a place comes free, we write to you at once, until Wednesday 10 May.",
    },
    {
        **EVE,
        "id": "part-eve-refused",
        "decision": "refused",
        "reasons": [
            "The eve is reserved for executive members and heads of social services of member cities.",
            "You said: project officer, city of Lindenau.",
        ],
        "instead": "Pass the invitation on to your head of service.",
        "instead_url": "#parts",
    },
    {**DAY, "id": "part-day-error", "error": "Choose at least one part."},
]
PARTS_AFTER = [
    {**DAY, "id": "part-after-day", "name": "", "decision": "confirmed", "places": "", "audience": ""},
    {
        **EVE,
        "id": "part-after-eve",
        "name": "",
        "decision": "wait",
        "places": "",
        "audience": "",
        "reasons": ["You are number 1 of 4. We write to you as soon as a place comes free."],
        "instead": "Leave the waiting list.",
        "instead_url": "#parts",
    },
]
COLUMNS = [
    {"label": "Name"},
    {"label": "City or body"},
    {"label": "Day"},
    {"label": "Eve"},
    {"label": "Received", "num": True},
]
PEOPLE = [
    ("Linda Ammann", "Lindenau", ("ok", "Confirmed"), ("ok", "Confirmed"), "10.04.2023"),
    ("Marc-Antoine de La Rive", "Fondation Passerelles", ("ok", "Confirmed"), ("stop", "Refused"), "11.04.2023"),
    (
        "Ursina Caprez-Tanner",
        "Sozialregion Oberes Suhrental",
        ("ask", "To decide"),
        ("neutral", "Not asked"),
        "12.04.2023",
    ),
    ("Gion Derungs", "Valbella", ("ok", "Confirmed"), ("wait", "Waiting, 1st"), "14.04.2023"),
]


def _row(name: str, body: str, day: tuple[str, str], eve: tuple[str, str], received: str) -> dict[str, Any]:
    return {
        "cells": [
            {"label": "Name", "text": name, "url": "#table"},
            {"label": "City or body", "text": body},
            {"label": "Day", "text": day[1], "tone": day[0]},
            {"label": "Eve", "text": eve[1], "tone": eve[0]},
            {"label": "Received", "text": received, "num": True},
        ]
    }


SUMMARY = [
    {"label": "Name", "value": "Linda Ammann", "change_url": "#field"},
    {"label": "Function", "value": "Head of social services, city of Lindenau", "change_url": "#field"},
    {"label": "Parts", "lines": ["Eve, Thursday 11 May 2023", "Assembly, Friday 12 May 2023"], "change_url": "#parts"},
    {"label": "Eve", "value": "Waiting list", "tone": "wait"},
]
AUDIT = [
    {
        "when": "17 April 2023, 09:12",
        "datetime": "2023-04-17T09:12:00+02:00",
        "who": "R. Keller, secretariat",
        "what": "Registration of Gion Derungs keyed from paper",
        "why": "form received on 13 April, before the deadline",
    },
    {"when": "14 April 2023, 23:59", "what": "Form closed", "who": "by the deadline"},
    {
        "when": "6 March 2023, 10:30",
        "what": "Invitation sent to 61 cities",
        "who": "A. Frey, organiser",
        "url": "#timeline",
    },
]
SLOTS = [
    {"time": "08:45 – 09:15", "sessions": [{"title": "Welcome coffee", "kind": "break"}]},
    {
        "time": "09:15 – 10:30",
        "sessions": [
            {
                "title": "Prevention begins before the file",
                "url": "#programme",
                "people": ["Selma Brunner, university of Mittelland"],
                "room": "Great hall",
            }
        ],
    },
    {
        "time": "11:00 – 12:15",
        "sessions": [
            {"title": "Workshop 1: Debt and first contact", "room": "Room 2", "people": ["Jon Arquint, moderator"]},
            {
                "title": "Atelier 2 : Familles en transition",
                "lang": "fr",
                "room": "Room 4",
                "note": "Subject to confirmation",
            },
        ],
    },
]
BY_KIND = [
    Entry("Cities", 86, "#chart"),
    Entry("Public interest groupings and their resource centres for urban policy", 31, "#chart"),
    Entry("Associations", 12, "#chart"),
    Entry("Universities", 1, "#chart"),
    Entry("Cantons", 0),
]
BY_PART = [
    (Entry("Eve: talk and tasting tour of the town", 41), (30, 4, 2, 5)),
    (Entry("Assembly: coordination for prevention", 97), (86, 0, 3, 8)),
]
PIECES = ["Confirmed", "Waiting", "To decide", "Withdrawn"]
RECEIVED = (9, 14, 6, 0, 0, 3, 5, 2, 1, 0, 0, 0, 4, 3, 1, 0, 2, 0, 0, 1, 5, 6, 11, 18, 21, 18)
CANTONS = {"AG": ("Aargau", 21), "ZH": ("Zürich", 34), "BE": ("Bern", 12), "VD": ("Vaud", 6), "JU": ("Jura", 1)}
CANTONS |= {
    "GE": ("Genève", 4),
    "TI": ("Ticino", 2),
    "GR": ("Graubünden", 1),
    "UR": ("Uri", 0),
    "SG": ("St. Gallen", 0),
}


def _columns() -> ColumnChart:
    days = {date(2023, 3, 20) + timedelta(days=place): number for place, number in enumerate(RECEIVED)}
    return columns_by_day(days, say=lambda first, last: date_range_in_words(first, last, language="en", weekday=False))


def _map() -> Map:
    return map_of("CH", {code: Place(name, number, "#chart") for code, (name, number) in CANTONS.items()})


def sample_context() -> dict[str, Any]:
    """Everything that shell/components.html needs."""
    wrong = Answers({"email": "linda.ammann@", "language": "fr", "needs": ""}, auto_id="wrong_%s")
    page = Paginator(range(1, 121), 20).page(3)
    return {
        "life": LIFE,
        "life_long": LIFE_LONG,
        "form_steps": FORM_STEPS,
        "proposal": PROPOSAL,
        "facts": FACTS,
        "facts_early": FACTS_EARLY,
        "answers": Answers(auto_id="right_%s"),
        "wrong": wrong,
        "filters_form": Filters(auto_id="filter_%s"),
        "active_filters": [{"label": "State: to decide", "url": "#filters"}],
        "parts": PARTS,
        "parts_after": PARTS_AFTER,
        "columns": COLUMNS,
        "rows": [_row(*person) for person in PEOPLE],
        "page": page,
        "page_range": page.paginator.get_elided_page_range(3, on_each_side=1, on_ends=1),
        "summary": SUMMARY,
        "audit": AUDIT,
        "slots": SLOTS,
        "by_kind": bar_chart(BY_KIND),
        "by_part": stacked_chart(BY_PART),
        "pieces": [{"texture": texture, "label": label} for texture, label in zip(TEXTURES, PIECES, strict=False)],
        "by_day": _columns(),
        "cantons": _map(),
        "notice_items": ["The deadline differs between French and German.", "The room of the eve is not said."],
    }
