/* SPDX-License-Identifier: MIT */
#include "report/sections/shortlog.h"

void shortlog_init(struct shortlog *s, struct str text)
{
	*s = (struct shortlog){ text, STR_EMPTY, STR_EMPTY };
}

/* "Name (2):" */
static bool take_name(struct str line, struct str *name)
{
	size_t open = str_rchr(line, '(');
	uint32_t count;

	if (!str_ends(line, STR("):")) || open == line.len || is_blank(line.s[0]) ||
	    !str_number(str_sub(line, open + 1, line.len - 2), &count))
		return false;
	*name = str_trim(str_sub(line, 0, open));
	return name->len > 0;
}

bool shortlog_next(struct shortlog *s)
{
	struct str line;

	while (str_line(&s->rest, &line)) {
		line = str_rtrim(line);
		if (s->name.len && line.len && is_blank(line.s[0])) {
			s->title = str_ltrim(line);
			return true;
		}
		if (!line.len || !take_name(line, &s->name))
			s->name = STR_EMPTY;
	}
	return false;
}

struct str shortlog_source(struct str text)
{
	struct str line;
	bool below = false;

	while (str_line(&text, &line)) {
		line = str_trim(line);
		if (below && line.len)
			return line;
		if (str_ifind(line, STR("git repository at")) < line.len)
			below = true;
	}
	return STR_EMPTY;
}
