/* SPDX-License-Identifier: MIT */
#include "filter/mail/flowed.h"

/*
 * Some programs claim format=flowed but never stuff: the summary of a patch's
 * diffstat then begins with git's one blank. A stuffed summary begins with two.
 */
static bool is_unstuffed_summary(struct str line)
{
	size_t n = 1;

	if (line.len < 2 || line.s[0] != ' ' || !is_digit(line.s[1]))
		return false;
	while (n < line.len && is_digit(line.s[n]))
		n++;
	line = str_sub(line, n, line.len);
	return str_starts(line, STR(" file changed")) ||
	       str_starts(line, STR(" files changed"));
}

static bool is_stuffed(struct str text)
{
	struct str line;

	while (str_line(&text, &line))
		if (is_unstuffed_summary(line))
			return false;
	return true;
}

static size_t quote_depth(struct str line)
{
	size_t n = 0;

	while (n < line.len && line.s[n] == '>')
		n++;
	return n;
}

struct flowed_writer {
	struct buf *out;
	bool open;    /* out ends inside a paragraph */
	size_t depth; /* the paragraph's depth of quoting */
};

static void end_paragraph(struct flowed_writer *w)
{
	if (w->open)
		buf_addch(w->out, '\n');
	w->open = false;
}

/*
 *	*(">") [" "] text [" " where the line end is soft]
 *
 * A change of depth ends a paragraph, and so does the signature mark "-- ",
 * whose blank is no soft line end (RFC 3676, 4.3 and 4.5).
 */
static void add_flowed_line(struct flowed_writer *w, struct str line, bool delsp)
{
	size_t quotes = quote_depth(line);
	struct str text = str_sub(line, quotes, line.len);
	bool mark, soft;

	if (text.len && text.s[0] == ' ')
		text = str_sub(text, 1, text.len);
	mark = str_eq(text, STR("-- "));
	soft = !mark && text.len && text.s[text.len - 1] == ' ';
	if (mark || quotes != w->depth)
		end_paragraph(w);
	if (!w->open) {
		buf_adds(w->out, str_sub(line, 0, quotes));
		if (quotes && text.len)
			buf_addch(w->out, ' ');
	}
	buf_add(w->out, text.s, text.len - (soft && delsp));
	w->open = true;
	w->depth = quotes;
	if (!soft)
		end_paragraph(w);
}

void flowed_add(struct buf *out, struct str text, bool delsp)
{
	struct flowed_writer w = { .out = out };
	struct str line;

	if (!is_stuffed(text)) {
		buf_adds(out, text);
		return;
	}
	while (str_line(&text, &line))
		add_flowed_line(&w, line, delsp);
	end_paragraph(&w);
}
