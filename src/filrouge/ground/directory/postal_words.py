"""Postal addresses in the reader's language: what is wrong with one, and one as a page shows it."""

from collections.abc import Sequence

from django.utils.translation import gettext

from filrouge.core.postal import PostalAddress, WrongAddress, envelope


def wrong_word(address: PostalAddress) -> str:
    """What keeps a letter from arriving, and how that is put right; empty for an address that holds."""
    if address.wrong is None:
        return ""
    return {
        WrongAddress.NO_TOWN: gettext("A letter does not find this street without its town: give the town."),
        WrongAddress.NO_STREET: gettext("There is a house number, and no street: give the street."),
        WrongAddress.NO_POSTCODE: gettext("Give the postcode of the town."),
        WrongAddress.NO_COUNTRY: gettext("Choose the country: the postcode does not tell it."),
        WrongAddress.POSTCODE: gettext(
            "“%(said)s” is no postcode there: Switzerland has four digits; France, Germany and Italy have five."
        )
        % {"said": address.postcode},
        WrongAddress.TOO_LONG: gettext("Something is too long."),
    }[address.wrong]


def left_out_word(address: PostalAddress) -> str:
    """Why a line of a file is taken without its postal address; empty when nothing is left out."""
    left_out = gettext("The postal address is left out.")
    return f"{left_out} {wrong_word(address)}" if address.wrong else ""


def address_lines(address: PostalAddress, language: str) -> Sequence[str]:
    """An address as it stands on an envelope from abroad: with its country."""
    return envelope(address, sent_from="", language=language)
