"""Announcing, as the demonstration shows it: told day by day through the same actions as the pages."""
