"""Lets `python -m pathfinder_flow` do what `pathfinder-flow` does."""

from pathfinder_flow.cli.main import main

if __name__ == "__main__":
    main()
