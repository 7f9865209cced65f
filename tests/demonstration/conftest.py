"""Templates of this folder: the demonstration, and the demonstration with its markers."""

from tests import fixtures
from tests.factories import demonstration

fixtures.BUILDS.setdefault("demonstration", demonstration.build)
fixtures.BUILDS.setdefault("markers", demonstration.build_with_markers)
