"""What a screen says of itself to the app that hears scans."""


class Careful:
    """A screen on which a letter records something: only a person's letter may, and never a scanner's."""
