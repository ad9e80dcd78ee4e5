/* SPDX-License-Identifier: MIT */
#include <fnmatch.h>

#include "filter/mail/mail_list.h"

void mail_list_add_pattern(struct buf *patterns, struct str pattern)
{
	for (size_t i = 0; i < pattern.len; i++)
		buf_addch(patterns, pattern.s[i] == '@' ? '.' : to_lower(pattern.s[i]));
	buf_addch(patterns, '\n');
}

static bool matches(struct str patterns, struct str list)
{
	struct buf pattern = BUF_INIT, name = BUF_INIT;
	struct str line;
	bool found = false;

	buf_adds(&name, list);
	while (!found && str_line(&patterns, &line)) {
		buf_reset(&pattern);
		buf_adds(&pattern, line);
		found = fnmatch(buf_cstr(&pattern), buf_cstr(&name), FNM_NOESCAPE) == 0;
	}
	buf_release(&pattern);
	buf_release(&name);
	return found;
}

struct str mail_list(struct str given, struct str patterns, const struct message *m)
{
	if (given.len)
		return given;
	if (m->list_id.len && (!patterns.len || matches(patterns, m->list_id)))
		return m->list_id;
	return LIST_UNSORTED;
}
