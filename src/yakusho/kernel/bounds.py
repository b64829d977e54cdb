"""Named bounds with their units: every queue, page, upload and retry has one."""

ANSWER_CHARACTERS_MAX = 4_000  # one text answer
REQUEST_BYTES_MAX = 2_000_000  # a form post without its files
FIELDS_MAX = 600  # inputs in one form post
UPLOAD_BYTES_MAX = 5_000_000  # one file
UPLOADS_BYTES_MAX = 25_000_000  # all files of one form
DRAFT_DAYS_MAX = 30  # how long a saved draft waits
FORM_HOURS_MAX = 24  # how long an open form page may be sent
SEAL_BATCH_ENTRIES_MAX = 500
RELAY_PAGE_ENTRIES_MAX = 1_000
RELAY_PUSH_MESSAGES_MAX = 200
RELAY_PUSH_BYTES_MAX = 2_000_000  # one push, unless a single message is larger
RELAY_MESSAGE_BYTES_MAX = 8_000_000
RELAY_KEEP_DAYS = 30  # content of messages that were delivered and taken
RELAY_CLOCK_SKEW_SECONDS_MAX = 120  # RFC 9421 created and expires
RELAY_SIGNATURE_SECONDS = 60
BLOB_KEEP_HOURS = 24  # a submission's ciphertext after its owner acknowledged it
PAGE_ROWS = 50
RELAY_BLOBS_MAX = 100
YAML_CHARACTERS_MAX = 500_000  # one file of the ward's data
YAML_BRACKETS_MAX = 4_000
YAML_NESTING_LEVELS_MAX = 20
YAML_NUMBER_DIGITS_MAX = 12
