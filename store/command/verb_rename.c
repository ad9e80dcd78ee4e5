/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/command/verb_rename.h"
#include "store/inbox/inbox.h"
#include "store/tdb/list_folder.h"
#include "store/util/list_name.h"

/* Whether the new name is one that a mail's List-Id can give, and is free. */
static enum status check_new_name(const struct tool *t, const char *name, struct buf *why)
{
	struct buf right = BUF_INIT, ignored = BUF_INIT;
	enum status st = ST_OK;

	list_name_make(&right, str_from(name));
	if (!*name)
		st = status_say(why, ST_USAGE, "rename: the new name is empty");
	else if (strcmp(name, t->args[0]) == 0)
		st =
		    status_say(why, ST_USAGE, "%s: the list has that name already", name);
	else if (!str_eq(buf_str(&right), str_from(name)))
		st =
		    status_say(why, ST_USAGE, "%.200s: no list has such a name; write %s",
			       name, buf_cstr(&right));
	else if (tool_find_list(t, name, &ignored) == ST_OK)
		st = status_say(why, ST_CANTCREAT,
				"%s: this store has that list already: merge the two, by "
				"patchdigest-store merge %s %s",
				name, t->args[0], name);
	buf_release(&right);
	buf_release(&ignored);
	return st;
}

/* The lock keeps deliveries out, which else might just make the list's next file. */
static enum status move_list(const struct tool *t, struct inbox *ib, struct buf *why)
{
	struct list_folder from, to;
	enum status st = inbox_keep_id_name(ib, why);

	if (st == ST_OK)
		st = inbox_lock(ib, why);
	if (st != ST_OK)
		return st;
	list_folder_init(&from, buf_cstr(&t->store), t->args[0], false);
	list_folder_init(&to, buf_cstr(&t->store), t->args[1], false);
	st = list_folder_move(&from, &to, why);
	inbox_cancel(ib);
	list_folder_release(&from);
	list_folder_release(&to);
	return st;
}

enum status verb_rename(struct tool *t, struct buf *why)
{
	const char *from = t->args[0], *to = t->args[1];
	const struct store_options o = tool_options(t, from, STORE_WRITE_EXISTING);
	struct inbox *ib = NULL;
	enum status st = tool_find_list(t, from, why);

	if (st == ST_OK)
		st = check_new_name(t, to, why);
	if (st == ST_OK)
		st = inbox_open(&ib, &o, why);
	if (st == ST_OK && !t->dry_run)
		st = move_list(t, ib, why);
	inbox_close(ib);
	if (st != ST_OK)
		return st;
	tool_say("%s: %s%s %s; ids of mails and bookmarks stay", from, tool_would(t),
		 t->dry_run ? "become" : "became", to);
	tool_say(
	    "Mail that still comes for %s begins that list again: change what recipes, "
	    "the configuration and timers say.",
	    from);
	return ST_OK;
}
