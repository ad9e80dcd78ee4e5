# SPDX-License-Identifier: MIT
"""Makes mails as git send-email, mail clients and lists make them, for tests/demo/make-mails."""

import base64
import hashlib
import textwrap
from datetime import datetime, timedelta, timezone

LIST = "frobnicate@lists.example.org"
LIST_ID = "Frobnicate driver development <frobnicate.lists.example.org>"
SIGNATURE = "-- \n2.47.1\n"


def q_word(text, charset="utf-8"):
    """Makes an encoded word (RFC 2047), quoted-printable."""
    out = "".join(chr(b) if chr(b).isalnum() and b < 128 else "=%02X" % b
                  for b in text.encode(charset))
    return "=?%s?q?%s?=" % (charset.upper(), out)


def b_word(text, charset="utf-8"):
    return "=?%s?B?%s?=" % (charset.upper(), base64.b64encode(text.encode(charset)).decode())


def b_words(text, at):
    """Makes adjacent encoded words, folded; at: where the text is cut, in characters."""
    cuts = [0] + list(at) + [len(text)]
    return "\n ".join(b_word(text[a:b]) for a, b in zip(cuts, cuts[1:]))


def quoted_printable(text, charset="utf-8"):
    """As git send-email --transfer-encoding=quoted-printable, but the first '-' of '---' is escaped too."""
    lines = []
    for line in text.encode(charset).split(b"\n"):
        out = ""
        for i, b in enumerate(line):
            last = i == len(line) - 1
            plain = (33 <= b <= 126 and b != 61) or (b in (32, 9) and not last)
            if i == 0 and line.startswith((b"--", b"From ")):
                plain = False
            out += chr(b) if plain else "=%02X" % b
        while len(out) > 75:
            cut = 75
            while "=" in out[cut - 2:cut]:
                cut -= 1
            lines.append(out[:cut] + "=")
            out = out[cut:]
        lines.append(out)
    return "\n".join(lines)


def stuffed(text):
    """Space-stuffs text for format=flowed: lines that begin with a blank, ">" or "From "."""
    return "\n".join((" " if line.startswith((" ", ">", "From ")) else "") + line for line in text.split("\n"))


def base64_lines(text):
    data = base64.b64encode(text.encode()).decode()
    return "\n".join(data[i:i + 76] for i in range(0, len(data), 76)) + "\n"


class Person:
    """A person. words: the function that encodes the name for a header, or '"' to quote it."""

    def __init__(self, name, addr, words=None):
        self.name, self.addr, self.words = name, addr, words

    def header(self):
        if not self.name:
            return self.addr
        if self.words == '"':
            return '"%s" <%s>' % (self.name, self.addr)
        if self.words:
            return "%s <%s>" % (self.words(self.name), self.addr)
        return "%s <%s>" % (self.name, self.addr)

    def plain(self):
        return "%s <%s>" % (self.name, self.addr)

    def signed(self):
        return "Signed-off-by: %s\n" % self.plain()


def blob(*parts):
    return hashlib.sha1("\0".join(parts).encode()).hexdigest()[:12]


class Change:
    """A diff. files: (path, line, function, hunk); each line of a hunk begins with "|"."""

    def __init__(self, *files):
        self.files = [(path, line, func, [h.split("|", 1)[1] or " " for h in hunk.strip("\n").split("\n")])
                      for path, line, func, hunk in files]

    def diff(self):
        out = ""
        for path, line, func, hunk in self.files:
            old = sum(h[:1] != "+" for h in hunk)
            new = sum(h[:1] != "-" for h in hunk)
            created = old == 0
            out += "diff --git a/%s b/%s\n" % (path, path)
            if created:
                out += "new file mode 100644\nindex 000000000000..%s\n--- /dev/null\n" % blob(path, *hunk)
            else:
                out += "index %s..%s 100644\n--- a/%s\n" % (blob(path), blob(path, *hunk), path)
            out += "+++ b/%s\n" % path
            at = "0,0" if created else "%d,%d" % (line, old)
            out += "@@ -%s +%d,%d @@%s\n" % (at, line, new, " " + func if func else "")
            out += "\n".join(hunk) + "\n"
        return out

    def counts(self):
        rows = {}
        for path, _, _, hunk in self.files:
            add, cut = rows.get(path, (0, 0))
            rows[path] = (add + sum(h[:1] == "+" for h in hunk), cut + sum(h[:1] == "-" for h in hunk))
        return rows


