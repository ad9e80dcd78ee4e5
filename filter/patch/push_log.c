/* SPDX-License-Identifier: MIT */
#include "filter/patch/push_log.h"

#define COMMIT_DIGITS_MIN 7

/* Takes the digits of a commit off s. */
static bool take_commit(struct str *s)
{
	size_t n = 0;

	while (n < s->len && (is_digit(s->s[n]) || (s->s[n] >= 'a' && s->s[n] <= 'f')))
		n++;
	*s = str_sub(*s, n, s->len);
	return n >= COMMIT_DIGITS_MIN;
}

static bool take_text(struct str *s, struct str text)
{
	if (!str_starts(*s, text))
		return false;
	*s = str_sub(*s, text.len, s->len);
	return true;
}

/* "To git.sr.ht:~jane/frob" */
static bool read_tree(struct push_log *p, struct str line)
{
	if (!take_text(&line, STR("To ")))
		return false;
	p->tree = str_trim(line);
	return str_chr(p->tree, ' ') == p->tree.len &&
	       (str_chr(p->tree, ':') < p->tree.len ||
		str_chr(p->tree, '/') < p->tree.len);
}

/* "   0123456..89abcde  master -> master", "+ 0123456...89abcde" after a force */
static bool read_branch(struct push_log *p, struct str line)
{
	size_t arrow;

	line = str_trim(line);
	take_text(&line, STR("+ "));
	if (!take_commit(&line) || !take_text(&line, STR("..")))
		return false;
	take_text(&line, STR("."));
	if (!take_commit(&line))
		return false;
	arrow = str_find(line, STR(" -> "));
	line = str_sub(line, arrow + 4, line.len);
	p->branch = str_sub(line, 0, str_chr(line, ' '));
	return p->branch.len > 0;
}

/* Takes the text before the next "To " that begins a line off text. */
static bool find_tree(struct str *text)
{
	const char *start = text->s;
	size_t at;

	while ((at = str_find(*text, STR("To "))) < text->len) {
		*text = str_sub(*text, at, text->len);
		if (text->s == start || text->s[-1] == '\n')
			return true;
		*text = str_sub(*text, 1, text->len);
	}
	return false;
}

bool push_log_read(struct push_log *p, struct str text)
{
	struct str line, rest;

	while (find_tree(&text) && str_line(&text, &line)) {
		rest = text; /* it may begin with the next "To " */
		if (read_tree(p, line) && str_line(&rest, &line) && read_branch(p, line))
			return true;
	}
	return false;
}
