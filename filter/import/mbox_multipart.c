/* SPDX-License-Identifier: MIT */
#include "filter/import/mbox.h"
#include "filter/import/mbox_multipart.h"
#include "filter/mail/content_type.h"
#include "filter/mail/header.h"

/* A line that is longer is no "From COMMIT Mon Sep 17 00:00:00 2001". */
#define COMMIT_LINE_MAX 128

enum answer {
	NO,
	YES,
	UNKNOWN, /* more must come */
};

static struct str first_line(struct str s)
{
	struct str line = STR_EMPTY;

	str_line(&s, &line);
	return line;
}

static bool is_commit_line(struct str line)
{
	size_t n = 0;

	line = str_sub(line, 5, line.len);
	while (n < line.len &&
	       (is_digit(line.s[n]) || (line.s[n] >= 'a' && line.s[n] <= 'f')))
		n++;
	return (n == 40 || n == 64) && str_eq(str_rtrim(str_sub(line, n, line.len)),
					      STR(" Mon Sep 17 00:00:00 2001"));
}

static bool is_whole_line(struct str s)
{
	return str_chr(s, '\n') < s.len;
}

/* Sets the boundary of the message that begins s. Returns false if it has no boundary. */
static bool read_boundary(struct mbox_walk *w, struct str s)
{
	struct mail_parts parts;
	struct str type, boundary;

	if (w->boundary_len)
		return true;
	mail_split(&parts, s);
	type = header_value(parts.header, STR("Content-Type"));
	boundary = content_param(type, STR("boundary"));
	if (!parts.separated || !boundary.len ||
	    !str_istarts(content_type(type), STR("multipart/")))
		return false;
	w->boundary = (size_t)(boundary.s - s.s);
	w->boundary_len = boundary.len;
	w->looked = (size_t)(parts.body.s - s.s);
	return true;
}

/* "--" boundary "--" (RFC 2046, 5.1.1) */
static bool is_closing(struct str line, struct str boundary)
{
	line = str_rtrim(line);
	return line.len == boundary.len + 4 && str_starts(line, STR("--")) &&
	       str_ends(line, STR("--")) &&
	       str_starts(str_sub(line, 2, line.len), boundary);
}

/* Looks for the closing boundary up to the next other "From " line. */
static enum answer find_closing(struct mbox_walk *w, struct str s, bool last)
{
	struct str boundary = str_sub(s, w->boundary, w->boundary + w->boundary_len);
	struct str rest = str_sub(s, w->looked, s.len), line;

	while (last ? rest.len > 0 : is_whole_line(rest)) {
		size_t at = s.len - rest.len;

		str_line(&rest, &line);
		if (is_closing(line, boundary)) {
			w->closing = at;
			return YES;
		}
		if (w->empty && str_starts(line, STR("From ")) && !is_commit_line(line)) {
			w->barren = at;
			return NO;
		}
		w->looked = s.len - rest.len;
		w->empty = !line.len;
	}
	if (!last)
		return UNKNOWN;
	w->barren = s.len;
	return NO;
}

/* Whether the "From " line at offset from stands inside a multipart. */
static enum answer is_inside(struct mbox_walk *w, struct str s, size_t from, bool last)
{
	struct str rest = str_sub(s, from, s.len);
	enum answer inside;

	if (!last && rest.len < COMMIT_LINE_MAX && !is_whole_line(rest))
		return UNKNOWN;
	if (!is_commit_line(first_line(str_sub(rest, 0, COMMIT_LINE_MAX))))
		return NO;
	if (w->closing)
		return from < w->closing ? YES : NO;
	if (from < w->barren || !read_boundary(w, s))
		return NO;
	inside = find_closing(w, s, last);
	return inside == YES && w->closing < from ? NO : inside;
}

bool mbox_walk_end(struct mbox_walk *w, struct str s, bool last, size_t *end,
		   size_t *empty)
{
	for (;;) {
		enum answer inside;

		*end = mbox_end(s, w->seen, empty);
		if (!*empty)
			break;
		inside = is_inside(w, s, *end + *empty, last);
		if (inside == NO)
			return true;
		w->seen = *end + (inside == YES ? *empty : 0);
		if (inside == UNKNOWN)
			return false;
	}
	if (last)
		*end = mbox_last_end(s, empty);
	else if (s.len > w->seen + MBOX_OVERLAP)
		w->seen = s.len - MBOX_OVERLAP;
	return last;
}

void mbox_walk_next(struct mbox_walk *w, size_t taken)
{
	*w = (struct mbox_walk){
		.barren = w->barren > taken ? w->barren - taken : 0,
	};
}
