/* SPDX-License-Identifier: MIT */
#include "filter/mail/list_name.h"

void list_name(struct buf *out, struct str raw)
{
	raw = str_sub(str_trim(raw), 0, LIST_NAME_MAX);
	for (size_t i = 0; i < raw.len; i++) {
		char c = raw.s[i] == '@' ? '.' : to_lower(raw.s[i]);
		bool plain = (c >= 'a' && c <= 'z') || is_digit(c) || c == '.' ||
			     c == '_' || c == '+' || c == '-';

		buf_addch(out, !plain || (c == '.' && i == 0) ? '_' : c);
	}
}

/* "Phrase <id>", or the id alone; a comment or other text after it doesn't count. */
static struct str list_in(struct str value)
{
	size_t open = str_rchr(value, '<');
	size_t n = 0;

	if (open < value.len) {
		value = str_sub(value, open + 1, value.len);
		return str_trim(str_sub(value, 0, str_chr(value, '>')));
	}
	value = str_trim(value);
	while (n < value.len && !is_blank(value.s[n]))
		n++;
	return str_sub(value, 0, n);
}

void list_name_of(struct buf *out, struct str field)
{
	list_name(out, list_in(field));
}
