import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_contacts_period"),
        ("privacy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AddressProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(max_length=254)),
                ("asked_at", models.DateTimeField()),
                (
                    "organiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="address_proofs",
                        to="people.organiser",
                    ),
                ),
            ],
            options={
                "ordering": ["organiser_id", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organiser", "email"), name="one_proof_of_an_address")
                ],
            },
        ),
    ]
