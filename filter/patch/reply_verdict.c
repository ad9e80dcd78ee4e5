/* SPDX-License-Identifier: MIT */
#include "filter/patch/reply_verdict.h"
#include "store/util/array.h"

/* A "NAK" after more words than these is part of a sentence about something else. */
#define NAK_WORDS_MAX 4
#define LINE_BYTES_MAX 64

struct verdicts {
	bool nak;
	struct str command; /* of the last pw-bot line: orders replace each other */
	uint32_t found;
	bool ok, warning, failure;
};

static bool is_letter(struct str s, size_t i)
{
	return i < s.len && (is_alpha(s.s[i]) || is_digit(s.s[i]));
}

/* "NAK", "NACK", "Nak" as a word of its own at this place. */
static bool nak_at(struct str s, size_t i)
{
	static const char words[][LISTED_ROOM] = { "NACK", "NAK", "Nack", "Nak" };

	for (size_t k = 0; k < ARRAY_SIZE(words); k++) {
		struct str word = str_from(words[k]);

		if (str_starts(str_sub(s, i, s.len), word) &&
		    !is_letter(s, i + word.len) &&
		    !str_starts(str_sub(s, i + word.len, s.len), STR("ed")))
			return true;
	}
	return false;
}

/*
 * "NAK. This breaks x", "So it's a NAK from me"; not "if you NAK it", "a NAK packet".
 */
static bool says_nak(struct str line)
{
	static const char before[][LISTED_ROOM] = { "a",      "still", "big",	"hard",
						    "strong", "so",    "again", "clear" };
	size_t words = 0, start = 0;

	if (nak_at(line, 0)) {
		size_t end = line.len > 3 && line.s[3] == 'K' ? 4 : 3;
		char c = end < line.len ? line.s[end] : '.';

		return c != ' ' || !is_letter(line, end + 1) ||
		       str_istarts(str_sub(line, end, line.len), STR(" to ")) ||
		       str_istarts(str_sub(line, end, line.len), STR(" on ")) ||
		       str_istarts(str_sub(line, end, line.len), STR(" for ")) ||
		       str_istarts(str_sub(line, end, line.len), STR(" from "));
	}
	for (size_t i = 0; i < line.len && words < NAK_WORDS_MAX; i++) {
		struct str word;

		if (line.s[i] != ' ')
			continue;
		word = str_sub(line, start, i);
		start = i + 1;
		words++;
		if (str_is_any(word, before, ARRAY_SIZE(before)) && nak_at(line, start))
			return str_chr(line, '?') == line.len;
	}
	return false;
}

/* "Nacked-by: Name <address>", as people write it. */
static bool is_nak_trailer(struct str line)
{
	static const char keys[][LISTED_ROOM] = { "Nacked-by:", "Naked-by:", "Nak-by:",
						  "Nack-by:", "NAK'd-by:" };

	return str_starts_any(line, keys, ARRAY_SIZE(keys));
}

static bool has_number(struct str line)
{
	for (size_t i = 1; i < line.len; i++)
		if (line.s[i] == ' ' && is_digit(line.s[i - 1]))
			return true;
	return false;
}

/* "2 warnings", "1 error"; the greatest count of a line */
static uint32_t findings_in(struct str line)
{
	static const char words[][LISTED_ROOM] = { " warning", " error", " issue",
						   " finding", " problem" };
	uint32_t most = 0;

	if (!has_number(line))
		return 0;
	for (size_t k = 0; k < ARRAY_SIZE(words); k++) {
		size_t at = str_ifind(line, str_from(words[k])), from = at;
		uint32_t n;

		while (from > 0 && from <= line.len && is_digit(line.s[from - 1]))
			from--;
		if (at < line.len && str_number(str_sub(line, from, at), &n) && n > most)
			most = n;
	}
	return most;
}

static void read_robot(struct verdicts *v, struct str line)
{
	static const char failures[][LISTED_ROOM] = { "error:",	    "build failure",
						      "FAIL",	    "build error",
						      "regression", "failed" };
	static const char warnings[][LISTED_ROOM] = { "warning:", "warnings", "CHECK" };
	static const char good[][LISTED_ROOM] = { "no issue", "no regression", "SUCCESS",
						  "all tests passed", "build success" };
	uint32_t n = findings_in(line);

	v->found = n > v->found ? n : v->found;
	if (str_has_any(line, good, ARRAY_SIZE(good)))
		v->ok = true;
	else if (str_has_any(line, failures, ARRAY_SIZE(failures)))
		v->failure = true;
	else if (str_has_any(line, warnings, ARRAY_SIZE(warnings)))
		v->warning = true;
}

static bool is_command(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!is_alpha(word.s[i]) && word.s[i] != '-')
			return false;
	return word.len > 0;
}

static void read_line(struct verdicts *v, struct str line, bool robot)
{
	static const char orders[][LISTED_ROOM] = { "pw-bot:", "patchwork-bot:" };

	for (size_t i = 0; i < ARRAY_SIZE(orders) && to_lower(line.s[0]) == 'p'; i++) {
		struct str order = str_from(orders[i]), word;

		if (!str_istarts(line, order))
			continue;
		word = str_trim(str_sub(line, order.len, line.len));
		if (is_command(word) && word.len < LINE_BYTES_MAX / 2)
			v->command = word;
	}
	if (robot)
		read_robot(v, line);
	else if (str_chr(line, 'N') < line.len)
		v->nak |= says_nak(line) || is_nak_trailer(line);
}

static void put_lines(struct buf *out, const struct verdicts *v, size_t limit)
{
	if (out->len + 4 * LINE_BYTES_MAX > limit)
		return;
	if (v->nak)
		buf_addstr(out, "nak\n");
	if (v->command.len) {
		buf_addstr(out, "pw-bot ");
		for (size_t i = 0; i < v->command.len; i++)
			buf_addch(out, to_lower(v->command.s[i]));
		buf_addch(out, '\n');
	}
	if (v->found)
		buf_addf(out, "found %u\n", v->found);
	if (v->failure)
		buf_addstr(out, "verdict failure\n");
	else if (v->warning || v->found)
		buf_addstr(out, "verdict warning\n");
	else if (v->ok)
		buf_addstr(out, "verdict ok\n");
}

/* Most replies hold neither word: they are passed over without a look at their lines. */
static bool may_say(struct str text)
{
	return str_find(text, STR("NA")) < text.len ||
	       str_find(text, STR("Na")) < text.len ||
	       str_find(text, STR("w-bot:")) < text.len;
}

void reply_verdict_read(struct buf *lines, struct str text, bool robot, size_t limit)
{
	struct verdicts v = { .nak = false };
	struct str line;

	if (!robot && !may_say(text))
		return;
	while (str_line(&text, &line) && !str_eq(line, STR("-- ")))
		if (line.len && line.s[0] != '>' && !is_blank(line.s[0]))
			read_line(&v, line, robot);
	put_lines(lines, &v, limit);
}
