/* SPDX-License-Identifier: MIT */
/* Walking through a store's files, and verifying them. */
#include "store/tdb/store_impl.h"

struct each {
	store_each_fn *fn;
	void *arg;
	enum status st;
};

static bool each_entry(void *arg, struct str key, struct str value, const char *fault)
{
	struct each *e = arg;

	if (!fault)
		return e->fn(e->arg, key, value);
	e->st = ST_DAMAGED;
	return true;
}

enum status store_each(struct store *s, uint32_t epoch, store_each_fn *fn, void *arg)
{
	struct each e = { fn, arg, ST_OK };
	struct buf why = BUF_INIT;
	enum status st = store_open_segment(s, epoch, &why);

	buf_release(&why);
	if (st != ST_OK)
		return st;
	tdbfile_walk(s->files[epoch], false, each_entry, &e);
	return e.st;
}

struct check {
	store_check_fn *fn;
	void *arg;
	uint32_t epoch;
	enum status st;
};

static bool check_entry(void *arg, struct str key, struct str value, const char *fault)
{
	struct check *c = arg;

	if (fault)
		c->st = ST_DAMAGED;
	c->fn(c->arg, c->epoch, key, value, fault);
	return true;
}

static void tell(struct check *c, const char *fault)
{
	check_entry(c, STR_EMPTY, STR_EMPTY, fault);
}

static void check_epoch(struct store *s, struct check *c)
{
	const bool by_name = s->folder.path; /* not store_open_file's */
	struct buf why = BUF_INIT;

	if (by_name)
		store_close_segment(s, c->epoch);
	if (store_open_segment(s, c->epoch, &why) != ST_OK)
		tell(c, buf_cstr(&why));
	else if (!tdbfile_walk(s->files[c->epoch], true, check_entry, c))
		tell(c, "its chains are broken: some entries can't be reached");
	else if (!tdbfile_sound(s->files[c->epoch]))
		tell(c, "TDB finds its structure unsound (all entries could be read)");
	/* what is mapped is memory: mostly of one file at a time */
	if (by_name)
		store_close_segment(s, c->epoch);
	buf_release(&why);
}

/*
 * A file is sealed when the next one is to take over. It may be just about to,
 * or its maker has died: the next mail makes it. Or it was there, and is lost.
 */
static bool is_followed(struct store *s)
{
	struct buf why = BUF_INIT;
	uint32_t n = s->n, last = s->n - 1;
	bool followed = true;
	struct file_head h;

	if (s->folder.path && store_open_segment(s, last, &why) == ST_OK &&
	    file_head_get(s->files[last], last, &h) == ST_OK)
		followed = !h.sealed ||
			   list_folder_segments(&s->folder, &n, &why) != ST_OK ||
			   n > s->n;
	buf_release(&why);
	return followed;
}

enum status store_check(struct store *s, store_check_fn *fn, void *arg)
{
	struct check c = { fn, arg, 0, ST_OK };

	s->checking = true;
	for (; c.epoch < s->n; c.epoch++)
		check_epoch(s, &c);
	s->checking = false;
	c.epoch = s->n - 1;
	if (!is_followed(s))
		tell(&c,
		     "it is sealed, and the file that goes on is missing: "
		     "the next mail makes one, but what a lost one held is not in it");
	return c.st;
}
