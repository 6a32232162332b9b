"""The demonstration: five gatherings at five moments of their lives, with invented people, relative to today."""

KEYS = ("aarau-2023", "lemans-2024", "lille-2016", "mulhouse-2022", "ateliers")
