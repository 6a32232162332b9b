"""A table as a download."""

from django.http import HttpResponse

from filrouge.stages.registration.export import Format, Sheet


def attachment(form: Format, sheet: Sheet, *, name: str) -> HttpResponse:
    """The table in one format; never kept by a cache, since it names people."""
    response = HttpResponse(form.write(sheet), content_type=form.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
