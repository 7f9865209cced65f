"""Orders are reached exactly, and with no more placing than is needed."""

from hypothesis import given
from hypothesis import strategies as st

from portal.kit.placing import place, placements

KEYS = st.lists(st.sampled_from("abcdefgh"), max_size=8, unique=True)


@given(KEYS, KEYS)
def test_placements_lead_to_the_new_order(old: list[str], new: list[str]) -> None:
    kept = [key for key in old if key in new]
    assert place(kept, placements(old, new)) == new


@given(KEYS, st.data())
def test_what_moved_alone_is_placed_anew_alone(keys: list[str], data: st.DataObject) -> None:
    if not keys:
        return
    mover = data.draw(st.sampled_from(keys))
    rest = [key for key in keys if key != mover]
    at = data.draw(st.integers(0, len(rest)))
    assert len(placements(keys, [*rest[:at], mover, *rest[at:]])) <= 1
