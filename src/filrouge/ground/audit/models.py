"""The trail itself."""

from typing import Any, ClassVar, Never

from django.db import models


class AppendOnly(models.QuerySet["AuditEntry"]):
    """Refuses to change or delete entries."""

    def update(self, **_values: Any) -> Never:
        raise TypeError("An audit entry is never changed.")

    def delete(self) -> Never:
        raise TypeError("An audit entry is never deleted one by one; retention runs remove whole gatherings.")


class AuditEntry(models.Model):
    """One act: who, when, on what, why. Ids are plain numbers, so that the trail outlives what it speaks of."""

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor_label = models.CharField(max_length=200)
    actor_user_id = models.BigIntegerField(null=True)
    organiser_id = models.BigIntegerField()
    gathering_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=80)
    verb = models.CharField(max_length=60)
    motive = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    objects: ClassVar = AppendOnly.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["gathering_id", "subject_kind", "subject_id"], name="audit_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_kind} {self.subject_id}"
