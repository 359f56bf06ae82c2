"""Reading what is on record, on both clocks."""
