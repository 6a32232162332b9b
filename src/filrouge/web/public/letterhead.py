"""The logo of a letterhead as a picture, for the pages of letters and press releases."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from filrouge.stages.documents.logos import picture_of

_A_YEAR = 365 * 24 * 3600


@require_safe
def logo(_request: HttpRequest, digest: str) -> HttpResponse:
    """The picture with this name, which is made from its content: it never changes."""
    picture = picture_of(digest)
    if picture is None:
        raise Http404("no such logo")
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
