/* SPDX-License-Identifier: MIT */
#include "filter/mail/address.h"
#include "store/util/buf.h"
#include "store/util/masked_at.h"

/*
 * One mailbox, as offsets in the value of a field:
 *
 *	name text "<" addr ">" more name text ","
 *	name text     addr     more name text ","
 */
struct mailbox {
	struct str addr;
	size_t name_end;   /* where the address, with its brackets, begins */
	size_t more_start; /* where it ends */
	size_t end;	   /* the comma after the mailbox, or the text's end */
};

/* Returns the offset after the quoted string at i, or i + 1 if it has no end. */
static size_t skip_quoted(struct str s, size_t i)
{
	for (size_t n = i + 1; n < s.len; n++) {
		if (s.s[n] == '\\')
			n++;
		else if (s.s[n] == '"')
			return n + 1;
	}
	return i + 1;
}

static bool is_name_separator(char c)
{
	return is_blank(c) || c == ',' || c == ';';
}

/* Skips a quoted string, an escaped byte, or a byte. After a word a quote is a byte. */
static size_t skip_unit(struct str s, size_t i, bool *quotes)
{
	size_t n;

	if (s.s[i] == '\\')
		return i + 2 < s.len ? i + 2 : s.len;
	if (s.s[i] != '"' || !*quotes || (i && !is_name_separator(s.s[i - 1])))
		return i + 1;
	n = skip_quoted(s, i);
	/* After a quote that nothing closes, later quotes are plain bytes. */
	*quotes = n > i + 1;
	return n;
}

static bool ends_address(char c)
{
	return is_blank(c) || c == ',' || c == ';' || c == '<' || c == '>' || c == '(' ||
	       c == ')' || c == '[' || c == ']' || c == '"';
}

/* Returns the address bytes around the "@" at this offset; empty if a side is missing. */
static struct str addr_around(struct str s, size_t at)
{
	size_t a = at, b = at + 1;

	while (a > 0 && !ends_address(s.s[a - 1]))
		a--;
	if (a == at)
		return STR_EMPTY;
	while (b < s.len && !ends_address(s.s[b]))
		b++;
	return b == at + 1 ? STR_EMPTY : str_sub(s, a, b);
}

/*
 * Returns s without its comments (RFC 5322, 3.2.2), in the arena; s itself if its
 * round brackets don't match.
 */
static struct str drop_comments(struct str s, struct arena *arena)
{
	char *out = arena_alloc(arena, s.len);
	size_t len = 0, depth = 0;

	for (size_t i = 0; i < s.len; i++) {
		bool escape = s.s[i] == '\\' && i + 1 < s.len;

		if (s.s[i] == ')' && depth == 0)
			return s;
		if (s.s[i] == '(')
			depth++;
		else if (s.s[i] == ')')
			depth--;
		else if (!depth)
			out[len++] = s.s[i];
		if (escape && ++i && !depth)
			out[len++] = s.s[i];
	}
	return depth ? s : (struct str){ out, len };
}

/* "<" addr-spec ">", perhaps with blanks, a route "@a,@b:" or a second "<" in it. */
static struct str addr_in_brackets(struct str s, struct arena *arena)
{
	if (str_chr(s, '(') < s.len)
		s = drop_comments(s, arena);
	s = str_trim(s);
	while (s.len && s.s[0] == '<')
		s = str_sub(s, 1, s.len);
	if (s.len && s.s[0] == '@')
		s = str_sub(s, str_chr(s, ':') + 1, s.len);
	for (size_t i = 0; i < s.len; i++)
		if (is_blank(s.s[i]))
			return addr_around(s, str_chr(s, '@'));
	return str_chr(s, '@') < s.len ? s : STR_EMPTY;
}

/*
 * Reads the address in the angle brackets that open at offset i. If they hold no
 * address, no other address begins before more_start: each byte is read once.
 */
static bool take_bracketed(struct str s, size_t i, struct mailbox *m, struct arena *arena)
{
	size_t close = i + str_chr(str_sub(s, i, s.len), '>');

	m->addr = addr_in_brackets(str_sub(s, i + 1, close), arena);
	m->name_end = i;
	m->more_start = close < s.len ? close + 1 : close;
	return m->addr.len > 0;
}

/* Reads the address around the "@" at offset i, which has no brackets. */
static bool take_bare(struct str s, size_t i, struct mailbox *m)
{
	m->addr = addr_around(s, i);
	if (!m->addr.len)
		return false;
	m->name_end = (size_t)(m->addr.s - s.s);
	m->more_start = m->name_end + m->addr.len;
	return true;
}

/*
 * Finds the first address in brackets, or a bare address before it if a comma
 * follows the bare address ("a@b, C <c@d>"). A comma in a name ends no mailbox
 * ("Foo, Bar <a@b>").
 */
static struct mailbox find_mailbox(struct str s, struct arena *arena)
{
	/* A name without an address ends at the first "<" ("A U Thor <root>"). */
	struct mailbox m = { .addr = STR_EMPTY,
			     .name_end = str_chr(s, '<'),
			     .more_start = s.len };
	struct mailbox brackets;
	bool quotes = true;
	size_t i = 0;

