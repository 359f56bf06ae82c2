"""The people in their roles who serve the tests of use cases serve here too."""

from tests.services.conftest import beginnings, maker, notices, office

__all__ = ["beginnings", "maker", "notices", "office"]
