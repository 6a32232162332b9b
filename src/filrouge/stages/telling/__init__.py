"""Telling whoever was invited or written to what does not hold any more, when the organiser says so."""
