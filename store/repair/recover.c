/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/inbox/inbox_impl.h"
#include "store/repair/recover.h"
#include "store/repair/raw_scan.h"

/* A transaction's mails. */
#define BATCH 8000

/* Where a record is found. For a mail's first record that is lost a later one stands in.
 */
struct found {
	uint32_t seq;
	uint32_t file;
	uint64_t at;
	unsigned char id[MAIL_ID_SIZE];
	uint32_t
	    newest; /* of the same mail's records: its seq, and where that is found */
	uint64_t newest_at;
	bool taken;
};

#define STANDS_IN UINT64_MAX /* at */

struct found_spot {
	struct commit_entry entry;
	uint64_t at;
};

struct found_mark {
	uint32_t epoch;
	uint64_t at;
	struct import_mark mark;
};

struct rescue {
	struct inbox *to;
	const struct list_folder *from;
	struct recovered *sum;
	struct raw_scan *files;
	uint32_t n_files, file;
	struct buf records, entries, marks; /* arrays of the above */
	uint32_t next_seq;		    /* of the list, as far as known */
	uint32_t in_batch;
	struct buf value;
};

static struct found *records(const struct rescue *r, size_t *n)
{
	*n = r->records.len / sizeof(struct found);
	return (struct found *)r->records.data;
}

static void find_record(struct rescue *r, uint32_t seq, struct str value, uint64_t at)
{
	struct found f = {
		.seq = seq, .file = r->file, .at = at, .newest = seq, .newest_at = at
	};
	struct bytes in = { value, false };
	struct record record;
	struct record_chains links;

	record_chains_get(&in, &links);
	if (record_decode(&record, in.rest.s, in.rest.len) == ST_OK && !in.bad && seq) {
		inbox_mail_id(r->to, record.message_id, f.id);
		buf_add(&r->records, &f, sizeof(f));
		f.seq = links.first;
		f.at = STANDS_IN;
		if (f.seq && f.seq < seq)
			buf_add(&r->records, &f, sizeof(f));
	}
	record_release(&record);
	if (seq >= r->next_seq && seq < SEQ_NONE)
		r->next_seq = seq + 1;
}

static void find_spot(struct rescue *r, struct archive_pos pos, struct str value,
		      uint64_t at)
{
	struct found_spot f = { .at = at };
	struct bytes in = { value, false };
	struct archive_pos prev;

	f.entry.pos = pos;
	if (commit_entry_get(&in, &f.entry, &prev) &&
	    (f.entry.commit_digits || pos.epoch == EPOCH_LIVE))
		buf_add(&r->entries, &f, sizeof(f));
}

static void find_mark(struct rescue *r, uint32_t epoch, struct str value, uint64_t at)
{
	struct found_mark f = { .epoch = epoch, .at = at };
	struct bytes in = { value, false };

	if (import_mark_get(&in, &f.mark))
		buf_add(&r->marks, &f, sizeof(f));
}

static void find(void *arg, struct str key, struct str value, uint64_t at)
{
	struct rescue *r = arg;
	struct bytes k = { str_sub(key, 1, key.len), false };
	struct bytes in = { value, false };
	struct totals t;

	switch (key.s[0]) {
	case 'm':
		find_record(r, bytes_get32(&k), value, at);
		break;
	case 'p':
		find_spot(r, archive_pos_get(&k), value, at);
		break;
	case 'e':
		find_mark(r, bytes_get32(&k), value, at);
		break;
	case 'T':
		totals_get(&in, &t);
		if (!in.bad && t.next_seq > r->next_seq)
			r->next_seq = t.next_seq;
		break;
	}
}

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

static int by_seq(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	return x->seq != y->seq ? COMPARE(x->seq, y->seq) : COMPARE(x->at, y->at);
}

static int by_mail(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int ids = memcmp(x->id, y->id, sizeof(x->id));

	return ids ? ids : by_seq(a, b);
}

/* As they came in: of a commit that several generations have, the last one counts. */
static int by_place(const void *a, const void *b)
{
	const struct found_spot *x = a, *y = b;
	int places;

	if (x->entry.pos.epoch == y->entry.pos.epoch &&
	    x->entry.pos.generation != y->entry.pos.generation)
		return COMPARE(x->entry.pos.generation, y->entry.pos.generation);
	places = archive_pos_cmp(x->entry.pos, y->entry.pos);
	return places ? places : COMPARE(x->at, y->at);
}

