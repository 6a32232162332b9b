from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_legalprofile"),
    ]

    operations = [
        migrations.AddField(
            model_name="legalprofile", name="contacts_months", field=models.PositiveSmallIntegerField(default=36)
        ),
        migrations.AddConstraint(
            model_name="legalprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(("contacts_months__gte", 1), ("contacts_months__lte", 60)),
                name="contacts_are_kept_one_month_to_five_years",
            ),
        ),
    ]
