"""Invented organisations and the posts people hold in them, by rank and trade."""

from __future__ import annotations

import random

_STEMS = (
    "Northmere", "Halcyon", "Corvale", "Blue Lantern", "Tessaro", "Aldermoor", "Kestrel Bay", "Ostara",
    "Marisol",
    "Windrose", "Sable Point", "Lumen", "Greyharbour", "Palisander", "Vantaro", "Silverquay", "Orrin",
    "Cinnabar",
    "Tidewell", "Amberline", "Farolito", "Meridia", "Calder", "Isolde",
)  # fmt: skip
_FIELDS = {
    "energy": (
        "Energy",
        "Petroleum",
        "Marine Fuels",
        "LNG",
        "Tank Terminals",
        "Refining",
        "Oil Trading",
        "Shipping",
    ),
    "islands": (
        "Resorts",
        "Cruises",
        "Island Tours",
        "Airways",
        "Yachting",
        "Hotels",
        "Travel Media",
        "Ferries",
    ),
}
_MINISTRIES = {"energy": "Ministry of Energy", "islands": "Ministry of Tourism"}
_WITH_ARTICLE = (
    "United States", "United Kingdom", "Netherlands", "United Arab Emirates", "Republic of Korea",
    "Philippines",
)  # fmt: skip
_CITY_POSTS = {"V2": "County Governor", "V3": "Mayor", "V4": "Head of Department"}
_POSTS = {
    "V1": ("Minister", "Vice-Minister"),
    "V2": ("Consul-General in Shanghai",),
    "V3": ("Chairman and Chief Executive", "Director-General", "Chief Executive"),
    "V4": ("Vice-President", "Head of Division", "Consul", "Commercial Director"),
    "V5": ("Delegate", "Research Fellow", "Correspondent", "Project Engineer", "Sales Manager"),
}


def organisation(draw: random.Random, rank: str, country: str, trade: str) -> str:
    """Whom a guest of this rank speaks for."""
    if rank == "V1":
        return f"{_MINISTRIES[trade]}, {country}"
    if rank == "V2":
        return f"Consulate-General of {'the ' if country in _WITH_ARTICLE else ''}{country}"
    return f"{draw.choice(_STEMS)} {draw.choice(_FIELDS[trade])}, {country}"


def post(draw: random.Random, rank: str) -> str:
    """The post a guest of this rank holds."""
    return draw.choice(_POSTS[rank])


def city_post(rank: str, otherwise: str) -> str:
    """The post a guest of this rank holds in the delegation of a sister city."""
    return _CITY_POSTS.get(rank, otherwise)
