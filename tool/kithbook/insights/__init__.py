"""What a journal tells beyond the day: figures, the harvest of events, help exchanged, introductions worth making."""
