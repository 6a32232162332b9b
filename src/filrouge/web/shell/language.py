"""In which language a page answers: asked for in the address, chosen before, or the browser's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

_SPOKEN = tuple(code for code, _ in settings.LANGUAGES)
_YEAR = 31_536_000


class LanguageMiddleware:
    """`?lang=de` decides and is remembered in a cookie that holds nothing else; then the cookie; then the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the reader."""
        asked = request.GET.get("lang")
        language = next(code for code in _wishes(request, asked) if code in _SPOKEN)
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if asked == language and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=_YEAR,
                samesite="Lax",
                httponly=True,
                secure=settings.SECURE,
            )
        return response


def _wishes(request: HttpRequest, asked: str | None) -> list[str]:
    browser = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    return [
        asked or "",
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        *(code.partition("-")[0] for code, _ in browser),
        settings.LANGUAGE_CODE,
    ]
