#!/usr/bin/env bash
# A wheel of Pillow that says it has zlib-ng packs with the zlib of the system.
#
# pillow 13.0.0, wheel of PyPI for Linux (manylinux, x86_64), on glibc with zlib 1.2 or 1.3 of the system.
# Guess: where `features.check_feature("zlib_ng")` is true and its version 2.3.3, PNG files are packed by
# zlib-ng: in its time, and to the same bytes wherever the wheel runs.
# Seen: that is what it was compiled against. The wheel holds no zlib and loads the system's `libz.so.1`
# (`features.version_codec("zlib")` tells its version): a PNG has the very bytes that Python's own zlib makes, and
# not those of zlib-ng (zlib-ng 1.1.0 of PyPI). Who keeps a picture under its bytes must count the system's zlib in.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check --only-binary :all: pillow==13.0.0 zlib-ng==1.1.0
env/bin/python - <<'LOOK'
import io
import struct
import zlib

from PIL import Image, features
from zlib_ng import zlib_ng

SIZE = 400
# Colours by number, so that no row is filtered: each row is a 0 and its pixels.
pixels = bytes((x * x // 50 + y * 7 // 3) % 64 for y in range(SIZE) for x in range(SIZE))
rows = b"".join(b"\0" + pixels[at : at + SIZE] for at in range(0, len(pixels), SIZE))
picture = Image.frombytes("P", (SIZE, SIZE), pixels)
picture.putpalette([channel for shade in range(256) for channel in (shade, shade, shade)])
written = io.BytesIO()
picture.save(written, "PNG", compress_level=6, bits=8)


def packed_in(png: bytes) -> bytes:
    at, found = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        found += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return found


def packed_by(library) -> bytes:
    packer = library.compressobj(6, zlib.DEFLATED, 15, 9, zlib.Z_DEFAULT_STRATEGY)
    return packer.compress(rows) + packer.flush()


found = packed_in(written.getvalue())
assert zlib.decompress(found) == rows
print("zlib-ng:", features.check_feature("zlib_ng"), features.version_feature("zlib_ng"))
print("zlib:", features.version_codec("zlib"), "Python's:", zlib.ZLIB_RUNTIME_VERSION)
print("bytes:", len(found), "Python's zlib:", len(packed_by(zlib)), "zlib-ng:", len(packed_by(zlib_ng)))
assert features.check_feature("zlib_ng") and features.version_feature("zlib_ng") == "2.3.3"
assert features.version_codec("zlib") == zlib.ZLIB_RUNTIME_VERSION
assert found == packed_by(zlib) != packed_by(zlib_ng)
LOOK
