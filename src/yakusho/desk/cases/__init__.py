"""Cases (案件): what arrived, who works on it, until when, and what was decided."""
