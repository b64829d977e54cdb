"""What the plan room keeps: which state of a plan the public sees."""

from django.db import models


class PlanPublication(models.Model):
    """The snapshot of a plan that was published last (公表した計画): its generation and the hash of its content."""

    plan = models.CharField(max_length=80, primary_key=True)
    generation = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()
