"""The fields of a posted form, read only as far as a form of ours can be long."""

from urllib.parse import parse_qs

from starlette.requests import Request

MOST_BYTES = 8_192


async def posted(request: Request) -> dict[str, str] | None:
    """Field → first worth; None for a body that is too long or no such form. Nothing is read beyond the limit."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        return None
    return {name: worths[0] for name, worths in fields.items()}
