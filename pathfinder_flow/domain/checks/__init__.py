"""Checks of workflow and ladder files, for what their shape alone does not say."""
