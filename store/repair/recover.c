/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/inbox/inbox_impl.h"
#include "store/inbox/erased.h"
#include "store/inbox/tombstone.h"
#include "store/repair/raw_scan.h"
#include "store/repair/recover.h"
#include "store/repair/recover_index.h"

/* Mails per transaction. */
#define BATCH 8000

struct recovery {
	struct inbox *to;
	const struct list_folder *from;
	struct recovery_counts *sum;
	struct raw_scan *files;
	struct segment_range *ranges;
	uint32_t n_files, segment; /* files; the one that is scanned */
	struct recover_index index;
	uint32_t in_batch;
	struct buf value;
};

/* Called before each mail: a transaction takes BATCH mails. */
static enum status begin_batch(struct recovery *r, struct buf *why)
{
	enum status st = ST_OK;

	if (r->in_batch == BATCH) {
		st = inbox_commit(r->to, why);
		r->in_batch = 0;
	}
	if (st == ST_OK && !r->in_batch++)
		st = inbox_begin(r->to, why);
	return st;
}

/* ST_NOTFOUND: the disk can't read the record a second time. */
static enum status put_found_record(struct recovery *r, struct found_record *f,
				    const struct commit_ref *p)
{
	struct key k = key_mail(f->seq);
	struct record record = RECORD_INIT;
	struct record_chains chains;
	struct bytes in;
	enum status st;

	if (raw_scan_get(&r->files[f->segment], key_str(&k), f->at, &r->value) != ST_OK) {
		r->sum->unreadable += !f->taken;
		f->taken = true;
		return ST_NOTFOUND;
	}
	in = (struct bytes){ buf_str(&r->value), false };
	st = recover_record_get(&in, &chains, &record);
	if (st == ST_OK)
		st = inbox_put(r->to, &record, p);
	r->sum->records += st == ST_OK;
	f->taken = true;
	record_release(&record);
	return st;
}

static enum status put_found_entry(struct recovery *r, const struct commit_entry *entry,
				   struct buf *why)
{
	struct commit_ref p = { .commit_digits = entry->commit_digits,
				.archived = entry->pos.epoch != EPOCH_LIVE,
				.pos = entry->pos };
	struct found_record *f = recover_index_newest(&r->index, entry->seq);
	enum status st = begin_batch(r, why);

	if (st != ST_OK)
		return st;
	memcpy(p.commit, entry->commit, sizeof(p.commit));
	st = f ? put_found_record(r, f, &p) : ST_NOTFOUND;
	if (st == ST_NOTFOUND)
		st = p.archived ? inbox_put_commit_entry(r->to, &p, SEQ_NONE) : ST_OK;
	return st == ST_EXISTS ? ST_OK : st;
}

static enum status put_found_entries(struct recovery *r, struct buf *why)
{
	const struct buf *entries = &r->index.entries;
	const struct found_commit_entry *f = (const void *)entries->data;
	size_t n = entries->len / sizeof(*f);
	enum status st = ST_OK;

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		if (i && archive_pos_cmp(f[i].entry.pos, f[i - 1].entry.pos) == 0)
			continue;
		st = put_found_entry(r, &f[i].entry, why);
		r->sum->entries++;
	}
	return st;
}

/* Puts the mails whose commit entry is lost, after all others. */
static enum status put_other_mails(struct recovery *r, struct buf *why)
{
	const struct commit_ref no_commit = { .commit_digits = 0 };
	enum status st = ST_OK;
	struct found_record *f;
	size_t n;

	f = recover_index_records(&r->index, &n);
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct found_record *newest = recover_index_newest_of(&r->index, &f[i]);

		if (newest->taken)
			continue;
		st = begin_batch(r, why);
		if (st == ST_OK)
			st = put_found_record(r, newest, &no_commit);
		if (st == ST_EXISTS || st == ST_NOTFOUND)
			st = ST_OK;
	}
	return st;
}

