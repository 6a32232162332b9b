"""A letter arranged: every line in its words, every block in its order, for any of the formats to set."""

from __future__ import annotations

from dataclasses import dataclass

from filrouge.core.typography import NBSP
from filrouge.stages.documents.enums import Window
from filrouge.stages.documents.facts import (
    PARTS_PARAGRAPH,
    AnnexFacts,
    LetterFacts,
    LetterPart,
    LogoFacts,
    SenderFacts,
    SignatoryFacts,
)
from filrouge.stages.documents.layout.inline import Line, Span, as_is, escape, plain, spans
from filrouge.stages.documents.layout.phrases import Voice
from filrouge.stages.documents.layout.profiles import Habits, habits_of


@dataclass(frozen=True)
class Block:
    """A paragraph of `lines`, a list of them, or (`kind` "parts") the place where the parts stand."""

    kind: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class PartBlock:
    """A part as the letter tells it."""

    title: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Signature:
    """Lines above the signature, the name under it, lines below the name."""

    above: tuple[Line, ...]
    name: Line
    below: tuple[Line, ...]


@dataclass(frozen=True)
class Code:
    """A square code: where it leads, what stands under it, the address for those without a camera, what it says."""

    url: str
    label: Line
    address: str
    alternative: str


@dataclass(frozen=True)
class Logo:
    """A logo: what it says to somebody who does not see it, where pages find it, its measures in millimetres."""

    alternative: str
    address: str
    width: float
    height: float
    svg: str


@dataclass(frozen=True)
class Letter:
    """The letter from top to bottom. Everything is text that is ready; nothing is left to decide but where it goes."""

    language: str
    region: str
    locale: str
    title: str
    running: str
    author: str
    stamp: str
    logo: Logo | None
    sender: tuple[Line, ...]
    addressee: tuple[Line, ...]
    window: str
    dated: Line
    date_right: bool
    reference: Line
    subject_label: Line
    subject: tuple[Line, ...]
    salutation: Line
    body: tuple[Block, ...]
    parts: tuple[PartBlock, ...]
    closing: tuple[Line, ...]
    signatures: tuple[Signature, ...]
    lone_signature_right: bool
    side_by_side: bool
    annexes_label: Line
    annexes_numbered: bool
    annexes: tuple[Line, ...]
    about: Line
    foot: tuple[Line, ...]
    foot_centred: bool
    code: Code | None
    page_of: str


def arrange(facts: LetterFacts) -> Letter:
    """Say once what stands where. Raises ValueError for a language that the product does not speak."""
    habits, voice = habits_of(facts.profile), Voice(facts.language, facts.country, facts.verbatim)
    subject = tuple(voice.generated(line) for line in facts.subject)
    return Letter(
        language=facts.language,
        region=facts.locale[-2:],
        locale=facts.locale,
        title=facts.title or plain(" – ".join(facts.subject)) or facts.sender.name,
        running=facts.title or plain(" ".join(facts.subject[:1])),
        author=facts.sender.name,
        stamp=facts.stamp,
        logo=logo_of(facts.sender.logo),
        sender=_sender(facts.sender, habits, voice),
        addressee=tuple(as_is(line) for line in facts.addressee.lines if line),
        window=str(facts.window or habits.window),
        dated=voice.place_and_date(facts.place, facts.date),
        date_right=habits.date_right and facts.window is not Window.LEFT,
        reference=voice.say(voice.words.reference + " {text}", text=facts.reference) if facts.reference else (),
        subject_label=voice.say(voice.words.subject) if habits.labels_subject and subject else (),
        subject=subject,
        salutation=voice.generated(facts.salutation),
        body=_body(facts, voice),
        parts=tuple(_part(part, voice) for part in facts.parts),
        closing=tuple(voice.generated(line) for line in facts.closing.splitlines() if line.strip()),
        signatures=tuple(_signature(who, facts, habits) for who in facts.signatories),
        lone_signature_right=habits.lone_signature_right,
        side_by_side=facts.side_by_side,
        annexes_label=_annexes_label(facts, habits, voice),
        annexes_numbered=habits.annexes_as_enclosed and len(facts.annexes) > 1,
        annexes=tuple(_annex(annex, voice) for annex in facts.annexes),
        about=voice.generated(facts.about),
        foot=tuple(voice.generated(line) for line in facts.foot if line),
        foot_centred=habits.foot_centred,
        code=_code(facts, voice),
        page_of=voice.words.page_of,
    )


