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
FILES_MAX = 20  # of one item
TABLE_ROWS_MAX = 50
TABLE_COLUMNS_MAX = 8
DECISION_ROWS_MAX = 60
DECISIONS_MAX = 20
CONSENTS_MAX = 5  # people beside the applicant who have to agree
