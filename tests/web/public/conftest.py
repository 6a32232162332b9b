"""What these tests share: facts read anew in every test, and a post office."""

from tests.support.gatherings import fresh_facts
from tests.support.mailbox import post_office

__all__ = ["fresh_facts", "post_office"]
