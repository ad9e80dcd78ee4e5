#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Rewrites a store's segment as another machine or program would have written it.

usage: tests/support/twist.py newer|foreign|headless|swapped FILE
"""

import struct
import sys
import zlib

HEADER = 168  # TDB's: a magic text of 32 bytes, then numbers
HEAD = b"patchdigest\0"
# TDB's hash of its magic number on a machine of the other byte order: by it TDB knows the hash function.
SWAPPED_MAGIC = 0x123c1283


def find_head(data):
    """Returns the offset of the value of the key "H", which begins with its checksum."""
    at = data.index(b"H" + data[data.index(HEAD) - 4:data.index(HEAD)] + HEAD)
    return at + 1


def rewrite_head(data, value):
    at = find_head(data)
    struct.pack_into(">I", data, at, zlib.crc32(b"H" + value))
    data[at + 4:at + 4 + len(value)] = value


def head_value(data):
    """The value of "H": 32 bytes, the length of a name, the name, 8 bytes."""
    at = find_head(data) + 4
    return bytearray(data[at:at + 41 + data[at + 32]])


def newer(data):
    value = head_value(data)
    struct.pack_into(">I", value, len(HEAD), 99)
    rewrite_head(data, value)


def foreign(data):
    rewrite_head(data, b"a phone book" + head_value(data)[12:])


def headless(data):
    data[find_head(data) - 1] = ord("G")


def swap(data, at, n=1):
    for i in range(at, at + 4 * n, 4):
        data[i:i + 4] = data[i:i + 4][::-1]


def swapped(data):
    """Swaps the bytes of the numbers: header, free list, hash table, and six and the last of each piece."""
    hash_size = struct.unpack_from("<I", data, 36)[0]
    struct.pack_into("<I", data, 56, SWAPPED_MAGIC)
    swap(data, 32, (HEADER - 32) // 4 + 1 + hash_size)
    at = HEADER + 4 + 4 * hash_size
    while at + 24 <= len(data):
        room, magic = struct.unpack_from("<I", data, at + 4)[0], struct.unpack_from("<I", data, at + 20)[0]
        if magic in (0x26011999, 0xd9fee666, 0xf53bc0e7, 0):
            swap(data, at, 6)
            if at + 24 + room <= len(data):
                swap(data, at + 20 + room)
        else:
            sys.exit("no piece of TDB at %d: %#x" % (at, magic))
        at += 24 + room


def main():
    how, path = sys.argv[1:]
    with open(path, "rb") as f:
        data = bytearray(f.read())
    {"newer": newer, "foreign": foreign, "headless": headless, "swapped": swapped}[how](data)
    with open(path, "wb") as f:
        f.write(data)


main()
