"""What these tests share: facts are read anew in every test."""

from tests.support.gatherings import fresh_facts

__all__ = ["fresh_facts"]
