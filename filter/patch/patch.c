/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/inbox/record.h"
#include "filter/patch/patch.h"
#include "filter/patch/diffstat.h"
#include "filter/patch/diff_paths.h"

/* The offset of a line that the text lacks. */
#define NOWHERE SIZE_MAX

/* Offsets of the first line of each kind. */
struct outline {
	size_t cut;	  /* "---" */
	size_t signature; /* "-- " */
	size_t summary;	  /* of the diffstat: after the cut, else before it */
	size_t end;	  /* after the summary */
	size_t diff;	  /* text.len if the text has no diff */
	bool own;	  /* the summary is after the cut */
};

static bool is_cut(struct str line)
{
	return str_starts(line, STR("---")) && !str_trim(str_sub(line, 3, line.len)).len;
}

/* A summary before the cut counts only if none follows: a log may quote a summary. */
static void take_summary(struct outline *o, struct patch *p, struct str line,
			 size_t start, size_t end)
{
	bool own = o->cut != NOWHERE;

	if (o->summary != NOWHERE && (o->own || !own))
		return;
	if (!diffstat_summary(line, &p->sums))
		return;
	o->summary = start;
	o->end = end;
	o->own = own;
}

/* Reads the lines before the diff in one pass. */
static void read_outline(struct outline *o, struct patch *p, struct str text)
{
	struct str rest = text, line;

	*o = (struct outline){ NOWHERE, NOWHERE, NOWHERE, NOWHERE, text.len, false };
	p->sums = (struct diff_sums){ 0, 0, 0 };
	while (rest.len) {
		size_t start = text.len - rest.len;

		if (diff_starts(rest)) {
			o->diff = start;
			return;
		}
		str_line(&rest, &line);
		if (!line.len)
			continue;
		if (line.s[0] == ' ' || is_digit(line.s[0]))
			take_summary(o, p, line, start, text.len - rest.len);
		else if (o->cut == NOWHERE && is_cut(line))
			o->cut = start;
		else if (o->signature == NOWHERE && str_eq(line, STR("-- ")))
			o->signature = start;
	}
}

static size_t lesser_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void set_sums(struct patch *p, const struct outline *o)
{
	if (o->summary != NOWHERE) {
		p->facts |= FACT_STAT | FACT_DIFFSTAT;
		return;
	}
	if (!(p->facts & FACT_DIFF))
		return;
	diff_count(&p->sums, p->diff);
	diff_count(&p->sums, p->more);
	p->facts |= FACT_STAT;
}

/*
 * Reads the in-body header, at the start or below other text, and the outline of
 * the text after it. Returns that text.
 */
static struct str read_parts(struct patch *p, struct outline *o, struct str text)
{
	struct str rest;

	inbody_parse(&p->inbody, text);
	rest = str_sub(text, p->inbody.end, text.len);
	read_outline(o, p, rest);
	if (p->inbody.end > p->inbody.start)
		return rest;
	inbody_parse_below(&p->inbody, str_sub(rest, 0, o->diff));
	if (p->inbody.end == p->inbody.start)
		return rest;
	rest = str_sub(rest, p->inbody.end, rest.len);
	read_outline(o, p, rest);
	return rest;
}

void patch_split(struct patch *p, struct str text, struct str more)
{
	struct outline o;
	size_t end;

	*p = (struct patch){ .facts = 0 };
	text = read_parts(p, &o, text);
	p->diff = str_sub(text, o.diff, text.len);
	p->more = str_sub(more, diff_find(more), more.len);
	if (p->diff.len || p->more.len)
		p->facts |= FACT_DIFF;
	end = lesser_of(o.diff, o.signature);
	p->words = str_sub(text, 0, o.diff);
	p->log = str_sub(text, 0, lesser_of(end, o.cut));
	p->shown = str_sub(text, 0, o.summary == NOWHERE ? end : o.end);
	p->stat = o.summary == NOWHERE ? STR_EMPTY : diffstat_lines(text, o.summary);
	set_sums(p, &o);
}

/* Returns text, cut near limit bytes after a whole line, else after a whole character. */
static struct str cut_text(struct str text, size_t limit)
{
	size_t end;

	if (text.len <= limit)
		return text;
	end = str_rchr(str_sub(text, 0, limit), '\n');
	if (end < limit)
		return str_sub(text, 0, end + 1);
	while (end > 0 && ((unsigned char)text.s[end] & 0xc0) == 0x80)
		end--;
	return str_sub(text, 0, end);
}

static bool has_line_end_blanks(struct str text)
{
	return str_find(text, STR(" \n")) < text.len ||
	       str_find(text, STR("\t\n")) < text.len || str_chr(text, '\r') < text.len;
}

struct str patch_body(struct patch *p, struct arena *arena)
{
	struct str rest = p->shown, line, body;
	size_t len = 0;
	char *out;

	while (rest.len && str_line(&rest, &line) && !str_trim(line).len)
		p->shown = rest;
	body = cut_text(p->shown, PATCH_BODY_MAX);
	if (body.len < p->shown.len)
		p->facts |= FACT_BODY_CUT;
	rest = body;
	body = str_rtrim(body);
	if (!body.len)
		return STR_EMPTY;
	if (body.len < rest.len && rest.s[body.len] == '\n' && !has_line_end_blanks(body))
		return str_sub(rest, 0, body.len + 1);
	out = arena_alloc(arena, body.len + 1);
	for (rest = body; str_line(&rest, &line);) {
		line = str_rtrim(line);
		memcpy(out + len, line.s, line.len);
		len += line.len;
		out[len++] = '\n';
	}
	return (struct str){ out, len };
}

void patch_paths(const struct patch *p, struct buf *out, size_t limit)
{
	if (p->diff.len)
		diff_paths_collect(out, p->diff, limit);
	if (p->more.len)
		diff_paths_collect(out, p->more, limit);
	if (!out->len)
		diffstat_paths(out, p->stat, limit);
}
