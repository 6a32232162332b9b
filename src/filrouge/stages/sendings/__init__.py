"""Sendings: to whom the organiser writes, what, and when it leaves."""
