"""Settings, root addresses and the entry point of the web server."""
