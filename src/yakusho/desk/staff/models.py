"""What a zone keeps of its organisation and of the people who sign in to it."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from yakusho.kernel.ids import new_id


class UserManager(BaseUserManager["User"]):
    """Accounts are made by the zone's administration; nobody signs up."""

    def create_user(self, username: str, password: str | None, display_name: str = "") -> "User":
        """A new account; `username` is opaque (no name, no staff number that tells more than who signs in)."""
        user = self.model(username=username, display_name=display_name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account of this zone (利用者); the name is shown on screens only and never enters the journal."""

    username = models.CharField(max_length=40, unique=True)
    display_name = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.display_name or self.username


class OrganisationGeneration(models.Model):
    """One published state of the organisation (組織の版); a higher generation replaces a lower one."""

    generation = models.PositiveIntegerField(primary_key=True)
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()


class Section(models.Model):
    """A section (課) with the days it exists; `sample` marks one that the real ward doesn't have."""

    code = models.CharField(max_length=80, primary_key=True)
    name_ja = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    department_ja = models.CharField(max_length=80, blank=True)
    department_en = models.CharField(max_length=120, blank=True)
    sample = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    place = models.PositiveIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(
                name="section_days",
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return self.name_ja


class Succession(models.Model):
    """From a day on, a section's affairs are another's (組織の承継): rename, merge, or one part of a split."""

    id = models.BigAutoField(primary_key=True)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="successors")
    successor = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="predecessors")
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "successor"], name="succession_once")]


class Facility(models.Model):
    """A place residents go to (施設), and the section it belongs to."""

    code = models.CharField(max_length=80, primary_key=True)
    name_ja = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    section = models.ForeignKey(Section, null=True, on_delete=models.SET_NULL)
    sample = models.BooleanField(default=False)
    place = models.PositiveIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.name_ja


class Post(models.Model):
    """A post (職): clerk, head of section, …"""

    code = models.CharField(max_length=40, primary_key=True)
    name_ja = models.CharField(max_length=40)
    name_en = models.CharField(max_length=80)
    place = models.PositiveIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.name_ja


class Seat(models.Model):
    """A dated assignment (席): one user holds one post in one section with these functions.

    Its id is what the journal and the access log know of a person. Concurrent seats (兼務) are several rows.
    `procedures` limits it to some procedures; empty means all of its section.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="seats")
    post = models.ForeignKey(Post, on_delete=models.PROTECT)
    section = models.ForeignKey(Section, on_delete=models.PROTECT)
    functions = models.JSONField(default=list)
    procedures = models.JSONField(default=list, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seat_days",
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("valid_from")),
            )
        ]
        indexes = [models.Index(fields=["user", "valid_from"], name="seat_user")]
