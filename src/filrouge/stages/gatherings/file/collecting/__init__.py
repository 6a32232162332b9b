"""Rows of the database as the data of a document."""
