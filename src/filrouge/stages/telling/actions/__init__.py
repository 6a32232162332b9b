"""The writers of the telling stage."""
