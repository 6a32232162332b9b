"""The vault: what must not be readable in the database or its backups is sealed here, with keys kept elsewhere."""

from filrouge.ground.vault.keys import KeysUnreadable
from filrouge.ground.vault.sealing import NoKeyFits, is_current, is_lost, open_sealed, reseal, seal

__all__ = ["KeysUnreadable", "NoKeyFits", "is_current", "is_lost", "open_sealed", "reseal", "seal"]
