"""A reply form arranged: its words, its fields and what a screen reader says of each."""

from __future__ import annotations

from dataclasses import dataclass

from filrouge.stages.documents.facts import ReplyFormFacts, ReplyPart, ReplyQuestion
from filrouge.stages.documents.layout.arranged import Code, plain_code
from filrouge.stages.documents.layout.furniture import FormWords, form_words
from filrouge.stages.documents.layout.inline import Line, as_is, escape, plain, spans
from filrouge.stages.documents.layout.phrases import Voice


@dataclass(frozen=True)
class Field:
    """One field: its name in the file, the label beside it, what is said of it, `ticks` for a box to tick."""

    name: str
    label: Line
    said: str
    ticks: bool = False
    lines: int = 1
    wide: bool = False


@dataclass(frozen=True)
class Group:
    """Fields under a line: a question with its choices, or one field alone (then without a line)."""

    heading: Line
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class FormPart:
    """A part to tick, with what is known of it and what is asked for it alone."""

    tick: Field
    lines: tuple[Line, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Form:
    """The form from top to bottom."""

    language: str
    region: str
    title: str
    heading: Line
    subtitle: Line
    facts: tuple[Line, ...]
    how: Line
    choose: Line
    parts: tuple[FormPart, ...]
    person_heading: Line
    person: tuple[Field, ...]
    also_heading: Line
    groups: tuple[Group, ...]
    signed: Line
    back: tuple[Line, ...]
    back_to: tuple[Line, ...]
    online: Line
    code: Code | None
    notice: Line
    mark: str
    page_of: str


def arrange_form(facts: ReplyFormFacts) -> Form:
    """Say once what stands where. Raises ValueError for a language that the product does not speak."""
    voice, words = Voice(facts.language, facts.country), form_words(facts.language)
    return Form(
        language=facts.language,
        region=facts.locale[-2:],
        title=" – ".join(filter(None, (plain(facts.title or words.title), plain(facts.subtitle)))),
        heading=voice.say_marked("{title}", title=facts.title or words.title),
        subtitle=voice.generated(facts.subtitle),
        facts=tuple(voice.generated(escape(line)) for line in (facts.when, facts.where) if line),
        how=voice.say(words.how),
        choose=voice.say(words.choose),
        parts=tuple(_part(part, facts, voice, words) for part in facts.parts),
        person_heading=voice.say(words.person),
        person=_person(words),
        also_heading=voice.say(words.also),
        groups=tuple(_group(question, "", "", voice) for question in facts.questions),
        signed=voice.say(words.date_and_signature),
        back=_back(facts, voice, words),
        back_to=tuple(as_is(line) for line in facts.back_to if line),
        online=voice.say(words.online, url=facts.direct.url) if facts.direct else (),
        code=_code(facts, voice),
        notice=spans(facts.notice),
        mark=facts.code,
        page_of=voice.words.page_of,
    )


def _person(words: FormWords) -> tuple[Field, ...]:
    named = {
        "name": words.name,
        "first_name": words.first_name,
        "body": words.body,
        "function": words.function,
        "email": words.email,
        "phone": words.phone,
    }
    return tuple(Field(name, as_is(label), label) for name, label in named.items())


def _part(part: ReplyPart, facts: ReplyFormFacts, voice: Voice, words: FormWords) -> FormPart:
    name = f"part_{part.key}"
    told = ", ".join(filter(None, (plain(part.title), part.when)))
    said = _plain_line(voice.say(words.tick, part=told))
    lines = [voice.generated(escape(text)) for text in (part.when,) if text]
    if part.where and part.where != facts.where:
        lines.append(voice.say(voice.words.where, where=part.where))
    if part.audience:
        lines.append(voice.generated(escape(part.audience)))
    if part.deadline and part.deadline != facts.deadline:
        deadline = voice.deadline(part.deadline)
        lines.append(voice.say_marked(deadline[:1].upper() + deadline[1:]))
    lines += [voice.generated(escape(phrase)) for phrase in part.supporters]
    groups = tuple(_group(question, name, plain(part.title), voice) for question in part.questions)
    return FormPart(Field(name, voice.generated(escape(part.title)), said, ticks=True), tuple(lines), groups)


def _group(question: ReplyQuestion, prefix: str, about: str, voice: Voice) -> Group:
    """`about` is the part a question belongs to: two parts may ask the same thing, and must not sound the same."""
    name = "_".join(filter(None, (prefix, question.key)))
    template = "{label} ({note})" if question.note else "{label}"
    label = voice.say_marked(template, label=question.label, note=question.note)
    said = ", ".join(filter(None, (about, _plain_line(label))))
    if not question.choices:
        return Group((), (Field(name, label, said, lines=question.lines, wide=True),))
    choices = enumerate(question.choices, start=1)
    fields = (Field(f"{name}_{index}", as_is(choice), f"{said}, {choice}", ticks=True) for index, choice in choices)
    return Group(label, tuple(fields))


def _back(facts: ReplyFormFacts, voice: Voice, words: FormWords) -> tuple[Line, ...]:
    if not (facts.back_to or facts.email):
        return ()
    first = voice.say(words.back_by, date=voice.day(facts.deadline)) if facts.deadline else voice.say(words.back)
    return (first, voice.say(words.back_mail, email=facts.email)) if facts.email else (first,)


def _code(facts: ReplyFormFacts, voice: Voice) -> Code | None:
    if facts.direct is None:
        return None
    label, url = facts.direct.label or voice.words.direct, facts.direct.url
    printed = url.removeprefix("https://").removeprefix("http://").rstrip("/")
    return Code(url, spans(label), printed, plain_code(voice, plain(label), url))


def _plain_line(line: Line) -> str:
    return "".join(span.text for span in line)
