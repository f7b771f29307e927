"""Forms, read within limits: what does not fit them is no form."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

LARGEST = 4096
"""Bytes of a form."""
MOST_FIELDS = 10
_KIND = "application/x-www-form-urlencoded"


async def read_form(request: Request) -> Mapping[str, str] | None:
    """The fields of a form, each once; nothing where it is too large, no UTF-8, or no form at all."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _KIND:
        return None
    body = await _body(request)
    return None if body is None else parse_form(body)


def parse_form(body: bytes) -> Mapping[str, str] | None:
    """The fields of a form's bytes."""
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError:
        return None
    fields = dict(pairs)
    is_plain = len(fields) == len(pairs) and not any("\0" in value for value in fields.values())
    return fields if is_plain else None


async def _body(request: Request) -> bytes | None:
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                return None
    except ClientDisconnect:
        return None
    return body
