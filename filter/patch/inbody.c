/* SPDX-License-Identifier: MIT */
#include "filter/patch/inbody.h"
#include "store/util/array.h"
#include "store/util/masked_at.h"

/* A longer text before a block is the mail itself, not an introduction. */
#define LEADING_LINES 20
/* "On Friday, A Very Long Name\n<author@example.org> wrote:" */
#define ATTRIBUTION_LINES 3
#define RULE_DASHES 8

static char first_char(struct str s)
{
	return s.len ? s.s[0] : '\0';
}

bool inbody_is_commit_line(struct str line)
{
	size_t i = 0;

	while (first_char(line) == '>')
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

/* Whether s may be the name of a field (RFC 5322, 2.2). */
static bool is_field_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.s[i] <= ' ' || s.s[i] >= 0x7f)
			return false;
	return s.len > 0;
}

static bool has_address(struct str value)
{
	return str_chr(value, '@') < value.len || masked_at_find(value) < value.len;
}

/*
 * Takes a field of the block off rest. Returns false at any other line, which ends
 * the block. A From without an address is no field (rule 12). A file of git
 * format-patch may have any field.
 */
static bool take_field(struct inbody *in, struct str *rest)
{
	struct str after = *rest, line, value;
	size_t colon;

	if (!str_line(&after, &line))
		return false;
	colon = str_chr(line, ':');
	if (colon == line.len)
		return false;
	value = str_sub(line, colon + 1, line.len);
	take_folds(&after, &value);
	value = str_trim(value);
	line = str_sub(line, 0, colon);
	if (str_ieq(line, STR("From")) && has_address(value)) {
		if (!in->from.len)
			in->from = value;
	} else if (str_ieq(line, STR("Subject"))) {
		if (!in->subject.len)
			in->subject = value;
	} else if (!str_ieq(line, STR("Date")) && !(in->commit && is_field_name(line))) {
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

static const struct inbody no_block = { { "", 0 }, { "", 0 }, 0, 0, false, false };

void inbody_parse(struct inbody *in, struct str text)
{
	struct str rest = skip_empty_lines(text), after = rest, line;
	bool block = false;

	*in = no_block;
	in->start = in->end = text.len - rest.len;
	in->commit = str_line(&after, &line) && inbody_is_commit_line(line);
	if (in->commit)
		rest = after;
	while (take_field(in, &rest))
		block = true;
	if (block)
		in->end = text.len - rest.len;
}

bool inbody_parse_export(struct inbody *in, struct str text)
{
	struct str rest = skip_empty_lines(text), after = rest, line;

	if (!str_line(&after, &line) ||
	    !str_eq(str_rtrim(line), STR("# HG changeset patch"))) {
		inbody_parse(in, text);
		return in->from.len && in->subject.len;
	}
	*in = no_block;
	in->start = text.len - rest.len;
	while (str_starts(line, STR("# "))) {
		struct str value = str_trim(str_sub(line, 7, line.len));

		if (str_starts(line, STR("# User ")) && str_chr(value, '@') < value.len)
			in->from = value;
		rest = after;
		if (!str_line(&after, &line))
			break;
	}
	in->end = text.len - rest.len;
	return in->from.len > 0;
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

/* Whether line is a rule: dashes alone, more than those of "---". */
static bool is_rule(struct str line)
{
	size_t n = 0;

	while (n < line.len && line.s[n] == '-')
		n++;
	return n == line.len && n >= RULE_DASHES;
}

/* Lines that end an introduction. */
enum cut {
	CUT_NONE,
	CUT_DASHES, /* "---" */
	CUT_RULE,
	CUT_SCISSORS,
};

static enum cut cut_kind(struct str line)
{
	if (first_char(line) != '-' && str_chr(line, '-') == line.len)
		return CUT_NONE;
	if (str_eq(line, STR("---")))
		return CUT_DASHES;
	if (is_rule(line))
		return CUT_RULE;
	return is_scissors(line) ? CUT_SCISSORS : CUT_NONE;
}

/* Measures the text before a block, without its quotations. */
struct leading_text {
	size_t lines;	  /* lines so far */
	size_t paragraph; /* lines of the last paragraph */
	bool colon;	  /* the last line ends in ":" */
	enum cut cut;	  /* the last line that isn't empty */
	bool gap;	  /* an empty line follows the last line */
	bool may_begin;	  /* the last line is empty, quoted or a cut: a block may begin */
};

static void leading_text_add(struct leading_text *lead, struct str line)
{
	line = str_trim(line);
	lead->may_begin = true;
	if (!line.len) {
		lead->gap = true;
		return;
	}
	if (lead->gap && first_char(line) != '>')
		lead->paragraph = 0;
	lead->gap = false;
	if (first_char(line) == '>') {
		/* the lines that announce a quotation belong to it */
		if (lead->colon && lead->paragraph <= ATTRIBUTION_LINES)
			lead->lines -= lead->paragraph;
		lead->paragraph = 0;
		lead->colon = false;
		lead->cut = CUT_NONE;
		return;
	}
	lead->cut = cut_kind(line);
	if (lead->cut) {
		lead->paragraph = 0;
		return;
	}
	lead->lines++;
	lead->paragraph++;
	lead->colon = line.s[line.len - 1] == ':';
	lead->may_begin = lead->lines == 1;
}

/* Whether the block is followed by fields that only a copied mail has. */
static bool is_copied_header(const struct inbody *in, struct str text)
{
	static const char *const fields[] = { "Sent:", "To:", "Cc:" };

	text = str_sub(text, in->end, text.len);
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
		if (str_istarts(text, str_from(fields[i])))
			return true;
	return false;
}

/*
 * Whether a block may begin at line. A failed try costs the block's length: where
 * the text before it is long, it is not tried.
 */
static bool may_begin_block(const struct leading_text *lead, struct str line)
{
	if (lead->cut == CUT_SCISSORS)
		return str_istarts(line, STR("From:")) ||
		       str_istarts(line, STR("Subject:")) ||
		       str_istarts(line, STR("Date:"));
	return str_starts(line, STR("From: ")) && lead->may_begin &&
	       lead->lines <= (lead->cut ? LEADING_LINES : 1);
}

/* Whether the block in, which text begins with, is a patch's. */
static bool is_patch_block(const struct leading_text *lead, const struct inbody *in,
			   struct str text)
{
	if (lead->cut == CUT_SCISSORS)
		return (in->from.len || in->subject.len) && !is_copied_header(in, text);
	if (lead->cut == CUT_RULE)
		return in->from.len && !is_copied_header(in, text);
	return in->from.len && in->subject.len && in->from.s < in->subject.s;
}

void inbody_parse_below(struct inbody *in, struct str text)
{
	struct leading_text lead = { .may_begin = true };
	struct str rest = text, line;
	size_t at = 0;

	for (; str_line(&rest, &line); at = text.len - rest.len) {
		struct str below = str_sub(text, at, text.len);

		if (may_begin_block(&lead, line)) {
			inbody_parse(in, below);
			if (is_patch_block(&lead, in, below)) {
				in->scissors = lead.cut == CUT_SCISSORS;
				in->start += at;
				in->end += at;
				return;
			}
		}
		leading_text_add(&lead, line);
	}
	*in = no_block;
}

/* Whether text begins with a patch of git format-patch. */
static bool begins_format_patch(struct str text)
{
	struct inbody in;
	struct str line = STR_EMPTY, rest = text;

	str_line(&rest, &line);
	if (!inbody_is_commit_line(line))
		return false;
	inbody_parse(&in, text);
	return in.from.len && in.subject.len;
}

size_t inbody_find_commit(struct str text)
{
	size_t seen = 0;

	for (;;) {
		struct str rest = str_sub(text, seen, text.len);
		size_t at = seen + str_find(rest, STR("From ")), start = at;

		if (at == text.len)
			return at;
		while (start > seen && text.s[start - 1] == '>')
			start--;
		if ((!start || text.s[start - 1] == '\n') &&
		    begins_format_patch(str_sub(text, start, text.len)))
			return start;
		seen = at + 1;
	}
}
