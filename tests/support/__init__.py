"""What the tests share: the strict harness, PostgreSQL, pages."""