	while (i < s.len) {
		if (s.s[i] == '<') {
			if (take_bracketed(s, i, &brackets, arena)) {
				m = brackets;
				break;
			}
			i = brackets.more_start;
			continue;
		}
		if (s.s[i] == '@' && !m.addr.len)
			take_bare(s, i, &m);
		if (m.addr.len && (s.s[i] == ',' || s.s[i] == ';'))
			break;
		i = skip_unit(s, i, &quotes);
	}
	for (i = m.more_start; i < s.len && s.s[i] != ',';)
		i = skip_unit(s, i, &quotes);
	m.end = i;
	return m;
}

/* Whether s is one comment from its first byte to its last: "(text)". */
static bool is_one_comment(struct str s)
{
	size_t depth = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.s[i] == '\\')
			i++;
		else if (s.s[i] == '(')
			depth++;
		else if (s.s[i] == ')' && depth)
			depth--;
		if (!depth)
			return i > 0 && i + 1 == s.len;
	}
	return false;
}

static struct str without_group(struct str text, struct str value)
{
	size_t colon = str_chr(text, ':');

	if (str_ends(str_rtrim(value), STR(";")) && colon < text.len)
		return str_sub(text, colon + 1, text.len);
	return text;
}

/* Appends a name without quotes, angle brackets, backslashes and repeated blanks. */
static void add_name_text(struct buf *out, struct str s)
{
	bool blank = false;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.s[i];

		if (c == '"' || c == '<' || c == '>')
			continue;
		if (is_blank(c)) {
			blank = true;
			continue;
		}
		if (c == '\\' && i + 1 < s.len &&
		    (s.s[i + 1] == '"' || s.s[i + 1] == '\\' || s.s[i + 1] == '(' ||
		     s.s[i + 1] == ')'))
			c = s.s[++i];
		if (blank && out->len)
			buf_addch(out, ' ');
		blank = false;
		buf_addch(out, c);
	}
}

/* Drops what quoting and list software leave around a name: separators, a pair of ''. */
static struct str trim_name(struct str s)
{
	while (s.len && is_name_separator(s.s[0]))
		s = str_sub(s, 1, s.len);
	while (s.len && is_name_separator(s.s[s.len - 1]))
		s.len--;
	if (s.len > 2 && s.s[0] == '\'' && s.s[s.len - 1] == '\'')
		s = str_trim(str_sub(s, 1, s.len - 1));
	return s;
}

static struct str mailbox_name(struct str value, const struct mailbox *m,
			       struct arena *arena)
{
	struct str before =
	    str_trim(without_group(str_sub(value, 0, m->name_end), value));
	struct str after = str_trim(str_sub(value, m->more_start, m->end));
	struct buf name = BUF_INIT;
	struct str result;

	while (after.len && is_name_separator(after.s[after.len - 1]))
		after.len--;
	if (!before.len && is_one_comment(after))
		after = str_sub(after, 1, after.len - 1);
	add_name_text(&name, before);
	if (name.len && after.len)
		buf_addch(&name, ' ');
	add_name_text(&name, after);
	result = arena_str(arena, trim_name(buf_str(&name)));
	buf_release(&name);
	return result;
}

bool address_next(struct str *rest, struct address *a, struct arena *arena)
{
	struct mailbox m;

	if (!rest->len)
		return false;
	m = find_mailbox(*rest, arena);
	a->name = mailbox_name(*rest, &m, arena);
	a->addr = arena_str(arena, m.addr);
	*rest = str_sub(*rest, m.end + 1, rest->len);
	return true;
}

static size_t word_length(struct str s)
{
	size_t n = 0;

	while (n < s.len && !is_blank(s.s[n]) && s.s[n] != '(' && s.s[n] != '<')
		n++;
	return n;
}

/* Mailman 2 writes "author at example.com (A U Thor)" into the archives of lists. */
static struct str with_at_sign(struct str value, struct arena *arena)
{
	static const struct str at = STR(" at ");
	size_t local = word_length(value);
	struct str rest = str_sub(value, local, value.len), domain;
	struct buf made = BUF_INIT;

	if (!local || !str_starts(rest, at))
		return value;
	rest = str_sub(rest, at.len, rest.len);
	domain = str_sub(rest, 0, word_length(rest));
	if (str_chr(domain, '.') == domain.len || str_chr(value, '@') < value.len ||
	    (domain.len < rest.len &&
	     !str_starts(str_ltrim(str_sub(rest, domain.len, rest.len)), STR("("))))
		return value;
	buf_adds(&made, str_sub(value, 0, local));
	buf_addch(&made, '@');
	buf_adds(&made, rest);
	value = arena_str(arena, buf_str(&made));
	buf_release(&made);
	return value;
}

void address_parse(struct address *a, struct str value, struct arena *arena)
{
	*a = (struct address){ .name = STR_EMPTY, .addr = STR_EMPTY };
	value = masked_at_undo(with_at_sign(str_trim(value), arena), arena);
	address_next(&value, a, arena);
}
