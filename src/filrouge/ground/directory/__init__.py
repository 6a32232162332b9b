"""The organiser's directory: territories, bodies, memberships."""
