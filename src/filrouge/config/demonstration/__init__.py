"""The demonstration: gatherings at different moments of their lives, with invented people, relative to today."""

KEYS = ("aarau-2023", "lemans-2024", "lille-2016", "mulhouse-2022", "ateliers")
"""The five example files, each moved by whole weeks to its moment. Weekdays stay true."""

EVERYTHING, MEMBERS_FIRST, LONG_OVER = OWN_KEYS = ("voisinages", "journee-des-membres", "rencontre-passee")
"""Gatherings that only the demonstration has: one with something of everything, one that opens for some first, and one
whose registrations are due for elimination.
"""

ANNOUNCED = (
    "chez-soi-thoune",
    "chez-soi-nyon",
    "chez-soi",
    "fribourg",
    "sion",
    "soleure",
    "lemans-quartiers",
)
"""Gatherings on which announcing is tried out: three editions of a series, the third of which is being announced; a
date to save; one put off, one called off; and one in the months before an election.
"""
FIRST_EDITION, SECOND_EDITION, ANNOUNCING, TO_SAVE, PUT_OFF, CALLED_OFF, BEFORE_ELECTION = ANNOUNCED
