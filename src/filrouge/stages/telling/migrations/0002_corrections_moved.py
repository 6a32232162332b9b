from django.db import migrations


def keep_whom_they_mean(apps, schema_editor):
    """Which sending a list corrects stands on the list itself from now on."""
    lists = apps.get_model("sendings", "RecipientList").objects
    for row in apps.get_model("telling", "CorrectionList").objects.order_by("pk"):
        lists.filter(pk=row.recipients_id).update(reached_id=row.sending_id)


class Migration(migrations.Migration):

    dependencies = [
        ('sendings', '0003_reached'),
        ('telling', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(keep_whom_they_mean),
        migrations.DeleteModel(
            name='CorrectionList',
        ),
    ]
