/* SPDX-License-Identifier: MIT */
/* Visits all entries of a store's segments, and verifies them. */
#include "store/tdb/store_impl.h"
#include "store/tdb/checksum.h"

struct entry_visit {
	store_each_fn *fn;
	void *arg;
	enum status st;
};

static bool pass_entry(void *arg, struct str key, struct str value, const char *fault)
{
	struct entry_visit *e = arg;

	if (!fault)
		return e->fn(e->arg, key, value);
	e->st = ST_DAMAGED;
	return true;
}

static bool pass_sealed_entry(void *arg, uint32_t hash, struct str key, struct str stored)
{
	struct entry_visit *e = arg;
	struct str value;

	(void)hash;
	return !checksum_ok(key, stored, &value) || e->fn(e->arg, key, value);
}

enum status store_each(struct store *s, uint32_t segment, store_each_fn *fn, void *arg)
{
	struct entry_visit e = { fn, arg, ST_OK };
	struct sealed_entries chained = { 0, 0 };
	struct buf why = BUF_INIT;
	enum status st = store_open_segment(s, segment, &why);

	buf_release(&why);
	if (st != ST_OK)
		return st;
	if (s->files[segment].sealed)
		return sealed_file_each(s->files[segment].sealed, &chained, 0, UINT32_MAX,
					pass_sealed_entry, &e);
	tdbfile_walk(s->files[segment].tdb, false, pass_entry, &e);
	return e.st;
}

struct stored_visit {
	uint32_t from, upto;
	store_stored_fn *fn;
	void *arg;
	struct buf stored;
	bool sound;
};

/* TDB reads the file: its values come without checksums, which the machine's order of
 * bytes does not change. */
static bool pass_stored(void *arg, struct str key, struct str value, const char *fault)
{
	struct stored_visit *v = arg;
	const uint32_t hash = tdbfile_hash(key);

	v->sound = v->sound && !fault;
	if (fault || hash < v->from || hash > v->upto)
		return v->sound;
	checksum_put(&v->stored, key, value);
	return v->fn(v->arg, hash, key, buf_str(&v->stored));
}

enum status store_each_stored(struct store *s, uint32_t segment, uint32_t from,
			      uint32_t upto, store_stored_fn *fn, void *arg)
{
	struct stored_visit v = { from, upto, fn, arg, BUF_INIT, true };
	struct buf why = BUF_INIT;
	enum status st = store_open_segment(s, segment, &why);
	struct segment_file *f = &s->files[segment];

	if (st == ST_OK && f->sealed)
		st = sealed_file_each(f->sealed, &f->chained, from, upto, fn, arg);
	else if (st == ST_OK &&
		 (!tdbfile_walk(f->tdb, false, pass_stored, &v) || !v.sound))
		st = ST_DAMAGED;
	store_close_segment(s, segment);
	buf_release(&v.stored);
	buf_release(&why);
	return st;
}

struct segment_check {
	store_check_fn *fn;
	void *arg;
	uint32_t segment;
	enum status st;
};

static bool report_entry(void *arg, struct str key, struct str value, const char *fault)
{
	struct segment_check *c = arg;

	if (fault)
		c->st = ST_DAMAGED;
	c->fn(c->arg, c->segment, key, value, fault);
	return true;
}

static void report_fault(struct segment_check *c, const char *fault)
{
	report_entry(c, STR_EMPTY, STR_EMPTY, fault);
}

static void check_segment(struct store *s, struct segment_check *c)
{
	const bool by_name = s->folder.path; /* not store_open_file's */
	struct buf why = BUF_INIT;

	if (by_name)
		store_close_segment(s, c->segment);
	if (store_open_segment(s, c->segment, &why) != ST_OK)
		report_fault(c, buf_cstr(&why));
	else if (!tdbfile_walk(s->files[c->segment].tdb, true, report_entry, c))
		report_fault(c, "its chains are broken: some entries can't be reached");
	else if (!tdbfile_sound(s->files[c->segment].tdb))
		report_fault(
		    c, "TDB finds its structure unsound (all entries could be read)");
	/* a mapped file counts as memory: have one open at a time */
	if (by_name)
		store_close_segment(s, c->segment);
	buf_release(&why);
}

/*
 * False if the last segment was sealed to make the next one. Then that is just
 * being made; or its maker died, and the next mail makes it; or it existed, and
 * is lost. A segment that was born sealed may be the only one.
 */
static bool has_successor(struct store *s)
{
	struct buf why = BUF_INIT;
	const uint32_t last = s->n - 1;
	const struct segment_range r = s->files[last].range;
	uint32_t n = 0;
	bool present = true;
	struct file_head h;

	if (s->folder.path && store_open_segment(s, last, &why) == ST_OK &&
	    file_head_get(s->files[last].tdb, r, &h) == ST_OK)
		present = h.sealed == FILE_OPEN || h.sealed == FILE_BORN_SEALED ||
			  list_folder_segments(&s->folder, &n, &why) != ST_OK ||
			  n > r.last + 1;
	buf_release(&why);
	return present;
}

enum status store_check(struct store *s, store_check_fn *fn, void *arg)
{
	struct segment_check c = { fn, arg, 0, ST_OK };

	s->checking = true;
	for (; c.segment < s->n; c.segment++)
		check_segment(s, &c);
	s->checking = false;
	c.segment = s->n - 1;
	if (!has_successor(s))
		report_fault(
		    &c, "it is sealed, and the next file is missing: "
			"the next mail makes a new one, without what a lost one held");
	return c.st;
}
