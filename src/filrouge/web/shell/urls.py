"""Addresses of the shell."""

app_name = "shell"
urlpatterns = []
