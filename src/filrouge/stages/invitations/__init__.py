"""Invitations by name, and bodies that spread the word."""
