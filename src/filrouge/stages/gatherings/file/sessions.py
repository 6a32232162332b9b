"""The sessions of a programme, put into a document one at a time and taken out again."""

from collections.abc import Mapping
from typing import Any

from filrouge.core.text import Translated
from filrouge.stages.gatherings.file.schema import GatheringDocument
from filrouge.stages.gatherings.file.schema.programme import ProgrammeBrief, SessionEntry, SessionKind


def with_session(document: GatheringDocument, key: str, said: Mapping[str, Any]) -> GatheringDocument:
    """The document with a session said anew; one more when the key is empty.

    `said` holds kind, part, starts_at, ends_at, room, and the title by language. What else was known stays.
    """
    brief = document.documents.programme or ProgrammeBrief()
    before = {session.key: session for session in brief.sessions}
    key = key or next(key for n in range(1, len(before) + 2) if (key := f"session-{n}") not in before)
    told = {name: said[name] for name in ("part", "starts_at", "ends_at", "room")}
    known = dict(before[key].title) if key in before else {}
    told["title"] = Translated.of({**known, **said["title"]}, document.language)
    told["kind"] = SessionKind(said["kind"])
    session = before[key].model_copy(update=told) if key in before else SessionEntry(key=key, **told)
    return _with(document, brief, {**before, key: session})


def without_session(document: GatheringDocument, key: str) -> GatheringDocument:
    """The document without a session; whoever speaks in it stays."""
    brief = document.documents.programme or ProgrammeBrief()
    speakers = tuple(
        one.model_copy(update={"sessions": tuple(said for said in one.sessions if said != key)})
        for one in brief.speakers
    )
    kept = {session.key: session for session in brief.sessions if session.key != key}
    return _with(document, brief.model_copy(update={"speakers": speakers}), kept)


def _with(
    document: GatheringDocument, brief: ProgrammeBrief, sessions: Mapping[str, SessionEntry]
) -> GatheringDocument:
    programme = brief.model_copy(update={"sessions": tuple(sessions.values())})
    said = {"programme": programme if programme != ProgrammeBrief() else None}
    documents = document.documents.model_copy(update=said)
    return document.model_copy(update={"documents": documents})
