"""pymap, a real IMAP server, in a process of its own: one port with STARTTLS, one with TLS from the first byte."""

import asyncio
import imaplib
import ipaddress
import os
import ssl
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

from tests.support.tree import ROOT

USER, PASSWORD = "fil-rouge@town.example", "clé très secrète"


@dataclass(frozen=True)
class PostServer:
    """Where the server listens, and the certificate that its clients must trust."""

    tls_port: int
    starttls_port: int
    authorities: str

    def settings(self, **more: Any) -> dict[str, Any]:
        """The settings of an installation that reads this mailbox."""
        return {
            "host": "localhost",
            "port": self.tls_port,
            "user": USER,
            "password": PASSWORD,
            "password_file": "",
            "starttls": False,
            "authorities": self.authorities,
            "folder": "INBOX",
            "when_read": "move",
            "read_folder": "Fil rouge",
            **more,
        }

    @contextmanager
    def opened(self, folder: str = "INBOX") -> Iterator[imaplib.IMAP4_SSL]:
        """The mailbox as the mail program of a human opens it."""
        context = ssl.create_default_context(cafile=self.authorities)
        client = imaplib.IMAP4_SSL("localhost", self.tls_port, ssl_context=context, timeout=10)
        client.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
        client.select(f'"{folder}"')
        yield client
        client.logout()

    def put(self, *mails: bytes) -> None:
        """Let mails arrive."""
        with self.opened() as client:
            for mail in mails:
                assert client.append("INBOX", None, None, mail)[0] == "OK"

    def holds(self, folder: str = "INBOX") -> list[tuple[str, str]]:
        """Subject and flags of the mails in a folder, in their order; nothing for a folder that is not there."""
        with self.opened(folder) as client:
            if client.state != "SELECTED":
                return []
            uids = client.uid("SEARCH", "ALL")[1][0].split()
            return [_shown(client, uid.decode()) for uid in uids]

    def empty(self) -> None:
        """Nothing in the mailbox, and no other folder."""
        with self.opened() as client:
            client.store("1:*", "+FLAGS", r"(\Deleted)")
            client.expunge()
            for line in client.list()[1]:
                name = line.decode().rpartition(' "/" ')[2].strip('"')
                if name.upper() != "INBOX":
                    client.delete(f'"{name}"')


def _shown(client: imaplib.IMAP4, uid: str) -> tuple[str, str]:
    (head, raw), *rest = client.uid("FETCH", uid, "(FLAGS BODY.PEEK[HEADER])")[1]
    flags = imaplib.ParseFlags(head) or imaplib.ParseFlags(rest[0])
    said = {flag.decode() for flag in flags} - {r"\Recent"}
    return str(message_from_bytes(raw)["Subject"]), " ".join(sorted(said))


@contextmanager
def post_server(folder: Path) -> Iterator[PostServer]:
    """The server, until the end of the block; `folder` takes its certificate."""
    certificate = _certificate(folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.imap_server", str(certificate), USER, PASSWORD],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        tls, starttls = map(int, process.stdout.readline().split())
        yield PostServer(tls, starttls, str(certificate))
    finally:
        process.terminate()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()


def _certificate(folder: Path) -> Path:
    """Key and certificate of “localhost” in one file, signed by itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=20 * 365))
        .not_valid_after(now + timedelta(days=20 * 365))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "localhost.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file


async def _serve(certificate: str, user: str, password: str) -> None:
    from proxyprotocol.reader import ProxyProtocolReader
    from pymap.backend.dict import Config, DictBackend
    from pymap.imap import IMAPServer, IMAPService

    parser = ArgumentParser()
    IMAPService.add_arguments(parser)
    parser.set_defaults(demo_data=False, demo_user=user, demo_password=password, passlib_cfg=None, debug=False)
    files = ["--cert", certificate, "--key", certificate]
    backend, config = await DictBackend.init(parser.parse_args(files))
    inside_tls = Config.from_args(parser.parse_args([*files, "--no-tls"]))
    config.apply_context()
    ports = []
    for used, context in ((inside_tls, config.ssl_context), (config, None)):
        answer = ProxyProtocolReader(used.proxy_protocol).get_callback(IMAPServer(backend.login, used))
        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
        ports.append(server.sockets[0].getsockname()[1])
    print(*ports, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(*sys.argv[1:]))
