#!/usr/bin/env python3
"""Checks a proof that `onrecord prove` wrote, with nothing but Python and docs/formats.md.

    python3 verify.py claim.tlog-proof [KEY] [--stamp TOKEN]

KEY is the public key of whoever signed it; without it, the one that the proof itself names.
With --stamp, writes the proof's time stamp (RFC 3161) to TOKEN and what it is of to TOKEN.note, for
    openssl ts -verify -in TOKEN -token_in -data TOKEN.note -CAfile AUTHORITY.pem
Exit codes: 0 proven, 1 not a proof, 3 it proves nothing.
"""
import base64, hashlib, json, sys

PRIME, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, PRIME) % PRIME


def add(a, b):  # two points of the curve of Ed25519 (RFC 8032)
    t, (x, y), (u, v) = D * a[0] * a[1] * b[0] * b[1], a, b
    return (x * v + u * y) * pow(1 + t, -1, PRIME) % PRIME, (y * v + x * u) * pow(1 - t, -1, PRIME) % PRIME


def times(n, point):
    total = (0, 1)
    while n:
        total, point, n = add(total, point) if n & 1 else total, add(point, point), n >> 1
    return total


def point(data):
    y = int.from_bytes(data, "little") & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, PRIME) % PRIME
    roots = [r for r in (pow(square, (PRIME + 3) // 8, PRIME) * f % PRIME for f in (1, pow(2, (PRIME - 1) // 4, PRIME))) if (r * r - square) % PRIME == 0]
    return (roots[0] if roots[0] & 1 == data[31] >> 7 else PRIME - roots[0]), y


def is_signed(text, signature, key):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(r + key + text).digest(), "little") % ORDER
    base = point((4 * pow(5, -1, PRIME) % PRIME).to_bytes(32, "little"))
    return s < ORDER and times(s, base) == add(point(r), times(h, point(key)))


def sha256(data):
    return hashlib.sha256(data).digest()


def root_of(entry, index, size, path):  # RFC 6962: 0x00 before a leaf, 0x01 before a node
    node, last = sha256(b"\0" + entry), size - 1
    while last > 0:
        if index % 2 or index < last:
            if not path:
                return b""
            pair = path.pop(0) + node if index % 2 else node + path.pop(0)
            node = sha256(b"\1" + pair)
        index, last = index // 2, last // 2
    return b"" if path or index else node


def save_stamp(proof, path):
    head, note = proof.split("\n\n", 1)
    extra = json.loads(base64.b64decode(head.split("\n")[1][6:]))
    with open(path, "wb") as token, open(path + ".note", "wb") as text:
        token.write(base64.b64decode(extra["stamp"]))
        text.write(note.encode())


def check(proof, key=None):
    head, checkpoint = proof.split("\n\n", 1)
    version, extra, index, *path = head.split("\n")
    assert version == "c2sp.org/tlog-proof@v1" and extra.startswith("extra ") and index.startswith("index ")
    extra, index = json.loads(base64.b64decode(extra[6:])), int(index[6:])
    text, signatures = checkpoint.rsplit("\n\n", 1)
    origin, size, root = text.split("\n")[:3]
    name, key_id, public = (key or extra["key"]).split("+", 2)
    public = base64.b64decode(public)  # 0x01 and the 32 bytes of the key
    wanted = sha256(name.encode() + b"\n" + public)[:4]
    mine = [line.split(" ")[2] for line in signatures.strip().split("\n") if line.split(" ")[1] == name]
    mine = [s for s in map(base64.b64decode, mine) if s[:4] == wanted and is_signed((text + "\n").encode(), s[4:], public[1:])]
    if not mine:
        return "the checkpoint is not signed with that key"
    if root_of(extra["entry"].encode(), index, int(size), list(map(base64.b64decode, path))) != base64.b64decode(root):
        return "the path does not lead from the entry to the root"
    entry = json.loads(extra["entry"])
    if extra["subject"] and entry["fact"].get(entry["type"]) != sha256(extra["subject"].encode()).hex():
        return "the entry names something else"
    print(f"proven: entry {index + 1} of {size} of {origin}\n{extra['subject'] or extra['entry']}")


if __name__ == "__main__":
    try:
        words, stamp = sys.argv[1:], None
        if "--stamp" in words:
            stamp = words.pop(words.index("--stamp") + 1)
            words.remove("--stamp")
        with open(words[0], encoding="utf-8", newline="") as file:
            proof = file.read()
        problem = check(proof, *words[1:2])
        if stamp and not problem:
            save_stamp(proof, stamp)
    except (AssertionError, IndexError, KeyError, OSError, ValueError) as error:
        sys.exit(f"not a proof: {error!r}")
    if problem:
        print(f"proves nothing: {problem}")
        sys.exit(3)
