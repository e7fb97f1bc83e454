"""Published pickup-and-delivery instances, solved with what plans our trips: fewest vehicles, then least distance.

The entry point of `convoke bench pdptw`: reads a folder of files in the form of Li and Lim, yields one object a file.
"""

from services.logistics.benchmark.folder import solve_folder

__all__ = ["solve_folder"]
