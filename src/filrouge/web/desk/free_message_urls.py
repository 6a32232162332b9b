"""Addresses of messages to registered people, below those of a gathering."""

from django.urls import path

from filrouge.web.desk import free_message, programme_news

_FREE = "g/<slug:key>/free-messages/"

of_a_gathering = [
    path(f"{_FREE}new/", free_message.new, name="new_free_message"),
    path(f"{_FREE}<int:pk>/", free_message.page, name="free_message"),
    path(f"{_FREE}<int:pk>/edit/", free_message.edit, name="edit_free_message"),
    path(f"{_FREE}<int:pk>/<slug:language>/html/", free_message.html, name="free_message_html"),
    path(f"{_FREE}<int:pk>/send/", free_message.send, name="send_free_message"),
    path(f"{_FREE}<int:pk>/drop/", free_message.drop, name="drop_free_message"),
    path("g/<slug:key>/programme-news/", programme_news.tell, name="tell_programme"),
]
