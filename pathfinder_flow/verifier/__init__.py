"""The check of an evidence pack, by the standard library of Python 3.9 alone.

Its modules are joined into the one file that every pack carries as verify.py, for an auditor who
has nothing else (:mod:`pathfinder_flow.verifier.one_file`). So they import nothing of this
program but each other, and no two of them give one name to two things.
"""
