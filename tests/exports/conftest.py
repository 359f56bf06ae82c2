"""The people in their roles who serve the tests of use cases serve here too."""

from tests.services.conftest import maker, notices, office

__all__ = ["maker", "notices", "office"]
