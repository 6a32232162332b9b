"""Pages for everybody: the gathering, its form, the personal page."""
