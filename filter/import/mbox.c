/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/import/mbox.h"

/* Returns the length of the line end just before byte i; 0: byte i begins no line. */
static size_t line_end_before(struct str s, size_t i)
{
	if (!i || s.s[i - 1] != '\n')
		return 0;
	return i > 1 && s.s[i - 2] == '\r' ? 2 : 1;
}

size_t mbox_end(struct str s, size_t from, size_t *empty)
{
	for (size_t i = from; i < s.len; i++) {
		size_t first;

		i += str_find(str_sub(s, i, s.len), STR("\nFrom "));
		if (i >= s.len)
			break;
		*empty = line_end_before(s, i + 1);
		first = i + 1 - *empty;
		if (line_end_before(s, first))
			return first;
	}
	*empty = 0;
	return s.len;
}

size_t mbox_last_end(struct str s, size_t *empty)
{
	*empty = line_end_before(s, s.len);
	if (line_end_before(s, s.len - *empty))
		return s.len - *empty;
	*empty = 0;
	return s.len;
}

size_t mbox_unquote(char *s, size_t len)
{
	size_t to = 0, kept = 0, seen = 0;

	for (;;) {
		size_t hit =
		    seen + str_find((struct str){ s + seen, len - seen }, STR(">From "));
		size_t first = hit;

		if (hit == len)
			break;
		while (first > seen && s[first - 1] == '>')
			first--;
		seen = hit + 1;
		if (first && s[first - 1] != '\n')
			continue;
		memmove(s + to, s + kept, first - kept);
		to += first - kept;
		kept = first + 1;
	}
	if (!kept)
		return len;
	memmove(s + to, s + kept, len - kept);
	to += len - kept;
	memset(s + to, 0, len - to);
	return to;
}