/* The newest generation first, and what TDB found; of a search, what had been read
 * furthest. */
static int by_epoch(const void *a, const void *b)
{
	const struct found_mark *x = a, *y = b;

	if (x->epoch != y->epoch)
		return COMPARE(x->epoch, y->epoch);
	if (!x->at != !y->at)
		return COMPARE(x->at, y->at);
	if (x->mark.generation != y->mark.generation)
		return COMPARE(y->mark.generation, x->mark.generation);
	return COMPARE(y->mark.next_ordinal, x->mark.next_ordinal);
}

static void sort(struct buf *array, size_t size,
		 int (*compare)(const void *, const void *))
{
	if (array->len)
		qsort(array->data, array->len / size, size, compare);
}

/* One of each record; of one number, what TDB finds counts alone. */
static void drop_copies(struct rescue *r)
{
	size_t n, kept = 0;
	struct found *f;

	sort(&r->records, sizeof(*f), by_seq);
	f = records(r, &n);
	for (size_t i = 0; i < n; i++) {
		const struct found *last = kept ? &f[kept - 1] : NULL;

		if (last && last->seq == f[i].seq &&
		    (!last->at || memcmp(last->id, f[i].id, sizeof(last->id)) == 0))
			continue;
		f[kept++] = f[i];
	}
	buf_trim(&r->records, kept * sizeof(*f));
}

/* All records of a mail lead to its newest; they stand in the order of seq afterwards. */
static void group(struct rescue *r)
{
	struct found *f;
	size_t n;

	sort(&r->records, sizeof(*f), by_mail);
	f = records(r, &n);
	for (size_t i = n; i-- > 1;)
		if (memcmp(f[i - 1].id, f[i].id, sizeof(f[i].id)) == 0) {
			f[i - 1].newest = f[i].newest;
			f[i - 1].newest_at = f[i].newest_at;
		}
	sort(&r->records, sizeof(*f), by_seq);
}

static void count_lost(struct rescue *r)
{
	struct found *f;
	size_t n, distinct = 0;

	f = records(r, &n);
	for (size_t i = 0; i < n; i++)
		distinct +=
		    f[i].at != STANDS_IN && (!i || f[i].seq != f[i - 1].seq) &&
		    f[i].seq &&
		    f[i].seq < r->next_seq; /* what totals know nothing of was not lost */
	if (r->next_seq)
		r->sum->unreadable = r->next_seq - 1 - distinct;
}

/* The record of that seq, found there or at the next place; NULL if it is lost. */
static struct found *record_at(const struct rescue *r, uint32_t seq, uint64_t at)
{
	const struct found wanted = { .seq = seq, .at = at };
	size_t n, low = 0, high;
	struct found *f = records(r, &n);

