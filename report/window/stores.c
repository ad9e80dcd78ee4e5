/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <sys/resource.h>

#include "report/util/lines.h"
#include "report/window/stores.h"
#include "store/tdb/list_folder.h"

enum status stores_lists(const char *const *dirs, size_t n, struct buf *names,
			 struct buf *why)
{
	for (size_t i = 0; i < n; i++) {
		struct buf some = BUF_INIT;
		enum status st = list_folder_lists(dirs[i], &some, why);

		buf_adds(names, buf_str(&some));
		buf_release(&some);
		if (st != ST_OK)
			return st;
	}
	lines_sort(names);
	return ST_OK;
}

static enum status open_inbox(struct inbox **inbox, const char *dir, const char *list,
			      struct buf *why)
{
	struct store_options options = { .dir = dir, .list = list, .mode = STORE_READ };

	return inbox_open(inbox, &options, why);
}

enum status stores_pick(struct stores *s, const struct list_request *r, struct buf *why)
{
	struct buf names = BUF_INIT;
	enum status st;

	s->dirs = r->dirs;
	s->n_dirs = r->n_dirs;
	st = stores_lists(r->dirs, r->n_dirs, &names, why);
	if (st == ST_OK)
		st = list_choice_find(&s->lists, buf_str(&names), r, why);
	s->n_lists = lines_count(buf_str(&s->lists));
	buf_release(&names);
	return st;
}

/* Opens those of the lists that the store has. */
static enum status open_lists_of_store(struct stores *s, const char *dir, struct buf *why)
{
	struct str rest = buf_str(&s->lists), line;
	struct buf list = BUF_INIT;
	enum status st = ST_OK;

	while (st == ST_OK && str_line(&rest, &line)) {
		buf_reset(&list);
		buf_adds(&list, line);
		if (!list_folder_has(dir, buf_cstr(&list)))
			continue;
		st = open_inbox(&s->inboxes[s->n], dir, buf_cstr(&list), why);
		if (st == ST_OK)
			s->homes[s->n++] = dir;
	}
	buf_release(&list);
	return st;
}

/* Many lists have more files than a process may open by default. */
static void raise_file_limit(void)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0)
		return;
	files.rlim_cur = files.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &files);
}

enum status stores_open_picked(struct stores *s, struct buf *why)
{
	size_t most = s->n_dirs * s->n_lists;
	enum status st = ST_OK;

	if (s->n_lists > 1)
		raise_file_limit();
	s->inboxes = xcalloc(most + 1, sizeof(struct inbox *));
	s->homes = xcalloc(most + 1, sizeof(*s->homes));
	for (size_t i = 0; i < s->n_dirs && st == ST_OK; i++)
		st = open_lists_of_store(s, s->dirs[i], why);
	return st;
}

enum status stores_open(struct stores *s, const struct list_request *r, struct buf *why)
{
	enum status st = stores_pick(s, r, why);

	return st == ST_OK ? stores_open_picked(s, why) : st;
}

enum status stores_open_list(struct stores *s, const struct list_request *r,
			     const char *list, struct buf *why)
{
	s->dirs = r->dirs;
	s->n_dirs = r->n_dirs;
	s->n_lists = 1;
	buf_addstr(&s->lists, list);
	return stores_open_picked(s, why);
}

void stores_close(struct stores *s)
{
	for (size_t i = 0; i < s->n; i++)
		inbox_close(s->inboxes[i]);
	free(s->inboxes);
	free(s->homes);
	buf_release(&s->lists);
}

/* 0: not in this inbox, 1: a live copy, 2: an archived copy. own: the record is its own.
 */
static int copy_rank(struct inbox *inbox, const struct record *r, bool own)
{
	struct archive_pos pos;
	uint32_t seq;
	enum status st = own && !(r->facts & FACT_ID_REUSED)
			     ? inbox_lookup(inbox, r->message_id, &seq, &pos)
			     : inbox_lookup_mail(inbox, r, &seq, &pos);

	if (st != ST_OK)
		return 0;
	return pos.epoch == EPOCH_LIVE ? 1 : 2;
}

static bool is_better_copy(int rank, size_t inbox, int than_rank, size_t than_inbox)
{
	return rank > than_rank || (rank == than_rank && inbox < than_inbox);
}

size_t stores_best_copy(const struct stores *s, size_t inbox, const struct record *r)
{
	size_t best = inbox;
	int rank;

	if (s->n < 2)
		return inbox;
	rank = copy_rank(s->inboxes[inbox], r, true);
	for (size_t i = 0; i < s->n; i++) {
		int other = i == inbox ? 0 : copy_rank(s->inboxes[i], r, false);

		if (!is_better_copy(other, i, rank, best))
			continue;
		best = i;
		rank = other;
	}
	return best;
}

bool stores_forgot(const struct stores *s, const struct record *r)
{
	for (size_t i = 0; i < s->n; i++)
		if (inbox_has_forgotten(s->inboxes[i], r))
			return true;
	return false;
}

bool stores_better_elsewhere(const struct stores *s, size_t inbox, const struct record *r)
{
	int rank;

	if (s->n < 2)
		return false;
	if (stores_forgot(s, r))
		return true;
	rank = copy_rank(s->inboxes[inbox], r, true);
	/* Any copy that is better than this one settles it. */
	for (size_t i = 0; i < s->n; i++)
		if (i != inbox &&
		    is_better_copy(copy_rank(s->inboxes[i], r, false), i, rank, inbox))
			return true;
	return false;
}
