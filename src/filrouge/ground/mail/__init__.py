"""Mail as an outbox: a row in the transaction that causes it, sent by the worker afterwards."""