	for (high = n; low < high;) {
		size_t middle = low + (high - low) / 2;

		if (by_seq(&f[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && f[low].seq == seq ? &f[low] : NULL;
}

static struct found *newest_of(const struct rescue *r, const struct found *f)
{
	return record_at(r, f->newest, f->newest_at);
}

/* A mail's transaction: one after the other, each of many mails. */
static enum status step(struct rescue *r, struct buf *why)
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

/* ST_NOTFOUND: the disk doesn't give it a second time. */
static enum status put_mail(struct rescue *r, struct found *f, const struct commit_ref *p)
{
	struct key k = key_mail(f->seq);
	struct record record = RECORD_INIT;
	struct record_chains links;
	struct bytes in;
	enum status st;

	if (raw_scan_get(&r->files[f->file], key_str(&k), f->at, &r->value) != ST_OK) {
		r->sum->unreadable += !f->taken;
		f->taken = true;
		return ST_NOTFOUND;
	}
	in = (struct bytes){ buf_str(&r->value), false };
	record_chains_get(&in, &links);
	st = record_decode(&record, in.rest.s, in.rest.len);
	if (st == ST_OK)
		st = inbox_put(r->to, &record, p);
	r->sum->records += st == ST_OK;
	f->taken = true;
	record_release(&record);
	return st;
}

static enum status put_spot(struct rescue *r, const struct commit_entry *entry,
			    struct buf *why)
{
	struct commit_ref p = { .commit_digits = entry->commit_digits,
				.archived = entry->pos.epoch != EPOCH_LIVE,
				.pos = entry->pos };
	struct found *f = record_at(r, entry->seq, 0);
	enum status st = step(r, why);

	if (st != ST_OK)
		return st;
	memcpy(p.commit, entry->commit, sizeof(p.commit));
	st = f ? put_mail(r, newest_of(r, f), &p) : ST_NOTFOUND;
	if (st == ST_NOTFOUND)
		st = p.archived ? inbox_put_commit_entry(r->to, &p, SEQ_NONE) : ST_OK;
	return st == ST_EXISTS ? ST_OK : st;
}

static enum status put_spots(struct rescue *r, struct buf *why)
{
	const struct found_spot *f;
	enum status st = ST_OK;
	size_t n;

	sort(&r->entries, sizeof(*f), by_place);
	f = (const struct found_spot *)r->entries.data;
	n = r->entries.len / sizeof(*f);
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		if (i && archive_pos_cmp(f[i].entry.pos, f[i - 1].entry.pos) == 0)
			continue;
		st = put_spot(r, &f[i].entry, why);
		r->sum->places++;
	}
	return st;
}

/* Those whose place is lost stand behind all others. */
static enum status put_others(struct rescue *r, struct buf *why)
{
	const struct commit_ref nowhere = { .commit_digits = 0 };
	enum status st = ST_OK;
	struct found *f;
	size_t n;

	f = records(r, &n);
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		if (newest_of(r, &f[i])->taken)
			continue;
		st = step(r, why);
		if (st == ST_OK)
			st = put_mail(r, newest_of(r, &f[i]), &nowhere);
		if (st == ST_EXISTS || st == ST_NOTFOUND)
			st = ST_OK;
	}
	return st;
}

static enum status put_marks(struct rescue *r)
{
	bool whole = r->sum->sound && !r->sum->unreadable;
	enum status st = ST_OK;
	struct found_mark *f;
	size_t n;

	sort(&r->marks, sizeof(*f), by_epoch);
	f = (struct found_mark *)r->marks.data;
	n = r->marks.len / sizeof(*f);
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

static enum status put_all(struct rescue *r, struct buf *why)
{
	enum status st = put_spots(r, why);

	if (st == ST_OK)
		st = put_others(r, why);
	if (st == ST_OK)
		st = step(r, why);
	if (st == ST_OK)
		st = put_marks(r);
	if (st == ST_OK)
		return inbox_commit(r->to, why);
	if (!why->len)
		buf_addstr(why, status_text(st));
	inbox_cancel(r->to);
	return st;
}

/* The files' entries, indexed. A file that is gone is as one that can't be read. */
static enum status read_files(struct rescue *r, recover_say_fn *say, void *arg,
			      struct buf *why)
{
	struct buf path = BUF_INIT, fault = BUF_INIT, line = BUF_INIT;
	enum status st = ST_OK;

	for (; r->file < r->n_files && st != ST_NEWER; r->file++) {
		struct raw_scan *s = &r->files[r->file];

		list_folder_file(r->from, r->file, &path);
		buf_reset(&fault);
		buf_reset(&line);
		st = raw_scan_open(s, buf_cstr(&path), r->file, &fault);
		if (st == ST_OK) {
			buf_addf(&line, "%s: ", buf_cstr(&path));
			st = raw_scan_each(s, find, r, &fault);
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
			 struct recovered *sum, recover_say_fn *say, void *arg,
			 struct buf *why)
{
	struct rescue r = { .to = to, .from = from, .sum = sum };
	enum status st = list_folder_segments(from, &r.n_files, why);

	*sum = (struct recovered){ .sound = true };
	r.files = xcalloc(r.n_files + 1, sizeof(*r.files));
	if (st == ST_OK)
		st = read_files(&r, say, arg, why);
	if (st == ST_OK) {
		drop_copies(&r);
		count_lost(&r);
		group(&r);
		st = put_all(&r, why);
	}
	for (uint32_t i = 0; i < r.file; i++)
		raw_scan_release(&r.files[i]);
	free(r.files);
	buf_release(&r.records);
	buf_release(&r.entries);
	buf_release(&r.marks);
	buf_release(&r.value);
	return st;
}
