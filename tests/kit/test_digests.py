import hashlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit.digests import (
    JSON,
    canonical,
    commitment,
    digest,
    merkle_root,
    proof,
    section_leaf,
    short,
    verify_proof,
)

letters = st.characters(exclude_categories=["Cs"])
texts = st.text(letters, max_size=8)
scalars = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts
leaves = st.lists(texts, min_size=1, max_size=20)


def nested(children: st.SearchStrategy[JSON]) -> st.SearchStrategy[JSON]:
    keys = st.text(st.characters(codec="ascii"), max_size=4)
    return st.lists(children, max_size=4) | st.dictionaries(keys, children, max_size=4)


values = st.recursive(scalars, nested, max_leaves=12)


def in_nfc(value: object) -> str:
    """An independent way to say which contents are the same."""
    return unicodedata.normalize("NFC", json.dumps(value, sort_keys=True, ensure_ascii=False))


@given(values, values)
def test_the_digest_differs_exactly_where_the_content_does(left: JSON, right: JSON) -> None:
    assert (digest(left) == digest(right)) == (in_nfc(left) == in_nfc(right))


@given(values)
def test_the_canonical_form_reads_back_as_the_same_content(value: JSON) -> None:
    assert in_nfc(json.loads(canonical(value))) == in_nfc(value)


@given(st.dictionaries(st.text(st.characters(codec="ascii")), scalars))
def test_the_order_of_keys_changes_nothing(value: dict[str, JSON]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_the_canonical_form_is_sorted_unspaced_utf_8() -> None:
    assert (
        canonical({"b": [1, True, None], "a": "é\n"}) == '{"a":"é\\n","b":[1,true,null]}'.encode()
    )


def test_keys_are_ordered_by_their_utf_16_units_as_in_the_standard() -> None:
    # U+1F600 comes before U+FFE6 in UTF-16 and after it by code point (RFC 8785, 3.2.3).
    assert canonical({"\uffe6": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\uffe6":1}'.encode()


def test_an_accent_typed_in_two_ways_has_one_digest() -> None:
    assert digest("Zoe\u0308") == digest("Zo\u00eb")


def test_true_and_one_are_different_contents() -> None:
    assert digest(True) != digest(1)


@pytest.mark.parametrize("number", [1.0, float("nan"), float("inf")])
def test_a_decimal_number_is_refused_with_the_way_out(number: float) -> None:
    value: JSON = json.loads(json.dumps({"amount": [number]}))
    with pytest.raises(ValueError, match="write it as text, or money in pence"):
        canonical(value)


def test_a_whole_number_that_a_reader_would_round_is_refused() -> None:
    with pytest.raises(ValueError, match="too large to be kept exactly"):
        canonical(2**53)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="half a character"):
        canonical("\ud83d")


def test_two_keys_that_read_the_same_are_refused() -> None:
    with pytest.raises(ValueError, match="Two keys"):
        canonical({"e\u0301": 1, "\u00e9": 2})


def test_a_key_that_is_not_text_is_refused() -> None:
    value: dict[str, JSON] = {1: 2}  # type: ignore[dict-item] # what a careless caller would pass
    with pytest.raises(ValueError, match="not text"):
        canonical(value)


def test_a_commitment_needs_its_salt_to_be_repeated() -> None:
    assert commitment(b"a" * 16, "x") != commitment(b"b" * 16, "x")


def test_a_commitment_is_not_the_digest_of_its_content() -> None:
    assert commitment(b"a" * 16, "x") != digest("x")


def test_salt_cannot_be_moved_into_the_content() -> None:
    assert commitment(b"a" * 16 + b"1", 2) != commitment(b"a" * 16, 12)


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16 bytes"):
        commitment(b"short", "x")


def test_the_root_of_nothing_is_that_of_the_standard() -> None:
    assert merkle_root([]) == hashlib.sha256(b"").hexdigest()


def test_the_root_of_three_leaves_is_that_of_the_standard() -> None:
    a, b, c = (hashlib.sha256(b"\x00" + leaf).digest() for leaf in (b"a", b"b", b"c"))
    ab = hashlib.sha256(b"\x01" + a + b).digest()
    assert merkle_root(["a", "b", "c"]) == hashlib.sha256(b"\x01" + ab + c).hexdigest()


@given(leaves, leaves)
def test_the_root_differs_exactly_where_the_leaves_or_their_order_do(
    left: list[str], right: list[str]
) -> None:
    assert (merkle_root(left) == merkle_root(right)) == (left == right)


@given(leaves)
def test_every_leaf_is_proved_without_the_others(held: list[str]) -> None:
    root = merkle_root(held)
    for index, leaf in enumerate(held):
        assert verify_proof(root, leaf, index, len(held), proof(held, index))


@given(leaves, st.data())
def test_no_altered_leaf_is_proved(held: list[str], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(held) - 1))
    altered = data.draw(texts.filter(lambda text: text != held[index]))
    assert not verify_proof(merkle_root(held), altered, index, len(held), proof(held, index))


@given(st.lists(texts, min_size=2, max_size=20, unique=True), st.data())
def test_no_leaf_is_proved_in_another_place(held: list[str], data: st.DataObject) -> None:
    index, other = data.draw(
        st.lists(st.integers(0, len(held) - 1), min_size=2, max_size=2, unique=True)
    )
    path = proof(held, index)
    assert not verify_proof(merkle_root(held), held[index], other, len(held), path)


@pytest.mark.parametrize("path", [(), ("00" * 32,), ("not a digest",)])
def test_a_path_of_the_wrong_length_or_kind_proves_nothing(path: tuple[str, ...]) -> None:
    assert not verify_proof(merkle_root(["a", "b", "c"]), "a", 0, 3, path)


def test_a_path_with_a_step_too_many_proves_nothing() -> None:
    held = ["a", "b"]
    path = (*proof(held, 0), "00" * 32)
    assert not verify_proof(merkle_root(held), "a", 0, 2, path)


def test_a_leaf_is_not_proved_in_a_tree_said_to_be_smaller() -> None:
    held = ["a", "b", "c"]
    assert not verify_proof(merkle_root(held), "c", 0, 1, proof(held, 2))


def test_a_proof_of_a_leaf_that_is_not_there_is_refused() -> None:
    with pytest.raises(IndexError, match="no leaf 2"):
        proof(["a", "b"], 2)


def test_a_section_of_another_name_is_another_leaf() -> None:
    assert section_leaf("Kingston", "00") != section_leaf("Richmond", "00")


def test_name_and_digest_of_a_section_cannot_run_together() -> None:
    assert section_leaf("a", "b0") != section_leaf("ab", "0")


def test_a_digest_is_shortened_for_the_eye() -> None:
    assert short("7f3a91c4" + "0" * 52 + "d20e") == "7f3a 91c4 … d20e"


def test_a_fragment_of_a_digest_is_not_shortened() -> None:
    with pytest.raises(ValueError, match="at least 16"):
        short("7f3a")
