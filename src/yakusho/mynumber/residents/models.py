"""What the register keeps: persons, the keys they are found by, their stays and support measures, imports, looks.

The register is the ward's own record and is searched, so it lies open in the database of the innermost zone.
"""

from django.db import models
from django.db.models import F, Q

from yakusho.kernel.ids import new_id
from yakusho.mynumber.residents.register import HEAD, NUMBER_DIGITS, PERSON_KINDS, REASONS, SEXES, SUPPORT_KINDS

NAME_CHARACTERS_MAX = 200
ADDRESS_CHARACTERS_MAX = 300
KEY_CHARACTERS_MAX = 400


class Resident(models.Model):
    """A person with a 宛名番号. `id` is what addresses of pages and the access log call them by."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=NUMBER_DIGITS, unique=True)
    name = models.CharField(max_length=NAME_CHARACTERS_MAX)
    kana = models.CharField(max_length=NAME_CHARACTERS_MAX, blank=True)
    former_name = models.CharField(max_length=NAME_CHARACTERS_MAX, blank=True)
    alias = models.CharField(max_length=NAME_CHARACTERS_MAX, blank=True)
    kana_is_official = models.BooleanField(default=False)
    birth_date = models.DateField()
    birth_unclear = models.BooleanField(default=False)
    sex = models.CharField(max_length=10)
    nationality = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10)
    died_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="resident_sex", condition=Q(sex__in=list(SEXES))),
            models.CheckConstraint(name="resident_kind", condition=Q(kind__in=list(PERSON_KINDS))),
        ]
        indexes = [models.Index(fields=["birth_date", "number"], name="resident_birth")]


class ResidentKey(models.Model):
    """A key (検索キー) under which a person is found: of the name, a former name, an alias or the reading.

    The day of birth stands here too, so that a name and a day together are one place in the index.
    """

    person = models.ForeignKey(Resident, models.CASCADE, to_field="number", db_column="person", related_name="keys")
    key = models.CharField(max_length=KEY_CHARACTERS_MAX, db_index=True)
    birth_date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "birth_date", "person"], name="resident_key")]


class ResidentStay(models.Model):
    """Where a person is registered from a day on (異動の記録)."""

    person = models.ForeignKey(
        Resident, models.PROTECT, to_field="number", db_column="person", related_name="stays", db_index=False
    )
    household = models.CharField(max_length=NUMBER_DIGITS, blank=True)
    relation = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=ADDRESS_CHARACTERS_MAX)
    address_key = models.CharField(max_length=ADDRESS_CHARACTERS_MAX, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(name="stay_reason", condition=Q(reason__in=list(REASONS))),
            models.CheckConstraint(name="stay_days", condition=Q(until=None) | Q(until__gt=F("since"))),
            models.UniqueConstraint(fields=["person", "since"], name="stay_begin"),
            models.UniqueConstraint(fields=["person"], condition=Q(until=None), name="stay_open"),
            models.UniqueConstraint(fields=["household"], condition=Q(until=None, relation=HEAD), name="stay_head"),
        ]
        indexes = [
            models.Index(fields=["household", "since"], name="stay_household"),
            models.Index(fields=["address_key"], name="stay_address"),
        ]


class ResidentSupport(models.Model):
    """A support measure (支援措置) of a person, or its renewal."""

    person = models.ForeignKey(
        Resident, models.PROTECT, to_field="number", db_column="person", related_name="supports", db_index=False
    )
    since = models.DateField()
    until = models.DateField(null=True)
    ends_on = models.DateField()
    kind = models.CharField(max_length=10)
    apart = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="support_kind", condition=Q(kind__in=list(SUPPORT_KINDS))),
            models.UniqueConstraint(fields=["person", "since"], name="support_begin"),
        ]


class SampleRegister(models.Model):
    """Which sample fills the register (見本の名簿), so that filling it again with the same changes nothing.

    One that was not finished is made anew.
    """

    count = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    finished_at = models.DateTimeField(null=True)


class ResidentLookup(models.Model):
    """What somebody looks into the register for (閲覧の目的): a case or a reason, for one seat on one day."""

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    seat = models.UUIDField()
    reason = models.CharField(max_length=40)
    case = models.UUIDField(null=True)


class ResidentImport(models.Model):
    """An extract of the register that was shown and perhaps taken (取込).

    The file lies encrypted under its own key until it is taken or forgotten; the key is wrapped by the zone's.
    """

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=NAME_CHARACTERS_MAX)
    blob = models.CharField(max_length=64)
    data_key = models.BinaryField(max_length=200)
    size_bytes = models.PositiveIntegerField()
    seat = models.UUIDField()
    shown_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    persons_new = models.PositiveIntegerField(default=0)
    stays_new = models.PositiveIntegerField(default=0)
    rows_same = models.PositiveIntegerField(default=0)
    rows_left_out = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["shown_at"], name="resident_import_shown")]
