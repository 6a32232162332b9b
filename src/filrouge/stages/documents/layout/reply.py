"""The reply form as a tagged PDF: to fill in on a screen, or on paper."""

from __future__ import annotations

from dataclasses import asdict

from filrouge.stages.documents.facts import ReplyFormFacts
from filrouge.stages.documents.layout.codes import code_svg
from filrouge.stages.documents.layout.pdf import compiled
from filrouge.stages.documents.layout.reply_arranged import Field, Form, arrange_form


def reply_form_pdf(facts: ReplyFormFacts, *, fillable: bool = True) -> bytes:
    """The form as a tagged PDF with title and language; the same facts give the same bytes.

    Fillable, it has a named field for each box, which says aloud what it asks; else lines to write on and a place to
    sign. Raises ValueError when two questions would have the same field.
    """
    form = arrange_form(facts)
    fields = _fields(form)
    svg = code_svg(form.code.url) if form.code else ""
    given = {"language": form.language, "region": form.region, "svg": svg, "form": asdict(form), "fillable": fillable}
    pdf = compiled("reply.typ", given)
    if not fillable:
        return pdf
    # Here, so that the product starts without the library that it needs.
    from filrouge.stages.documents.layout.acroform import with_fields

    return with_fields(pdf, fields)


def _fields(form: Form) -> dict[str, Field]:
    groups = [*(group for part in form.parts for group in part.groups), *form.groups]
    every = [*form.person, *(part.tick for part in form.parts), *(field for group in groups for field in group.fields)]
    named = {field.name: field for field in every}
    if len(named) < len(every):
        raise ValueError("two questions of the form have the same key")
    return named
