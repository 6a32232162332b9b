"""Registrations: who takes which part, in which order, by whose decision."""
