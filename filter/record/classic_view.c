/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/record/classic_view.h"
#include "filter/mail/address.h"
#include "filter/mail/rfc2047.h"
#include "store/util/array.h"
#include "store/util/utf8.h"

static const struct str from_prefix = { "From: ", 6 };

/* Whether rule 1 reads value as the classic style does: it has no other white space. */
static bool is_plain(struct str value)
{
	return utf8_ascii(value) == value.len && str_chr(value, '\v') == value.len &&
	       str_chr(value, '\f') == value.len && !rfc2047_has_word(value);
}

/* Returns text, decoded already, with one space for each run of ASCII's white space. */
static struct str collapse_ascii(struct str text, struct arena *arena)
{
	char *out = arena_alloc(arena, text.len + 1);
	size_t len = 0;

	text = str_trim(text);
	for (size_t i = 0; i < text.len; i++)
		if (!is_blank(text.s[i]))
			out[len++] = text.s[i];
		else if (!is_blank(text.s[i - 1]))
			out[len++] = ' ';
	return (struct str){ out, len };
}

/* Returns a header's value, decoded; read is what rule 1 makes of it. */
static struct str classic_value(struct str value, struct str read, struct arena *arena)
{
	struct buf decoded = BUF_INIT;
	struct str s;

	if (is_plain(value))
		return read;
	rfc2047_decode(&decoded, value);
	s = collapse_ascii(buf_str(&decoded), arena);
	buf_release(&decoded);
	return s;
}

/*
 * Returns the length of the group that s begins with, 0 if nothing closes it. If
 * nested brackets don't match, the first "]" ends this group and all later groups.
 */
static size_t group_length(struct str s, bool *nested)
{
	size_t depth = 0, end;

	for (size_t i = 0; *nested && i < s.len; i++) {
		if (s.s[i] == '[')
			depth++;
		else if (s.s[i] == ']' && --depth == 0)
			return i + 1;
	}
	*nested = false;
	end = str_chr(s, ']');
	return end < s.len ? end + 1 : 0;
}

static char first_char(struct str s)
{
	return s.len ? s.s[0] : '\0';
}

/* Skips the bracket groups of subject, each with a colon after it. */
static struct str skip_groups(struct str subject)
{
	struct str rest = subject, after;
	bool nested = true;
	size_t len;

	while (first_char(rest) == '[' && (len = group_length(rest, &nested)) > 0) {
		rest = str_sub(rest, len, rest.len);
		after = str_sub(rest, first_char(rest) == ' ', rest.len);
		if (str_starts(after, STR(":")) && !str_starts(after, STR("::")))
			rest = str_sub(after, 1, after.len);
		rest = str_ltrim(rest);
	}
	return rest;
}

/* Whether "Re:", "Re[2]:" or "RE :" follows the groups: no other mark is one there. */
static bool is_reply(struct str subject)
{
	struct str rest = skip_groups(subject);
	size_t n = 1;

	if (!str_istarts(rest, STR("Re")))
		return false;
	rest = str_sub(rest, 2, rest.len);
	while (n < rest.len && is_digit(rest.s[n]))
		n++;
	if (first_char(rest) == '[' && n < rest.len && rest.s[n] == ']')
		rest = str_sub(rest, n + 1, rest.len);
	rest = str_sub(rest, first_char(rest) == ' ', rest.len);
	return str_starts(rest, STR(":")) || str_starts(rest, STR("\xef\xbc\x9a"));
}

/*
 * Returns the first physical line of Subject:; the decoded subject if that line
 * holds an encoded word.
 */
static struct str tag_line(const struct message *m, struct str subject)
{
	struct str value = header_value(m->parts.header, STR("Subject")),
		   line = STR_EMPTY;

	str_line(&value, &line);
	return rfc2047_has_word(line) ? subject : line;
}

static bool is_letter_at(struct str s, size_t i)
{
	return i < s.len && is_alpha(s.s[i]);
}

/*
 * Whether tag holds PATCH or PATCHES without a letter or dash before it, and
 * without a letter other than v after it.
 */
static bool has_patch_word(struct str tag)
{
	for (size_t i = 0; i + 5 <= tag.len; i++) {
		size_t end = i + 5;

		if (!str_istarts(str_sub(tag, i, tag.len), STR("PATCH")))
			continue;
		if (i > 0 && (is_letter_at(tag, i - 1) || tag.s[i - 1] == '-'))
			continue;
		if (str_istarts(str_sub(tag, end, tag.len), STR("ES")))
			end += 2;
		if (!is_letter_at(tag, end) || to_lower(tag.s[end]) == 'v')
			return true;
	}
	return false;
}

/* Sets *n of the first "n/m". Returns false if tag has no "n/m". */
static bool part_number(struct str tag, uint32_t *n)
{
	for (size_t i = 0; i < tag.len; i++) {
		size_t start = i;

		while (i < tag.len && is_digit(tag.s[i]))
			i++;
		if (i == start || i + 1 >= tag.len || tag.s[i] != '/' ||
		    !is_digit(tag.s[i + 1]))
			continue;
		while (i - start > 1 && tag.s[start] == '0')
			start++;
		/* a number beyond 32 bits is no first part */
		if (!str_number(str_sub(tag, start, i), n))
			*n = UINT32_MAX;
		return true;
	}
	return false;
}

