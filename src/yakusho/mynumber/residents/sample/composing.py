"""Who lives together in a sample household (世帯の構成), and what happens to them: births, marriages, moves, deaths."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from yakusho.mynumber.residents.register import Reason, Sex
from yakusho.mynumber.residents.sample.chance import Chance, Weighted

YEAR = 365.2425
SEXES_OF_SAMPLES: tuple[Sex, ...] = ("male", "female")
ADULT_YEARS = 18
_MARRIED_IN = ("spouse", "partner", "child_spouse", "parent", "spouse_parent", "cohabitant")
"""Roles in which people come into a household that may be there already."""
MOTHER_YEARS_MIN, MOTHER_YEARS_MAX = 20, 42
OLD_YEARS = 65
CONVERTED_ON = date(1990, 4, 1)
"""Whoever was registered before has no reason of arrival in the register: it was taken over from paper (改製)."""


@dataclass
class Life:
    """One person in a household: their role towards its first head, when they joined, and how they left.

    `left` is the first day on which they no longer belong to it; `went` says where: died, away, or apart in the ward.
    `widowed` says that this one dies before the other of two.
    """

    role: str
    sex: Sex
    born: date
    joined: date = date.min
    reason: Reason = "move_in"
    left: date | None = None
    went: str = ""
    widowed: bool = False

    def belongs_on(self, day: date) -> bool:
        """Whether the person belongs to the household on a day."""
        return self.joined <= day and (self.left is None or day < self.left)


@dataclass
class Plan:
    """A household from its beginning: its lives, the days it moved within the ward, its heads since when."""

    began: date
    lives: list[Life]
    moves: list[date] = field(default_factory=list)
    heads: list[tuple[date, Life]] = field(default_factory=list)


def compose(chance: Chance, as_of: date) -> Plan:
    """A household, as it came to be by a day."""
    lives = chance.pick(_KINDS)(chance, as_of)
    plan = Plan(_began(lives, chance, as_of), lives)
    _join(plan, chance, as_of)
    plan.heads = [(plan.began, lives[0])]
    _deaths(plan, chance, as_of)
    _leaving(plan, chance, as_of)
    _moving(plan, chance, as_of)
    return plan


def _born(chance: Chance, as_of: date, youngest: int, oldest: int) -> date:
    years = chance.whole(youngest, max(youngest, oldest))
    return as_of - timedelta(days=int(years * YEAR) + chance.whole(1, 364))


def _age(life: Life, day: date) -> int:
    return int((day - life.born).days / YEAR)


def _adult(chance: Chance, as_of: date, role: str, youngest: int, oldest: int, sex: Sex | None = None) -> Life:
    if sex is None:
        sex = chance.one(SEXES_OF_SAMPLES)
    return Life(role, sex, _born(chance, as_of, youngest, oldest))


def _single(chance: Chance, as_of: date) -> list[Life]:
    youngest, oldest = chance.pick(Weighted((((18, 34), 38.0), ((35, 64), 36.0), ((65, 96), 26.0))))
    alone = _adult(chance, as_of, "head", youngest, oldest)
    if youngest >= OLD_YEARS and chance.hits(0.55):
        alone.role = "spouse"
        partner = _other(alone, chance, as_of, "head")
        partner.widowed = True
        return [partner, alone]
    return [alone]


def _other(life: Life, chance: Chance, as_of: date, role: str) -> Life:
    """A spouse of about the same age."""
    years = _age(life, as_of)
    other: Sex = "female" if life.sex == "male" else "male"
    return _adult(chance, as_of, role, max(ADULT_YEARS + 2, years - 5), years + 5, other)


def _couple(chance: Chance, as_of: date) -> list[Life]:
    youngest, oldest = chance.pick(Weighted((((24, 44), 45.0), ((45, 64), 20.0), ((65, 92), 35.0))))
    head = _adult(chance, as_of, "head", youngest, oldest, "male" if chance.hits(0.88) else "female")
    return [head, _other(head, chance, as_of, "spouse")]


def _unmarried(chance: Chance, as_of: date) -> list[Life]:
    head = _adult(chance, as_of, "head", 22, 60)
    return [head, _other(head, chance, as_of, "partner")]


def _children(chance: Chance, as_of: date, mother: Life, most: int, oldest: int) -> list[Life]:
    years = _age(mother, as_of)
    youngest_age, oldest_age = max(0, years - MOTHER_YEARS_MAX), min(oldest, years - MOTHER_YEARS_MIN)
    if oldest_age < youngest_age:
        return []
    children = [
        Life("child", chance.one(SEXES_OF_SAMPLES), _born(chance, as_of, youngest_age, oldest_age))
        for _ in range(chance.whole(1, most))
    ]
    apart: list[Life] = []
    for child in sorted(children, key=lambda each: each.born):
        if not apart or (child.born - apart[-1].born).days > 300:
            apart.append(child)
    return apart


def _family(chance: Chance, as_of: date) -> list[Life]:
    head = _adult(chance, as_of, "head", 28, 58, "male" if chance.hits(0.9) else "female")
    spouse = _other(head, chance, as_of, "spouse")
    mother = head if head.sex == "female" else spouse
    return [head, spouse, *_children(chance, as_of, mother, chance.whole(1, 4), 27)]


def _single_parent(chance: Chance, as_of: date) -> list[Life]:
    head = _adult(chance, as_of, "head", 24, 56, "female" if chance.hits(0.86) else "male")
    return [head, *_children(chance, as_of, head, 3, 25)]


def _old_parent(chance: Chance, as_of: date) -> list[Life]:
    head = _adult(chance, as_of, "head", 66, 94)
    spouse = [_other(head, chance, as_of, "spouse")] if chance.hits(0.5) else []
    years = _age(head, as_of)
    child = _adult(chance, as_of, "child", max(30, years - 42), max(31, years - 22))
    return [head, *spouse, child]


def _three_generations(chance: Chance, as_of: date) -> list[Life]:
    head = _adult(chance, as_of, "head", 62, 88)
    spouse = [_other(head, chance, as_of, "spouse")] if chance.hits(0.7) else []
    years = _age(head, as_of)
    child = _adult(chance, as_of, "child", max(30, years - 40), max(31, years - 24))
    their = _other(child, chance, as_of, "child_spouse")
    mother = child if child.sex == "female" else their
    grandchildren = _children(chance, as_of, mother, 3, 24)
    for each in grandchildren:
        each.role = "grandchild"
    return [head, *spouse, child, their, *grandchildren]


def _with_parent(chance: Chance, as_of: date) -> list[Life]:
    """A family that took in a parent of one of the couple."""
    family = _family(chance, as_of)
    years = _age(family[0], as_of)
    role = chance.one(("parent", "spouse_parent"))
    return [*family, _adult(chance, as_of, role, years + 22, years + 36)]


def _siblings(chance: Chance, as_of: date) -> list[Life]:
    head = _adult(chance, as_of, "head", 20, 75)
    years = _age(head, as_of)
    return [head, _adult(chance, as_of, "sibling", max(ADULT_YEARS, years - 6), years + 1)]


def _roommates(chance: Chance, as_of: date) -> list[Life]:
    return [_adult(chance, as_of, role, 19, 40) for role in ("head", *["cohabitant"] * chance.whole(1, 3))]


_KINDS: Weighted[Callable[[Chance, date], list[Life]]] = Weighted(
    (
        (_single, 53.0),
        (_couple, 17.0),
        (_family, 17.5),
        (_single_parent, 4.5),
        (_old_parent, 3.0),
        (_unmarried, 2.0),
        (_with_parent, 0.8),
        (_three_generations, 0.7),
        (_siblings, 1.0),
        (_roommates, 0.5),
    )
)
"""Kinds of households by how often they come in a ward of Tokyo: 1.8 persons in the mean."""


def _began(lives: list[Life], chance: Chance, as_of: date) -> date:
    """When the household came to be: young ones a short time ago, old ones perhaps long ago."""
    grown = [each for each in lives if each.role != "child" or _age(each, as_of) >= ADULT_YEARS]
    first = grown[0]
    years = _age(first, as_of)
    most = max(1, min(years - ADULT_YEARS, 50 if years >= OLD_YEARS else years - 20))
    ago = most * chance.part() ** (1.0 if years >= OLD_YEARS else 1.6)
    day = as_of - timedelta(days=int(ago * YEAR) + chance.whole(1, 60))
    return max(day, first.born + timedelta(days=int(ADULT_YEARS * YEAR)))


def _join(plan: Plan, chance: Chance, as_of: date) -> None:
    first: Reason = "initial" if plan.began < CONVERTED_ON else "move_in"
    for life in plan.lives:
        life.joined, life.reason = plan.began, first
        if life.role in _MARRIED_IN:
            earliest = max(plan.began, _grown_on(life))
            if earliest > plan.began or chance.hits(0.35):
                life.joined = earliest + timedelta(days=chance.whole(0, max(0, (as_of - earliest).days)))
                life.reason = "move_in"
        elif life.born >= plan.began:
            life.joined, life.reason = life.born, "birth"
    _no_child_before_a_parent(plan)


def _grown_on(life: Life) -> date:
    return life.born + timedelta(days=int(ADULT_YEARS * YEAR))


def _no_child_before_a_parent(plan: Plan) -> None:
    """Who married into the household belongs to it when their first child is born."""
    for role, of in (("spouse", "child"), ("child_spouse", "grandchild")):
        births = [life.joined for life in plan.lives if life.role == of and life.reason == "birth"]
        for life in plan.lives:
            if births and life.role == role:
                before = max(plan.began, _grown_on(life), min(births) - timedelta(days=100))
                life.joined = min(life.joined, before)


def _deaths(plan: Plan, chance: Chance, as_of: date) -> None:
    """Let some of the old die, after all have joined; after a head another is the head (世帯主変更)."""
    together = max(life.joined for life in plan.lives)
    for life in plan.lives:
        widowed = life is plan.lives[0] and _is_widow(plan)
        years = _age(life, as_of)
        if not widowed and not (years >= 60 and chance.hits((years - 55) / 260)):
            continue
        earliest = max(together, as_of - timedelta(days=int(9 * YEAR)))
        is_head = life is plan.heads[-1][1]
        if is_head:
            earliest = max(earliest, plan.heads[-1][0])
        if (as_of - earliest).days < 30:
            continue
        life.left = earliest + timedelta(days=chance.whole(2, (as_of - earliest).days - 1))
        life.went = "died"
        if is_head and (following := _next_head(plan, life.left)):
            plan.heads.append((life.left, following))


def _is_widow(plan: Plan) -> bool:
    """Whether the household was planned as somebody's who is left alone."""
    return len(plan.lives) == 2 and plan.lives[0].widowed


