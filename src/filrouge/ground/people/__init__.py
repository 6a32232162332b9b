"""Who works here: organisers (the bodies), users (their staff), roles between the two."""
