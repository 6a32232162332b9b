"""`filrouge rotate-keys`: seal what people need under a new key and drop the old one."""

from typing import TYPE_CHECKING

from filrouge.cli.preparing import prepare_database
from filrouge.cli.surroundings import Refusal, start_django

if TYPE_CHECKING:
    from filrouge.cli.arguments import Options
    from filrouge.stages.registration.actions.resealing import Rotation


def rotate(_options: "Options") -> int:
    """Rotate and say what was done and what is left to do; 1 when something could not be opened."""
    start_django()
    prepare_database()
    from django.utils.translation import gettext

    from filrouge.ground.vault import KeysUnreadable, keys
    from filrouge.stages.registration.actions.resealing import rotate_keys

    try:
        if not keys.are_ours() and len(keys.current()) == 1:
            said = gettext(
                "FILROUGE_NEEDS_KEYS holds one key only. Put a new one before it, with a comma between them, start all "
                "processes again, then give this command again. A fresh key: %(key)s"
            )
            raise Refusal(said % {"key": keys.new_key()})
        done = rotate_keys()
    except KeysUnreadable as error:
        said = gettext("%(place)s holds something that is not a key. A key is 44 letters and signs, as in: %(key)s")
        raise Refusal(said % {"place": error.place, "key": keys.new_key()}) from None
    print("\n".join(_in_words(done)))
    return int(bool(done.lost))


def _in_words(done: "Rotation") -> list[str]:
    from django.conf import settings
    from django.utils.translation import gettext, ngettext

    said = [ngettext("%(n)s need sealed anew.", "%(n)s needs sealed anew.", done.resealed) % {"n": done.resealed}]
    if done.is_ours:
        words = gettext("The old key is gone. Make a copy of %(file)s now, apart from the copies of the database.")
        said.append(words % {"file": settings.NEEDS_KEYS_FILE})
    else:
        words = ngettext(
            "Only the first key of FILROUGE_NEEDS_KEYS is still of use: take the key after it away.",
            "Only the first key of FILROUGE_NEEDS_KEYS is still of use: take the %(n)s keys after it away.",
            done.old_keys,
        )
        said.append(words % {"n": done.old_keys})
    if done.lost:
        words = ngettext(
            "%(n)s need is left as it is: no key opens it. Add the key that sealed it as a last line, from a copy.",
            "%(n)s needs are left as they are: no key opens them. Add the key that sealed them as a last line, from a "
            "copy.",
            done.lost,
        )
        said.append(words % {"n": done.lost})
    return said
