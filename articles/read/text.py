"""Bytes → text, without changing a character."""


def decode(data: bytes, encoding: str) -> str:
    """Return `data` decoded, nothing translated or stripped."""
    return data.decode(encoding)
