/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "store/command/verb_merge.h"
#include "store/command/verb_remove.h"
#include "store/inbox/merge.h"
#include "store/inbox/record_room.h"
#include "store/util/free_room.h"

/* How often mail may come for the list between the last copy and its end. */
#define TRIES 1000

struct two_lists {
	struct inbox *from, *into;
};

static enum status open_lists(const struct tool *t, struct two_lists *l, struct buf *why)
{
	const enum store_mode mode = t->dry_run ? STORE_READ : STORE_WRITE_EXISTING;
	const struct store_options from = tool_options(t, t->args[0], mode);
	const struct store_options into = tool_options(t, t->args[1], mode);
	enum status st = tool_find_list(t, t->args[0], why);

	if (st == ST_OK)
		st = tool_find_list(t, t->args[1], why);
	if (st == ST_OK && strcmp(t->args[0], t->args[1]) == 0)
		st = status_say(why, ST_USAGE, "%s: a list is not merged into itself",
				t->args[0]);
	if (st == ST_OK)
		st = inbox_open(&l->from, &from, why);
	if (st == ST_OK)
		st = inbox_open(&l->into, &into, why);
	return st;
}

/* Whether nothing came since the last copy; then the list is removed, under its lock. */
static enum status remove_if_done(struct tool *t, struct two_lists *l, uint32_t next,
				  bool *done, struct buf *why)
{
	struct inbox_totals now;
	enum status st = inbox_lock(l->from, why);

	if (st != ST_OK)
		return st;
	inbox_totals(l->from, &now);
	*done = now.next_seq == next;
	if (*done)
		return remove_locked_list(t, l->from, t->args[0], why);
	inbox_cancel(l->from);
	return ST_OK;
}

static enum status merge_lists(struct tool *t, struct two_lists *l,
			       struct merge_counts *n, struct buf *why)
{
	uint32_t next = 1;
	bool done = false;
	enum status st = ST_OK;

	for (int i = 0; i < TRIES && st == ST_OK && !done; i++) {
		st = inbox_merge(l->into, l->from, next, &next, n, why);
		if (st == ST_OK)
			st = remove_if_done(t, l, next, &done, why);
	}
	if (st == ST_OK && !done)
		st = status_say(why, ST_BUSY,
				"%s: mail came all the time: all of it is in %s too; run "
				"this again to remove the list",
				t->args[0], t->args[1]);
	return st;
}

struct known_count {
	struct inbox *into;
	struct merge_counts n;
	uint64_t bytes; /* of the records that are new in the other list */
};

static bool count_mail(void *arg, struct mail *m)
{
	struct known_count *c = arg;
	uint32_t seq;

	if (inbox_has_forgotten(c->into, &m->record) ||
	    inbox_lookup_mail(c->into, &m->record, &seq, NULL) == ST_OK) {
		c->n.known++;
	} else {
		c->n.merged++;
		c->bytes += m->bytes.len;
	}
	return true;
}

static enum status count_mails(struct two_lists *l, struct known_count *c)
{
	*c = (struct known_count){ .into = l->into };
	return inbox_inserted(l->from, 1, UINT32_MAX, count_mail, c);
}

/* One transaction does all or nothing; of several the first ones would fill the disk, and
 * leave their mails in both lists. */
static enum status check_room(const struct tool *t, struct two_lists *l, struct buf *why)
{
	const uint64_t left = free_room(buf_cstr(&t->store));
	struct inbox_totals all;
	struct known_count c;
	uint64_t bytes, needed;
	enum status st = inbox_size(l->from, &bytes, why);

	inbox_totals(l->from, &all);
	if (st != ST_OK || all.mails <= MERGED_AT_ONCE ||
	    left >= record_room(all.mails, bytes))
		return st;
	/* the merge says what can't be read */
	(void)count_mails(l, &c);
	needed = record_room(c.n.merged, c.bytes);
	if (c.n.merged <= MERGED_AT_ONCE || left >= needed)
		return ST_OK;
	return status_say(why, ST_NOSPACE,
			  "%s: to merge it takes up to %" PRIu64 " MB until it is "
			  "removed; %" PRIu64 " MB are left on the disk",
			  t->args[0], (needed >> 20) + 1, left >> 20);
}

enum status verb_merge(struct tool *t, struct buf *why)
{
	struct two_lists l = { NULL, NULL };
	struct merge_counts n = { 0, 0 };
	struct known_count c = { .into = NULL };
	enum status st = open_lists(t, &l, why);

	if (st == ST_OK && t->dry_run) {
		st = count_mails(&l, &c);
		n = c.n;
	} else if (st == ST_OK) {
		st = check_room(t, &l, why);
		if (st == ST_OK)
			st = merge_lists(t, &l, &n, why);
	}
	inbox_close(l.from);
	inbox_close(l.into);
	if (n.merged || n.known || st == ST_OK)
		tool_say("%s: %s%s %s into %s, which knows %s of it already", t->args[0],
			 tool_would(t), t->dry_run ? "merge" : "merged",
			 tool_count(n.merged, "mail", "mails"), t->args[1],
			 tool_count(n.known, "mail", "mails"));
	if (st == ST_OK)
		tool_say("%s: %sremoved; mail that still comes for it begins that list "
			 "again",
			 t->args[0], t->dry_run ? "would be " : "");
	return st;
}
