"""Before and after a gathering: the calendar of who organises it, its series, what the next edition takes over."""
