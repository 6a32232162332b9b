"""Addresses of the shell."""

from django.urls import path

from filrouge.web.shell import mailbox, pages

app_name = "shell"
urlpatterns = [
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("components/", pages.components, name="components"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<int:mail_id>/", mailbox.mail, name="mail"),
    path("mailbox/<int:mail_id>/html/", mailbox.html, name="mail_html"),
    path("mailbox/<int:mail_id>/attached/<int:index>/", mailbox.attachment, name="mail_attachment"),
]
