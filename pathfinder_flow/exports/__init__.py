"""Files that leave the program: evidence packs and calendar feeds."""
