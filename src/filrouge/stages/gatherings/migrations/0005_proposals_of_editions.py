import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What editions proposed, to whom, and what became of it."""

    dependencies = [
        ("gatherings", "0004_places_and_results"),
    ]

    operations = [
        migrations.CreateModel(
            name="EditionProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=60)),
                ("text", models.JSONField()),
                ("whose", models.CharField(blank=True, max_length=200)),
                ("addressee", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("no_answer", "no_answer"),
                            ("answered", "answered"),
                            ("taken_up", "taken_up"),
                            ("refused", "refused"),
                        ],
                        default="no_answer",
                        max_length=10,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.JSONField(default=dict)),
                ("is_public", models.BooleanField(default=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="gatherings.edition"
                    ),
                ),
            ],
            options={
                "ordering": ["edition_id", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "key"), name="one_proposal_of_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["no_answer", "answered", "taken_up", "refused"])),
                        name="proposal_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "no_answer"), _negated=True),
                            models.Q(("answer", {}), ("answered_on", None)),
                            _connector="OR",
                        ),
                        name="no_answer_has_no_date",
                    ),
                ],
            },
        ),
    ]
