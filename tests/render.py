#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the text digest of the default style out of a JSON one: render.py DOCUMENT

What comes out must be what patchdigest-report prints: so each fact of the text
is in the JSON.
"""
import json
import sys


def minute(time, seconds=False):
    text = time[:10] + " " + time[11:16]
    return text + time[16:19] if seconds and time[16:19] != ":00" else text


def person(p):
    name, address = p.get("name", ""), p.get("address", "")
    return f"{name} <{address}>" if name and address else name or address


def version(v):
    return ("RFC " if v["rfc"] else "") + ("RESEND " if v["resend"] else "") + "v" + v["version"]


def count(series):
    return str(series["arrived"]), str(series.get("announced", "?"))


class Digest:
    def __init__(self, data, top):
        self.data = data
        self.top = top
        self.entries = {e["message_id"]: e for e in data["entries"]}
        self.series = {s["message_id"]: s for s in data["series"]}
        self.skipped = {s["message_id"]: s for s in data["skipped"]}
        self.lines = []
        self.in_run = False

    def put(self, line=""):
        self.lines.append(line)

    def head(self):
        w = self.data["window"]
        self.put(f"From {w['from']} to {w['to']}")
        self.put(f"{self.data['title']} mailing list update from {w['from']} to {w['to']}")
        if w["kind"] != "commits":
            self.put(f"Mails from {minute(w['since'], True)} to {minute(w['until'], True)} UTC")
        self.put()

    def tables(self):
        t = self.data["tables"]
        what = "employers" if "employers" in t else "Email domains"
        self.put(f"Top {self.top} contributor {what} (Based on Email Body)\n")
        for row in t.get("employers", t.get("domains")):
            self.put(f"{row['count']:7} {row['name']}")
        self.put()
        self.put(f"Top {self.top} contributors (Based on Email Body)\n")
        for row in t["contributors"]:
            self.put(f"{row['count']:7}  {person(row)}")
        self.put()

    def patch_list(self):
        self.put("===== Patch list in this time period =====\n")
        for s in self.data["series"]:
            if "superseded_by" in s:
                continue
            arrived, announced = count(s)
            name = s["author"].get("name") or s["author"].get("address", "")
            self.put(f"{arrived:>7}/{announced:<3}  {s['tag']}  ({name})")
            if s["earlier_here"]:
                older = (self.series[mid] for mid in s["earlier_here"])
                rows = (f"v{o['version']} {'/'.join(count(o))}" for o in older)
                self.put(" " * 13 + "earlier here: " + ", ".join(rows))
        self.put()

    def end_run(self):
        if self.in_run:
            self.put()
        self.in_run = False

    def became(self, s):
        if s["versions"]:
            older = (f"{version(v)} {v['date'][:10]} <{v['message_id']}>" for v in s["versions"])
            self.put(f"Series: {version(s)}; " + ", ".join(older))
        of = s.get("announced", s["arrived"])
        for r in s["reviews"]:
            parts = f" ({r['parts']} of {of} parts)" if of > 1 else ""
            self.put(f"{r['key']}: {person(r)}{parts}")

    def entry(self, e, s, first):
        self.end_run()
        self.put(f"New:  {e.get('title', '')}")
        self.put(e.get("tag", ""))
        self.put(f"Author: {person(e['author'])}")
        if "date" in e:
            self.put(f"Date: {minute(e['date'])} UTC")
        self.put(f"Link: {e['link']}" if "link" in e else f"Message-ID: <{e['message_id']}>")
        if first:
            self.became(s)
        self.put()
        if e.get("body"):
            self.put(e["body"] + "\n")
        self.put("-" * 70 + "\n")

    def messages(self):
        self.put("===== Patch Commit Messages ====\n")
        for s in self.data["series"]:
            first = True
            for mail in sorted(s["mails"], key=lambda m: m.get("number", 0)):
                mid = mail["message_id"]
                if mid in self.entries:
                    self.entry(self.entries.pop(mid), s, first)
                    first = False
                elif mid in self.skipped:
                    skip = self.skipped.pop(mid)
                    self.put(f"Exist: {skip['exists']['tag']}\n Skip: {skip['tag']}")
                    self.in_run = True
        self.end_run()
        assert not self.entries and not self.skipped


with open(sys.argv[1], encoding="utf-8") as f:
    digest = Digest(json.load(f), int(sys.argv[2]) if len(sys.argv) > 2 else 15)
digest.head()
digest.tables()
digest.patch_list()
digest.messages()
sys.stdout.write("\n".join(digest.lines) + "\n")
