"""Who was there: what people signed, as staff recorded it."""
