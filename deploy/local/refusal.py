"""The one error a person sees when this machine cannot run Convoke as it is."""


class CannotStart(RuntimeError):
    """Something is missing or broken on this machine; the message says what to do about it."""
