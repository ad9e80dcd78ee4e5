/* SPDX-License-Identifier: MIT */
#include "report/series/change_note.h"
#include "report/series/change_block.h"
#include "report/series/change_heading.h"
#include "store/util/array.h"

/* The version that the note is of. */
struct wanted {
	struct str version;
	bool rfc;
	bool loosely;  /* by headings that do not give its number */
	bool headings; /* the text has some */
};

/* The lines of a text, one after the other. */
struct lines {
	struct str rest;
	struct note_line above; /* the line before; empty at the start */
	bool hunk;		/* the last line belongs to one */
};

/* "3" comes after "2", "5.1" after "5", "5.2" after "5.1". */
static bool is_next(struct str version, struct str before)
{
	size_t dot = str_chr(version, '.');
	size_t stem = dot < version.len ? dot + 1 : 0;
	uint32_t n, m;

	if (!str_number(str_sub(version, stem, version.len), &n) || !n)
		return false;
	if (stem && n == 1 && str_eq(before, str_sub(version, 0, dot)))
		return true;
	return str_starts(before, str_sub(version, 0, stem)) &&
	       str_number(str_sub(before, stem, before.len), &m) && m == n - 1;
}

static bool is_wanted(const struct change_heading *h, const struct wanted *w)
{
	bool next = h->since && is_next(w->version, h->version);

	if (w->loosely)
		return h->unnumbered || (next && h->rfc);
	if (h->unnumbered || (h->rfc && !w->rfc && h->version.len))
		return false;
	if (!h->version.len)
		return h->since && str_eq(w->version, STR("1"));
	return next || (!h->since && str_eq(h->version, w->version));
}

/* What follows is no text that a person wrote for this mail. */
static bool ends_text(struct str line)
{
	return str_eq(line, STR("-- ")) || str_starts(line, STR("Range-diff")) ||
	       str_starts(line, STR("Interdiff"));
}

/* Reads the next line, but none of the hunk of a diff. */
static bool next_line(struct lines *l, struct note_line *line)
{
	struct str text;

	while (str_line(&l->rest, &text) && !ends_text(text)) {
		if (str_starts(text, STR("@@ -")))
			l->hunk = true;
		else if (text.len && !memchr(" +-\\", text.s[0], 4))
			l->hunk = false;
		if (l->hunk)
			continue;
		*line = note_line_read(text);
		return true;
	}
	return false;
}

/* Whether the next line is a bullet, an indented line or an underline. */
static bool list_follows(struct str rest, const struct note_line *head)
{
	struct lines l = { .rest = rest };
	struct note_line line;

	while (next_line(&l, &line))
		if (line.text.len || line.marked)
			return line.marked || line.indent > head->indent ||
			       note_line_is_rule(&line);
	return false;
}

/* Reads a line that heads a block; a sentence may begin like one. */
static bool read_heading(struct change_heading *h, const struct lines *l,
			 const struct note_line *line)
{
	return change_heading_read(h, line->text) &&
	       (h->sure || (h->labelled && !l->above.text.len) ||
		list_follows(l->rest, line));
}

/* Adds the lines below the heading. */
static void read_block(struct change_block *b, struct lines l)
{
	struct change_heading h;
	struct note_line line;

	for (; !note_text_full(&b->note) && next_line(&l, &line); l.above = line)
		if (line.text.len && (read_heading(&h, &l, &line) ||
				      !change_block_add(b, &line, &l.above)))
			return;
}

/* Appends the first block that is headed by the wanted version and says something. */
static bool add_first_block(struct buf *out, struct str text, struct wanted *w)
{
	struct lines l = { .rest = text };
	struct change_heading h;
	struct note_line line;
	struct change_block b;

	for (; next_line(&l, &line); l.above = line) {
		if (!read_heading(&h, &l, &line))
			continue;
		w->headings = true;
		if (!is_wanted(&h, w))
			continue;
		change_block_init(&b, out, CHANGE_NOTE_MAX, &line, h.rest);
		read_block(&b, (struct lines){ .rest = l.rest, .above = line });
		if (note_text_end(&b.note))
			return true;
	}
	return false;
}

bool change_note_add(struct buf *out, struct str text, struct str version, bool rfc)
{
	struct wanted w = { .version = version, .rfc = rfc };

	if (add_first_block(out, text, &w))
		return true;
	/* most texts have no heading, and need not be read once more */
	w.loosely = true;
	return w.headings && add_first_block(out, text, &w);
}
