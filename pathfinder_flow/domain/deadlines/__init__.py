"""Due dates and the periods that are owed."""
