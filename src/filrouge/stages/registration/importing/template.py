"""The empty list to fill in: headings in the reader's language, that the reading knows again in any."""

from django.utils.translation import gettext

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.export import Sheet
from filrouge.stages.registration.importing.fields import Field, part_column
from filrouge.stages.registration.importing.labels import column_words

_FIELDS = (
    Field.REFERENCE,
    Field.FAMILY_NAME,
    Field.GIVEN_NAME,
    Field.EMAIL,
    Field.BODY,
    Field.FUNCTION,
    Field.LANGUAGE,
    Field.RECEIVED,
    Field.REGISTRANT_FAMILY_NAME,
    Field.REGISTRANT_GIVEN_NAME,
    Field.REGISTRANT_EMAIL,
)


def template(facts: GatheringFacts, language: str) -> Sheet:
    """A sheet with headings only, one column for each part."""
    names = [*map(str, _FIELDS), *(part_column(part.key) for part in facts.parts)]
    return Sheet(gettext("Registrations"), [column_words(name, facts, language) for name in names], [])
