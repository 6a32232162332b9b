"""The only writers of lists, sendings and recipients."""
