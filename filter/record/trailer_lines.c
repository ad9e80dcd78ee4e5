/* SPDX-License-Identifier: MIT */
#include "filter/record/trailer_lines.h"

/* Drops the line at start if an earlier line is equal to it. */
static void drop_repeated(struct buf *lines, size_t start)
{
	struct str line = str_sub(buf_str(lines), start, lines->len);
	struct str rest = str_sub(buf_str(lines), 0, start), old;

	while (str_line(&rest, &old))
		if (str_eq(old, line)) {
			buf_trim(lines, start);
			return;
		}
	buf_addch(lines, '\n');
}

void trailer_lines_add(struct buf *lines, struct trailer_iter *it, int *left)
{
	while (*left > 0 && trailer_next(it)) {
		size_t start = lines->len;

		(*left)--;
		if (start + it->key.len + it->value.len + 3 > TRAILERS_MAX)
			return;
		buf_adds(lines, it->key);
		buf_addstr(lines, ": ");
		buf_adds(lines, it->value);
		drop_repeated(lines, start);
	}
}
