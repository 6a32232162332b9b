"""Fil rouge: the gatherings of public social action, from save-the-date to roadmap."""

__version__ = "0.1.0"
