"""Protocol Buffers' wire format, as much as is needed to write it (https://protobuf.dev/programming-guides/encoding/).

A message is the bytes of its fields, one after the other; what has the type's zero value is left out, as proto3 does.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["message", "number", "packed", "text"]

VARINT, LENGTH_DELIMITED = 0, 2


def message(field: int, content: bytes) -> bytes:
    """A message inside another, or any bytes; written even when empty, for an element of a list counts."""
    return _tag(field, LENGTH_DELIMITED) + _varint(len(content)) + content


def text(field: int, value: str) -> bytes:
    """A string; half a surrogate pair, which UTF-8 can't write, becomes a question mark."""
    return message(field, value.encode("utf-8", "replace")) if value else b""


def number(field: int, value: int) -> bytes:
    """An unsigned number or an enum."""
    return _tag(field, VARINT) + _varint(value) if value else b""


def packed(field: int, values: Iterable[int]) -> bytes:
    """A list of unsigned numbers, as proto3 packs them."""
    return message(field, b"".join(map(_varint, values)))


def _tag(field: int, wire_type: int) -> bytes:
    return _varint(field << 3 | wire_type)


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the high bit says that more follow."""
    if value < 0x80:
        return bytes((value,))
    parts = bytearray()
    while value >= 0x80:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)
