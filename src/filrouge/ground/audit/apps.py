"""Registration of the audit room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only trail."""

    name = "filrouge.ground.audit"
    label = "audit"
