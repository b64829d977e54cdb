"""Password hashes for tests: the product's way at the least price; what the product pays, a test of its own says."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    """One pass over little memory, because no test is about how long guessing takes."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
