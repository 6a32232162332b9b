"""The lines of a file of contacts in words: who they are, what would change, what is to be decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from filrouge.core.postal import PostalAddress
from filrouge.ground.directory.contact_files import Weighed
from filrouge.ground.directory.contacts import ContactCard
from filrouge.ground.directory.file_lines import Fate
from filrouge.ground.directory.postal_files import to_take
from filrouge.ground.directory.postal_words import left_out_word
from filrouge.web.desk.contact_words import civility_word, contact_name, function_labels
from filrouge.web.desk.directory_files import choices, differences


class ContactLines:
    """The lines of one file for one reader; `communities` are labels by key."""

    def __init__(self, cards: Sequence[ContactCard], communities: Mapping[str, str], language: str) -> None:
        self._names = {card.id: contact_name(card) for card in cards}
        self._communities, self._functions = communities, function_labels(language)

    @property
    def titles(self) -> Mapping[Fate, str]:
        """What would become of lines, in the order in which a page shows them."""
        return {
            Fate.PROBLEM: gettext("Cannot be taken"),
            Fate.OBJECTS: gettext("The address wants no mails from you: left out unless you decide otherwise"),
            Fate.LIKE: gettext("Somebody of this name is there: decide"),
            Fate.NEW: gettext("New contacts"),
            Fate.KNOWN: gettext("Known by their address"),
        }

    def line(self, one: Weighed) -> dict[str, Any]:
        """A line as the page shows it."""
        draft = one.draft
        is_known = one.fate is Fate.KNOWN
        return {
            "number": draft.line,
            "title": draft.name,
            "said": [said for said in self._facts(one) if said],
            "notes": list(self._notes(one)),
            "problems": [_problem_word(code) for code in draft.problems],
            "changes": self._changes(one, one.same) if is_known else [],
            "choices": self._choices(one),
            "can_skip": one.fate in (Fate.NEW, Fate.KNOWN),
        }

    def _facts(self, one: Weighed) -> Sequence[str]:
        return (one.draft.email, self._role(one), self._groups(one), to_take(one.draft.postal).in_one_line)

    def _role(self, one: Weighed) -> str:
        function = self._functions.get(one.function, one.draft.function)
        return ", ".join(filter(None, (function, one.draft.body)))

    def _groups(self, one: Weighed) -> str:
        return ", ".join(self._communities.get(key, key) for key in one.communities)

    def _notes(self, one: Weighed) -> Sequence[str]:
        notes = []
        if one.draft.body and one.organisation_id is None:
            notes.append(
                gettext("No body of this name: it is kept as printed, unless you say above which one is meant.")
            )
        if one.strange:
            said = gettext("No community is called: %(names)s. It is left out.")
            notes.append(said % {"names": ", ".join(one.strange)})
        if left_out := left_out_word(PostalAddress(**one.draft.postal)):
            notes.append(left_out)
        if one.fate is Fate.OBJECTS:
            notes.append(
                gettext("They objected, perhaps when they were erased. Taken in, they are still not written to.")
            )
        if one.fate is Fate.KNOWN:
            notes.append(self._names.get(one.same or 0, ""))
            if not one.changes.get(one.same or 0):
                notes.append(gettext("The file says nothing new."))
        return notes

    def _choices(self, one: Weighed) -> list[dict[str, Any]]:
        if one.fate not in (Fate.LIKE, Fate.OBJECTS):
            return []
        same = gettext("The same person as %(name)s")
        like = {pk: same % {"name": self._names.get(pk, "")} for pk in one.like}
        objects = one.fate is Fate.OBJECTS
        new = gettext("Take them in all the same") if objects else gettext("Somebody else: add them")
        return choices(like, {pk: self._changes(one, pk) for pk in one.like}, new=new)

    def _changes(self, one: Weighed, pk: int | None) -> list[Mapping[str, str]]:
        def value(column: str, said: str) -> str:
            match column:
                case "civility":
                    return civility_word(said)
                case "language":
                    return str(dict(settings.LANGUAGES).get(said, said))
                case "communities":
                    return ", ".join(self._communities.get(key, key) for key in said.split(";") if key)
            return said

        said = [each for each in one.changes.get(pk or 0, ()) if each.column != "function"]
        added = len(said) < len(one.changes.get(pk or 0, ()))
        function = [{"label": gettext("One more function"), "before": "", "after": self._role(one)}] if added else []
        return [*differences(said, _labels(), value), *function]


def _labels() -> Mapping[str, str]:
    return {
        "civility": gettext("Civility"),
        "given_name": gettext("First name"),
        "family_name": gettext("Name"),
        "email": gettext("E-mail address"),
        "phone": gettext("Telephone"),
        "language": gettext("Language"),
        "communities": gettext("Communities"),
        "postal": gettext("Postal address"),
    }


def _problem_word(code: str) -> str:
    return {
        "nobody": gettext("Neither a name nor an address."),
        "not_an_address": gettext("This is not an e-mail address."),
        "too_long": gettext("Something is too long."),
        "not_a_day": gettext("The day cannot be read: write 31.12.2025."),
        "same_address": gettext("The same address stands on an earlier line."),
    }[code]
