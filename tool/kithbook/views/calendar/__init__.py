"""What the calendar feeds say, as values: entries, their words, days and stamps. `views.ics` writes them."""
