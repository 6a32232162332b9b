"""People from a spreadsheet: read, recognised, checked line by line and compared. Nothing here writes."""
