"""Digests that say exactly which content was approved, and let a part be checked alone."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

JSON: TypeAlias = "bool | int | str | Sequence[JSON] | Mapping[str, JSON] | None"

EXACT_INTEGER = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly (RFC 8785, appendix D)."""

SHORTEST_SALT = 16
"""Bytes; shorter salts could be guessed together with a short content."""

# One byte in front keeps the kinds of hash apart: no leaf can pass for a node (RFC 6962, 2.1).
LEAF, NODE, COMMITMENT = b"\x00", b"\x01", b"\x02"


def canonical(value: JSON) -> bytes:
    """The one way to write ``value`` down (RFC 8785, with text in Unicode's form NFC).

    Keys are sorted, nothing is spaced, the result is UTF-8. Numbers are whole: money in pence,
    anything with decimals as text, since two machines may write one float in two ways.
    Raises ValueError for floats, whole numbers beyond 2**53 - 1, half characters, keys that are
    not text or that become equal in NFC, and anything else that is not JSON.
    """
    return _written(value).encode("utf-8")


def digest(value: JSON) -> str:
    """SHA-256 of the canonical form, as 64 hexadecimal digits. Raises as ``canonical`` does."""
    return hashlib.sha256(canonical(value)).hexdigest()


def of_bytes(content: bytes) -> str:
    """SHA-256 of a file, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def commitment(salt: bytes, value: JSON) -> str:
    """A digest that tells nothing about ``value`` to whoever lacks ``salt`` (at least 16 bytes).

    Destroying the salt with the content turns the digest into a tombstone.
    Raises ValueError for a shorter salt, and as ``canonical`` does.
    """
    if len(salt) < SHORTEST_SALT:
        raise ValueError(f"A salt has at least {SHORTEST_SALT} bytes; this one has {len(salt)}.")
    # The length in front keeps salt and content apart.
    salted = COMMITMENT + len(salt).to_bytes(8, "big") + salt + canonical(value)
    return hashlib.sha256(salted).hexdigest()


def section_leaf(name: str, section_digest: str) -> str:
    """The leaf of a named section: its name is part of what was approved."""
    return canonical([name, section_digest]).decode("utf-8")


def merkle_root(leaves: Sequence[str]) -> str:
    """The Merkle tree hash of ordered leaves (RFC 6962, 2.1), as 64 hexadecimal digits."""
    return _root([_leaf_hash(leaf) for leaf in leaves]).hex()


def proof(leaves: Sequence[str], index: int) -> tuple[str, ...]:
    """What shows that leaf ``index`` (from 0) belongs to the root, without the other leaves.

    The audit path of RFC 6962, 2.1.1, from the leaf upwards. Raises IndexError for no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"There is no leaf {index}: there are {len(leaves)}, counted from 0.")
    path = _path([_leaf_hash(leaf) for leaf in leaves], index)
    return tuple(step.hex() for step in path)


def verify_proof(root: str, leaf: str, index: int, size: int, path: Sequence[str]) -> bool:
    """Whether ``leaf`` is number ``index`` (from 0) of the ``size`` leaves under ``root``.

    RFC 9162, 2.1.3.2: without the text of any other leaf. A path or root that is not
    hexadecimal proves nothing: False.
    """
    try:
        steps = [bytes.fromhex(step) for step in path]
        expected = bytes.fromhex(root)
    except ValueError:
        return False
    return 0 <= index < size and _climb(_leaf_hash(leaf), index, size - 1, steps) == expected


def short(digest: str) -> str:
    """A digest as people compare it: ``7f3a 91c4 … d20e``. Raises ValueError for a fragment."""
    if len(digest) < 16:
        raise ValueError("A digest has at least 16 digits.")
    return f"{digest[:4]} {digest[4:8]} … {digest[-4:]}"


def _written(value: object) -> str:
    match value:
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case int():
            return _whole_number(value)
        case str():
            return _text(value)
        case Mapping():
            return _object(value)
        case list() | tuple():
            return "[" + ",".join(map(_written, value)) + "]"
        case float():
            raise ValueError(f"{value!r} is a decimal number: write it as text, or money in pence.")
        case _:
            raise ValueError(f"{type(value).__name__} cannot be written as JSON.")


def _whole_number(value: int) -> str:
    if abs(value) > EXACT_INTEGER:
        raise ValueError(f"{value} is too large to be kept exactly: write it as text.")
    return str(int(value))


def _text(value: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("The text holds half a character (a lone surrogate).") from error
    return json.dumps(unicodedata.normalize("NFC", value), ensure_ascii=False)


def _object(value: Mapping[object, object]) -> str:
    fields: dict[str, object] = {}
    for key, held in value.items():
        if not isinstance(key, str):
            raise ValueError(f"The key {key!r} is not text.")
        name = unicodedata.normalize("NFC", key)
        if name in fields:
            raise ValueError(f"Two keys are both written {name!r}.")
        fields[name] = held
    # RFC 8785, 3.2.3: keys are ordered by their UTF-16 units.
    ordered = sorted(fields, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(f"{_text(name)}:{_written(fields[name])}" for name in ordered) + "}"


def _leaf_hash(leaf: str) -> bytes:
    return hashlib.sha256(LEAF + leaf.encode("utf-8")).digest()


def _node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two below ``size`` (two at least)."""
    return 1 << ((size - 1).bit_length() - 1)


def _root(hashes: Sequence[bytes]) -> bytes:
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    middle = _split(len(hashes))
    return _node_hash(_root(hashes[:middle]), _root(hashes[middle:]))


def _path(hashes: Sequence[bytes], index: int) -> list[bytes]:
    if len(hashes) == 1:
        return []
    middle = _split(len(hashes))
    left, right = hashes[:middle], hashes[middle:]
    if index < middle:
        return [*_path(left, index), _root(right)]
    return [*_path(right, index - middle), _root(left)]


def _climb(reached: bytes, node: int, last: int, steps: Sequence[bytes]) -> bytes | None:
    """The root that the steps lead to; None where there are too many steps or too few."""
    for step in steps:
        if last == 0:
            return None
        if node & 1 or node == last:
            reached = _node_hash(step, reached)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            reached = _node_hash(reached, step)
        node, last = node >> 1, last >> 1
    return reached if last == 0 else None
