"""The fields of a list in the reader's language: as headings of the template, as choices of the desk."""

from django.utils.translation import gettext, pgettext

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.importing.fields import Field, part_column, part_of_column


def heading_of(field: Field) -> str:
    """The heading of a column, as the template writes it and the reading knows it."""
    return {
        Field.FAMILY_NAME: gettext("Family name"),
        Field.GIVEN_NAME: pgettext("person", "First name"),
        Field.WHOLE_NAME: gettext("First name and family name"),
        Field.EMAIL: gettext("E-mail address"),
        Field.BODY: gettext("Body"),
        Field.BODY_KIND: gettext("Kind of body"),
        Field.FUNCTION: gettext("Function"),
        Field.COMMUNITIES: pgettext("column", "Professional communities"),
        Field.TERRITORY: pgettext("column", "Territory"),
        Field.LEVEL: pgettext("column", "Level"),
        Field.LANGUAGE: gettext("Language of the mails"),
        Field.PARTS: pgettext("column", "Parts"),
        Field.RECEIVED: gettext("Received on"),
        Field.PICTURES: pgettext("column", "Pictures"),
        Field.REFERENCE: pgettext("column", "Reference"),
        Field.REGISTRANT_FAMILY_NAME: gettext("Registered by: family name"),
        Field.REGISTRANT_GIVEN_NAME: gettext("Registered by: first name"),
        Field.REGISTRANT_NAME: gettext("Registered by"),
        Field.REGISTRANT_EMAIL: gettext("Registered by: e-mail address"),
    }[field]


def column_words(name: str, facts: GatheringFacts, language: str) -> str:
    """What a column is read as; empty for one that is not."""
    if part := facts.part(part_of_column(name)):
        return part.title.best(language, facts.languages).text
    return heading_of(Field(name)) if name in set(Field) else ""


def choices(facts: GatheringFacts, language: str) -> list[tuple[str, str]]:
    """All that a column can be read as, in the order of the template."""
    parts = [part_column(part.key) for part in facts.parts]
    return [(name, column_words(name, facts, language)) for name in (*map(str, Field), *parts)]
