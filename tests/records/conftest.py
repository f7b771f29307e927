"""What every test of the records gets."""

from tests.records.fixtures import records, school

__all__ = ["records", "school"]