def _next_head(plan: Plan, day: date) -> Life | None:
    there = [life for life in plan.lives if life.belongs_on(day) and life.left is None]
    grown = [life for life in there if _age(life, day) >= ADULT_YEARS]
    spouse = [life for life in grown if life.role in ("spouse", "partner")]
    return min(spouse or grown, key=lambda each: each.born, default=None)


def _leaving(plan: Plan, chance: Chance, as_of: date) -> None:
    """Let grown children leave, and some households move away as a whole; nobody is left without a head."""
    heads = [head for _, head in plan.heads]
    if heads[-1].left is not None:
        _end(plan, heads[-1].left)
        return
    if chance.hits(0.05):
        earliest = max(life.left or life.joined for life in plan.lives) + timedelta(days=1)
        if (as_of - earliest).days > 1:
            _end(plan, earliest + timedelta(days=chance.whole(0, (as_of - earliest).days - 1)))
        return
    for life in plan.lives:
        if life.role != "child" or life in heads or life.left is not None or _age(life, as_of) <= ADULT_YEARS:
            continue
        days = (as_of - max(life.joined + timedelta(days=30), _grown_on(life))).days
        if days > 10 and chance.hits(0.25):
            life.left, life.went = as_of - timedelta(days=chance.whole(1, days)), chance.one(("apart", "away", "away"))


def _end(plan: Plan, day: date) -> None:
    """Everybody who is still there goes away on one day."""
    for life in plan.lives:
        if life.left is None or life.left > day:
            life.left, life.went = day, "away"


def _moving(plan: Plan, chance: Chance, as_of: date) -> None:
    last = max((life.left or as_of for life in plan.lives), default=as_of)
    span = (last - plan.began).days
    if span < 400:
        return
    for _ in range(chance.pick(Weighted(((0, 68.0), (1, 23.0), (2, 9.0))))):
        plan.moves.append(plan.began + timedelta(days=chance.whole(180, span - 30)))
    plan.moves.sort()
