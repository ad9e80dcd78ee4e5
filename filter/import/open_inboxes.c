/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <string.h>
#include <sys/time.h>

#include "filter/import/open_inboxes.h"

/*
 * TDB waits for locks inside its calls, and has no limit for that. The signal's
 * default action ends this process, which a TDB file survives.
 */
static void limit_wait(int ms)
{
	const struct itimerval t = { .it_value = { ms / 1000, ms % 1000 * 1000 + 1 } };

	setitimer(ITIMER_REAL, &t, NULL);
}

static void end_limit(void)
{
	setitimer(ITIMER_REAL, &(const struct itimerval){ { 0, 0 }, { 0, 0 } }, NULL);
}

static struct open_inboxes_slot *find_slot(const struct open_inboxes *all,
					   const char *list)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(inbox_list(all->slot[i].inbox), list) == 0)
			return (struct open_inboxes_slot *)&all->slot[i];
	return NULL;
}

bool open_inboxes_full(const struct open_inboxes *all, const char *list)
{
	return all->n == OPEN_INBOXES_MAX && !find_slot(all, list);
}

enum status open_inboxes_get(struct open_inboxes *all, const char *list,
			     struct open_inboxes_slot **slot, struct buf *why)
{
	struct store_options o = all->options;
	struct open_inboxes_slot *s = find_slot(all, list);
	struct inbox_totals totals;
	enum status st;

	*slot = s;
	if (s) {
		s->used = ++all->uses;
		return ST_OK;
	}
	o.list = list;
	o.mode = STORE_WRITE;
	s = *slot = &all->slot[all->n];
	*s = (struct open_inboxes_slot){ .used = ++all->uses };
	limit_wait(all->wait_ms);
	st = inbox_open(&s->inbox, &o, why);
	end_limit();
	if (st == ST_OK) {
		inbox_totals(s->inbox, &totals);
		s->first_seq = totals.next_seq;
		all->n++;
	}
	return st;
}

enum status open_inboxes_write(struct open_inboxes *all, struct open_inboxes_slot *s,
			       struct buf *why)
{
	enum status st;

	if (s->writing)
		return ST_OK;
	limit_wait(all->wait_ms);
	st = inbox_lock(s->inbox, why);
	end_limit();
	if (st == ST_OK)
		st = inbox_extend_if_full(s->inbox, why);
	s->writing = st == ST_OK;
	return st;
}

enum status open_inboxes_commit(struct open_inboxes *all, struct buf *why)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < all->n && st == ST_OK; i++) {
		struct open_inboxes_slot *s = &all->slot[i];

		if (!s->writing)
			continue;
		st = inbox_commit(s->inbox, why); /* a slow disk may take its time */
		s->writing = false;
	}
	return st;
}

void open_inboxes_evict(struct open_inboxes *all)
{
	size_t oldest = 0;

	for (size_t i = 1; i < all->n; i++)
		if (all->slot[i].used < all->slot[oldest].used)
			oldest = i;
	inbox_close(all->slot[oldest].inbox);
	all->slot[oldest] = all->slot[--all->n];
}

void open_inboxes_close(struct open_inboxes *all)
{
	for (size_t i = 0; i < all->n; i++) {
		if (all->slot[i].writing)
			inbox_cancel(all->slot[i].inbox);
		inbox_close(all->slot[i].inbox);
	}
	all->n = 0;
}
