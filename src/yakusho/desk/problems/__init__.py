"""The problems page (困りごと): what got stuck, since when, and what to do."""
