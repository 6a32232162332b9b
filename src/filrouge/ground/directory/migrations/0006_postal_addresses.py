"""Where letters go to bodies and contacts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0005_files_of_bodies"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="postal_country",
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.AddField(
            model_name="contact",
            name="postal_extra",
            field=models.CharField(blank=True, max_length=70),
        ),
        migrations.AddField(
            model_name="contact",
            name="postal_number",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="contact",
            name="postal_postcode",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="contact",
            name="postal_street",
            field=models.CharField(blank=True, max_length=70),
        ),
        migrations.AddField(
            model_name="contact",
            name="postal_town",
            field=models.CharField(blank=True, max_length=70),
        ),
        migrations.AddField(
            model_name="organisation",
            name="postal_country",
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.AddField(
            model_name="organisation",
            name="postal_extra",
            field=models.CharField(blank=True, max_length=70),
        ),
        migrations.AddField(
            model_name="organisation",
            name="postal_number",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="organisation",
            name="postal_postcode",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="organisation",
            name="postal_street",
            field=models.CharField(blank=True, max_length=70),
        ),
        migrations.AddField(
            model_name="organisation",
            name="postal_town",
            field=models.CharField(blank=True, max_length=70),
        ),
    ]
