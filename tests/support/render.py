#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes a text digest in the default style out of a JSON digest:
render.py [--explain] [--top N] DOCUMENT

The output must be equal to that of patchdigest-report: that shows that the JSON has
all facts of the text.
"""
import argparse
import json
import sys

import board
import mine
import series_view

RULES = {
    "title": "same title and author",
    "supersedes": "it says Supersedes:",
    "change-id": "same change-id",
    "link": "it links to the older one",
    "thread": "it replies to the older one",
    "parts": "most parts have the same titles",
    "repost": "posted again",
}

def minute(time, seconds=False):
    text = time[:10] + " " + time[11:16]
    return text + time[16:19] if seconds and time[16:19] != ":00" else text


def person(p):
    name, address = p.get("name", ""), p.get("address", "")
    return f"{name} <{address}>" if name and address else name or address


def short(p):
    return p.get("name") or p.get("address", "")


def position(mail):
    return f"{mail.get('number', 0)}/{mail.get('total', '?')}"


def version(v):
    state = ("RFC " if v["rfc"] else "") + ("RESEND " if v["resend"] else "")
    return state + (f"no version, after v{v['after']}" if "after" in v else "v" + v["version"])


def count(series):
    return str(series["arrived"]), str(series.get("announced", "?"))


def parts(row, count, of):
    """Returns " (3 of 5)" if some are left out."""
    return f" ({count} of {row[of]})" if count < row.get(of, 0) else ""


class Digest:
    def __init__(self, data, options):
        self.data = data
        self.top = options.top
        self.explain = options.explain
        self.entries = {e["message_id"]: e for e in data.get("entries", [])}
        self.series = {s["message_id"]: s for s in data.get("series", [])}
        self.skipped = {s["message_id"]: s for s in data.get("skipped", [])}
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
        if "selection" in self.data:
            self.put(self.selection())
        self.put()

    def selection(self):
        return "Only: " + "; ".join(self.rules(self.data["selection"])) if "selection" in self.data else ""

    def rules(self, selection, word=""):
        for kind, texts in selection.items():
            if kind == "without":
                yield from self.rules(texts, "without ")
            else:
                yield f"{word}{kind} {' or '.join(texts)}"

    def put_nothing(self, rows):
        if not rows:
            self.put("(none)")

    def tables(self):
        t = self.data["tables"]
        what = "employers" if "employers" in t else "Email domains"
        self.put(f"Top {self.top} contributor {what} (Based on Email Body)\n")
        first = t.get("employers", t.get("domains"))
        self.put_nothing(first)
        for row in first:
            self.put(f"{row['count']:7} {row['name']}")
        self.put()
        self.put(f"Top {self.top} contributors (Based on Email Body)\n")
        self.put_nothing(t["contributors"])
        for row in t["contributors"]:
            self.put(f"{row['count']:7}  {person(row)}")
        self.put()

    def put_parts(self, s):
        arrived, announced = count(s)
        self.put(f"{arrived:>7}/{announced:<3}  {s['tag']}  ({short(s['author'])})")

    def note(self, text):
        self.put(" " * 13 + text)

    def patch_list(self):
        self.put("===== Patch list in this time period =====\n")
        for s in self.data["series"]:
            if "superseded_by" in s:
                continue
            self.put_parts(s)
            if s["earlier_here"]:
                older = (self.series[mid] for mid in s["earlier_here"])
                rows = (f"v{o['version']} {'/'.join(count(o))}" for o in older)
                self.note("earlier here: " + ", ".join(rows))
            if "replaces" in s:
                part = s["replaces"]
                self.note(f"replaces {position(part)} of {part['of']['tag']}")
            if s["replaced"]:
                parts_of = {m["message_id"]: m for m in s["mails"]}
                self.note(", ".join(f"{position(parts_of[r['part']])} replaced by {version(r)}"
                                    for r in s["replaced"]))
        self.put()

    def end_run(self):
        if self.in_run:
            self.put()
        self.in_run = False

    def older(self, v):
        day = v["date"][:10] + " " if "date" in v else ""
        why = f" ({v['rule']})" if self.explain else ""
        return f"{version(v)} {day}<{v['message_id']}>{why}"

    def became(self, s):
        if s["versions"]:
            by = f", posted by {short(s['posted_by'])}" if "posted_by" in s else ""
            by = (", posted again" if s["versions"][0]["rule"] == "repost" else "") + by
            self.put(f"Series: {version(s)}{by}; " + ", ".join(map(self.older, s["versions"])))
        of = s.get("announced", s["arrived"])
        for r in s["reviews"]:
            given = f" ({r['parts']} of {of} parts)" if of > 1 else ""
            self.put(f"{r['key']}: {person(r)}{given}")

    def entry(self, e, s, first):
        self.end_run()
        self.put(f"New:  {e.get('title', '')}")
        self.put(e.get("tag", ""))
        self.put(f"Author: {person(e['author'])}")
        if "date" in e:
            self.put(f"Date: {minute(e['date'])} UTC")
        self.put(f"Link: {e['link']}" if "link" in e else f"Message-ID: <{e['message_id']}>")
        if "lists" in self.data:
            self.put("List: " + board.copies(e, self.data["lists"]))
        if first:
            self.became(s)
        self.put()
        if e.get("body"):
            self.put(e["body"] + "\n")
        self.put("-" * 70 + "\n")

    def pair(self, skip):
        by = next((f"  (posted by {short(s['posted_by'])})" for s in self.data["series"]
                   if "posted_by" in s and
                   any(m["message_id"] == skip["exists"]["message_id"] for m in s["mails"])), "")
        self.put(f"Exist: {skip['exists']['tag']}{by}\n Skip: {skip['tag']}")
        if self.explain and skip["why"]:
            self.put("  Why: " + "; ".join(map(self.why, skip["why"])))
        self.in_run = True

    def why(self, step):
        older, newer = self.series[step["older"]], self.series[step["newer"]]
        return f"{version(newer)} after {version(older)}: {RULES[step['rule']]}"

    def messages(self):
        self.put("===== Patch Commit Messages ====\n")
        if not self.entries and not self.skipped:
            self.put("(none)\n")
        for s in self.data["series"]:
            first = True
            for mail in sorted(s["mails"], key=lambda m: m.get("number", 0)):
                mid = mail["message_id"]
                if mid in self.entries:
                    self.entry(self.entries.pop(mid), s, first)
                    first = False
                elif mid in self.skipped:
                    self.pair(self.skipped.pop(mid))
        self.end_run()
        assert not self.entries and not self.skipped


    def standard(self):
        self.tables()
        self.patch_list()
        if "entries" in self.data:
            self.messages()

    def put_count(self, row, key):
        self.put(f"{row.get(key, '?'):>7}      {row['tag']}  ({short(row['author'])})")

    def incomplete(self, row):
        self.put_parts(row)
        if row["elsewhere"]:
            self.note("other parts not sent to " + ("these lists" if "lists" in self.data else "this list"))
        else:
            ends = ((str(r["from"]), str(r["to"])) for r in row["missing"])
            self.note("missing: " + ", ".join(a if a == b else f"{a}-{b}" for a, b in ends))

    def pulls(self, row):
        self.put_count(row, "titles")
        if "source" in row:
            self.note(f"from: {row['source']}")
        self.events(row, "titles", "pulled")

    def reviewed(self, row):
        self.put_parts(row)
        by = (short(p) + parts(row, p["parts"], "arrived") for p in row["reviewers"])
        self.note("by: " + ", ".join(by))

    def unanswered(self, row):
        self.put_parts(row)
        self.note(f"waiting: {row['days']} day{'' if row['days'] == 1 else 's'}")

    def applied(self, row):
        self.put_parts(row)
        self.events(row, "arrived", "applied")

    def events(self, row, of, done):
        for e in row["events"]:
            how, what = ("in", e["pull"]["tag"]) if "pull" in e else (done, self.origin(e))
            back = f" (dropped {e['dropped'][:10]})" if "dropped" in e else ""
            self.note(f"{how}: {e['date'][:10]} {what}{parts(row, e['parts'], of)}{back}")

    def origin(self, e):
        robot = " (a robot)" if "robot" in e else ""
        places = [e[key] for key in ("tree", "branch") if key in e]
        to = f" to {places[0]}" if places else ""
        branch = f" ({places[1]})" if places[1:] else ""
        commit = f" ({e['head'][:12]})" if "head" in e else ""
        return f"by {short(e['by'])}{robot}{to}{branch}{commit}"

    def reviewers(self, row):
        self.put(f"{row['count']:7}  {person(row)}")

    def discussions(self, row):
        self.put_count(row, "replies")
        people = [f"{short(p)} {p['replies']}" for p in row["people"]]
        if len(people) > 10:
            people[10:] = [f"and {len(people) - 10} more"]
        self.note("people: " + ", ".join(people))

    def section(self, name, heading):
        self.put(f"===== {heading} =====\n")
        self.put_nothing(self.data[name])
        for row in self.data[name]:
            getattr(self, name)(row)
        self.put()

    def render(self):
        headings = {
            "incomplete": "Incomplete series",
            "pulls": "Pull requests",
            "reviewed": "Series with all parts reviewed",
            "unanswered": "Series without an answer",
            "applied": "Applied series",
            "reviewers": f"Top {self.top} reviewers",
            "discussions": f"Top {self.top} discussions",
        }
        sections = ["totals", "board", "mine", *headings]
        if "series_view" in self.data:
            return "\n".join(series_view.SeriesView(self.data, RULES, self.explain).render()) + "\n"
        if next((m for m in self.data if m in sections), "") != "board":
            self.head()
        for member in self.data:
            if member == "tables":
                self.standard()
            elif member == "board":
                self.lines += board.Board(self.data, self.selection(), RULES, self.top, self.explain).render()
            elif member == "mine":
                self.lines += mine.Mine(self.data, RULES, self.top, self.explain).render()
            elif member in headings:
                self.section(member, headings[member])
        return "\n".join(self.lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--top", type=int, default=15)
    parser.add_argument("document")
    options = parser.parse_args()
    with open(options.document, encoding="utf-8") as f:
        sys.stdout.write(Digest(json.load(f), options).render())


if __name__ == "__main__":
    main()
