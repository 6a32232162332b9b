"""Gatherings: their facts, parts, audiences, places in a series or a process, and their file."""
