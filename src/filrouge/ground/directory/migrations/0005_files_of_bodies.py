from django.db import migrations, models


def pair_with_no_reason(apps, schema_editor):
    """Headings that were kept alone get an empty reason."""
    for row in apps.get_model("directory", "ContactFile").objects.exclude(dropped=[]).order_by("pk"):
        row.dropped = [one if isinstance(one, list) else [one, ""] for one in row.dropped]
        row.save(update_fields=["dropped"])


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_erased_contacts"),
    ]

    operations = [
        migrations.AddField(
            model_name="contactfile",
            name="kind",
            field=models.CharField(
                choices=[("contacts", "contacts"), ("bodies", "bodies")], default="contacts", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="contactfile", name="source", field=models.CharField(blank=True, max_length=300)
        ),
        migrations.RunPython(pair_with_no_reason, migrations.RunPython.noop),
    ]
