"""People from a spreadsheet: read, recognised, checked line by line and compared. Nothing here writes."""

from datetime import timedelta

# What waits longer than this for approval is dropped: it names people.
KEPT_FOR = timedelta(days=7)
