"""What a first visit weighs: the page, and everything that a browser fetches because of it."""

import asyncio
import gzip
import re
from urllib.parse import urljoin

from benchmarks.http import Browser

LINKED = re.compile(r'<(?:link[^>]+rel="(?:stylesheet|icon)"[^>]*|script[^>]+|img[^>]+)>')
ADDRESS = re.compile(r'(?:href|src)="([^"]+)"')
FONT = re.compile(r"url\([\"']?([^\"')]+\.woff2)[\"']?\)")


def first_visit(port: int, path: str) -> dict[str, int]:
    """Requests and bytes on the wire, heads included, for a browser that has nothing yet."""
    return asyncio.run(_visit(port, path))


async def _visit(port: int, path: str) -> dict[str, int]:
    browser = Browser(port, encoding="gzip, deflate, br")
    page = await browser.get(path)
    total, seen = page.wire, {path}
    html = gzip.decompress(page.body).decode() if page.headers.get("content-encoding") == "gzip" else page.text
    wanted = [urljoin(path, found[1]) for tag in LINKED.findall(html) if (found := ADDRESS.search(tag))]
    while wanted:
        address = wanted.pop(0)
        if address in seen:
            continue
        seen.add(address)
        total += (await browser.get(address)).wire
        if address.endswith(".css"):
            wanted += [urljoin(address, font) for font in FONT.findall(await _plain(port, address))]
    browser.close()
    return {"requests": len(seen), "bytes": total, "page": page.wire}


async def _plain(port: int, address: str) -> str:
    """The same file, not packed, to be read."""
    browser = Browser(port)
    text = (await browser.get(address)).text
    browser.close()
    return text
