"""What every model of the file shares: strictness, aliases, and the small types (key, text, date, hour, address)."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema

from filrouge.core.coordinates import degrees
from filrouge.core.text import LANGUAGES, Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings.file.problems import did_you_mean, sentences

KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>.]+(?:\.[^@\s,;<>.]+)+")
_URL = re.compile(r"https?://[^\s/]+\S*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOUR = re.compile(r"(\d{1,2})[:h](\d{2})")


class Base(BaseModel):
    """A mapping of the file. Unknown keys are errors; `also` lists spellings understood besides those of the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True)
    also: ClassVar[Mapping[str, str]] = {}


def shared(name: str) -> WithJsonSchema:
    """A mark that the JSON Schema generator replaces by a reference to one shared definition."""
    return WithJsonSchema({"x-shared": name})


def _key(value: str) -> str:
    if not KEY.fullmatch(value):
        raise ValueError(
            _("“%(value)s” is not a key: write small letters, digits, - and _, as in “spring-2027”.") % {"value": value}
        )
    return value


def _text(value: Any, info: ValidationInfo) -> Translated:
    if isinstance(value, Translated):
        return value
    context = info.context or {}
    language = context.get("language", LANGUAGES[0])
    texts = {language: value} if isinstance(value, str) else value
    if not isinstance(texts, Mapping) or not all(isinstance(text, str) for text in texts.values()):
        raise ValueError(_("Write a text, or one text for each language (fr, de, it, en)."))
    for code in texts:
        if code not in LANGUAGES:
            message = _("“%(code)s” is not a language we know.") % {"code": code}
            raise ValueError(sentences(message, did_you_mean(str(code), LANGUAGES)))
    said = Translated.of({code: text.strip() for code, text in texts.items()}, language)
    if language not in said and context.get("needs_source", True):
        message = _("The text in the first language of the file (%(language)s) is missing.")
        raise ValueError(message % {"language": language})
    return said


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | Mapping) else value


def _vague(value: Any) -> VagueDate:
    if isinstance(value, VagueDate):
        return value
    try:
        return VagueDate.parse(" ".join(str(value).split()))
    except ValueError:
        raise ValueError(unreadable_date(str(value))) from None


def unreadable_date(value: str) -> str:
    """The sentence for a text that is not a date, or that is none of the calendar."""
    if re.match(r"\d{4}-\d{2}-\d{2}", value):
        return _("“%(value)s” is not in the calendar.") % {"value": value}
    message = _(
        "“%(value)s” is not a date we can read. Write 2027-03-12, 2027-03-12 morning (or afternoon), 2027-03, "
        "early 2027-03 (or mid, late), late 2027, 2027 or unknown."
    )
    return message % {"value": value}


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        if _DAY.fullmatch(str(value)):
            return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(unreadable_date(str(value))) from None
    raise ValueError(_("“%(value)s” is not an exact day. Write it as 2027-03-12.") % {"value": value})


def _instant(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        found = datetime.fromisoformat(str(value))
        if len(str(value)) >= 16:
            return found
    except ValueError:
        pass
    raise ValueError(_("“%(value)s” is not a day and hour. Write it as 2027-01-15 09:00.") % {"value": value})


def _hour(value: Any) -> time:
    if isinstance(value, time):
        return value
    match = _HOUR.fullmatch(str(value))
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(_("“%(value)s” is not an hour. Write it as 17:15.") % {"value": value})
    return time(int(match[1]), int(match[2]))


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        message = _("“%(value)s” is not an e-mail address: it needs one @ and a domain, as in name@town.example.")
        raise ValueError(message % {"value": value})
    return value


def web_address(value: str) -> str:
    """The address itself; raises ValueError for what is none."""
    if not _URL.fullmatch(value):
        raise ValueError(_("“%(value)s” is not a web address: it begins with https://.") % {"value": value})
    return value


def _degrees(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    try:
        return degrees(str(value))
    except ValueError:
        message = _("“%(value)s” is not a number of degrees. Write it as 47.39254; south and west have a minus.")
        raise ValueError(message % {"value": value}) from None


def _country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        raise ValueError(_("“%(value)s” is not a country code. Write two capitals, as FR or CH.") % {"value": value})
    return value


def line(longest: int) -> Any:
    """Field settings for a short text of one line."""
    return Field(default="", max_length=longest)


Key = Annotated[str, AfterValidator(_key), Field(max_length=80), shared("Key")]
ShortKey = Annotated[str, AfterValidator(_key), Field(max_length=60), shared("Key")]
Text = Annotated[Translated, BeforeValidator(_text), shared("Text")]
TextList = Annotated[tuple[Text, ...], BeforeValidator(_listed), shared("TextList")]
Vague = Annotated[VagueDate, BeforeValidator(_vague), shared("Vague")]
Day = Annotated[date, BeforeValidator(_day), shared("Day")]
Hour = Annotated[time, BeforeValidator(_hour), shared("Hour")]
Instant = Annotated[datetime, BeforeValidator(_instant), shared("Instant")]
Email = Annotated[str, AfterValidator(_email), Field(max_length=254), shared("Email")]
Url = Annotated[str, AfterValidator(web_address), Field(max_length=200), shared("Url")]
LongUrl = Annotated[str, AfterValidator(web_address), Field(max_length=500), shared("Url")]
Degrees = Annotated[Decimal, BeforeValidator(_degrees), shared("Degrees")]
Country = Annotated[str, AfterValidator(_country), shared("Country")]
AsWritten = Annotated[str, shared("AsWritten")]

UNKNOWN = VagueDate.unknown()
