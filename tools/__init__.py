"""The project's own tools: set-up, assets, catalogues, browser. Never part of the installed product."""
