"""How often one sender may send without an account. Counted in this process alone, for an hour.

No address is written down: the key is a digest under a secret that dies with the process.
"""

import hashlib
import secrets
from collections import OrderedDict, deque
from time import monotonic

WINDOW = 60 * 60
"""Seconds."""
MOST_SENDERS = 10_000
"""Senders remembered at a time; the one heard of longest ago is forgotten first."""


class Pace:
    """At most ``most`` times an hour for each sender."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._salt = secrets.token_bytes(32)
        self._seen: OrderedDict[bytes, deque[float]] = OrderedDict()

    def allows(self, sender: str, now: float | None = None) -> bool:
        """Whether this sender may send once more; counted if so. ``now`` is in seconds."""
        moment = monotonic() if now is None else now
        key = hashlib.blake2b(sender.encode(), key=self._salt, digest_size=16).digest()
        times = self._seen.setdefault(key, deque())
        self._seen.move_to_end(key)
        while times and times[0] <= moment - WINDOW:
            times.popleft()
        while len(self._seen) > MOST_SENDERS:
            self._seen.popitem(last=False)
        if len(times) >= self._most:
            return False
        times.append(moment)
        return True
