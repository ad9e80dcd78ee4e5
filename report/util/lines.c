/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/util/lines.h"

static int cmp_line(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

void lines_sort(struct buf *lines)
{
	struct str *all = xcalloc(lines->len + 1, sizeof(*all));
	struct str rest = buf_str(lines), line;
	struct buf sorted = BUF_INIT;
	size_t n = 0;

	while (str_line(&rest, &line))
		all[n++] = line;
	qsort(all, n, sizeof(*all), cmp_line);
	for (size_t i = 0; i < n; i++) {
		if (i && str_eq(all[i], all[i - 1]))
			continue;
		buf_adds(&sorted, all[i]);
		buf_addch(&sorted, '\n');
	}
	free(all);
	buf_release(lines);
	*lines = sorted;
}

size_t lines_count(struct str lines)
{
	struct str line;
	size_t n = 0;

	while (str_line(&lines, &line))
		n++;
	return n;
}
