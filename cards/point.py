"""A step of what to do."""

from attrs import frozen


@frozen(cache_hash=True)
class Point:
    """A step: `1`, `or`, `NEVER`, and what to do or not."""

    mark: str
    text: str
    is_loud: bool = False
