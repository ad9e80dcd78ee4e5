# SPDX-License-Identifier: MIT
"""Reads a page of --format=html, strictly: what a browser would mend is a fault."""

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br"}
EMPTY = {"line", "rect"}  # of SVG: they end with "/>"
COMMON = {"class", "id", "hidden", "role", "aria-label", "aria-labelledby", "aria-hidden"}
# Tags, and what attributes each may have beside the common ones.
TAGS = {
    "html": "lang", "head": "", "meta": "charset http-equiv content name", "link": "rel href type", "title": "",
    "style": "", "script": "", "body": "", "header": "", "main": "", "footer": "", "nav": "", "section": "",
    "h1": "", "h2": "", "p": "", "b": "", "span": "", "small": "", "ul": "", "li": "", "div": "", "pre": "",
    "a": "href rel", "figure": "", "figcaption": "", "label": "", "output": "", "table": "", "caption": "",
    "input": "type autocomplete placeholder", "button": "type",
    "thead": "", "tbody": "", "tr": "", "th": "scope colspan", "td": "colspan data-value",
    "details": "open", "summary": "", "svg": "viewbox preserveaspectratio", "desc": "", "text": "x y", "line": "x1 y1 x2 y2",
    "rect": "x y width height",
}
# Links of a site: to digests, to their files, to indices and feeds.
SITE_LINK = re.compile(r"(\.\./)?([a-z0-9._+-]+/)?(\d{4}-\d\d-\d\d/)?(index\.html|feed\.atom|digest\.(txt|json))")
START = re.compile(r'<[a-zA-Z0-9]+(\s+[-a-zA-Z0-9]+(="[^"<>]*")?)*\s*/?>')
ENTITIES = {"amp", "lt", "gt", "quot"}
CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")


class Node:
    def __init__(self, tag, attrs, parent):
        self.tag, self.attrs, self.parent, self.children = tag, attrs, parent, []

    def walk(self):
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def all(self, tag, word=None):
        return [n for n in self.walk() if n.tag == tag and (word is None or word in n.words())]

    def one(self, tag, word=None):
        found = self.all(tag, word)
        return found[0] if len(found) == 1 else None

    def words(self):
        return (self.attrs.get("class") or "").split()

    def text(self):
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def line(self):
        return " ".join(self.text().split())


