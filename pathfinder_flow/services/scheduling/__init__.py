"""What the scheduler does at each tick, and how it fares."""
