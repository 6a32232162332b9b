"""What somebody needs on the day: asked only where it matters, sealed, opened for one role, erased in time."""
