"""The my-number zone (マイナンバー利用事務系): cases of my-number affairs; it calls the office, nothing calls it."""
