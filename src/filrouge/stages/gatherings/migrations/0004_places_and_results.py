import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Where venues are on the globe; what editions produced comes over from the stage planning with its table."""

    dependencies = [
        ("gatherings", "0003_life_of_a_gathering"),
        ("planning", "0002_results_move"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="EditionResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("url", models.URLField(max_length=500)),
                        ("language", models.CharField(blank=True, max_length=2)),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="gatherings.edition",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "planning_editionresult",
                        "ordering": ["edition_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "url"), name="one_result_of_an_address")
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField("venue", "latitude", models.DecimalField(decimal_places=6, max_digits=8, null=True)),
        migrations.AddField("venue", "longitude", models.DecimalField(decimal_places=6, max_digits=9, null=True)),
        migrations.AddField("venue", "map", models.URLField(blank=True, default="", max_length=500), preserve_default=False),
        migrations.AddConstraint(
            "venue",
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="venues_lie_on_the_globe",
            ),
        ),
    ]
