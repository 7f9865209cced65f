"""What is wrong with a file that is read in: said in words, with the place where it stands."""


class PlanFileError(ValueError):
    """The file cannot be read as a plan. ``place`` says where in it, such as "line 12"."""

    def __init__(self, words: str, place: str = "") -> None:
        super().__init__(f"{place[:1].upper()}{place[1:]}: {words}" if place else words)