class Page(HTMLParser):
    """faults: what is wrong with the page, a line each."""

    def __init__(self, text, mail=False, site=False):
        super().__init__(convert_charrefs=False)
        self.faults, self.root, self.mail, self.site = [], Node("", {}, None), mail, site
        self.at = self.root
        if CONTROL.search(text):
            self.fault("a control character: %r" % CONTROL.search(text).group())
        self.feed(text)
        self.close()
        if self.at is not self.root:
            self.fault("<%s> has no end" % self.at.tag)
        self.check_whole()

    def fault(self, what):
        self.faults.append("line %d: %s" % (self.getpos()[0], what))

    def handle_starttag(self, tag, attrs):
        raw = self.get_starttag_text()
        if tag not in TAGS:
            self.fault("the tag <%s>" % tag)
        if not START.fullmatch(raw):
            self.fault("how it is written: %s" % raw)
        names = [name for name, _ in attrs]
        for name in names:
            if name not in COMMON and name not in TAGS.get(tag, "").split():
                self.fault("the attribute %s of <%s>" % (name, tag))
        if len(set(names)) < len(names):
            self.fault("an attribute twice: %s" % raw)
        node = Node(tag, dict(attrs), self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag, attrs):
        if tag not in EMPTY:
            self.fault("<%s/>" % tag)
        self.handle_starttag(tag, attrs)
        self.at = self.at.parent

    def handle_endtag(self, tag):
        if self.at.tag != tag:
            self.fault("</%s> ends <%s>" % (tag, self.at.tag))
        if self.at.parent:
            self.at = self.at.parent

    def add(self, text):
        self.at.children.append(text)

    def handle_data(self, text):
        if self.at.tag not in ("style", "script") and ("<" in text or ">" in text or "&" in text):
            self.fault("text that is not escaped: %r" % text[:60])
        self.add(text)

    def handle_entityref(self, name):
        if name not in ENTITIES:
            self.fault("&%s;" % name)
        self.add(html.unescape("&%s;" % name))

    def handle_charref(self, name):
        if name != "39":
            self.fault("&#%s;" % name)
        self.add("'")

    def handle_comment(self, text):
        self.fault("a comment: %r" % text[:60])

    def handle_pi(self, text):
        self.fault("<?%s" % text[:60])

    def unknown_decl(self, text):
        self.fault("<![%s" % text[:60])

    def check_whole(self):
        nodes = list(self.root.walk())
        ids = [n.attrs["id"] for n in nodes if "id" in n.attrs]
        if len(set(ids)) < len(ids):
            self.fault("an id twice: %s" % next(i for i in ids if ids.count(i) > 1))
        for n in nodes:
            for name in (n.attrs.get("aria-labelledby") or "").split():
                if name not in ids:
                    self.fault("nothing has the id %s" % name)
            if n.tag == "a":
                self.check_link(n, ids)
        for tag in ("html", "head", "body", "main", "h1", "script", "style", "title"):
            count = len([n for n in nodes if n.tag == tag and n.parent.tag != "svg"])
            if count != (0 if self.mail and tag == "script" else 1):
                self.fault("%d <%s>" % (count, tag))
        self.check_policy(nodes)

    def check_link(self, link, ids):
        href = link.attrs.get("href") or ""
        if href.startswith("#"):
            if href[1:] not in ids:
                self.fault("a link to nowhere: %s" % href)
        elif self.site and SITE_LINK.fullmatch(href):
            if link.attrs.get("rel") not in (None, "prev", "next"):
                self.fault("rel of %s" % href)
        elif not re.match(r"https?://[^\s]+$", href):
            self.fault("a link to %r" % href)
        elif link.attrs.get("rel") != "noreferrer":
            self.fault("a link without rel=noreferrer: %s" % href)

    def check_policy(self, nodes):
        script = "".join(n.text() for n in nodes if n.tag == "script")
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        want = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        if not self.mail:
            want += "; script-src 'sha256-%s'" % digest
        policy = [n.attrs.get("content") for n in nodes if n.tag == "meta" and "http-equiv" in n.attrs]
        if policy != [want]:
            self.fault("the policy is %s, not %s" % (policy, want))


GROUPS = ("contested", "ready", "revised", "new", "pulls", "waiting", "applied", "discussed")


def same(faults, what, got, want):
    if got != want:
        faults.append("%s: %r, not %r" % (what, got, want))


def clean(text):
    """HTML has no place for them, JSON has."""
    return re.sub("[\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", text)


def clean_line(text):
    return " ".join(clean(text).split())


def compare_row(faults, node, row):
    what = row["message_id"]
    cells = node.all("tr")[0]
    figures = {n.words()[0]: n.line() for n in cells.all("td")}
    title = cells.all("th")[0]
    area = title.one("span", "area")
    same(faults, what + ": title", title.line(), clean_line(row["tag"] + (" " + row["area"] if area else "")))
    author = row.get("author", {})
    same(faults, what + ": author", node.one("summary").one("span", "who").line(),
         clean_line(author.get("name") or author.get("address") or ""))
    same(faults, what + ": answers", figures["answers"], str(row["answers"]))
    size = "+%d −%d" % (row["insertions"], row["deletions"]) if "insertions" in row else ""
    same(faults, what + ": size", figures["size"], size)
    if "reviewed" in row:
        same(faults, what + ": reviewed", figures["reviewed"].split("/")[0], str(row["reviewed"]))
    same(faults, what + ": days", figures["age"], "%d d" % row["days"] if "first_posted" in row else "")
    for who in row.get("reviewers", []):
        of = " (%d of %d parts)" % (who["parts"], row["arrived"]) if row["arrived"] > 1 else ""
        line = clean_line(who["name"] or who["address"]) + of
        if line not in [item.line() for item in node.all("li")]:
            faults.append("%s: the review of %s is missing" % (what, line))
    for version in row.get("versions", []):
        if clean_line(version["tag"]) not in node.line():
            faults.append("%s: the version %s is missing" % (what, version["tag"]))
    for who in row.get("objections", []):
        name = who["by"].get("name") or who["by"]["address"]
        if clean_line(name) not in node.one("summary").line():
            faults.append("%s: the objection of %s is missing" % (what, name))


