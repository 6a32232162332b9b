"""Tests of Fil rouge; tests/support holds what they share."""
