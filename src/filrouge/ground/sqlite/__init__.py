"""Django's database backend for SQLite, with a fair queue of writers."""
