"""Files that travel with a mail: as a part of the message, and as the outbox remembers them."""

import base64
from email import encoders
from email.mime.base import MIMEBase
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from typing import Any

from filrouge.ground.mail.kinds import Attachment


def part_of(file: Attachment) -> MIMEBase:
    """The part of a message that carries a file."""
    part = _text(file, file.content) if isinstance(file.content, str) else _binary(file, file.content)
    for name, value in file.params.items():
        part.set_param(name, value)
    part.add_header("Content-Disposition", "attachment", filename=file.filename)
    return part


def _text(file: Attachment, content: str) -> MIMEBase:
    return MIMEText(content, file.content_type.partition("/")[2], "utf-8")


def _binary(file: Attachment, content: bytes) -> MIMEBase:
    main, _, sub = file.content_type.partition("/")
    part = MIMENonMultipart(main, sub)
    part.set_payload(content)
    encoders.encode_base64(part)
    return part


def as_kept(file: Attachment) -> dict[str, Any]:
    """What the outbox remembers of a file; bytes in base64, of a file that is not kept its size alone."""
    said: dict[str, Any] = {"filename": file.filename, "content_type": file.content_type}
    if not file.kept:
        return {**said, "content": "", "size": len(file.content)}
    if isinstance(file.content, str):
        return {**said, "content": file.content}
    return {**said, "content": base64.b64encode(file.content).decode("ascii"), "encoding": "base64"}


def content_of(kept: dict[str, Any]) -> bytes:
    """The bytes of a file that the outbox remembers; none of one that was not kept."""
    content: str = kept["content"]
    return base64.b64decode(content) if kept.get("encoding") == "base64" else content.encode()
