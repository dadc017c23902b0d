"""What would be if a cadence or the day's load were another: changed journals, and a year ahead in arithmetic."""
