# SPDX-License-Identifier: MIT
"""Makes the text of a board out of a JSON digest, for render.py."""
import datetime
import unicodedata

COLUMNS = 100
FIGURES = 45
PEOPLE = 5  # names in a line of PEOPLE
NOTE = " " * 6

HEADINGS = [
    ("contested", "CONTESTED", True),
    ("ready", "READY: every part reviewed, no NAK, not known to be applied", True),
    ("revised", "REVISED: what changed since the last version", True),
    ("new", "NEW", True),
    ("pulls", "PULL REQUESTS", True),
    ("waiting", "WAITING: no answer of a human being for ", False),
    ("applied", "APPLIED AND MERGED", False),
    ("discussed", "STILL DISCUSSED: answers to older versions and series", False),
]
UNKNOWN = {
    "replies": "NAKs, states and findings in some replies",
    "patch_ids": "which patches are unchanged",
    "recipients": "whom some mails were sent to",
}


def time(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")


def columns(text):
    def width(c):
        if unicodedata.combining(c):
            return 0
        return 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return sum(map(width, text))


def wrap(text, most):
    """Lines of at most that many columns, broken at blanks where there are any."""
    lines, text = [], text.strip()
    while text:
        end = used = word_end = 0
        for at, c in enumerate(text):
            if c == " ":
                word_end = at
            used += columns(c)
            if used > most and end:
                break
            end = at + 1
        if end < len(text) and word_end:
            end = word_end
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return lines


def label(name, names):
    """The first label of one of the names, if no other name has it."""
    first = name.split(".")[0]
    return first if [n.split(".")[0] for n in names].count(first) == 1 else name


def copies(mail, names):
    """The list of the copy that is used, and the others."""
    lists = [label(name, names) for name in [mail["list"], *mail.get("also_on", [])]]
    return "; also on: ".join([lists[0], ", ".join(lists[1:])][:len(lists)])


def count(n, what, many=None):
    return f"{n} {what if n == 1 else many or what + 's'}"


def short(person):
    return person.get("name") or person.get("address", "")


def day(text, until):
    t, end = time(text), time(until) - datetime.timedelta(seconds=1)
    if t <= end and (end.date() - t.date()).days < 7:
        return f"{t:%a}"
    return f"{t.day} {t:%b}" + ("" if t.year == end.year else f" {t.year}")


def days(since, until):
    first, last = time(since), time(until)
    if last > first:
        last -= datetime.timedelta(seconds=1)
    text = f"{last.day} {last:%B} {last.year}"
    if first.date() != last.date():
        month = f" {first:%B}" if (first.year, first.month) != (last.year, last.month) else ""
        year = f" {first.year}" if first.year != last.year else ""
        text = f"{first.day}{month}{year} - {text}"
    return text


def figures_heading(heading):
    return heading.ljust(COLUMNS - FIGURES) + f"{'parts':>8}  {'size':<13} reviewed  answers  age"


class Board:
    def __init__(self, data, selection, rules, top, explain):
        self.data, self.board = data, data["board"]
        self.selection = selection
        self.rules, self.top, self.explain = rules, top, explain
        self.out = []

    def lines(self, lead, text):
        for i, line in enumerate(wrap(text, COLUMNS - columns(lead))):
            self.out.append((" " * columns(lead) if i else lead) + line)

    def note(self, *pieces):
        self.lines(NOTE, "; ".join(filter(None, pieces)))

    def id(self, message_id):
        return f" <{message_id}>" if self.explain else ""

    def head(self):
        w, b = self.data["window"], self.board
        left = self.data["title"]
        if "since" in w:
            left += ", " + days(w["since"], b["as_of"])
        if w["kind"] != "commits":
            left += f", as of {time(b['as_of']):%A %H:%M} UTC"
        right = f"(commits {w['from']}..{w['to']})"
        self.lines("", left + " " * max(1, COLUMNS - columns(left) - len(right)) + right)
        self.lines("", self.selection)
        t = b["totals"]
        robots = f", {count(t['robot_mails'], 'mail by robots', 'mails by robots')}" if t["robot_mails"] else ""
        self.lines("", f"{count(t['mails'], 'mail')}{self.mean()}, {count(t['people'], 'person', 'people')}{robots}")
        kinds = f": {t['new']} new, {t['revised']} revised" if t["new"] or t["revised"] else ""
        if t["replaced"]:
            kinds += f" ({count(t['replaced'], 'older post')} replaced)"
        pulls = ""
        if t["pulls"]:
            pulls = " | " + count(t["pulls"], "pull request")
            if t["pulled"]:
                pulls += ", merged" if t["pulled"] == t["pulls"] else f", {t['pulled']} merged"
        self.lines("", f"{t['series']} series{kinds} | {t['applied']} applied | {t['ready']} ready{pulls}")

    def mean(self):
        w, t = self.data["window"], self.board["totals"]
        n, mean = t["mean_windows"], t["mean_mails"]
        if not n:
            return ""
        length = time(w["until"]) - time(w["since"])
        if length == datetime.timedelta(days=7):
            return f" ({n}-week mean {mean})"
        if length.days == 1:
            return f" ({n}-day mean {mean})"
        return f" (mean of the {n} such times before: {mean})"

    def title(self, row):
        first = ", first post" if row["first_post"] else ""
        return f"{row.get('tag', '')}  ({short(row['author'])}{first})"

    def titled(self, lead, row, most, figures=""):
        """A tag line, with figures at the end of its first line."""
        title = self.title(row)
        line = wrap(title, most)[0]
        pad = " " * (most - columns(line)) if figures else ""
        self.out.append(lead + line + pad + figures)
        rest = title.strip()[len(line):]
        self.out.extend(" " * (len(lead) + 4) + l for l in wrap(rest, most - 4))

    def figure_row(self, row, areas, note=""):
        lead = "  " + (f"{row.get('area', ''):<8}" if areas else "")
        parts = ""
        if row["arrived"]:
            parts = str(row["arrived"])
            if "announced" in row:
                parts += f"/{row['announced']}"
            elif "version" in row:
                parts += "/?"
        size = f"+{row['insertions']} -{row['deletions']}" if "insertions" in row else ""
        reviewed = f"{row['reviewed']}/{row.get('announced', row['arrived'])}" if "reviewed" in row else ""
        age = f"{row['days']}d" if "first_posted" in row else ""
        figures = f"{parts:>8}  {size:<13} {reviewed:>8} {row['answers'] or '-':>8} {age:>4}".rstrip()
        self.titled(lead, row, COLUMNS - FIGURES - len(lead), figures)
        self.note(note)
        self.notes(row)

    def waiting_row(self, row, note=""):
        self.titled(f"{' ' * (3 if row['days'] < 10 else 2)}{row['days']}d".ljust(8), row, COLUMNS - 8)
        self.note(note)
        self.notes(row)

    def version(self, v):
        rfc = "RFC " if v["rfc"] else ""
        return rfc + (f"no version, after v{v['after']}" if "after" in v else "v" + v["version"])

    def ranges(self, ranges):
        return ", ".join(f"{r['from']}" + (f"-{r['to']}" if r["to"] > r["from"] else "") for r in ranges)

    def missing(self, row):
        if row.get("elsewhere"):
            return "other parts not sent to " + ("these lists" if "lists" in self.data else "this list")
        text = self.ranges(row.get("missing", []))
        return "missing " + text if text else ""

    def objections(self, row):
        for o in row["objections"]:
            state = "NAK" if o["state"] == "nak" else o["state"]
            part = f" ({o['number']}/{row.get('announced', 0)})" if "number" in o else ""
            yield f"{state}: {short(o['by'])}{part}{self.id(o['message_id'])}"

    def robots(self, row):
        r = row.get("robots", {"findings": 0, "failures": 0})
        said = [count(r[key], what) for key, what in (("findings", "finding"), ("failures", "failure")) if r[key]]
        return f"robots: {', '.join(said)}{self.id(r['message_id'])}" if said else ""

    def people(self, label, people, key):
        return label + ", ".join(f"{short(p)} {p[key]}" for p in people) if people else ""

    def discussed(self, row):
        if not row["most_discussed"]:
            return ""
        more = f", and {len(row['people']) - 3} more" if len(row["people"]) > 3 else ""
        return self.people("most discussed: ", row["people"][:3], "answers") + more

    def versions(self, row):
        versions, until = row["versions"], self.data["window"]["until"]
        if not versions:
            return ""
        texts = []
        for v in reversed(versions):
            why = f"{self.id(v['message_id'])}: {self.rules[v['rule']]}" if self.explain else ""
            texts.append(f"{self.version(v)} {day(v['date'], until)}{why}")
        answers = sum(v["answers"] for v in versions)
        to = f" ({count(answers, 'answer')} to {'it' if len(versions) == 1 else 'them'})" if answers else ""
        return ", ".join(texts) + to

    def unchanged(self, row):
        if "unchanged" not in row or not row["versions"]:
            return ""
        n, of = row["unchanged"]["patches"], row["unchanged"]["of"]
        if n == of and n > 1:
            what = f"all {n} patches"
        elif of == 1:
            what = "the patch is" if n else "the patch is not"
        else:
            what = f"{n} of {of} patches"
        return f"{what} unchanged since {self.version(row['versions'][0])}"

    def applied(self, row):
        for e in row["events"]:
            place = e.get("tree") or e.get("branch")
            done = "dropped" if "dropped" in e else "applied"
            said = e.get("message_id") or e.get("pull", {}).get("message_id")
            yield (f"{done}: {e['parts']} of {row['arrived']} by {short(e['by'])}" + (f" to {place}" if place else "")
                   + (", pull request" if "pull" in e else "")
                   + (self.id(said) if said else ""))

    def address(self, row):
        self.out.append(f"{NOTE}[{row['link']}]" if "link" in row else f"{NOTE}[<{row['message_id']}>]")

    def notes(self, row):
        self.note(self.missing(row))
        self.note(*self.objections(row), self.robots(row), self.discussed(row))
        if "posted_by" in row:
            self.note("posted by " + short(row["posted_by"]))
        self.note(self.versions(row), self.unchanged(row))
        if "change_note" in row:
            self.note(f"v{row['version']}: {row['change_note']}")
        self.note(*self.applied(row))
        if "needs" in row:
            self.note("needs: " + row["needs"])
        if "also_on" in row:
            self.note("list: " + copies(row, self.data["lists"]))
        if self.explain:
            last = f", the last one <{row['last_answer']}>" if "last_answer" in row else ""
            self.note(self.people("reviewed by ", row.get("reviewers", []), "parts"),
                      self.people("answers by ", row["people"], "answers") + last)
        self.address(row)

    def applied_rows(self, rows):
        last = None
        for row in rows:
            events = row["events"]
            since = self.data["window"].get("since", "")
            where = [e for e in events if "pull" not in e and e["date"] >= since
                     and e["parts"] >= row["arrived"] and ("tree" in e or "branch" in e)]
            e = (where or events or [None])[-1]
            origin = self.origin(e) if e else ""
            text = "" if origin == last else origin
            if e:
                text += (", " if text else "") + day(e["date"], self.data["window"]["until"]) + ": "
            text += row.get("tag", "") + self.applied_end(row, e)
            self.lines(NOTE if origin == last else "  ", text)
            if self.explain:
                said = ((e, e.get("message_id") or e.get("pull", {}).get("message_id")) for e in events)
                said = [f"{e['parts']} of {row['arrived']}: <{m}>" for e, m in said if m]
                if said:
                    self.note("said of " + said[0], *said[1:])
            self.address(row)
            last = origin

    def origin(self, e):
        place = " ".join(e[key] for key in ("tree", "branch") if key in e)
        robot = " (a robot)" if "robot" in e else ""
        return (place + ", " if place else "") + short(e["by"]) + robot + (", pull request" if "pull" in e else "")

    def applied_end(self, row, e):
        commits = e.get("commits", []) if e else []
        if "version" not in row and row["arrived"]:
            return f" ({count(row['arrived'], 'patch', 'patches')})"
        return f" ({commits[0]['commit'][:12]})" if len(commits) == 1 else ""

    def discussed_rows(self, rows):
        for row in rows:
            self.lines("  ", f"{row.get('tag', '')}  {row['answers']}")
            self.address(row)

    def group(self, name, heading, figures, named):
        rows = self.board[name]
        if name == "waiting":
            heading += count(self.board["quiet_days"], "day or more", "days or more")
        if figures and not named:
            if len(heading) + FIGURES >= COLUMNS:
                self.out.append(heading)
                heading = ""
            heading = figures_heading(heading)
        self.out.append(heading)
        shown = rows[:self.top]
        if name == "applied":
            self.applied_rows(shown)
        elif name == "discussed":
            self.discussed_rows(shown)
        for row in shown:
            if figures:
                self.figure_row(row, any("area" in r for r in rows))
            elif name == "waiting":
                self.waiting_row(row)
        if len(rows) > len(shown):
            self.out.append(f"  and {len(rows) - len(shown)} more")

    def people_line(self, key, what, many):
        texts = []
        for i, p in enumerate(self.board[key][:PEOPLE]):
            reposts = f" ({p['with_reposts']} with reposts)" if p.get("with_reposts", 0) > p["count"] else ""
            unit = " " + (what if p["count"] == 1 else many) if not i else ""
            texts.append(f"{short(p)} {p['count']}{unit}{reposts}")
        self.lines(f"  {key:<9} ", ", ".join(texts))

    def unknown(self):
        unknown = "; ".join(UNKNOWN[u] for u in self.board["unknown"])
        if unknown:
            self.lines("Not known: ", unknown + ". Their records are of an older format: patchdigest-filter --rebuild")

    def render(self):
        self.head()
        self.out.append("")
        named = False
        groups = [h for h in HEADINGS if self.board[h[0]]]
        for name, heading, figures in groups:
            self.group(name, heading, figures, named)
            named = named or figures
        if not groups:
            self.out.append("(no series in play)")
        if any(self.board[key] for key in ("wrote", "reviewed", "answered")):
            self.out.append("PEOPLE")
            self.people_line("wrote", "patch", "patches")
            self.people_line("reviewed", "patch", "patches")
            self.people_line("answered", "mail", "mails")
        self.unknown()
        return self.out + [""]
