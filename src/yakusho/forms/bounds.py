"""Named bounds of a definition and of what is posted to it."""

PAGES_MAX = 30
ITEMS_MAX = 200  # on all pages together
MEMBERS_MAX = 50  # rows of one repeat group
CHOICES_MAX = 200
RULE_CHARACTERS_MAX = 500
RULE_PARENTHESES_MAX = 20
RULES_MAX = 100
REDISPLAY_CHARACTERS_MAX = 100_000  # of one answer that is shown again
NUMBER_DIGITS_MAX = 12