/*
 * Sets *value to the text after "From: " in the last line that begins so. Returns
 * false if no line begins so.
 */
static bool last_from(struct str text, struct str *value)
{
	const char *p = text.s + text.len;

	/* memrchr is many times as fast as reading each line */
	while ((p = memrchr(text.s, 'F', (size_t)(p - text.s)))) {
		struct str rest = str_sub(text, (size_t)(p - text.s), text.len);

		if ((p > text.s && p[-1] != '\n') || !str_starts(rest, from_prefix))
			continue;
		rest = str_sub(rest, from_prefix.len, rest.len);
		*value = STR_EMPTY;
		str_line(&rest, value);
		return true;
	}
	return false;
}

/* Returns the offset after the first match of [0-9]+ files? changed in text, or 0. */
static size_t find_summary(struct str text)
{
	size_t at = 0;

	for (;;) {
		struct str rest = str_sub(text, at, text.len), tail;
		size_t word = str_find(rest, STR(" file"));

		if (word == rest.len)
			return 0;
		tail = str_sub(rest, word + 5, rest.len);
		if (word > 0 && is_digit(rest.s[word - 1]) &&
		    (str_starts(tail, STR(" changed")) ||
		     str_starts(tail, STR("s changed"))))
			return at + word + 5 + 8;
		at += word + 5;
	}
}

/* A body without a summary ends before the first diff or signature mark. */
static size_t find_body_end(struct str body)
{
	static const struct str marks[] = {
		{ "diff --git ", 11 },
		{ "Index: ", 7 },
		{ "--- a/", 6 },
		{ "-- ", 3 },
	};
	struct str rest = body, line;

	for (size_t at = 0; str_line(&rest, &line); at = body.len - rest.len)
		for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
			if ((i < 3 || line.len == marks[i].len) &&
			    str_starts(line, marks[i]))
				return at;
	return body.len;
}

/*
 * Returns body through the summary's line; without a summary, body up to
 * find_body_end(), less the empty lines at a mail's end.
 */
static struct str message_part(struct str body)
{
	size_t summary = find_summary(body), end;

	if (summary) {
		end = summary + str_chr(str_sub(body, summary, body.len), '\n') + 1;
		return str_sub(body, 0, end);
	}
	end = find_body_end(body);
	if (end == body.len)
		while (end > 1 && (body.s[end - 1] == '\n' || body.s[end - 1] == '\r') &&
		       (body.s[end - 2] == '\n' || body.s[end - 2] == '\r'))
			end--;
	return str_sub(body, 0, end);
}

/*
 * Returns body with LF and without lines that begin with "From: ", as a view if
 * body is so already, else in the arena.
 */
static struct str plain_lines(struct str body, struct arena *arena)
{
	struct str rest = body, line;
	size_t len = 0;
	char *out;

	if (str_chr(body, '\r') == body.len && !str_starts(body, from_prefix) &&
	    str_find(body, STR("\nFrom: ")) == body.len)
		return body;
	out = arena_alloc(arena, body.len + 1);
	while (str_line(&rest, &line)) {
		if (str_starts(line, from_prefix))
			continue;
		memcpy(out + len, line.s, line.len);
		len += line.len;
		out[len++] = '\n';
	}
	return (struct str){ out, len };
}

static void set_body(struct record *r, struct message *m)
{
	r->raw_body = plain_lines(message_part(m->parts.body), &m->arena);
	if (r->raw_body.len <= CLASSIC_BODY_MAX)
		return;
	r->raw_body.len = CLASSIC_BODY_MAX;
	r->facts |= FACT_BODY_CUT;
}

/* Returns the decoded header From without its quotes. */
static struct str classic_author(struct message *m)
{
	struct buf line = BUF_INIT;
	struct address a = { m->from_name, m->from_addr };
	struct str copy;

	if (!is_plain(m->raw_from))
		address_parse(&a, classic_value(m->raw_from, m->from, &m->arena),
			      &m->arena);
	author_line(&line, a.name, a.addr);
	copy = arena_str(&m->arena, buf_str(&line));
	buf_release(&line);
	return copy;
}

void classic_view(struct record *r, struct message *m)
{
	struct str subject, tag, from;
	uint32_t n;

	if (!str_starts(m->subject, STR("[")))
		return;
	subject = classic_value(m->raw_subject, m->subject, &m->arena);
	/* taken from the whole subject: a group may be folded */
	tag = str_sub(subject, 0, str_chr(subject, ']') + 1);
	if (!str_starts(tag, STR("[")) || !str_ends(tag, STR("]")) ||
	    !has_patch_word(tag) || is_reply(subject))
		return;
	r->facts |= FACT_CLASSIC_COUNTED;
	r->raw_tag = str_sub(tag_line(m, subject), 0, CLASSIC_LINE_MAX);
	r->raw_author = classic_author(m);
	if (last_from(m->parts.body, &from) || last_from(m->parts.header, &from)) {
		r->facts |= FACT_CLASSIC_FROM;
		r->raw_contributor = str_sub(from, 0, CLASSIC_LINE_MAX);
	}
	if (part_number(tag, &n) ? n > 1 : !str_eq(tag, STR("[PATCH]")))
		return;
	r->facts |= FACT_CLASSIC_SHOWN;
	set_body(r, m);
}
