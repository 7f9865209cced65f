"""The demonstration as a template of this folder too."""

from tests import fixtures
from tests.factories import demonstration

fixtures.BUILDS.setdefault("demonstration", demonstration.build)
