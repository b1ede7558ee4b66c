"""The loaded sample county, only to be read."""

from tests.services.conftest import sample, sample_file

__all__ = ["sample", "sample_file"]
