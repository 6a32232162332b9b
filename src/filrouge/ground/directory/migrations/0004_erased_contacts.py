from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_contacts"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="contact", name="contact_is_somebody"),
        migrations.AddField(model_name="contact", name="erased_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="contact", name="last_sign_on", field=models.DateField(null=True)),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("family_name", ""), _negated=True),
                    models.Q(("given_name", ""), _negated=True),
                    models.Q(("email", ""), _negated=True),
                    models.Q(("erased_at", None), _negated=True),
                    _connector="OR",
                ),
                name="contact_is_somebody",
            ),
        ),
    ]
