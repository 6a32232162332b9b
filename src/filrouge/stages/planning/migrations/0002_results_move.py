from django.db import migrations


class Migration(migrations.Migration):
    """What editions produced belongs to the gatherings now, with the same table: nothing is written."""

    dependencies = [
        ("planning", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="EditionResult")]),
    ]