static enum status put_found_marks(struct recovery *r)
{
	bool whole = r->sum->sound && !r->sum->unreadable;
	struct found_import_mark *f = (void *)r->index.marks.data;
	size_t n = r->index.marks.len / sizeof(*f);
	enum status st = ST_OK;

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		if (i && f[i].epoch == f[i - 1].epoch)
			continue;
		if (!whole) {
			f[i].mark.next_ordinal = 0;
			memset(f[i].mark.commit, 0, sizeof(f[i].mark.commit));
		}
		st = inbox_put_import_mark(r->to, f[i].epoch, &f[i].mark);
	}
	return st;
}

/* Before all mails: what was forgotten, and what is older than the list keeps, stays out.
 */
static enum status put_found_tombstones(struct recovery *r, struct buf *why)
{
	const struct found_tombstone *f = (const void *)r->index.tombstones.data;
	size_t n = r->index.tombstones.len / sizeof(*f);
	struct erased now = { .floor = r->index.floor };
	enum status st = begin_batch(r, why);

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		const struct id_entry e = { SEQ_NONE, f[i].best };
		enum tombstone_of of;
		bool fresh = false;

		if (is_tombstone(&e, &of))
			st = tombstone_put(r->to, f[i].mail_id, of, &fresh);
		now.tombstones += fresh;
	}
	if (st == ST_OK && (n || now.floor != INT64_MIN))
		st = erased_put(r->to, &now);
	return st;
}

static enum status put_index(struct recovery *r, struct buf *why)
{
	enum status st = put_found_tombstones(r, why);

	if (st == ST_OK)
		st = put_found_entries(r, why);

	if (st == ST_OK)
		st = put_other_mails(r, why);
	if (st == ST_OK)
		st = begin_batch(r, why);
	if (st == ST_OK)
		st = put_found_marks(r);
	if (st == ST_OK)
		return inbox_commit(r->to, why);
	if (!why->len)
		buf_addstr(why, status_text(st));
	inbox_cancel(r->to);
	return st;
}

static void index_found(void *arg, struct str key, struct str value, uint64_t at)
{
	struct recovery *r = arg;

	recover_index_add(&r->index, r->to, r->segment, key, value, at);
}

/* Indexes the entries of all files. A missing file counts as one that can't be read. */
static enum status scan_files(struct recovery *r, recover_say_fn *say, void *arg,
			      struct buf *why)
{
	struct buf path = BUF_INIT, fault = BUF_INIT, line = BUF_INIT;
	enum status st = ST_OK;

	for (; r->segment < r->n_files && st != ST_NEWER; r->segment++) {
		struct raw_scan *s = &r->files[r->segment];

		list_folder_range_file(r->from, r->ranges[r->segment], &path);
		buf_reset(&fault);
		buf_reset(&line);
		st = raw_scan_open(s, buf_cstr(&path), r->ranges[r->segment], &fault);
		if (st == ST_OK) {
			buf_addf(&line, "%s: ", buf_cstr(&path));
			st = raw_scan_each(s, index_found, r, &fault);
		}
		buf_adds(st == ST_NEWER ? why : &line, buf_str(&fault));
		r->sum->sound = r->sum->sound && st == ST_OK;
		if (st != ST_OK && st != ST_NEWER)
			say(arg, buf_cstr(&line));
	}
	buf_release(&path);
	buf_release(&fault);
	buf_release(&line);
	return st == ST_NEWER ? st : ST_OK;
}

enum status recover_list(struct inbox *to, const struct list_folder *from,
			 struct recovery_counts *sum, recover_say_fn *say, void *arg,
			 struct buf *why)
{
	struct recovery r = {
		.to = to, .from = from, .sum = sum, .index = RECOVER_INDEX_INIT
	};
	enum status st = list_folder_ranges(from, &r.ranges, &r.n_files, NULL, why);

	*sum = (struct recovery_counts){ .sound = true };
	r.files = xcalloc(r.n_files + 1, sizeof(*r.files));
	if (st == ST_OK)
		st = scan_files(&r, say, arg, why);
	if (st == ST_OK) {
		sum->unreadable = recover_index_finish(&r.index);
		st = put_index(&r, why);
	}
	for (uint32_t i = 0; i < r.segment; i++)
		raw_scan_release(&r.files[i]);
	free(r.files);
	free(r.ranges);
	recover_index_release(&r.index);
	buf_release(&r.value);
	return st;
}
