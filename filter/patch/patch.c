/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/inbox/record.h"
#include "filter/patch/patch.h"
#include "filter/patch/diffstat.h"
#include "filter/patch/diff_paths.h"

/* The offset of a line that the text lacks. */
#define NOWHERE SIZE_MAX

/* A line "2 files changed". */
struct summary {
	size_t start, end; /* end: after the line */
	bool files;	   /* the line above it is "file | n" */
	struct diff_sums sums;
};

/* Offsets of the first line of each kind; the last summary before and after the cut. */
struct outline {
	size_t cut;	  /* "---" */
	size_t signature; /* "-- " */
	size_t diff;	  /* text.len if the text has no diff */
	struct summary before, after;
	size_t shortlog; /* the last line "Name (2):" of a letter, else 0 */
	bool fields;	 /* a line begins as From or Subject do */
	bool commit;	 /* a line begins a file of git format-patch */
};

static bool is_cut(struct str line)
{
	return str_starts(line, STR("---")) && !str_trim(str_sub(line, 3, line.len)).len;
}

/* Keeps the last summary; one below lines of files beats all others. */
static void take_summary(struct summary *kept, struct str text, struct str line,
			 struct str above)
{
	struct summary s;

	if (!diffstat_summary(line, &s.sums))
		return;
	s.files = diffstat_is_file(above);
	if (kept->files && !s.files)
		return;
	s.start = (size_t)(line.s - text.s);
	s.end = s.start + str_chr(str_sub(text, s.start, text.len), '\n') + 1;
	*kept = s;
}

/* Whether read_line() looks at line: it does not look at most. */
static inline bool may_count(struct str line)
{
	char c = line.len ? line.s[0] : '\0';
	size_t n = 1;

	if (c != ' ' && c != '>')
		return c == '-' || c == 'F' || c == 'S' || is_digit(c);
	while (n < line.len && line.s[n] == c)
		n++;
	return n < line.len && (c == ' ' ? is_digit(line.s[n]) : line.s[n] == 'F');
}

static void read_line(struct outline *o, struct str text, struct str line,
		      struct str above)
{
	switch (line.s[0]) {
	case '-':
		if (o->cut == NOWHERE && is_cut(line))
			o->cut = (size_t)(line.s - text.s);
		else if (o->signature == NOWHERE && str_eq(line, STR("-- ")))
			o->signature = (size_t)(line.s - text.s);
		return;
	case 'F':
	case '>':
		o->fields |= str_starts(line, STR("From: "));
		o->commit |= inbody_is_commit_line(line);
		return;
	case 'S':
		o->fields |= str_starts(line, STR("Subject:"));
		return;
	default:
		take_summary(o->cut == NOWHERE ? &o->before : &o->after, text, line,
			     above);
	}
}

/* "Name (2):" */
static bool is_shortlog_name(struct str line)
{
	size_t n = line.len;

	if (!str_ends(line, STR("):")))
		return false;
	for (n -= 2; n > 0 && is_digit(line.s[n - 1]);)
		n--;
	return n > 1 && n < line.len - 2 && line.s[n - 1] == '(';
}

static void clear_outline(struct outline *o, struct str text)
{
	*o = (struct outline){ .cut = NOWHERE,
			       .signature = NOWHERE,
			       .diff = text.len,
			       .before = { .start = NOWHERE },
			       .after = { .start = NOWHERE } };
}

/* Reads the lines before the diff in one pass. */
static void read_outline(struct outline *o, struct str text)
{
	struct str rest = text, line, above = STR_EMPTY;

	clear_outline(o, text);
	while (rest.len) {
		if (diff_starts(rest)) {
			o->diff = text.len - rest.len;
			return;
		}
		str_line(&rest, &line);
		if (may_count(line))
			read_line(o, text, line, above);
		above = line;
	}
}

/* Whether line may be part of a hunk. A hunk that is cut short ends at other text. */
static bool is_hunk_line(struct str line)
{
	return !line.len || memchr(" +-\\@", line.s[0], 5);
}

/* Returns the text after the hunk that rest begins with. */
static struct str skip_hunk(struct str rest)
{
	struct diff_lines lines = { .rest = rest };
	enum diff_line what;
	struct str at;

	while (diff_next(&lines, &what, &at)) {
		if (!is_hunk_line(str_sub(at, 0, str_chr(at, '\n'))))
			return at;
		if (!lines.old && !lines.new)
			break;
	}
	return lines.rest;
}

/* Reads the lines of a letter up to its signature, without those of quoted hunks. */
static void read_letter(struct outline *o, struct str text)
{
	struct str rest = text, line, above = STR_EMPTY;

	clear_outline(o, text);
	while (o->signature == NOWHERE && rest.len) {
		while (str_starts(rest, STR("@@ -")))
			rest = skip_hunk(rest);
		if (!str_line(&rest, &line))
			return;
		if (may_count(line))
			read_line(o, text, line, above);
		if (is_shortlog_name(line))
			o->shortlog = (size_t)(line.s - text.s);
		above = line;
	}
}

static size_t lesser_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Returns the patch's own diffstat, or NULL. A diffstat above the cut of a patch is
 * quoted in its log. A summary without files counts only where nothing else tells the
 * sums.
 */
static const struct summary *own_summary(const struct outline *o, bool diff)
{
	if (o->after.files)
		return &o->after;
	if (o->before.files && (!diff || o->cut == NOWHERE))
		return &o->before;
	if (diff)
		return NULL;
	return o->after.start != NOWHERE    ? &o->after
	       : o->before.start != NOWHERE ? &o->before
					    : NULL;
}

