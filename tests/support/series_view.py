# SPDX-License-Identifier: MIT
"""Makes the text of --series out of its JSON, for render.py."""

import datetime

import board
from board import Board, count, day, days, figures_heading, short

STATES = {
    "applied": " is applied",
    "contested": " is contested",
    "ready": " is reviewed, not known to be applied",
    "waiting": " waits for an answer",
}


class SeriesView(Board):
    def __init__(self, data, rules, explain):
        view = data["series_view"]
        super().__init__({**data, "board": view, "window": {"until": view["as_of"]}}, "", rules, 0, explain)
        self.listed = view["versions"]
        self.newest = next((v for v in self.listed if "replaces_part" not in v), self.listed[0])

    def edition(self, v):
        return ("RESEND " if v["resend"] else "") + self.version(v)

    def dated(self, text):
        return ", " + day(text, self.board["as_of"])

    def state(self):
        v = self.newest
        if v.get("pulled"):
            return " is part of a pull request"
        if self.board["state"] in STATES:
            return STATES[self.board["state"]]
        return f": {v['applied']} of {v['arrived']} parts applied" if v["applied"] else " is not known to be applied"

    def view_head(self):
        newest, oldest = self.newest, self.listed[-1]
        self.lines("", f"{self.data['title']}: {newest['title']}  ({short(newest['author'])})")
        editions = [(v["version"], v.get("after"), v["rfc"]) for v in self.listed if "replaces_part" not in v]
        n = sum(i == 0 or e != editions[i - 1] for i, e in enumerate(editions))
        until = (board.time(newest["date"]) + datetime.timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.lines("", f"{count(n, 'version')}, {days(oldest['date'], until)}; {self.edition(newest)}{self.state()}")
        self.out.append("")

    def part_with(self, message_id):
        return next(p for v in self.listed for p in v["parts"] if p["message_id"] == message_id)

    def heading(self, v, figures):
        text = self.edition(v) + self.dated(v["date"])
        if "replaces_part" in v:
            part = self.part_with(v["replaces_part"])
            if part.get("total"):
                text = f"part {part['number']}/{part['total']} again, {text}"
        self.out.append(figures_heading(text) if figures else text)

    def binding(self, v):
        if "bound_to" not in v:
            return ""
        to = next(w for w in self.listed if w["message_id"] == v["bound_to"])
        return f"bound to {self.edition(to)}{self.id(v['bound_to'])}: {self.rules[v['rule']]}"

    def objections(self, row):
        for o, text in zip(row["objections"], super().objections({**row, "objections": [
                {**o, "message_id": ""} for o in row["objections"]]})):
            yield text.replace(self.id(""), "") + self.dated(o["date"]) + self.id(o["message_id"])

    def event(self, row, e):
        places = [e[key] for key in ("tree", "branch") if key in e]
        said = e.get("message_id") or e.get("pull", {}).get("message_id")
        return (f"applied: {e['parts']} of {row['arrived']} {'in a pull request by' if 'pull' in e else 'by'} {short(e['by'])}"
                + (" (a robot)" if "robot" in e else "") + (f" to {places[0]}" if places else "")
                + (f" ({places[1]})" if places[1:] else "") + self.dated(e["date"])
                + (f" (commit {e['head'][:12]})" if "head" in e else "") + (self.id(said) if said else ""))

    def answers(self, row):
        text = self.people("answers by ", row["people"], "answers")
        if "last_answer" in row:
            by = f" by {short(row['last_answer_by'])}" if len(row["people"]) > 1 else ""
            text += f"; the last one{by}{self.dated(row['last_answer_date'])}{self.id(row['last_answer'])}"
        return text

    def facts(self, part, series):
        keys = []
        for t in part["trailers"]:
            if keys and keys[-1][0].lower() == t["key"].lower():
                keys[-1][1].append(short(t))
            else:
                keys.append((t["key"], [short(t)]))
        facts = [f"{key}: {', '.join(names)}" for key, names in keys]
        if part["answers"] and series:
            facts.append(count(part["answers"], "answer"))
        if "commit" in part:
            facts.append("commit " + part["commit"][:12])
        if "posted_anew" in part:
            facts.append("posted anew" + self.dated(self.part_with(part["posted_anew"])["date"]))
        return "; ".join(facts)

    def part(self, part, cover, everything):
        numbered = "number" in part and not cover
        facts = self.facts(part, numbered or cover)
        if not facts and not (everything and numbered):
            return
        name = part.get("title", "") if numbered else "cover" if cover else ""
        number = f"{part['number']}/{part.get('total', 0)} " if numbered else ""
        self.lines(" " * 8 + number, ": ".join(filter(None, [name, facts])))

    def figure_row(self, row, areas, note=""):
        notes, self.notes = self.notes, lambda row: None
        super().figure_row(row, areas, note)
        self.notes = notes

    def one(self, v, first):
        self.heading(v, first)
        self.figure_row(v, False)
        self.note(self.binding(v))
        if "replaces_part" not in v:
            self.note(self.missing(v))
        self.note(*self.objections(v))
        self.note(self.robots(v))
        if "posted_by" in v:
            self.note("posted by " + short(v["posted_by"]))
        for e in v["events"]:
            self.note(self.event(v, e))
        self.note(self.unchanged(v))
        if "change_note" in v:
            self.note(f"v{v['version']}: {v['change_note']}")
        if "needs" in v:
            self.note("needs: " + v["needs"])
        if "also_on" in v:
            self.note("list: " + board.copies(v, self.data["lists"]))
        self.note(self.answers(v))
        for p in v["parts"]:
            self.part(p, p["kind"] == "cover" or p.get("number") == 0, v is self.newest)
        self.address(v)

    def render(self):
        self.view_head()
        for i, v in enumerate(self.listed):
            if i:
                self.out.append("")
            self.one(v, i == 0)
        self.unknown()
        return self.out
