import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Exists, OuterRef


def first_alone_answers(apps, schema_editor):
    """Of two who answered one invitation at the same moment, the first is the invited person."""
    arrivals = apps.get_model("registration", "Arrival").objects
    earlier = arrivals.filter(is_own=True, invitation=OuterRef("invitation"), pk__lt=OuterRef("pk"))
    second = list(arrivals.filter(Exists(earlier), is_own=True).order_by().values_list("pk", flat=True))
    arrivals.filter(pk__in=second).update(is_own=False)


class Migration(migrations.Migration):
    dependencies = [
        ("invitations", "0002_links_that_close"),
        ("registration", "0004_arrivals"),
    ]

    operations = [
        migrations.AlterField(
            model_name="forwarding",
            name="registration",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="came_by_forwardings",
                to="registration.registration",
            ),
        ),
        migrations.AlterModelOptions(name="arrival", options={"ordering": ["registration_id", "id"]}),
        migrations.AlterField(
            model_name="arrival",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="arrivals", to="registration.registration"
            ),
        ),
        migrations.AddField(model_name="arrival", name="is_instead", field=models.BooleanField(default=False)),
        migrations.AddField(
            model_name="arrival",
            name="also_through",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="also_passed_on_to",
                to="registration.registration",
            ),
        ),
        migrations.RunPython(first_alone_answers, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_own", True), ("is_instead", True), _connector="OR"),
                fields=("invitation",),
                name="one_comes_on_an_invitation",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_own", False), ("is_instead", False), _connector="OR"),
                name="comes_or_comes_instead",
            ),
        ),
    ]
