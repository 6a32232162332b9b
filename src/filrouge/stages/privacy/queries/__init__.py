"""Reading for the privacy stage: profiles, what is due, objections, partners, and all that is held about one person."""
