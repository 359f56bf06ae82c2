"""The rules of the lifecycle, pure: no clock, file, socket, database or logging.

The clock and everything stored come in as arguments; what goes out are plain values.
"""
