"""An open edition on the memory store."""

import pytest

from tests.unit.registration.builders import House, an_edition


@pytest.fixture
def house() -> House:
    """Registration with IPEC 2019 open and nobody registered."""
    house = House()
    house.editions.save(an_edition())
    return house
