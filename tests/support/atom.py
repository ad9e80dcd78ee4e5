# SPDX-License-Identifier: MIT
"""Checks a feed by the rules of RFC 4287 (Atom), RFC 3339 (dates), RFC 4151 (tag: URIs)."""

import datetime
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

NS = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?),\d{4}(-\d\d(-\d\d)?)?:"
                 r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*")
URI = re.compile(r"[a-z][a-z0-9+.-]*:[!-~]+", re.I)
# What a feed and an entry have: at least, at most.
MANY = 10 ** 6
FEED = {"author": (0, MANY), "category": (0, MANY), "contributor": (0, MANY), "generator": (0, 1), "icon": (0, 1),
        "id": (1, 1), "link": (0, MANY), "logo": (0, 1), "rights": (0, 1), "subtitle": (0, 1), "title": (1, 1),
        "updated": (1, 1), "entry": (0, MANY)}
ENTRY = {"author": (0, MANY), "category": (0, MANY), "content": (0, 1), "contributor": (0, MANY), "id": (1, 1),
         "link": (0, MANY), "published": (0, 1), "rights": (0, 1), "source": (0, 1), "summary": (0, 1),
         "title": (1, 1), "updated": (1, 1)}
PERSON = {"name": (1, 1), "uri": (0, 1), "email": (0, 1)}
# What our content is made of: a reader of feeds takes the rest away.
CONTENT = {"p": "", "b": "", "i": "", "small": "", "h3": "", "ul": "", "li": "", "br": "", "a": "href"}


class Content(HTMLParser):
    """A fragment of HTML, read strictly."""

    def __init__(self, text):
        super().__init__(convert_charrefs=False)
        self.faults, self.open = [], []
        self.feed(text)
        self.close()
        self.faults += ["<%s> has no end" % tag for tag in self.open]

    def handle_starttag(self, tag, attrs):
        if tag not in CONTENT or any(name not in CONTENT[tag].split() for name, _ in attrs):
            self.faults.append("in the content: %s" % self.get_starttag_text())
        for name, value in attrs:
            if name == "href" and not re.match(r"https?://[^\s\"<>]+$", value or ""):
                self.faults.append("in the content, a link to %r" % value)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append("in the content: </%s>" % tag)

    def handle_data(self, text):
        if "<" in text or "&" in text:
            self.faults.append("in the content, not escaped: %r" % text[:60])

    def handle_comment(self, text):
        self.faults.append("in the content, a comment: %r" % text[:60])

    handle_decl = handle_pi = unknown_decl = handle_comment


class Feed:
    """faults: a line each; entries: the elements."""

    def __init__(self, text):
        self.faults, self.entries = [], []
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            self.faults.append("a DTD")
        try:
            self.root = ET.fromstring(text.encode("utf-8"))
        except ET.ParseError as e:
            self.faults.append("not well-formed: %s" % e)
            return
        if self.root.tag != NS + "feed":
            self.faults.append("the root is %s" % self.root.tag)
        self.check_children(self.root, FEED)
        self.entries = self.root.findall(NS + "entry")
        for entry in self.entries:
            self.check_children(entry, ENTRY)
            self.check_entry(entry)
        self.check_links(self.root)
        ids = [e.findtext(NS + "id") for e in self.entries] + [self.root.findtext(NS + "id")]
        if len(set(ids)) < len(ids):
            self.faults.append("an id twice: %s" % ids)

    def check_children(self, node, may):
        if (node.text or "").strip() or any((c.tail or "").strip() for c in node):
            self.faults.append("text between elements of %s" % node.tag)
        for name, (least, most) in may.items():
            n = len(node.findall(NS + name))
            if not least <= n <= most:
                self.faults.append("%d %s in %s" % (n, name, node.tag))
        for child in node:
            name = child.tag.replace(NS, "")
            if child.tag.startswith(NS) and name not in may:
                self.faults.append("%s in %s" % (name, node.tag))
            check = getattr(self, "check_" + name, None)
            if name not in ("entry", "content") and check:
                check(child)

    def check_id(self, node):
        text = node.text or ""
        if not URI.fullmatch(text) or (text.startswith("tag:") and not TAG.fullmatch(text)):
            self.faults.append("the id %r" % text)

    def check_updated(self, node):
        text = node.text or ""
        try:
            datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            self.faults.append("the date %r" % text)
        if not DATE.fullmatch(text):
            self.faults.append("the date %r" % text)

    check_published = check_updated

    def check_title(self, node):
        kind = node.attrib.get("type", "text")
        if kind not in ("text", "html", "xhtml") or (kind != "xhtml" and len(node)):
            self.faults.append("a title of type %s" % kind)
        if not (node.text or "").strip():
            self.faults.append("a title without text")

    def check_author(self, node):
        self.check_children(node, PERSON)

    def check_link(self, node):
        href = node.attrib.get("href", "")
        if not href or re.search(r"[\s<>\"{}|\\^`]|[^!-~]", href):
            self.faults.append("a link to %r" % href)
        if set(node.attrib) - {"href", "rel", "type", "hreflang", "title", "length"} or len(node):
            self.faults.append("a link with %s" % node.attrib)

    def check_links(self, node):
        links = [l.attrib for l in node.findall(NS + "link")]
        kinds = [(l.get("type"), l.get("hreflang")) for l in links if l.get("rel", "alternate") == "alternate"]
        if len(set(kinds)) < len(kinds):
            self.faults.append("two links to the same kind of page")
        if len([l for l in links if l.get("rel") == "self"]) > 1:
            self.faults.append("two links to itself")
        return kinds

    def check_entry(self, entry):
        content = entry.find(NS + "content")
        kinds = self.check_links(entry)
        if entry.find(NS + "author") is None and self.root.find(NS + "author") is None:
            self.faults.append("an entry without an author")
        if content is None:
            if not kinds:
                self.faults.append("an entry with neither content nor a link")
            return
        if content.attrib != {"type": "html"} or len(content):
            self.faults.append("content of %s, with %d elements" % (content.attrib, len(content)))
        self.faults += Content(content.text or "").faults

    def self_links(self):
        return [l.attrib["href"] for l in self.root.findall(NS + "link") if l.attrib.get("rel") == "self"]

    def pages(self):
        return [l.attrib["href"] for e in self.entries for l in e.findall(NS + "link")]
