"""The doors: public pages, the organiser's desk, and the shell they share."""
