#!/usr/bin/env python3
"""Checks a proof that `onrecord prove` wrote, or a bundle of `onrecord bundle`, with nothing but Python and
docs/formats.md.

    python3 verify.py claim.tlog-proof [KEY] [--stamp TOKEN]
    python3 verify.py record.tar [KEY]

KEY is the public key of whoever signed it; without it, the one that the file itself names.
With --stamp, writes the proof's time stamp (RFC 3161) to TOKEN and what it is of to TOKEN.note, for
    openssl ts -verify -in TOKEN -token_in -data TOKEN.note -CAfile AUTHORITY.pem
Exit codes: 0 proven or sound, 1 neither a proof nor a bundle, 3 it proves nothing.
"""
import base64, hashlib, json, sys, tarfile

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


def root_of_all(entries):
    stack = []  # the roots of complete subtrees, with their sizes
    for node in (sha256(b"\0" + entry) for entry in entries):
        size = 1
        while stack and stack[-1][1] == size:
            node, size = sha256(b"\1" + stack.pop()[0] + node), size * 2
        stack.append((node, size))
    node = stack.pop()[0] if stack else sha256(b"")
    while stack:
        node = sha256(b"\1" + stack.pop()[0] + node)
    return node


def save_stamp(proof, path):
    head, note = proof.split("\n\n", 1)
    extra = json.loads(base64.b64decode(head.split("\n")[1][6:]))
    with open(path, "wb") as token, open(path + ".note", "wb") as text:
        token.write(base64.b64decode(extra["stamp"]))
        text.write(note.encode())


def signed(checkpoint, key):  # the ledger, its size and its root; or None
    text, signatures = checkpoint.rsplit("\n\n", 1)
    origin, size, root = text.split("\n")[:3]
    name, key_id, public = key.split("+", 2)
    public = base64.b64decode(public)  # 0x01 and the 32 bytes of the key
    wanted = sha256(name.encode() + b"\n" + public)[:4]
    mine = [line.split(" ")[2] for line in signatures.strip().split("\n") if line.split(" ")[1] == name]
    mine = [s for s in map(base64.b64decode, mine) if s[:4] == wanted and is_signed((text + "\n").encode(), s[4:], public[1:])]
    return (origin, int(size), base64.b64decode(root)) if mine else None


def check_bundle(path, key=None):
    with tarfile.open(path, "r:") as tar:
        parts = {member.name.split("/", 1)[1]: tar.extractfile(member).read() for member in tar}
    ledger = signed(parts["checkpoint.txt"].decode(), key or parts["key.txt"].decode().strip())
    if not ledger:
        return "the checkpoint is not signed with that key"
    entries, subjects = (parts[name].split(b"\n")[:-1] for name in ("entries.jsonl", "subjects.jsonl"))
    if (len(entries), root_of_all(entries)) != ledger[1:]:
        return "the entries do not come to the root that is signed"
    things, texts = {sha256(line).hex(): json.loads(line) for line in subjects}, {}
    for entry in map(json.loads, entries):
        if entry["type"] in ("document", "source", "claim") and entry["fact"][entry["type"]] not in things:
            return f"what an entry names is not there: {entry}"
    for id, thing in things.items():
        if thing["type"] == "document":
            texts[id] = parts[f"texts/{thing['text']}.txt"]
            if sha256(texts[id]).hex() != thing["text"]:
                return f"the text of the document {id} is another"
    texts = {id: text.decode() for id, text in texts.items()}
    for id, thing in things.items():
        if thing["type"] == "claim" and thing["quotation"] != "paraphrase":
            for span in thing["content"]:
                if texts[thing["document"]][span["start"] : span["end"]] != span["text"]:
                    return f"the words of the claim {id} do not stand in its document"
    print(f"sound: {len(entries)} entries of {ledger[0]}, {len(things)} things that they name, {len(texts)} texts")


def check(proof, key=None):
    head, checkpoint = proof.split("\n\n", 1)
    version, extra, index, *path = head.split("\n")
    assert version == "c2sp.org/tlog-proof@v1" and extra.startswith("extra ") and index.startswith("index ")
    extra, index = json.loads(base64.b64decode(extra[6:])), int(index[6:])
    ledger = signed(checkpoint, key or extra["key"])
    if not ledger:
        return "the checkpoint is not signed with that key"
    origin, size, root = ledger
    if root_of(extra["entry"].encode(), index, size, list(map(base64.b64decode, path))) != root:
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
        with open(words[0], "rb") as file:
            bundled = file.read(18) == b"onrecord-bundle-1/"
        if bundled:
            problem = check_bundle(*words[:2])
        else:
            with open(words[0], encoding="utf-8", newline="") as file:
                proof = file.read()
            problem = check(proof, *words[1:2])
        if stamp and not problem and not bundled:
            save_stamp(proof, stamp)
    except (AssertionError, AttributeError, IndexError, KeyError, OSError, TypeError, ValueError, tarfile.TarError) as error:
        sys.exit(f"neither a proof nor a bundle: {error!r}")
    if problem:
        print(f"proves nothing: {problem}")
        sys.exit(3)
