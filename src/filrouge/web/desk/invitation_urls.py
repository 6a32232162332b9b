"""Addresses of invitations and relays, below those of a gathering."""

from django.urls import path

from filrouge.web.desk import invitation, invitation_links, invitations, relays

of_a_gathering = [
    path("g/<slug:key>/invitations/", invitations.page, name="invitations"),
    path("g/<slug:key>/invitations/invite/", invitations.invite_page, name="invite"),
    path("g/<slug:key>/invitations/remind/", invitation.remind_page, name="remind_invited"),
    path("g/<slug:key>/invitations/<int:pk>/", invitation.page, name="invitation"),
    path("g/<slug:key>/invitations/<int:pk>/link/", invitation_links.invitation_page, name="close_invitation_link"),
    path("g/<slug:key>/relays/", relays.page, name="relays"),
    path("g/<slug:key>/relays/<int:pk>/link/", invitation_links.relay_page, {"of": "relay"}, name="close_relay_link"),
    path("g/<slug:key>/relays/<int:pk>/page/", invitation_links.relay_page, {"of": "page"}, name="close_relay_page"),
]
