"""A browser's side of HTTP/1.1, as little as a load generator needs: keep-alive, cookies, one request at a time."""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlencode

HOST = "127.0.0.1"


@dataclass
class Answer:
    """What came back; `wire` counts every byte of it."""

    status: int
    headers: dict[str, str]
    body: bytes
    wire: int

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode("utf-8")


@dataclass
class Browser:
    """One connection with its cookies."""

    port: int
    encoding: str = "identity"
    cookies: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> Answer:
        """Fetch an address."""
        return await self.send("GET", path)

    async def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        """Send a form."""
        return await self.send("POST", path, urlencode(fields).encode("ascii"))

    async def send(self, method: str, path: str, body: bytes = b"") -> Answer:
        """One request on the open connection, opened when there is none."""
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(HOST, self.port, limit=2**20)
        self.requests += 1
        self._writer.write(self._head(method, path, body) + body)
        answer = await self._answer()
        self._keep_cookies(answer)
        if answer.headers.get("connection", "").lower() == "close":
            self.close()
        return answer

    def _head(self, method: str, path: str, body: bytes) -> bytes:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {HOST}:{self.port}",
            "Accept-Language: en",
            f"Accept-Encoding: {self.encoding}",
        ]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")

    async def _answer(self) -> Answer:
        assert self._reader is not None
        head = await self._reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").rstrip().split("\r\n")
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            headers[name] = f"{headers[name]}\n{value.strip()}" if name in headers else value.strip()
        if headers.get("transfer-encoding", "").lower() == "chunked":
            body, wire = await self._chunks()
        else:
            wire = int(headers.get("content-length", "0"))
            body = await self._reader.readexactly(wire)
        return Answer(int(first.split()[1]), headers, body, len(head) + wire)

    async def _chunks(self) -> tuple[bytes, int]:
        assert self._reader is not None
        body, wire = b"", 0
        while True:
            line = await self._reader.readline()
            size = int(line, 16)
            chunk = await self._reader.readexactly(size + 2)
            wire += len(line) + len(chunk)
            if size == 0:
                return body, wire
            body += chunk[:-2]

    def _keep_cookies(self, answer: Answer) -> None:
        for cookie in filter(None, answer.headers.get("set-cookie", "").split("\n")):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
