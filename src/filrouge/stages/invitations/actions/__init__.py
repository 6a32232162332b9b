"""The writers of invitations and relays."""
