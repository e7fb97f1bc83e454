"""What the ids in events say."""


def edition_of(thing_id: str) -> str:
    """The edition a thing belongs to: its id begins with the edition's, which holds no dot."""
    return thing_id.partition(".")[0]