static void set_stat(struct patch *p, const struct summary *s, struct str text)
{
	p->stat = STR_EMPTY;
	p->sums = (struct diff_sums){ 0, 0, 0 };
	if (s) {
		p->stat = diffstat_lines(text, s->start);
		p->sums = s->sums;
		p->facts |= FACT_STAT | FACT_DIFFSTAT;
	} else if (p->facts & FACT_DIFF) {
		diff_count(&p->sums, p->diff);
		diff_count(&p->sums, p->more);
		p->facts |= FACT_STAT;
	}
}

/*
 * Reads the in-body header, at the start or below other text, and the outline of
 * the text after it. Returns that text.
 */
static struct str read_parts(struct patch *p, struct outline *o, struct str text,
			     void (*read)(struct outline *, struct str))
{
	inbody_parse(&p->inbody, text);
	p->text = text = str_sub(text, p->inbody.end, text.len);
	read(o, text);
	if (p->inbody.end > p->inbody.start || !o->fields)
		return text;
	inbody_parse_below(&p->inbody, str_sub(text, 0, o->diff));
	if (p->inbody.end == p->inbody.start)
		return text;
	text = str_sub(text, p->inbody.end, text.len);
	read(o, text);
	return text;
}

/* Sets what stands before the diff of a patch: log, shown, stat and sums. */
static void set_words(struct patch *p, const struct outline *o, struct str text)
{
	const struct summary *s = own_summary(o, p->facts & FACT_DIFF);
	size_t end = lesser_of(o->diff, o->signature);

	p->log = str_sub(text, 0, lesser_of(end, o->cut));
	p->shown = str_sub(text, 0, s ? s->end : end);
	set_stat(p, s, text);
}

bool patch_file_next(struct str *rest, struct str *file)
{
	size_t start = inbody_find_commit(*rest), end;

	if (start == rest->len)
		return false;
	end = start + str_chr(str_sub(*rest, start, rest->len), '\n');
	end += inbody_find_commit(str_sub(*rest, end, rest->len));
	*file = str_sub(*rest, start, end);
	*rest = str_sub(*rest, end, rest->len);
	return true;
}

/* Makes p the patch in a file that begins with the block in; false if it has no diff. */
static bool take_one(struct patch *p, struct str file, const struct inbody *in)
{
	size_t diff = diff_find(file);
	struct outline o;

	if (diff == file.len)
		return false;
	p->inbody = *in;
	p->facts |= FACT_DIFF;
	p->diff = STR_EMPTY;
	p->more = str_sub(file, diff, file.len);
	p->carried = str_sub(file, p->inbody.end, diff);
	read_outline(&o, p->carried);
	set_words(p, &o, p->carried);
	return true;
}

/*
 * Makes p the patch in the first file of git format-patch in text that has a diff.
 * Returns false if text has no such file.
 */
static bool take_file(struct patch *p, struct str text)
{
	struct str file;

	while (patch_file_next(&text, &file)) {
		struct inbody in;

		inbody_parse(&in, file);
		if (take_one(p, file, &in))
			return true;
	}
	return false;
}

/* As take_file, of what quilt or hg export wrote. */
static bool take_export(struct patch *p, struct str text)
{
	struct inbody in;

	return inbody_parse_export(&in, text) && take_one(p, text, &in);
}

/* Takes a file of git format-patch that is pasted into the words before the diff. */
static bool take_pasted(struct patch *p, struct str text)
{
	size_t at = inbody_find_commit(p->words);

	if (at == p->words.len || !take_file(p, str_sub(text, at, text.len)))
		return false;
	p->words = str_sub(text, 0, at);
	return true;
}

void patch_split(struct patch *p, struct str text, struct str more)
{
	struct outline o;

	*p = (struct patch){ .carried = STR_EMPTY };
	text = read_parts(p, &o, text, read_outline);
	p->words = str_sub(text, 0, o.diff);
	if (o.commit && take_pasted(p, text))
		return;
	p->diff = str_sub(text, o.diff, text.len);
	if (p->inbody.commit)
		p->diff = str_sub(p->diff, 0, inbody_find_commit(p->diff));
	if (!p->diff.len && (take_file(p, more) || take_export(p, more)))
		return;
	p->more = str_sub(more, diff_find(more), more.len);
	if (p->diff.len || p->more.len)
		p->facts |= FACT_DIFF;
	set_words(p, &o, text);
}

void patch_split_letter(struct patch *p, struct str text)
{
	const struct summary *s;
	struct outline o;
	size_t end;

	*p = (struct patch){ .carried = STR_EMPTY, .diff = STR_EMPTY, .more = STR_EMPTY };
	text = read_parts(p, &o, text, read_letter);
	s = own_summary(&o, false);
	end = s && s->end > o.shortlog ? s->end : o.signature;
	p->words = text;
	p->log = str_sub(text, 0, lesser_of(o.signature, o.cut));
	p->shown = str_sub(text, 0, end > o.shortlog ? end : text.len);
	set_stat(p, s, text);
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
	size_t before = out->len;

	if (p->diff.len)
		diff_paths_collect(out, p->diff, limit);
	if (p->more.len)
		diff_paths_collect(out, p->more, limit);
	if (out->len == before)
		diffstat_paths(out, p->stat, limit);
}
