"""What the room keeps: decided versions, which never change, and one draft for each plan file."""

from django.db import models


class PlanVersion(models.Model):
    """A decided version of a plan (計画の版): the whole text, who decided, and when.

    The ward's own file is version 0 and has no row. `key` is the id of the form it came from, so that the same form
    sent again decides nothing. The database refuses changes.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True)
    file = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    text = models.TextField()
    content_hash = models.CharField(max_length=64)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    by_section = models.CharField(max_length=80)
    seat = models.UUIDField()
    recorded_at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("file", "number"), name="one_version_a_number"),)


class PlanDraft(models.Model):
    """The text that is being worked on (計画案), whether or not it can be read as a plan yet."""

    file = models.CharField(max_length=80, primary_key=True)
    text = models.TextField()
    revision = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField()
    seat = models.UUIDField()
    changed_at = models.DateTimeField()
