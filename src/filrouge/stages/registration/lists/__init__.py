"""What the desk reads of registrations: lists, counts, what stands in the way. Always in batch."""
