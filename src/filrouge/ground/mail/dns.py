"""Asking the DNS for the TXT records of a name: one question over UDP, and over TCP when the answer is too long."""

import secrets
import socket
import struct
from collections.abc import Callable, Sequence
from pathlib import Path

Resolver = Callable[[str], Sequence[str]]

_TXT, _IN, _WAIT = 16, 1, 3.0
_TRUNCATED, _ANSWER = 0x0200, 0x8000
_NO_SUCH_NAME = 3


class NoAnswer(OSError):
    """No server of names answered, or not in a way that can be read."""


def resolver(server: str = "", port: int = 53) -> Resolver:
    """Who asks this server, else the one that the machine uses. Raises NoAnswer when asked and nobody answers."""

    def texts(name: str) -> Sequence[str]:
        try:
            return _answers(_ask(_question(name), server or _of_this_machine(), port))
        except (OSError, struct.error, IndexError, UnicodeError) as error:
            raise NoAnswer(str(error)) from error

    return texts


def _of_this_machine() -> str:
    for line in Path("/etc/resolv.conf").read_text(encoding="utf-8").splitlines():
        if line.startswith("nameserver"):
            return line.split()[1]
    return "127.0.0.1"


def _question(name: str) -> bytes:
    head = struct.pack(">HHHHHH", secrets.randbelow(65536), 0x0100, 1, 0, 0, 0)
    words = b"".join(bytes([len(word)]) + word.encode("idna") for word in name.strip(".").split("."))
    return head + words + b"\0" + struct.pack(">HH", _TXT, _IN)


def _ask(question: bytes, server: str, port: int) -> bytes:
    with socket.socket(socket.AF_INET6 if ":" in server else socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.settimeout(_WAIT)
        udp.connect((server, port))
        udp.send(question)
        answer = udp.recv(4096)
    if answer[:2] != question[:2]:
        raise OSError("an answer to another question")
    return _ask_tcp(question, server, port) if struct.unpack(">H", answer[2:4])[0] & _TRUNCATED else answer


def _ask_tcp(question: bytes, server: str, port: int) -> bytes:
    with socket.create_connection((server, port), timeout=_WAIT) as tcp, tcp.makefile("rb") as stream:
        tcp.sendall(struct.pack(">H", len(question)) + question)
        return stream.read(struct.unpack(">H", stream.read(2))[0])


def _answers(message: bytes) -> Sequence[str]:
    _, flags, questions, answers, _, _ = struct.unpack(">HHHHHH", message[:12])
    code = flags & 0x000F
    if not flags & _ANSWER or code not in (0, _NO_SUCH_NAME):
        raise OSError(f"code {code}")
    place = 12
    for _ in range(questions):
        place = _after_name(message, place) + 4
    found = []
    for _ in range(answers):
        place = _after_name(message, place)
        kind, _, _, length = struct.unpack(">HHIH", message[place : place + 10])
        place += 10
        if kind == _TXT:
            found.append(_text(message[place : place + length]))
        place += length
    return found


def _after_name(message: bytes, place: int) -> int:
    while (length := message[place]) and length < 192:
        place += length + 1
    return place + (2 if message[place] >= 192 else 1)


def _text(data: bytes) -> str:
    pieces, place = [], 0
    while place < len(data):
        pieces.append(data[place + 1 : place + 1 + data[place]])
        place += data[place] + 1
    return b"".join(pieces).decode("utf-8", "replace")
