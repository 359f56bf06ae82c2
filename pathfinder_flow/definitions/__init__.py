"""Definition files: found, read strictly, checked, and drawn.

Knows the domain only. Reading says everything that is wrong at once, each with its line and
column; what was read once is kept and loaded by its canonical form.
"""
