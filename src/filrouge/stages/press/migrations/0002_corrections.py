from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import RESTRICT, SET_NULL

from filrouge.ground.address_digests import digests_of


def digest_all(apps, schema_editor):
    deliveries = apps.get_model("press", "PressDelivery").objects.select_related("journalist").order_by("pk")
    for row in deliveries.iterator():
        row.digest = digests_of(row.journalist.organiser_id, row.journalist.email, use="press delivery")[0]
        row.save(update_fields=["digest"])


class Migration(migrations.Migration):
    dependencies = [("press", "0001_initial")]

    operations = [
        migrations.AddField("pressrelease", "kind", models.CharField(choices=[("release", "release"), ("correction", "correction"), ("cancelled", "cancelled")], default="release", max_length=10)),
        migrations.AddField("pressrelease", "corrects", models.ForeignKey(null=True, on_delete=RESTRICT, related_name="corrections", to="press.pressrelease")),
        migrations.AddField("pressrelease", "number", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("issuedrelease", "stated", models.JSONField(default=dict)),
        migrations.AddField("pressdelivery", "digest", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.AlterField("pressdelivery", "journalist", models.ForeignKey(null=True, on_delete=SET_NULL, related_name="deliveries", to="press.journalist")),
        migrations.RunPython(digest_all, migrations.RunPython.noop),
        migrations.RemoveConstraint("pressdelivery", "a_release_once_to_a_journalist"),
        migrations.AddConstraint("pressdelivery", models.UniqueConstraint(fields=["release", "digest"], name="a_release_once_to_an_address")),
        migrations.AddConstraint("pressrelease", models.CheckConstraint(condition=Q(Q(("corrects__isnull", False), ("kind", "correction")), Q(Q(("kind", "correction"), _negated=True), ("corrects", None)), _connector="OR"), name="a_correction_corrects_a_release")),
        migrations.AddConstraint("pressrelease", models.UniqueConstraint(condition=Q(("state", "draft")), fields=["corrects"], name="one_correction_is_drafted_at_a_time")),
    ]
