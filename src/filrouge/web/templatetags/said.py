"""What templates need to say things: best language, dates, numbers."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from filrouge.core.date_words import date_in_words, hour_in_words, vague_date_in_words
from filrouge.core.text import Translated
from filrouge.core.typography import ordinal
from filrouge.core.vague_dates import VagueDate

register = template.Library()


def _language() -> str:
    return (get_language() or "fr").partition("-")[0]


@register.filter
def said(text: Translated) -> SafeString:
    """The text in the reader's language; a fallback is marked with its own language."""
    phrase = text.best(_language())
    if phrase.language == _language():
        return format_html("{}", phrase.text)
    return format_html('<span lang="{}">{}</span>', phrase.language, phrase.text)


@register.filter
def plainly(text: Translated) -> str:
    """The text in the reader's language, without markup, for titles and attributes."""
    return text.best(_language()).text


@register.filter
def in_words(day: date | VagueDate) -> str:
    """A day or a vague date in words."""
    if isinstance(day, VagueDate):
        return vague_date_in_words(day, language=_language())
    return date_in_words(day, language=_language())


@register.filter
def moment(instant: datetime, zone: str) -> str:
    """Day and hour of an instant in a zone."""
    local = instant.astimezone(ZoneInfo(zone))
    hour = hour_in_words(time(local.hour, local.minute), language=_language(), country="CH")
    return f"{date_in_words(local.date(), language=_language(), weekday=False)}, {hour}"


@register.filter
def edition_number(number: int) -> SafeString:
    """1re, 2e, as the word for edition wants it, the ending set as superscript where the language does."""
    body, ending = ordinal(number, language=_language(), gender="f")
    if _language() == "fr":
        return format_html("{}<sup>{}</sup>", body, ending)
    return format_html("{}{}", body, ending)
