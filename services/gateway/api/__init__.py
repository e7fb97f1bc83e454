"""The HTTP API under /api/v1, one module a service.

A module found here is served, none is listed anywhere.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType


def names() -> list[str]:
    """The services with an HTTP face, which are the services the gateway knows."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def modules() -> Iterator[ModuleType]:
    """Each module of this package.

    It has a blueprint `blp` and, if it takes spreadsheets, their names in `imports`.
    """
    for name in names():
        yield import_module(f"{__name__}.{name}")
