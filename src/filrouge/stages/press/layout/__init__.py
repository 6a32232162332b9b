"""From the facts of a press release to a page, a tagged PDF and a plain text."""
