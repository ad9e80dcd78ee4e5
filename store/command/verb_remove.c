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

/* A list goes also if its size can't be told. */
static void add_size(struct buf *text, const struct inbox *ib)
{
	struct buf ignored = BUF_INIT;
	uint64_t bytes;

	if (inbox_size(ib, &bytes, &ignored) == ST_OK)
		buf_addf(text, ", %" PRIu64 " bytes", bytes);
	buf_release(&ignored);
}

enum status verb_remove(struct tool *t, struct buf *why)
{
	const char *list = t->args[0];
	const struct store_options o = tool_options(t, list, STORE_WRITE_EXISTING);
	struct buf size = BUF_INIT;
	struct inbox_totals sum;
	struct inbox *ib = NULL;
	enum status st = tool_find_list(t, list, why);

	if (st == ST_OK)
		st = inbox_open(&ib, &o, why);
	if (st != ST_OK)
		return st;
	inbox_totals(ib, &sum);
	add_size(&size, ib);
	if (!t->dry_run)
		st = remove_list(t, ib, list, why);
	inbox_close(ib);
	if (st == ST_OK)
		tool_say("%s: %s%s %s%s", list, tool_would(t),
			 t->dry_run ? "remove" : "removed",
			 tool_count(sum.mails, "mail", "mails"), buf_cstr(&size));
	buf_release(&size);
	return st;
}
