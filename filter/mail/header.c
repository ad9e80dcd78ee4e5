/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/mail/header.h"

/* Takes the next line, with its line end, off rest, which is not empty. */
static struct str take_raw_line(struct str *rest)
{
	const char *end = memchr(rest->s, '\n', rest->len);
	struct str line = { rest->s, end ? (size_t)(end - rest->s) + 1 : rest->len };

	rest->s += line.len;
	rest->len -= line.len;
	return line;
}

static bool is_empty_line(struct str s)
{
	return s.len &&
	       (s.s[0] == '\n' || (s.len > 1 && s.s[0] == '\r' && s.s[1] == '\n'));
}

static bool is_fold(char c)
{
	return c == ' ' || c == '\t';
}

/* Some editors begin a file with a byte-order mark (RFC 3629, 6). */
static struct str skip_bom(struct str s)
{
	return str_sub(s, str_starts(s, STR("\xef\xbb\xbf")) ? 3 : 0, s.len);
}

/* Returns the length of \A[\r\n]*From [^\r\n]*\r?\n, or 0. */
static size_t from_line_length(struct str raw)
{
	struct str s = raw;

	while (s.len && (s.s[0] == '\r' || s.s[0] == '\n'))
		s = str_sub(s, 1, s.len);
	if (!str_starts(s, STR("From ")))
		return 0;
	while (s.len && s.s[0] != '\r' && s.s[0] != '\n')
		s = str_sub(s, 1, s.len);
	if (!is_empty_line(s))
		return 0;
	return (size_t)(s.s - raw.s) + (s.s[0] == '\r' ? 2 : 1);
}

void mail_split(struct mail_parts *parts, struct str raw)
{
	struct str mail = skip_bom(raw), rest;

	rest = mail = skip_bom(str_sub(mail, from_line_length(mail), mail.len));
	*parts = (struct mail_parts){
		.envelope = str_sub(raw, 0, raw.len - mail.len),
		.header = mail,
		.body = STR_EMPTY,
	};
	while (rest.len && !is_empty_line(rest))
		take_raw_line(&rest);
	if (!rest.len)
		return;
	parts->separated = true;
	parts->header.len -= rest.len;
	take_raw_line(&rest);
	parts->body = rest;
}

/*
 * field-name [blanks] ":"   (RFC 5322, 2.2: printable ASCII without the colon;
 * 4.5: blanks before it are obsolete)
 *
 * Returns the name's length and sets *colon to the colon's offset; 0 if line is no field.
 */
static size_t name_length(struct str line, size_t *colon)
{
	size_t n = str_chr(line, ':');

	*colon = n;
	if (n == line.len)
		return 0;
	while (n && is_fold(line.s[n - 1]))
		n--;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)(line.s[i] - '!') > '~' - '!')
			return 0;
	return n;
}

static struct str without_line_end(struct str s)
{
	if (s.len && s.s[s.len - 1] == '\n')
		s.len--;
	if (s.len && s.s[s.len - 1] == '\r')
		s.len--;
	return s;
}

bool header_next(struct str *rest, struct field *f)
{
	while (rest->len) {
		struct str whole = *rest;
		size_t colon = 0, name = name_length(take_raw_line(rest), &colon);

		while (rest->len && is_fold(rest->s[0]))
			take_raw_line(rest);
		if (!name)
			continue;
		whole.len -= rest->len;
		f->whole = whole;
		f->name = str_sub(whole, 0, name);
		f->value = without_line_end(str_sub(whole, colon + 1, whole.len));
		if (f->value.len && is_fold(f->value.s[0]))
			f->value = str_sub(f->value, 1, f->value.len);
		return true;
	}
	return false;
}

bool header_find(struct str header, struct str name, struct field *f)
{
	while (header_next(&header, f))
		if (str_ieq(f->name, name))
			return true;
	return false;
}

struct str header_value(struct str header, struct str name)
{
	struct field f;

	return header_find(header, name, &f) ? f.value : STR_EMPTY;
}

void header_unfold(struct buf *out, struct str value)
{
	struct str line;

	while (str_line(&value, &line))
		buf_adds(out, line);
}