def logo_of(logo: LogoFacts | None) -> Logo | None:
    """A logo as the formats set it; None where there is none."""
    return Logo(logo.alternative, logo.address, logo.width, logo.height, logo.svg) if logo else None


def _sender(sender: SenderFacts, habits: Habits, voice: Voice) -> tuple[Line, ...]:
    lines: list[Line] = [(Span(sender.name, strong=True),)]
    if sender.service:
        lines.append(as_is(sender.service))
    lines += [as_is(line) for line in sender.lines if line]
    if sender.case_handler and habits.says_case_handler:
        lines.append(voice.say(voice.words.case_handler + ": {name}", name=sender.case_handler))
    if sender.phone:
        lines.append(voice.say(voice.words.phone + " {phone}", phone=sender.phone.replace(" ", NBSP)))
    lines += [spans(escape(address)) for address in (sender.email, sender.website) if address]
    return tuple(lines)


def _body(facts: LetterFacts, voice: Voice) -> tuple[Block, ...]:
    blocks = [_block(text, voice) for text in facts.paragraphs if text.strip()]
    if facts.parts and not any(block.kind == "parts" for block in blocks):
        blocks.append(Block("parts"))
    return tuple(block for block in blocks if block.kind != "parts" or facts.parts)


def _block(text: str, voice: Voice) -> Block:
    if text.strip() == PARTS_PARAGRAPH:
        return Block("parts")
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if all(line.startswith("- ") for line in lines):
        return Block("list", tuple(voice.generated(line.removeprefix("- ")) for line in lines))
    return Block("paragraph", tuple(voice.generated(line) for line in lines))


def _part(part: LetterPart, voice: Voice) -> PartBlock:
    """Each part with its own supporters and no others."""
    lines = [voice.generated(escape(part.when))] if part.when else []
    if part.where:
        lines.append(voice.say(voice.words.where, where=part.where))
    if part.audience:
        lines.append(voice.generated(escape(part.audience)))
    if part.deadline:
        deadline = voice.deadline(part.deadline)
        lines.append(voice.say_marked(deadline[:1].upper() + deadline[1:]))
    lines += [voice.generated(escape(phrase)) for phrase in part.supporters]
    return PartBlock(voice.generated(escape(part.title)), tuple(lines))


def _signature(who: SignatoryFacts, facts: LetterFacts, habits: Habits) -> Signature:
    titles = tuple(spans(title) for title in who.capacities if title)
    delegation = (spans(who.delegation),) if who.delegation else ()
    body = ((Span(who.body, strong=True),),) if who.body else ()
    if habits.body_above_signature:
        return Signature((*body, *delegation, *titles), as_is(who.name), ())
    shown = body if len(facts.signatories) > 1 else ()
    name = (Span(who.name, strong=True),)
    # Several capacities stand under the one name that holds them all.
    if len(titles) > 1:
        return Signature((*shown, *delegation), name, titles)
    return Signature((*shown, *delegation, *titles), name, ())


def _annexes_label(facts: LetterFacts, habits: Habits, voice: Voice) -> Line:
    if not facts.annexes:
        return ()
    if habits.annexes_as_enclosed:
        return voice.say(voice.words.enclosed)
    return voice.say(voice.words.annexes if len(facts.annexes) > 1 else voice.words.annex)


def _annex(annex: AnnexFacts, voice: Voice) -> Line:
    deadline = voice.deadline(annex.deadline) if annex.deadline else ""
    template = "; ".join(["{title}", *[deadline] * bool(deadline), *["{note}"] * bool(annex.note)])
    return voice.say_marked(template, title=annex.title, note=annex.note)


def _code(facts: LetterFacts, voice: Voice) -> Code | None:
    if facts.direct is None:
        return None
    label, url = facts.direct.label or voice.words.direct, facts.direct.url
    printed = (facts.direct.typed or url).removeprefix("https://").removeprefix("http://").rstrip("/")
    return Code(url, spans(label), printed, plain_code(voice, plain(label), url))


def plain_code(voice: Voice, label: str, url: str) -> str:
    """What a square code says to somebody who does not see it."""
    return "".join(span.text for span in voice.say(voice.words.code, label=label, url=url))
