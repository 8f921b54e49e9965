"""What is refused about the catalogue: the names say the rule that was broken."""


class NameMissing(Exception):
    """A service, job type, form or price without a name says nothing."""


class CodeTaken(Exception):
    """Another row has this code already."""


class FormNotUnderstood(Exception):
    """An item has no label, twice the same key, or a choice without choices. The message says which."""


class PriceNotUnderstood(Exception):
    """A price or a tax rate that is none."""
