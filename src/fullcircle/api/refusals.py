"""What the API itself refuses, beyond the rules of the rooms."""


class KeyMissing(Exception):
    """This call makes something: send an Idempotency-Key header, so that a retry makes it only once."""


class PlaceNotUnderstood(Exception):
    """`after` is not the `next` of an earlier page."""


class ToOneself(Exception):
    """Thanks go to somebody else."""
