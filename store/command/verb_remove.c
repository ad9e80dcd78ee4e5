/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "store/command/verb_remove.h"
#include "store/inbox/inbox.h"
#include "store/tdb/list_folder.h"

enum status remove_locked_list(struct tool *t, struct inbox *ib, const char *list,
			       struct buf *why)
{
	struct list_folder f, away = { .store = NULL };
	enum status st;

	list_folder_init(&f, buf_cstr(&t->store), list, false);
	/* whoever waits for the lock finds that the list is gone, and makes it anew */
	st = list_folder_take_away(&f, &away, why);
	inbox_cancel(ib);
	if (st == ST_OK)
		list_folder_remove_taken(buf_cstr(&t->store));
	list_folder_release(&f);
	list_folder_release(&away);
	return st;
}

enum status remove_list(struct tool *t, struct inbox *ib, const char *list,
			struct buf *why)
{
	enum status st = inbox_lock(ib, why);

	return st == ST_OK ? remove_locked_list(t, ib, list, why) : st;
}

enum status verb_remove(struct tool *t, struct buf *why)
{
	const char *list = t->args[0];
	const struct store_options o = tool_options(t, list, STORE_WRITE_EXISTING);
	struct inbox_totals sum;
	struct inbox *ib = NULL;
	enum status st = tool_find_list(t, list, why);

	if (st == ST_OK)
		st = inbox_open(&ib, &o, why);
	if (st != ST_OK)
		return st;
	inbox_totals(ib, &sum);
	if (!t->dry_run)
		st = remove_list(t, ib, list, why);
	inbox_close(ib);
	if (st == ST_OK)
		tool_say("%s: %s%s %s, %" PRIu64 " bytes", list, tool_would(t),
			 t->dry_run ? "remove" : "removed",
			 tool_count(sum.mails, "mail", "mails"), sum.bytes);
	return st;
}
