/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "store/command/run_filter.h"
#include "store/command/verb_upgrade.h"
#include "store/inbox/record_room.h"
#include "store/inbox/record_versions.h"
#include "store/tdb/list_folder.h"
#include "store/util/age.h"
#include "store/util/free_room.h"

/* By measurement: what an import of an archive reads in a second on one core. */
#define MAILS_A_SECOND 2000

static enum status count_list(const struct tool *t, const char *list,
			      struct older_records *n, struct buf *why)
{
	const struct store_options o = tool_options(t, list, STORE_READ);
	struct inbox *ib;
	enum status st = inbox_open(&ib, &o, why);

	if (st != ST_OK)
		return st;
	st = older_records_count(n, ib);
	inbox_close(ib);
	if (st != ST_OK)
		buf_addf(why,
			 "%s: some records can't be read: patchdigest-store check "
			 "says which",
			 list);
	return st;
}

static void say_cost(const char *list, const struct older_records *n, uint64_t needed,
		     uint64_t free_bytes)
{
	struct buf time = BUF_INIT;

	age_add(&time, (int64_t)(n->mails / MAILS_A_SECOND) + 1);
	tool_say("%s: %" PRIu64 " of %s have a record of older rules, or of an older "
		 "format",
		 list, n->older, tool_count(n->mails, "mail", "mails"));
	tool_say("%s: to make them anew takes about %s and up to %" PRIu64 " MB; %" PRIu64
		 " MB are free",
		 list, buf_cstr(&time), (needed >> 20) + 1, free_bytes >> 20);
	buf_release(&time);
}

/* Says what is older, and what an upgrade costs. */
static enum status tell_list(struct tool *t, const char *list, void *arg, struct buf *why)
{
	struct older_records *n = arg;
	const uint64_t left = free_room(buf_cstr(&t->store));
	enum status st = count_list(t, list, n, why);
	uint64_t needed;

	if (st != ST_OK)
		return st;
	if (!n->older) {
		tool_say("%s: all records are of rules %d, format %d: nothing to do",
			 list, RECORD_RULES, RECORD_FORMAT);
		return ST_OK;
	}
	needed = record_room(n->older, n->bytes);
	say_cost(list, n, needed, left);
	if (!t->n_args)
		tool_say(
		    "%s: patchdigest-store upgrade --list %s FROM does it, where FROM "
		    "is the archive of this list",
		    list, list);
	if (left < needed)
		return status_say(why, ST_NOSPACE, "%s: the disk has no room for it",
				  list);
	return ST_OK;
}

/* The list of --list, or the only one; with several, why names them. */
static enum status choose_list(const struct tool *t, struct buf *list, struct buf *why)
{
	struct buf names = BUF_INIT;
	struct str rest, line;
	enum status st;

	if (t->list) {
		buf_addstr(list, t->list);
		return tool_find_list(t, t->list, why);
	}
	st = list_folder_lists(buf_cstr(&t->store), &names, why);
	rest = buf_str(&names);
	if (st == ST_OK && str_line(&rest, &line) && !rest.len)
		buf_adds(list, line);
	else if (st == ST_OK)
		st = status_say(why, ST_USAGE,
				"which list is %s the archive of? --list NAME says it; "
				"patchdigest-store list prints the names",
				t->args[0]);
	buf_release(&names);
	return st;
}

static enum status read_archive(struct tool *t, const char *list,
				const struct older_records *before, struct buf *why)
{
	const char *args[] = { "--store",	 buf_cstr(&t->store), "--list",	 list,
			       "--public-inbox", t->args[0],	      "--again", NULL };
	struct older_records after;
	enum status st = run_filter_or_say(t, args, why);

	if (st != ST_OK || t->dry_run)
		return st;
	st = count_list(t, list, &after, why);
	if (st != ST_OK)
		return st;
	if (before->older > after.older)
		tool_say("%s: made %s anew", list,
			 tool_count(before->older - after.older, "record", "records"));
	if (after.older && !t->exit)
		tool_say("%s: %s as before: the archive does not have their mails", list,
			 tool_count(after.older, "record stays", "records stay"));
	return ST_OK;
}

enum status verb_upgrade(struct tool *t, struct buf *why)
{
	struct older_records n = { 0 };
	struct buf list = BUF_INIT;
	enum status st;

	if (!t->n_args)
		return tool_each_list(t, tell_list, &n, why);
	st = choose_list(t, &list, why);
	if (st == ST_OK)
		st = tell_list(t, buf_cstr(&list), &n, why);
	if (st == ST_OK && n.older)
		st = read_archive(t, buf_cstr(&list), &n, why);
	buf_release(&list);
	return st;
}
