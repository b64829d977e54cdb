"""Headquarters (ICT推進・活用本部): what the plan leaves for it to set."""
