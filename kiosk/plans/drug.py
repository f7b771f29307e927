"""When two names of a drug are the same drug's."""

import unicodedata


def drug_key(name: str) -> str:
    """What a drug is counted by: its name without regard to case, width and spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
