"""What can be found; the terms it is found under are kept in tables of the database's own kind, see `engines`."""

from django.db import models


class Entry(models.Model):
    """One text in one language that a room put here; never changed: a new text of the same thing is a new row.

    `indexed` is the generation of the index that holds it, 0 before that; a row that another one replaced is `gone`.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    language = models.CharField(max_length=8)
    url = models.CharField(max_length=200)
    title = models.TextField()
    text = models.TextField()
    generation = models.PositiveIntegerField(default=0)
    indexed = models.PositiveIntegerField(default=0)
    gone = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key", "language"], name="search_entry_thing"),
            models.Index(fields=["id"], name="search_entry_waiting", condition=models.Q(indexed=0)),
            models.Index(fields=["id"], name="search_entry_gone", condition=models.Q(gone=True)),
        ]


class Index(models.Model):
    """The one row that says which generation of the index is searched, and whose terms are in it (索引の世代).

    `tidied` is how many entries there were when it was last made compact.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    generation = models.PositiveIntegerField(default=1)
    analyser = models.CharField(max_length=80, blank=True)
    tidied = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="search_index_one")]