def diffstat(*changes):
    """Makes the output of git diff --stat; of several changes, the summary of a cover letter."""
    rows = {}
    for c in changes:
        for path, (add, cut) in c.counts().items():
            a, d = rows.get(path, (0, 0))
            rows[path] = (a + add, d + cut)
    width = max(len(p) for p in rows)
    digits = max(len(str(a + d)) for a, d in rows.values())
    out = ""
    for path in sorted(rows):
        a, d = rows[path]
        out += " %-*s | %*d %s%s\n" % (width, path, digits, a + d, "+" * a, "-" * d)
    adds, cuts = (sum(r[i] for r in rows.values()) for i in (0, 1))
    out += " %d file%s changed" % (len(rows), "s" if len(rows) > 1 else "")
    if adds or not cuts:
        out += ", %d insertion%s(+)" % (adds, "s" if adds != 1 else "")
    if cuts or not adds:
        out += ", %d deletion%s(-)" % (cuts, "s" if cuts != 1 else "")
    return out + "\n"


def patch_body(message, change, who, notes="", trailers=""):
    """Makes the body of a patch, as git format-patch does."""
    stat = diffstat(change)
    for path, _, _, hunk in change.files:
        if all(h[:1] == "+" for h in hunk):
            stat += " create mode 100644 %s\n" % path
    return (message.strip("\n") + "\n\n" + trailers + who.signed() + "---\n" +
            (notes.strip("\n") + "\n\n" if notes else "") + stat + "\n" + change.diff() + SIGNATURE)


def cover_body(text, who, parts):
    """Makes a cover letter, as git format-patch does. parts: (title, change)."""
    shortlog = "%s (%d):\n" % (who.name, len(parts))
    for title, _ in parts:
        shortlog += "\n".join(textwrap.wrap(title, 72, initial_indent="  ", subsequent_indent="    ")) + "\n"
    return text.strip("\n") + "\n\n" + shortlog + "\n" + diffstat(*(c for _, c in parts)) + "\n" + SIGNATURE


def reply_body(who_said, when, quoted, text):
    quote = "".join(">" + (" " + line if line else "") + "\n" for line in quoted.strip("\n").split("\n"))
    return "On %s, %s wrote:\n%s\n%s\n" % (when.strftime("%a, %d %b %Y at %H:%M"), who_said.name, quote,
                                          text.strip("\n"))


class Mail:
    """A mail as the list sends it. header: more fields, in this order, unchanged."""

    def __init__(self, when, who, subject, body, message_id, parent=None, refs=(), header=(),
                 encoding=None, charset="utf-8", late=timedelta(seconds=95), content_type=None,
                 sender=None, to=LIST, list_field="List-Id: " + LIST_ID, crlf=False, envelope=False, from_field="From"):
        self.when, self.who, self.message_id = when, who, message_id
        self.refs = list(refs)
        arrived = when + late
        lines = ["Return-Path: <frobnicate+bounces@lists.example.org>",
                 "Received: from lists.example.org (lists.example.org [192.0.2.25])\n"
                 "\tby mx.reader.example with ESMTPS id %s;\n\t%s" %
                 (blob(subject, str(when))[:10].upper(), rfc2822(arrived)),
                 from_field + ": " + (sender or who.header()), "To: " + to, "Subject: " + subject,
                 "Date: " + rfc2822(when)]
        if message_id:
            lines.append("Message-ID: <%s>" % message_id)
        if parent:
            lines.append("In-Reply-To: <%s>" % parent)
            lines.append("References: " + "\n ".join("<%s>" % r for r in list(refs) or [parent]))
        lines += list(header)
        if encoding or charset != "utf-8" or content_type or not body.isascii():
            lines.append("MIME-Version: 1.0")
            lines.append("Content-Type: " + (content_type or "text/plain; charset=" + charset))
            lines.append("Content-Transfer-Encoding: " + (encoding or "8bit"))
        if list_field:
            lines.append(list_field)
        self.body = body
        if encoding == "quoted-printable":
            body = quoted_printable(body, charset)
        elif encoding == "base64":
            body = base64_lines(body)
        raw = ("\n".join(lines) + "\n\n").encode() + body.encode(charset)
        if crlf:
            raw = raw.replace(b"\n", b"\r\n")
        if envelope:
            raw = b"From frobnicate+bounces@lists.example.org %s\n" % \
                arrived.strftime("%a %b %d %H:%M:%S %Y").encode() + raw
        self.raw = raw
        self.arrived = arrived


def rfc2822(when):
    return when.strftime("%a, %d %b %Y %H:%M:%S %z")


def at(day, clock, zone=0):
    """Makes a date. day: '10-27'; clock: local time of the author; zone: hours ahead of UTC."""
    month, d = (int(x) for x in day.split("-"))
    hour, minute = (int(x) for x in clock.split(":"))
    return datetime(2025, month, d, hour, minute, 7 * minute % 60, tzinfo=timezone(timedelta(hours=zone)))
