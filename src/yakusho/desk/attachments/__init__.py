"""Attachments (添付): originals stay sealed, staff open copies made in a sandbox without network (無害化)."""
