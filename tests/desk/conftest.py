"""A kiosk at a school on disk, for every test of the desk that needs one."""

from tests.desk.test_print_screen import desk  # noqa: F401 - a fixture
