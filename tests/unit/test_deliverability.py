"""SPF, DKIM and DMARC as a server of names answers them: a real one, on a port of this machine."""

import socket
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from filrouge.ground.mail.deliverability import Check, Finding, check_domain
from filrouge.ground.mail.dns import NoAnswer, resolver

KEY = "v=DKIM1; k=rsa; p=" + "A" * 400
GOOD = {
    "ville.example": ["some other text", "v=spf1 mx include:_spf.ville.example -all"],
    "s1._domainkey.ville.example": [KEY],
    "_dmarc.ville.example": ["v=DMARC1; p=quarantine; rua=mailto:d@ville.example"],
}


def answer(question: bytes, records: Mapping[str, list[str]]) -> bytes:
    """What a server of names says to a question for TXT records."""
    place, words = 12, []
    while length := question[place]:
        words.append(question[place + 1 : place + 1 + length].decode())
        place += length + 1
    asked = question[12 : place + 5]
    found = records.get(".".join(words))
    body = b""
    for text in found or ():
        pieces = [text.encode()[start : start + 255] for start in range(0, len(text), 255)]
        data = b"".join(bytes([len(piece)]) + piece for piece in pieces)
        body += b"\xc0\x0c" + struct.pack(">HHIH", 16, 1, 300, len(data)) + data
    flags = 0x8180 if found is not None else 0x8183
    return question[:2] + struct.pack(">HHHHH", flags, 1, len(found or ()), 0, 0) + asked + body


@contextmanager
def server_of_names(records: Mapping[str, list[str]]) -> Iterator[int]:
    """A server that knows these names; its port. An answer longer than 300 bytes is given over TCP only."""
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("127.0.0.1", 0))
    port = udp.getsockname()[1]
    tcp = socket.create_server(("127.0.0.1", port))

    def over_udp() -> None:
        while True:
            question, sender = udp.recvfrom(512)
            if not question:
                return
            said = answer(question, records)
            short = said[:2] + struct.pack(">H", 0x8380) + said[4:6] + b"\0" * 6 + question[12:]
            udp.sendto(said if len(said) <= 300 else short, sender)

    def over_tcp() -> None:
        while True:
            connection, _ = tcp.accept()
            with connection:
                length = connection.recv(2)
                if not length:
                    return
                said = answer(connection.recv(struct.unpack(">H", length)[0]), records)
                connection.sendall(struct.pack(">H", len(said)) + said)

    threads = [threading.Thread(target=work, daemon=True) for work in (over_udp, over_tcp)]
    for thread in threads:
        thread.start()
    try:
        yield port
    finally:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", ("127.0.0.1", port))
        socket.create_connection(("127.0.0.1", port)).close()
        for thread in threads:
            thread.join(5)
        udp.close()
        tcp.close()


def findings(records: Mapping[str, list[str]], *, selector: str = "s1") -> dict[Check, Finding]:
    """What is found of ville.example."""
    with server_of_names(records) as port:
        found = check_domain("ville.example", selector=selector, resolver=resolver("127.0.0.1", port))
    return {one.check: one.finding for one in found}


def test_a_domain_that_is_in_order_with_a_key_too_long_for_one_packet() -> None:
    assert findings(GOOD) == dict.fromkeys(Check, Finding.GOOD)


@pytest.mark.parametrize(
    ("name", "texts", "check", "finding"),
    [
        ("ville.example", ["v=spf1 mx +all"], Check.SPF, Finding.OPEN_TO_ALL),
        ("ville.example", ["v=spf1 mx"], Check.SPF, Finding.UNDECIDED),
        ("ville.example", ["v=spf1 -all", "v=spf1 mx -all"], Check.SPF, Finding.SEVERAL),
        ("ville.example", [], Check.SPF, Finding.MISSING),
        ("s1._domainkey.ville.example", ["v=DKIM1; p="], Check.DKIM, Finding.REVOKED),
        ("_dmarc.ville.example", ["v=DMARC1; p=none"], Check.DMARC, Finding.WATCHES_ONLY),
    ],
)
def test_what_is_to_be_set_right(name: str, texts: list[str], check: Check, finding: Finding) -> None:
    assert findings({**GOOD, name: texts})[check] is finding


def test_a_name_that_does_not_exist_is_missing_and_an_unknown_key_is_not_looked_up() -> None:
    found = findings({}, selector="")
    assert found == {Check.SPF: Finding.MISSING, Check.DKIM: Finding.NOT_CONFIGURED, Check.DMARC: Finding.MISSING}


def test_nobody_answers() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(NoAnswer):
        resolver("127.0.0.1", port)("ville.example")
    found = check_domain("ville.example", selector="s1", resolver=resolver("127.0.0.1", port))
    assert {one.finding for one in found} == {Finding.NO_ANSWER}
