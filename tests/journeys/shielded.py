"""A family for a journey: she and the child moved away from him and are under a support measure (支援措置).

Run under the settings of the inner zone; prints their numbers and households as JSON.
"""

import json
import sys
from datetime import date

import django

BASE, FLED, ENDS = date(2015, 4, 1), date(2023, 5, 1), date(2100, 3, 31)
OLD = "板橋三丁目55番5号"
SECRET = "高島平九丁目41番77号 見本カクレ荘303号室"
HIM, HER, CHILD = "999999999999971", "999999999999980", "999999999999998"
TOGETHER, APART = "989999999999973", "989999999999981"
PERSONS = {
    HIM: ("見本 荒太", "ミホン アラタ", date(1980, 2, 3), "male", "self"),
    HER: ("見本 静子", "ミホン シズコ", date(1982, 4, 5), "female", "wife"),
    CHILD: ("見本 凪", "ミホン ナギ", date(2014, 6, 7), "unknown", "child"),
}


def fill() -> None:
    """Put the family into the register."""
    from django.db import transaction

    from yakusho.mynumber.residents.candidates import house_of
    from yakusho.mynumber.residents.models import ResidentKey
    from yakusho.mynumber.residents.register import Person, Stay, Support
    from yakusho.mynumber.residents.rows import key_rows, person_row, stay_row, support_row

    with transaction.atomic():
        for number, (name, kana, born, sex, relation) in PERSONS.items():
            person = Person(number, name, kana, "", "", True, born, False, sex, "", "resident", None)  # type: ignore[arg-type]
            person_row(person).save()
            ResidentKey.objects.bulk_create(key_rows(person))
            left = None if number == HIM else FLED
            stay_row(Stay(number, TOGETHER, relation, OLD, house_of(OLD), "173-0004", BASE, left, "move_in")).save()
        for number, relation in ((HER, "self"), (CHILD, "child")):
            stay_row(
                Stay(number, APART, relation, SECRET, house_of(SECRET), "175-0082", FLED, None, "move_within")
            ).save()
        support_row(Support(HER, FLED, None, ENDS, "violence")).save()


def main() -> int:
    """Run from the journey."""
    django.setup()
    from yakusho.mynumber.residents.candidates import house_of

    fill()
    sys.stdout.write(json.dumps({"key": house_of(SECRET)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
