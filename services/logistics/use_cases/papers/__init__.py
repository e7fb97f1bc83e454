"""Run sheets and lists: one paper for each reader, with only what that reader needs.

A driver sees names, flights and a telephone; a gate who comes when and who meets them; a hotel rooms and
nights; a guest their own way; a zone when the shuttle leaves. Ranks, needs
and other people's rooms are on no driver's or guest's paper.
"""

from collections.abc import Callable

from services.logistics.domain.paper import Paper, PaperKind
from services.logistics.use_cases.papers.desk import Desk, NoSuchReader
from services.logistics.use_cases.papers.drives import DriverPage, driver_page
from services.logistics.use_cases.papers.guests import guest_sheet
from services.logistics.use_cases.papers.houses import hotel_list, rooming_list
from services.logistics.use_cases.papers.kitchen import kitchen_list
from services.logistics.use_cases.papers.roads import driver_sheet, gate_list
from services.logistics.use_cases.papers.shuttle import shuttle_list

__all__ = ("Desk", "DriverPage", "NoSuchReader", "driver_page", "write_paper")


def write_paper(desk: Desk, kind: PaperKind, reference: str) -> Paper:
    """The paper of one reader, by the organisers' reference."""
    writers: dict[PaperKind, Callable[[Desk, str], Paper]] = {
        PaperKind.DRIVER: driver_sheet,
        PaperKind.GATE: gate_list,
        PaperKind.HOTEL: hotel_list,
        PaperKind.GUEST: guest_sheet,
        PaperKind.ROOMING: rooming_list,
        PaperKind.KITCHEN: kitchen_list,
        PaperKind.SHUTTLE: shuttle_list,
    }
    return writers[kind](desk, reference)
