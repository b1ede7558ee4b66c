"""A refusal: what a person may not do, or cannot do now, said in one Chinese sentence."""


class Refusal(Exception):
    """Raised by a service; its sentence is shown to the user as it stands.

    A sentence says where, what is wrong, what it is now and what to do. The trace never reaches a person.
    """

    def __init__(self, sentence: str, *, code: str = "refused") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


class Moved(Refusal):
    """Somebody else changed a touched key after the preview was made (DESIGN 1: N is given last)."""

    def __init__(self, keys: int, seen: int, head: int) -> None:
        super().__init__(
            f"预览之后又有新的变更（预览时第 {seen} 号，现在第 {head} 号），其中 {keys} 处与本次重叠，"
            "所以没有写入。请看过新的差异后再确认。",
            code="moved",
        )
        self.keys = keys
