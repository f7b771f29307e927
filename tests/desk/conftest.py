"""What the tests of the desk share: a school's records, and a kiosk at a school on disk."""

from tests.desk.test_print_screen import desk
from tests.records.fixtures import records, school

__all__ = ["desk", "records", "school"]
