"""What is said when a log cannot be read."""


class LogNotReadable(Exception):
    """`what` is wrong, at which `place` ("line 17, column 3", a file), and the `remedy`.

    Each is one sentence or part of one without a full stop at its end; `str()` gives all three.
    """

    def __init__(self, what: str, place: str = "", remedy: str = "") -> None:
        self.what, self.place, self.remedy = what, place, remedy
        super().__init__(what, place, remedy)

    def __str__(self) -> str:
        told = f"{self.place}: {self.what}" if self.place else self.what
        return f"{told}. {self.remedy}." if self.remedy else f"{told}."
