"""Sheets as offices keep them: a file's bytes turned into tables of cells with their addresses."""
