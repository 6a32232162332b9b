"""Rows of the database written from a document."""
