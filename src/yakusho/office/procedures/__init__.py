"""Publishing procedures (手続の公開): from a file in ward data to every zone that needs it."""
