/* SPDX-License-Identifier: MIT */
#include "report/series/note_line.h"
#include "store/util/array.h"

/* Columns: most people wrap their lines at 72, few below this. */
#define WRAP_MIN 60

static size_t columns(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n = s.s[i] == '\t' ? (n / 8 + 1) * 8 : n + 1;
	return n;
}

/* The length of "1.", "12)", "(1)", "a)", "(a)" at the start of s, before a blank; else
 * 0.
 */
static size_t count_length(struct str s)
{
	size_t open = str_at(s, 0) == '(', n = str_digits(s, open), end;
	bool digits = n > 0;

	if (!digits && is_alpha(str_at(s, open)))
		n = 1;
	end = open + n;
	if (!n || n > 2 || (end + 1 < s.len && !is_blank(s.s[end + 1])))
		return 0;
	if (str_at(s, end) == ')' || (str_at(s, end) == '.' && digits && !open))
		return end + 1;
	return 0;
}

/* The length of the bullet that s begins with, else 0. */
static size_t bullet_length(struct str s)
{
	static const struct str bullets[] = {
		STR("->"),
		STR("=>"),
		STR("-"),
		STR("*"),
		STR("+"),
		STR("o"),
		STR("."),
		STR("#"),
		STR("~"),
		STR("\xe2\x80\xa2"), /* bullet */
		STR("\xe2\x80\x93"),
		STR("\xe2\x80\x94"), /* dashes */
		STR("\xe2\x80\xa3"),
		STR("\xe2\x97\xa6"), /* other bullets */
		STR("\xc2\xb7"),
		STR("\xe2\x97\x8f"), /* middle dot, circle */
	};
	size_t n = count_length(s);

	for (size_t i = 0; !n && i < ARRAY_SIZE(bullets); i++)
		if (str_starts(s, bullets[i]) &&
		    (s.len == bullets[i].len || is_blank(s.s[bullets[i].len])))
			n = bullets[i].len;
	/* "-rebased", "*rebased", but not "--option" or "*all*" */
	if (!n && (str_at(s, 0) == '-' || str_at(s, 0) == '*') &&
	    is_alpha(str_at(s, 1)) && str_chr(str_sub(s, 1, s.len), s.s[0]) == s.len - 1)
		n = 1;
	return n;
}

struct note_line note_line_read(struct str line)
{
	struct str text = str_trim(line);
	struct note_line l = { .text = text, .width = columns(str_rtrim(line)) };
	size_t n = bullet_length(text);

	l.indent = columns(str_sub(line, 0, (size_t)(text.s - line.s)));
	l.marked = n > 0;
	l.text = str_trim(str_sub(text, n, text.len));
	return l;
}

bool note_line_is_rule(const struct note_line *l)
{
	size_t signs = l->marked;

	for (size_t i = 0; i < l->text.len; i++) {
		if (is_blank(l->text.s[i]))
			continue;
		if (!memchr("-=~*#_+", l->text.s[i], 7))
			return false;
		signs++;
	}
	return signs > 2;
}

bool note_line_breaks(const struct note_line *above, const struct note_line *line)
{
	size_t word = 0;

	while (word < line->text.len && !is_blank(line->text.s[word]))
		word++;
	return above->width + 1 + word <= WRAP_MIN;
}
