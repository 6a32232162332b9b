"""Organisers, users and the roles between them."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from filrouge.ground.people.enums import LegalRegime, Role


class Organiser(models.Model):
    """A body that organises gatherings here. Its directory, gatherings and staff are its own."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.JSONField()
    language = models.CharField(max_length=2, default="fr")

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.key


class LegalProfile(models.Model):
    """Who answers for the personal data of an organiser's gatherings, under which law, and for how long it is kept.

    Periods: needs in days after the part; followers, mails and waiting addresses in days after the gathering;
    registrations in months after it; contacts in months after their last sign, the press list after the last contact.
    `needs_visa` when nothing may be destroyed without the archivist's agreement.
    """

    organiser = models.OneToOneField(
        Organiser, on_delete=models.CASCADE, related_name="legal_profile", primary_key=True
    )
    controller = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    regime = models.CharField(max_length=12, choices=[(regime.value, regime.value) for regime in LegalRegime])
    canton = models.CharField(max_length=2, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    dpo = models.CharField(max_length=200, blank=True)
    dpo_email = models.EmailField(blank=True)
    rights_email = models.EmailField(blank=True)
    needs_days = models.PositiveSmallIntegerField(default=30)
    addresses_days = models.PositiveSmallIntegerField(default=30)
    registrations_months = models.PositiveSmallIntegerField(default=12)
    contacts_months = models.PositiveSmallIntegerField(default=36)
    needs_visa = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(contacts_months__gte=1, contacts_months__lte=60),
                name="contacts_are_kept_one_month_to_five_years",
            ),
            models.CheckConstraint(condition=models.Q(needs_days__lte=30), name="needs_are_erased_in_a_month"),
            models.CheckConstraint(
                condition=models.Q(registrations_months__gte=1, registrations_months__lte=60),
                name="registrations_are_kept_one_month_to_five_years",
            ),
        ]

    def __str__(self) -> str:
        return self.controller


class UserManager(BaseUserManager["User"]):
    """Makes users from an e-mail address; the address is folded to lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who logs in by code or passkey, and by password when one is given."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who logs in: staff of an organiser or of a partner. Registrants need no account."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="fr")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name or self.email


class RoleAssignment(models.Model):
    """One role of one user with one organiser."""

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="assignments")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])

    class Meta:
        ordering: ClassVar = ["organiser_id", "user_id", "role"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organiser", "user", "role"], name="one_assignment_of_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.organiser_id}"
