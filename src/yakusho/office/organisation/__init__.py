"""The organisation (組織): loaded from ward data and published inward from here."""
