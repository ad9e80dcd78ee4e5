/* SPDX-License-Identifier: MIT */
#include "store/util/buf.h"
#include "store/util/masked_at.h"

static const struct str at_word = STR(" at ");

static bool has_blank(struct str s)
{
	size_t n = 0;

	while (n < s.len && !is_blank(s.s[n]))
		n++;
	return n < s.len;
}

size_t masked_at_find(struct str value)
{
	struct str inside = str_sub(value, str_rchr(value, '<') + 1, value.len);
	struct str domain;
	size_t at;

	inside = str_sub(inside, 0, str_chr(inside, '>'));
	at = str_find(inside, at_word);
	domain = str_sub(inside, at + at_word.len, inside.len);
	if (!at || has_blank(str_sub(inside, 0, at)) || has_blank(domain) ||
	    str_chr(domain, '.') == domain.len || str_chr(value, '@') < value.len)
		return value.len;
	return (size_t)(inside.s + at - value.s);
}

struct str masked_at_undo(struct str value, struct arena *arena)
{
	size_t at = masked_at_find(value);
	struct buf clear = BUF_INIT;

	if (at == value.len)
		return value;
	buf_adds(&clear, str_sub(value, 0, at));
	buf_addch(&clear, '@');
	buf_adds(&clear, str_sub(value, at + at_word.len, value.len));
	value = arena_str(arena, buf_str(&clear));
	buf_release(&clear);
	return value;
}
