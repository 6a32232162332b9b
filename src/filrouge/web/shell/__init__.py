"""What the doors share: access, language, components, error pages."""
