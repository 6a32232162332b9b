"""Addresses of invitations and relays, below those of a gathering."""

from django.urls import path

from filrouge.web.desk import invitation, invitations, relays

of_a_gathering = [
    path("g/<slug:key>/invitations/", invitations.page, name="invitations"),
    path("g/<slug:key>/invitations/invite/", invitations.invite_page, name="invite"),
    path("g/<slug:key>/invitations/remind/", invitation.remind_page, name="remind_invited"),
    path("g/<slug:key>/invitations/<int:pk>/", invitation.page, name="invitation"),
    path("g/<slug:key>/relays/", relays.page, name="relays"),
]
