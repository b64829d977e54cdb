"""What every zone's pages are made of: layout, components, charts, error pages, guards, gallery."""
