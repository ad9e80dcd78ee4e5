/* SPDX-License-Identifier: MIT */
#include "report/areas/path_regex.h"
#include "store/util/buf.h"

#define SPECIAL ".[]{}()*+?|^$\\"

/* A Perl expression that is written anew as POSIX's. */
struct translation {
	struct str perl;
	size_t at;
	struct buf *posix;
};

static char take_byte(struct translation *t)
{
	return str_at(t->perl, t->at++);
}

/* Returns the members of \d, \w and \s as brackets list them; NULL for other letters. */
static const char *class_members(char letter)
{
	switch (letter) {
	case 'd':
		return "0-9";
	case 'w':
		return "A-Za-z0-9_";
	case 's':
		return " \t";
	}
	return NULL;
}

static bool translate_escape(struct translation *t)
{
	char c = take_byte(t);
	const char *members = class_members(c);

	if (members)
		buf_addf(t->posix, "[%s]", members);
	else if (c == 'b')
		buf_addstr(t->posix, "\\b");
	else if (!c || is_alpha(c) || is_digit(c))
		return false;
	else
		buf_addf(t->posix, strchr(SPECIAL, c) ? "\\%c" : "%c", c);
	return true;
}

static bool translate_escape_in_brackets(struct translation *t)
{
	char c = take_byte(t);
	const char *members = class_members(c);

	if (members)
		buf_addstr(t->posix, members);
	else if (!c || is_alpha(c) || is_digit(c) || strchr("]^-\\", c))
		return false;
	else
		buf_addch(t->posix, c);
	return true;
}

/* Translates from the byte after the opening bracket through the closing bracket. */
static bool translate_brackets(struct translation *t)
{
	size_t first = t->at + (str_at(t->perl, t->at) == '^');
	char c;

	buf_addch(t->posix, '[');
	while ((c = take_byte(t)) != ']' || t->at - 1 == first) {
		if (!c || c == '[' || (c == '\\' && !translate_escape_in_brackets(t)))
			return false;
		if (c != '\\')
			buf_addch(t->posix, c);
	}
	buf_addch(t->posix, ']');
	return true;
}

static bool is_repetition(char c)
{
	return c == '*' || c == '+' || c == '?';
}

static bool translate_one(struct translation *t)
{
	char c = take_byte(t);

	if (is_blank(c))
		return true;
	if (c == '\\')
		return translate_escape(t);
	if (c == '[')
		return translate_brackets(t);
	if (!c || c == '{' || c == '#')
		return false;
	if (is_repetition(c) && is_repetition(str_at(t->perl, t->at)))
		return false;
	buf_addch(t->posix, c);
	if (c == '(' && str_starts(str_sub(t->perl, t->at, t->perl.len), STR("?:")))
		t->at += 2;
	return c != '(' || str_at(t->perl, t->at) != '?';
}

static bool translate(struct buf *posix, struct str perl)
{
	struct translation t = { perl, 0, posix };

	while (t.at < perl.len)
		if (!translate_one(&t))
			return false;
	return posix->len > 0;
}

/* Takes one item off a POSIX expression, without its repetition. If the item is a byte
 * that stands for itself, returns it, else NUL. */
static char take_item(struct str *posix)
{
	char c = posix->s[0];
	size_t n = 1;

	if (c == '\\') {
		c = str_at(*posix, 1) == 'b' ? '\0' : str_at(*posix, 1);
		n = 2;
	} else if (c == '[') {
		n = 2 + (str_at(*posix, 1) == '^');
		n += str_chr(str_sub(*posix, n, posix->len), ']') + 1;
		c = '\0';
	} else if (strchr(SPECIAL, c)) {
		c = '\0';
	}
	*posix = str_sub(*posix, n, posix->len);
	return c;
}

/*
 * Finds the longest text that each match has; none if there are alternatives. Returns
 * whether that text is the whole expression.
 */
static bool find_literal(struct buf *longest, struct str posix)
{
	struct buf run = BUF_INIT;
	bool whole = true;

	while (posix.len) {
		char c = take_item(&posix), repetition = str_at(posix, 0);

		if (c && repetition != '*' && repetition != '?')
			buf_addch(&run, c);
		if (run.len > longest->len) {
			buf_reset(longest);
			buf_adds(longest, buf_str(&run));
		}
		if (!c || is_repetition(repetition)) {
			buf_reset(&run);
			whole = false;
		}
	}
	buf_release(&run);
	return whole;
}

static bool has_alternatives(struct str posix)
{
	return str_chr(posix, '(') < posix.len || str_chr(posix, '|') < posix.len;
}

static bool compile(struct path_regex *r, struct str posix, struct arena *arena)
{
	int flags = REG_EXTENDED | REG_NOSUB | (r->any_case ? REG_ICASE : 0);
	struct buf literal = BUF_INIT;

	r->compiled = has_alternatives(posix) || !find_literal(&literal, posix);
	r->literal = arena_str(arena, buf_str(&literal));
	buf_release(&literal);
	return !r->compiled || regcomp(&r->regex, posix.s, flags) == 0;
}

bool path_regex_parse(struct path_regex *r, struct str text, struct arena *arena)
{
	struct buf posix = BUF_INIT;
	bool ok;

	*r = (struct path_regex){ .any_case = str_starts(text, STR("(?i)")) };
	if (r->any_case)
		text = str_sub(text, strlen("(?i)"), text.len);
	ok = text.len <= PATH_REGEX_MAX && translate(&posix, text) &&
	     compile(r, buf_str(&posix), arena);
	buf_release(&posix);
	return ok;
}

static bool has_literal(const struct path_regex *r, struct str path)
{
	size_t at =
	    r->any_case ? str_ifind(path, r->literal) : str_find(path, r->literal);

	return at + r->literal.len <= path.len;
}

#ifdef REG_STARTEND
static bool compiled_matches(const regex_t *regex, struct str path)
{
	regmatch_t all = { 0, (regoff_t)path.len };

	return regexec(regex, path.s, 1, &all, REG_STARTEND) == 0;
}
#else
/* musl's regexec needs a text that ends with NUL. */
static bool compiled_matches(const regex_t *regex, struct str path)
{
	char text[PATH_REGEX_PATH_MAX + 1] = "";

	memcpy(text, path.s, path.len);
	return regexec(regex, text, 0, NULL, 0) == 0;
}
#endif

bool path_regex_matches(const struct path_regex *r, struct str path)
{
	if (path.len > PATH_REGEX_PATH_MAX || !has_literal(r, path))
		return false;
	return !r->compiled || compiled_matches(&r->regex, path);
}

void path_regex_release(struct path_regex *r)
{
	if (r->compiled)
		regfree(&r->regex);
	r->compiled = false;
}
