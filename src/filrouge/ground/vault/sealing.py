"""Sealing and opening texts."""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from filrouge.ground.vault import keys

# What is sealed is filled up to a multiple of this: the length of a sealed choice must not tell which one it is.
_BLOCK = 512
_FILL = b"\0"


class NoKeyFits(Exception):
    """None of the present keys opens this: it was sealed with a key that was lost, or it is not what was sealed."""


def seal(text: str) -> bytes:
    """The text, unreadable without the keys. Raises KeysUnreadable, and ValueError for a text with a NUL."""
    if "\0" in text:
        raise ValueError("a text with a NUL cannot be sealed")
    said = text.encode()
    size = -(-max(len(said), 1) // _BLOCK) * _BLOCK
    return _fernet(keys.current()).encrypt(said.ljust(size, _FILL))


def open_sealed(sealed: bytes | memoryview) -> str:
    """The text that was sealed. Raises NoKeyFits, KeysUnreadable."""
    try:
        return _fernet(keys.current()).decrypt(bytes(sealed)).rstrip(_FILL).decode()
    except InvalidToken:
        raise NoKeyFits from None


def is_current(sealed: bytes | memoryview) -> bool:
    """Whether the first key sealed this."""
    return _opens(keys.current()[:1], sealed)


def is_lost(sealed: bytes | memoryview) -> bool:
    """Whether no key opens this."""
    return not _opens(keys.current(), sealed)


def _opens(known: tuple[str, ...], sealed: bytes | memoryview) -> bool:
    try:
        _fernet(known).decrypt(bytes(sealed))
    except InvalidToken:
        return False
    return True


def reseal(sealed: bytes | memoryview) -> bytes:
    """The same under the first key. Raises NoKeyFits, KeysUnreadable."""
    try:
        return _fernet(keys.current()).rotate(bytes(sealed))
    except InvalidToken:
        raise NoKeyFits from None


@lru_cache(maxsize=8)
def _fernet(known: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in known])
