"""Several people of one body or territory registered together, and the referent who keeps managing them."""
