/* SPDX-License-Identifier: MIT */
#include "store/command/verb_compact.h"
#include "store/inbox/compact.h"

static enum status compact_one(struct tool *t, const char *list, void *arg,
			       struct buf *why)
{
	const struct store_options so = tool_options(t, list, STORE_WRITE_EXISTING);
	const struct compact_options o = { .all = t->all, .dry_run = t->dry_run };
	struct compact_counts n;
	enum status st = compact_list(&so, &o, &n, why);

	(void)arg;
	if (n.joined)
		tool_say("%s: %s%s %s, %s", list, tool_would(t),
			 t->dry_run ? "join" : "joined",
			 tool_count(n.joined, "file", "files"),
			 tool_count(n.segments_after, "file is left", "files are left"));
	else if (st == ST_OK)
		tool_say("%s: %s, nothing to join", list,
			 tool_count(n.segments_before, "file", "files"));
	return st;
}

enum status verb_compact(struct tool *t, struct buf *why)
{
	return tool_each_list(t, compact_one, NULL, why);
}
