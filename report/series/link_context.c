/* SPDX-License-Identifier: MIT */
#include "report/series/link_context.h"
#include "store/util/array.h"

/* Lines with the id that are looked at; a cover has one or two. */
#define ID_LINES_MAX 16
#define FOOTNOTE_MAX 8 /* bytes of "[1]" */
/* Bytes of a line before and after the id that are looked at. */
#define SIDE_MAX 2000

static bool is_word(char c)
{
	return is_alpha(c) || is_digit(c) || c == '_';
}

/* line has word, without a letter or digit before or after it. */
static bool has_word(struct str line, struct str word)
{
	for (size_t at = 0; at + word.len <= line.len; at++) {
		size_t end = at + word.len;

		if (str_istarts(str_sub(line, at, end), word) &&
		    (at == 0 || !is_word(line.s[at - 1])) &&
		    (end == line.len || !is_word(line.s[end])))
			return true;
	}
	return false;
}

/* "1" is not "10" nor "1.1". */
static bool is_number(struct str text, struct str version)
{
	char next = text.len > version.len ? text.s[version.len] : ' ';
	char after = text.len > version.len + 1 ? text.s[version.len + 1] : ' ';

	return str_starts(text, version) && !is_word(next) &&
	       !(next == '.' && is_digit(after));
}

/* "v1", "v 1", "version 1" and "RFCv1" */
static bool names_version(struct str line, struct str version)
{
	for (size_t at = 0; at < line.len; at++) {
		struct str rest = str_sub(line, at, line.len);

		if (at > 0 && is_word(line.s[at - 1]))
			continue;
		if (str_istarts(rest, STR("rfcv")))
			rest = str_sub(rest, 3, rest.len);
		if (str_istarts(rest, STR("version")))
			rest = str_sub(rest, 7, rest.len);
		else if (str_istarts(rest, STR("v")))
			rest = str_sub(rest, 1, rest.len);
		else
			continue;
		if (is_number(str_ltrim(rest), version))
			return true;
	}
	return false;
}

static bool is_requirement(struct str line)
{
	static const char words[][LISTED_ROOM] = {
		"depend",  "based on", "on top of", "prereq",
		"applies", "require",  "follow",    "conflict",
	};

	return str_has_any(line, words, ARRAY_SIZE(words));
}

static bool is_older(struct str line, struct str version, bool rfc)
{
	static const char words[][LISTED_ROOM] = {
		"previous version",
		"previous series",
		"previous posting",
		"previous revision",
		"previous iteration",
		"previous patch",
		"prior version",
		"earlier version",
		"last version",
		"initial version",
		"initial series",
		"initial posting",
		"initial patch",
		"of the series previously posted",
		"of the patch previously posted",
	};

	return names_version(line, version) ||
	       str_has_any(line, words, ARRAY_SIZE(words)) ||
	       (rfc && has_word(line, STR("RFC")));
}

/* Where the part of a line that is looked at begins. */
static size_t reach_back(size_t at)
{
	return at > SIDE_MAX ? at - SIDE_MAX : 0;
}

/* The start of the line with the byte at, or of its part that is looked at. */
static size_t line_start(struct str body, size_t at)
{
	size_t from = reach_back(at);
	size_t newline = str_rchr(str_sub(body, from, at), '\n');

	return newline == at - from ? from : from + newline + 1;
}

/* The nearest line before start that isn't blank; empty at the body's start. */
static struct str line_before(struct str body, size_t start)
{
	struct str before = str_rtrim(str_sub(body, reach_back(start), start));

	return str_sub(before, line_start(before, before.len), before.len);
}

/* The line up to its address. */
static struct str lead_of(struct str line)
{
	size_t url = str_find(line, STR("http"));

	return str_trim(str_sub(line, 0, url));
}

/* The end of the line with the byte at: its newline, or the end of the body. */
static size_t body_line_end(struct str body, size_t at)
{
	return at + str_chr(str_sub(body, at, body.len), '\n');
}

/*
 * The first line that has mark ("[1]") and doesn't end at except_end; empty if no line
 * has it. Each line is searched up to its first mark, so that the time is linear.
 */
static struct str line_citing(struct str body, struct str mark, size_t except_end)
{
	size_t from = 0;

	while (from < body.len) {
		size_t at = from + str_find(str_sub(body, from, body.len), mark);
		size_t end = body_line_end(body, at);

		if (at < body.len && end != except_end)
			return str_sub(str_sub(body, 0, end), line_start(body, at),
				       at + SIDE_MAX);
		from = end + 1;
	}
	return STR_EMPTY;
}

static bool is_footnote(struct str lead)
{
	return lead.len > 2 && lead.len <= FOOTNOTE_MAX && lead.s[0] == '[' &&
	       str_chr(lead, ']') == lead.len - 1;
}

static bool link_is_older(struct str body, size_t at, struct str version, bool rfc)
{
	size_t start = line_start(body, at);
	struct str line = str_sub(body, start, at), lead = lead_of(line);
	struct str before = is_footnote(lead)
				? line_citing(body, lead, body_line_end(body, at))
				: line_before(body, start);

	if (is_requirement(lead))
		return false;
	return is_older(lead, version, rfc) ||
	       (is_older(before, version, rfc) && !is_requirement(before));
}

/* Where body has the id, also with %40 for @; its length if it has no id. */
static size_t find_id(struct str body, struct str id)
{
	size_t at_sign = str_chr(id, '@');
	struct str local = str_sub(id, 0, at_sign),
		   domain = str_sub(id, at_sign + 1, id.len);
	size_t from = 0;

	while (from < body.len) {
		struct str rest = str_sub(body, from, body.len), after;
		size_t at = str_find(rest, local);

		if (at == rest.len)
			break;
		after = str_sub(rest, at + local.len, rest.len);
		if (str_starts(after, STR("%40")))
			after = str_sub(after, 3, after.len);
		else if (str_starts(after, STR("@")))
			after = str_sub(after, 1, after.len);
		if (str_starts(after, domain))
			return from + at;
		from += at + local.len;
	}
	return body.len;
}

bool changelog_links(struct str body, struct str id, struct str version, bool rfc)
{
	size_t from = 0;

	if (!id.len || id.s[0] == '@')
		return false;
	for (int i = 0; i < ID_LINES_MAX && from < body.len; i++) {
		size_t at = find_id(str_sub(body, from, body.len), id);

		if (from + at >= body.len)
			return false;
		if (link_is_older(body, from + at, version, rfc))
			return true;
		from += at + id.len;
	}
	return false;
}
