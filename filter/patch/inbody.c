/* SPDX-License-Identifier: MIT */
#include "filter/patch/inbody.h"

/* A longer chat is the mail itself, not an introduction. */
#define CHAT_LINES 20
/* "On Friday, A Very Long Name\n<author@example.org> wrote:" */
#define ATTRIBUTION_LINES 3

static char first_char(struct str s)
{
	return s.len ? s.s[0] : '\0';
}

/*
 * "From 0123...cdef Mon Sep 17 00:00:00 2001" begins a file of git format-patch;
 * mboxes put ">" before it.
 */
static bool is_format_patch_line(struct str line)
{
	size_t i = 0;

	if (first_char(line) == '>')
		line = str_sub(line, 1, line.len);
	if (!str_starts(line, STR("From ")))
		return false;
	line = str_sub(line, 5, line.len);
	while (i < line.len &&
	       (is_digit(line.s[i]) || (line.s[i] >= 'a' && line.s[i] <= 'f')))
		i++;
	return (i == 40 || i == 64) && i < line.len && line.s[i] == ' ';
}

/* Takes the folded lines that follow off rest, and extends value over them. */
static void take_folds(struct str *rest, struct str *value)
{
	struct str next, after = *rest;

	while (str_line(&after, &next) &&
	       (first_char(next) == ' ' || first_char(next) == '\t') &&
	       str_trim(next).len) {
		value->len = (size_t)(next.s + next.len - value->s);
		*rest = after;
	}
}

/*
 * Takes a field of the block off rest. Returns false at any other line, which ends
 * the block. A From without an address is no field (rule 12).
 */
static bool take_field(struct inbody *in, struct str *rest)
{
	struct str after = *rest, line, value;
	size_t colon;

	if (!str_line(&after, &line))
		return false;
	colon = str_chr(line, ':');
	value = str_sub(line, colon + 1, line.len);
	take_folds(&after, &value);
	value = str_trim(value);
	line = str_sub(line, 0, colon);
	if (str_ieq(line, STR("From")) && str_chr(value, '@') < value.len) {
		if (!in->from.len)
			in->from = value;
	} else if (str_ieq(line, STR("Subject"))) {
		if (!in->subject.len)
			in->subject = value;
	} else if (!str_ieq(line, STR("Date"))) {
		return false;
	}
	*rest = after;
	return true;
}

static struct str skip_empty_lines(struct str rest)
{
	struct str after = rest, line;

	while (str_line(&after, &line) && !str_trim(line).len)
		rest = after;
	return rest;
}

void inbody_parse(struct inbody *in, struct str text)
{
	struct str rest = skip_empty_lines(text), after = rest, line;

	*in = (struct inbody){ .from = STR_EMPTY, .subject = STR_EMPTY };
	in->start = text.len - rest.len;
	if (str_line(&after, &line) && is_format_patch_line(line))
		rest = after;
	while (take_field(in, &rest))
		;
	in->end = in->from.len || in->subject.len ? text.len - rest.len : in->start;
}

/*
 * Perforation and scissors, as in git mailinfo: at least a third of the line is
 * dashes and ">8" or the like.
 */
static bool is_scissors(struct str line)
{
	static const char *const blades[] = { ">8", "8<", ">%", "%<" };
	size_t dashes = 0, cuts = 0;

	if (!line.len || line.len > 120)
		return false;
	for (size_t i = 0; i < line.len; i++) {
		for (size_t b = 0; b < 4; b++)
			cuts += line.s[i] == blades[b][0] && i + 1 < line.len &&
				line.s[i + 1] == blades[b][1];
		dashes += line.s[i] == '-';
	}
	return cuts && (dashes + 2 * cuts) * 3 >= line.len && dashes >= 2;
}

/* Measures the text before a block, without its quotations. */
struct chat {
	size_t lines;	  /* lines so far */
	size_t paragraph; /* lines of the last paragraph */
	bool colon;	  /* the last line ends in ":" */
	bool cut;	  /* the last line that isn't empty is "---" or scissors */
	bool gap;	  /* an empty line follows the last line */
	bool may_begin;	  /* the last line is empty, quoted or a cut: a block may begin */
};

static void chat_add(struct chat *c, struct str line)
{
	line = str_trim(line);
	c->may_begin = true;
	if (!line.len) {
		c->gap = true;
		return;
	}
	if (c->gap && first_char(line) != '>')
		c->paragraph = 0;
	c->gap = false;
	if (first_char(line) == '>') {
		/* the lines that announce a quotation belong to it */
		if (c->colon && c->paragraph <= ATTRIBUTION_LINES)
			c->lines -= c->paragraph;
		c->paragraph = 0;
		c->colon = c->cut = false;
		return;
	}
	c->cut = str_eq(line, STR("---")) || is_scissors(line);
	if (c->cut) {
		c->paragraph = 0;
		return;
	}
	c->lines++;
	c->paragraph++;
	c->colon = line.s[line.len - 1] == ':';
	c->may_begin = c->lines == 1;
}

static bool chat_allows_block(const struct chat *c)
{
	return c->may_begin && (c->lines <= 1 || (c->cut && c->lines <= CHAT_LINES));
}

void inbody_parse_below(struct inbody *in, struct str text)
{
	struct chat c = { .may_begin = true };
	struct str rest = text, line;
	size_t at = 0;

	*in = (struct inbody){ .from = STR_EMPTY, .subject = STR_EMPTY };
	if (str_find(text, STR("\nFrom: ")) == text.len)
		return;
	for (; c.lines <= CHAT_LINES && str_line(&rest, &line);
	     at = text.len - rest.len) {
		if (str_starts(line, STR("From: ")) && chat_allows_block(&c)) {
			inbody_parse(in, str_sub(text, at, text.len));
			if (in->from.len && in->subject.len &&
			    in->from.s < in->subject.s) {
				in->start += at;
				in->end += at;
				return;
			}
		}
		chat_add(&c, line);
	}
	*in = (struct inbody){ .from = STR_EMPTY, .subject = STR_EMPTY };
}