def compare_board(faults, page, board):
    for group in GROUPS:
        nodes = [n for n in page.root.all("tbody", "series") if group in n.words()]
        same(faults, "rows of " + group, len(nodes), len(board[group]))
        for node, row in zip(nodes, board[group]):
            compare_row(faults, node, row)
    totals = board["totals"]
    shown = " ".join(n.line() for n in page.root.one("ul", "totals").all("li"))
    for key in ("mails", "people", "series", "ready", "applied"):
        if not re.search(r"\b%d " % totals[key], shown):
            faults.append("the total of %s is not in %r" % (key, shown))
    for table in page.root.all("table", "numbers"):
        rows = [[c.line() for c in r.children if isinstance(c, Node)] for r in table.one("tbody").all("tr")]
        if "Mails a day" in table.one("caption").line():
            same(faults, "mails of all days", sum(int(n) for r in rows for n in r[1:]), totals["mails"])
        elif "state" in table.one("caption").line():
            same(faults, "series by state", [int(r[1]) for r in rows],
                 [len(board[g]) for g in GROUPS if board[g]])


def compare_tables(faults, page, digest):
    tables = dict(digest.get("tables", {}))
    for name in ("incomplete", "pulls", "reviewed", "unanswered", "applied", "reviewers", "discussions"):
        tables[name] = digest.get(name, [])
    if "employers" in tables:
        tables["domains"] = tables.pop("employers")
    for name, rows in tables.items():
        sections = [s for s in page.root.all("section") if s.attrs.get("aria-labelledby") == name]
        got = [r for s in sections for r in s.one("tbody").children if isinstance(r, Node)]
        same(faults, "rows of " + name, len(got), len(rows))


def compare_messages(faults, page, digest):
    texts = [pre.text().rstrip("\n") for pre in page.root.all("pre")]
    for entry in digest.get("entries", []):
        body = clean(entry.get("body", ""))
        if body and body not in texts:
            faults.append("%s: its text is missing" % entry["message_id"])
    lists = page.root.all("ul", "messages")
    items = [n for u in lists for n in u.children if isinstance(n, Node)]
    same(faults, "messages", len(items), len(digest.get("entries", [])) + len(digest.get("skipped", [])))


def compare(page, digest):
    """Returns in what a page differs from the JSON of the same digest."""
    faults = []
    same(faults, "title", page.root.one("h1").line(), clean_line(digest["title"]))
    compare_board(faults, page, digest["board"])
    compare_tables(faults, page, digest)
    compare_messages(faults, page, digest)
    return faults


def compare_view(page, view):
    """Returns in what the page of a series differs from its JSON."""
    faults = []
    nodes, versions = page.root.all("tbody", "series"), view["series_view"]["versions"]
    same(faults, "versions", len(nodes), len(versions))
    for node, version in zip(nodes, versions):
        what = version["message_id"]
        same(faults, what + ": answers", node.all("tr")[0].one("td", "answers").line(), str(version["answers"]))
        rows = [row for table in node.all("table") for row in table.one("tbody").all("tr")]
        same(faults, what + ": parts", len(rows), len(version["parts"]))
        for row, part in zip(rows, version["parts"]):
            for trailer in part["trailers"]:
                if clean_line(trailer.get("name") or trailer["address"]) not in row.line():
                    faults.append("%s: a trailer is missing" % part["message_id"])
            if part.get("commit") and part["commit"][:12] not in row.line():
                faults.append("%s: the commit is missing" % part["message_id"])
    return faults
