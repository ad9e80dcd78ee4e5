/* SPDX-License-Identifier: MIT */
#include "report/util/lines.h"
#include "report/window/list_label.h"

struct str list_first_label(struct str name)
{
	return str_sub(name, 0, str_chr(name, '.'));
}

struct str list_label(struct str lists, struct str name)
{
	struct str label = list_first_label(name), line;

	while (str_line(&lists, &line))
		if (!str_eq(line, name) && str_eq(list_first_label(line), label))
			return name;
	return label;
}

void list_labels_add(struct buf *b, struct str lists)
{
	size_t n = lines_count(lists);
	size_t named = n > LIST_LABELS_MAX ? LIST_LABELS_MAX - 1 : n;
	struct str rest = lists, line;

	for (size_t i = 0; i < named && str_line(&rest, &line); i++) {
		buf_addstr(b, i ? ", " : "");
		buf_adds(b, list_label(lists, line));
	}
	if (named < n)
		buf_addf(b, " and %zu more", n - named);
}
