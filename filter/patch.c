/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/record.h"
#include "filter/diff.h"
#include "filter/patch.h"

/* Offsets of the first line of each kind; NOWHERE if there is none. */
#define NOWHERE SIZE_MAX

struct outline {
	size_t cut;	  /* "---" */
	size_t signature; /* "-- " */
	size_t summary;	  /* of the diffstat: behind the cut, else before it */
	size_t end;	  /* behind the summary */
	size_t diff;	  /* text.len if there is none */
	bool own;	  /* the summary stands behind the cut */
};

static struct str skip_blanks(struct str s)
{
	while (s.len && (s.s[0] == ' ' || s.s[0] == '\t'))
		s = str_sub(s, 1, s.len);
	return s;
}

/* Takes " 12 files" off s, where words begins with "file". */
static bool take_sum(struct str *s, struct str words, uint32_t *n)
{
	size_t digits = 0;
	struct str at;

	*s = skip_blanks(*s);
	while (digits < s->len && is_digit(s->s[digits]))
		digits++;
	at = skip_blanks(str_sub(*s, digits, s->len));
	if (!str_starts(at, words) || !str_number(str_sub(*s, 0, digits), n))
		return false;
	at = str_sub(at, words.len, at.len);
	*s = str_starts(at, STR("s")) ? str_sub(at, 1, at.len) : at;
	return true;
}

static void take_change(struct str s, uint32_t *insertions, uint32_t *deletions)
{
	if (!take_sum(&s, STR("insertion"), insertions))
		take_sum(&s, STR("deletion"), deletions);
}

bool patch_summary(struct str line, uint32_t *files, uint32_t *insertions, uint32_t *deletions)
{
	struct str change;

	*insertions = *deletions = 0;
	if (!take_sum(&line, STR("file"), files) || !str_starts(line, STR(" changed")))
		return false;
	line = str_sub(line, 8, line.len);
	if (str_trim(line).len && line.s[0] != ',')
		return false;
	while (str_token(&line, ',', &change))
		take_change(change, insertions, deletions);
	return true;
}

static bool is_cut(struct str line)
{
	return str_starts(line, STR("---")) && !str_trim(str_sub(line, 3, line.len)).len;
}

/* A summary before the cut counts only where none follows it: a log may quote one. */
static void note_summary(struct outline *o, struct patch *p, struct str line, size_t start, size_t end)
{
	uint32_t files, insertions, deletions;
	bool own = o->cut != NOWHERE;

	if (o->summary != NOWHERE && (o->own || !own))
		return;
	if (!patch_summary(line, &files, &insertions, &deletions))
		return;
	o->summary = start;
	o->end = end;
	o->own = own;
	p->files = files;
	p->insertions = insertions;
	p->deletions = deletions;
}

/* One pass over the lines before the diff. */
static void read_outline(struct outline *o, struct patch *p, struct str text)
{
	struct str rest = text, line;

	*o = (struct outline){ NOWHERE, NOWHERE, NOWHERE, NOWHERE, text.len, false };
	p->files = p->insertions = p->deletions = 0;
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
			note_summary(o, p, line, start, text.len - rest.len);
		else if (o->cut == NOWHERE && is_cut(line))
			o->cut = start;
		else if (o->signature == NOWHERE && str_eq(line, STR("-- ")))
			o->signature = start;
	}
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The lines above the summary that have a bar, from there upwards. */
static struct str stat_lines(struct str text, size_t summary)
{
	size_t start = summary;

	while (start > 0) {
		size_t prev = start - 1;

		while (prev > 0 && text.s[prev - 1] != '\n')
			prev--;
		if (str_chr(str_sub(text, prev, start), '|') == start - prev)
			break;
		start = prev;
	}
	return str_sub(text, start, summary);
}

static void set_sums(struct patch *p, const struct outline *o)
{
	struct diff_sums sums = { 0, 0, 0 };

	if (o->summary != NOWHERE) {
		p->facts |= FACT_STAT | FACT_DIFFSTAT;
		return;
	}
	if (!(p->facts & FACT_DIFF))
		return;
	diff_count(&sums, p->diff);
	diff_count(&sums, p->more);
	p->files = sums.files;
	p->insertions = sums.insertions;
	p->deletions = sums.deletions;
	p->facts |= FACT_STAT;
}

/* The in-body header: at the start, else below a quoted reply; returns the text behind it. */
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
	end = least(o.diff, o.signature);
	p->words = str_sub(text, 0, o.diff);
	p->log = str_sub(text, 0, least(end, o.cut));
	p->shown = str_sub(text, 0, o.summary == NOWHERE ? end : o.end);
	p->stat = o.summary == NOWHERE ? STR_EMPTY : stat_lines(text, o.summary);
	set_sums(p, &o);
}

/* Text up to about limit bytes, cut at a line's end, else at a character's. */
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
	return str_find(text, STR(" \n")) < text.len || str_find(text, STR("\t\n")) < text.len ||
	       str_chr(text, '\r') < text.len;
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

/* A name of the diffstat: "dir/{old => new}/file", "old => new", or one file. */
static void add_stat_name(struct buf *out, struct str name, size_t limit)
{
	size_t open = str_chr(name, '{'), arrow = str_find(name, STR(" => ")), close = str_chr(name, '}');
	struct str sides[2];

	if (arrow == name.len) {
		diff_add_path(out, name, limit);
		return;
	}
	if (open > arrow || close < arrow || close == name.len)
		open = 0, close = name.len;
	sides[0] = str_sub(name, open < arrow && name.s[open] == '{' ? open + 1 : open, arrow);
	sides[1] = str_sub(name, arrow + 4, close);
	for (int i = 0; i < 2; i++) {
		struct buf path = BUF_INIT;
		struct str tail = str_sub(name, close + 1, name.len);

		buf_adds(&path, str_sub(name, 0, open));
		buf_adds(&path, sides[i]);
		/* "a/{b => }/c": one slash is left over */
		buf_adds(&path, sides[i].len ? tail : str_sub(tail, 1, tail.len));
		diff_add_path(out, buf_str(&path), limit);
		buf_release(&path);
	}
}

static void stat_paths(struct buf *out, struct str rest, size_t limit)
{
	struct str line;

	while (str_line(&rest, &line))
		add_stat_name(out, str_trim(str_sub(line, 0, str_chr(line, '|'))), limit);
}

void patch_paths(const struct patch *p, struct buf *out, size_t limit)
{
	if (p->diff.len)
		diff_paths(out, p->diff, limit);
	if (p->more.len)
		diff_paths(out, p->more, limit);
	if (!out->len)
		stat_paths(out, p->stat, limit);
}
