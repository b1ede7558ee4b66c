"""Whether people sign in here is asked of the database until it is so, and never again."""

from serving.lasting import Lasting
from tests.serving.own_loop import run


def test_a_no_is_asked_again_and_a_yes_stays():
    said = iter([False, False, True])
    question = Lasting(lambda: next(said))

    async def five_times() -> list[bool]:
        return [await question() for _ in range(5)]

    assert run(five_times()) == [False, False, True, True, True]
