/* SPDX-License-Identifier: MIT */
#include "filter/mail/content_type.h"

struct str content_type(struct str value)
{
	return str_trim(str_sub(value, 0, str_chr(value, ';')));
}

/* Takes '"' text '"' off s. Returns the text, with its backslashes. */
static struct str take_quoted(struct str *s)
{
	struct str text;
	size_t n = 1;

	while (n < s->len && s->s[n] != '"')
		n += s->s[n] == '\\' ? 2 : 1;
	text = str_sub(*s, 1, n);
	*s = str_sub(*s, n + 1, s->len);
	return text;
}

/* Takes one parameter, name ["=" value], and the ";" after it off s. */
static void take_param(struct str *s, struct str *name, struct str *value)
{
	size_t n = 0;

	while (n < s->len && s->s[n] != '=' && s->s[n] != ';')
		n++;
	*name = str_trim(str_sub(*s, 0, n));
	*value = STR_EMPTY;
	*s = str_sub(*s, n, s->len);
	if (s->len && s->s[0] == '=') {
		*s = str_ltrim(str_sub(*s, 1, s->len));
		if (s->len && s->s[0] == '"')
			*value = take_quoted(s);
		else
			*value = str_trim(str_sub(*s, 0, str_chr(*s, ';')));
	}
	*s = str_sub(*s, str_chr(*s, ';') + 1, s->len);
}

struct str content_param(struct str value, struct str name)
{
	struct str rest = str_sub(value, str_chr(value, ';') + 1, value.len);
	struct str key, text;

	while (rest.len) {
		take_param(&rest, &key, &text);
		if (str_ieq(key, name))
			return text;
	}
	return STR_EMPTY;
}
