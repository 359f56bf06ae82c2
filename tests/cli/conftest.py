"""The commands are tested on the same homes as the faults."""

from tests.faults.conftest import (
    _own_environment,
    founded_home,
    peopled,
    peopled_home,
    program,
)

__all__ = ["_own_environment", "founded_home", "peopled", "peopled_home", "program"]
