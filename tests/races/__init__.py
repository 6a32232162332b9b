"""Threads and processes at the same seats, on both databases; each protection with a control that shows it failing."""
