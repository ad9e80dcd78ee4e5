/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/inbox/erased.h"
#include "store/inbox/inbox_impl.h"
#include "store/repair/recover_index.h"
#include "store/tdb/file_head.h"

/* A file's head may be lost: a format fits if the whole of the value can be read by it.
 */
enum status recover_record_get(struct bytes *in, struct record_chains *chains,
			       struct record *r)
{
	enum status st = ST_DAMAGED;

	for (uint32_t format = DATA_FORMAT; format > 0 && st != ST_OK; format--) {
		struct bytes rest = *in;

		record_release(r);
		record_chains_get(&rest, chains, format);
		st = rest.bad ? ST_DAMAGED : record_decode(r, rest.rest.s, rest.rest.len);
	}
	return st;
}

/* Whether zeros follow the chains, of whichever format: a record is not all zeros. */
static bool is_erased_record(struct str value)
{
	struct bytes in = { value, false };
	struct record_chains chains;

	record_chains_get(&in, &chains, 1);
	if (in.bad || !chains.first)
		return false;
	/* the first bytes may be chains of a later format */
	for (size_t i = 4 * (CHAINS - CHAIN_AUTHOR); i < in.rest.len; i++)
		if (in.rest.s[i])
			return false;
	return true;
}

static void add_tombstone(struct recover_index *x, struct str id, struct str value)
{
	struct found_tombstone f = { { 0 }, { 0, 0, 0 } };
	struct bytes in = { value, false };
	struct id_entry e;

	id_entry_get(&in, &e);
	if (in.bad || e.seq != SEQ_NONE || id.len > MAIL_ID_SIZE)
		return;
	memcpy(f.mail_id, id.s, id.len);
	f.best = e.best;
	buf_add(&x->tombstones, &f, sizeof(f));
}

static void add_record(struct recover_index *x, const struct inbox *to,
		       struct found_record f, struct str value)
{
	const uint32_t seq = f.seq;
	struct bytes in = { value, false };
	struct record record = RECORD_INIT;
	struct record_chains chains;

	if (seq && is_erased_record(value)) {
		buf_add(&x->erased, &seq, sizeof(seq));
	} else if (recover_record_get(&in, &chains, &record) == ST_OK && seq) {
		inbox_record_id(to, &record, f.mail_id);
		buf_add(&x->records, &f, sizeof(f));
		f.seq = chains.first;
		f.at = SUBSTITUTE;
		if (f.seq && f.seq < seq)
			buf_add(&x->records, &f, sizeof(f));
	}
	record_release(&record);
	if (seq >= x->next_seq && seq < SEQ_NONE)
		x->next_seq = seq + 1;
}

static void add_commit_entry(struct recover_index *x, struct archive_pos pos,
			     struct str value, uint64_t at)
{
	struct found_commit_entry f = { .at = at };
	struct bytes in = { value, false };
	struct archive_pos prev;

	f.entry.pos = pos;
	if (commit_entry_get(&in, &f.entry, &prev) &&
	    (f.entry.commit_digits || pos.epoch == EPOCH_LIVE))
		buf_add(&x->entries, &f, sizeof(f));
}

static void add_import_mark(struct recover_index *x, uint32_t epoch, struct str value,
			    uint64_t at)
{
	struct found_import_mark f = { .epoch = epoch, .at = at };
	struct bytes in = { value, false };

	if (import_mark_get(&in, &f.mark))
		buf_add(&x->marks, &f, sizeof(f));
}

void recover_index_add(struct recover_index *x, const struct inbox *to, uint32_t segment,
		       struct str key, struct str value, uint64_t at)
{
	struct bytes k = { str_sub(key, 1, key.len), false };
	struct bytes in = { value, false };
	struct found_record f = { .segment = segment, .at = at, .newest_at = at };
	struct totals t;
	int64_t floor;

	switch (key.s[0]) {
	case 'm':
		f.seq = f.newest = bytes_get32(&k);
		add_record(x, to, f, value);
		break;
	case 'i':
		add_tombstone(x, str_sub(key, 1, key.len), value);
		break;
	case 'F':
		floor = (int64_t)bytes_get64(&in);
		if (!in.bad && floor > x->floor)
			x->floor = floor;
		break;
	case 'p':
		add_commit_entry(x, archive_pos_get(&k), value, at);
		break;
	case 'e':
		add_import_mark(x, bytes_get32(&k), value, at);
		break;
	case 'T':
		totals_get(&in, &t);
		if (!in.bad && t.next_seq > x->next_seq)
			x->next_seq = t.next_seq;
		break;
	}
}

struct found_record *recover_index_records(const struct recover_index *x, size_t *n)
{
	*n = x->records.len / sizeof(struct found_record);
	return (struct found_record *)x->records.data;
}

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

static int compare_seqs(const void *a, const void *b)
{
	const struct found_record *x = a, *y = b;

	return x->seq != y->seq ? COMPARE(x->seq, y->seq) : COMPARE(x->at, y->at);
}

static int compare_mail_ids(const void *a, const void *b)
{
	const struct found_record *x = a, *y = b;
	int ids = memcmp(x->mail_id, y->mail_id, sizeof(x->mail_id));

	return ids ? ids : compare_seqs(a, b);
}

/* Older generations of an epoch first: if several have a commit, the last one counts. */
static int compare_positions(const void *a, const void *b)
{
	const struct found_commit_entry *x = a, *y = b;
	int positions;

	if (x->entry.pos.epoch == y->entry.pos.epoch &&
	    x->entry.pos.generation != y->entry.pos.generation)
		return COMPARE(x->entry.pos.generation, y->entry.pos.generation);
	positions = archive_pos_cmp(x->entry.pos, y->entry.pos);
	return positions ? positions : COMPARE(x->at, y->at);
}

/* A mark that TDB found is first, then the newest generation, then the mark that is
 * furthest on. */
static int compare_import_marks(const void *a, const void *b)
{
	const struct found_import_mark *x = a, *y = b;

	if (x->epoch != y->epoch)
		return COMPARE(x->epoch, y->epoch);
	if (!x->at != !y->at)
		return COMPARE(x->at, y->at);
	if (x->mark.generation != y->mark.generation)
		return COMPARE(y->mark.generation, x->mark.generation);
	return COMPARE(y->mark.next_ordinal, x->mark.next_ordinal);
}

static void sort_found(struct buf *array, size_t size,
		       int (*compare)(const void *, const void *))
{
	if (array->len)
		qsort(array->data, array->len / size, size, compare);
}

/* Keeps one copy of each record. If TDB finds a seq, other records of that seq are
 * dropped. */
static void drop_copies(struct recover_index *x)
{
	size_t n, kept = 0;
	struct found_record *f;

	sort_found(&x->records, sizeof(*f), compare_seqs);
	f = recover_index_records(x, &n);
	for (size_t i = 0; i < n; i++) {
		const struct found_record *last = kept ? &f[kept - 1] : NULL;

		if (last && last->seq == f[i].seq &&
		    (!last->at ||
		     memcmp(last->mail_id, f[i].mail_id, sizeof(last->mail_id)) == 0))
			continue;
		f[kept++] = f[i];
	}
	buf_trim(&x->records, kept * sizeof(*f));
}

/* Leads all records of a mail to its newest one. */
static void link_to_newest(struct recover_index *x)
{
	struct found_record *f;
	size_t n;

	sort_found(&x->records, sizeof(*f), compare_mail_ids);
	f = recover_index_records(x, &n);
	for (size_t i = n; i-- > 1;)
		if (memcmp(f[i - 1].mail_id, f[i].mail_id, sizeof(f[i].mail_id)) == 0) {
			f[i - 1].newest = f[i].newest;
			f[i - 1].newest_at = f[i].newest_at;
		}
	sort_found(&x->records, sizeof(*f), compare_seqs);
}

static int compare_numbers(const void *a, const void *b)
{
	return COMPARE(*(const uint32_t *)a, *(const uint32_t *)b);
}

/* How many records were erased. A damaged file may have several copies of one. */
static size_t count_erased(const struct recover_index *x)
{
	uint32_t *seqs = (uint32_t *)(void *)x->erased.data;
	size_t n = x->erased.len / sizeof(*seqs), distinct = 0;

	if (n)
		qsort(seqs, n, sizeof(*seqs), compare_numbers);
	for (size_t i = 0; i < n; i++)
		distinct += (!i || seqs[i] != seqs[i - 1]) && seqs[i] < x->next_seq;
	return distinct;
}

static uint64_t count_lost(const struct recover_index *x)
{
	struct found_record *f;
	size_t n, distinct = 0;

	f = recover_index_records(x, &n);
	/* a seq that the totals don't know was not lost */
	for (size_t i = 0; i < n; i++)
		distinct += f[i].at != SUBSTITUTE && (!i || f[i].seq != f[i - 1].seq) &&
			    f[i].seq && f[i].seq < x->next_seq;
	distinct += count_erased(x);
	return x->next_seq > distinct ? x->next_seq - 1 - distinct : 0;
}

uint64_t recover_index_finish(struct recover_index *x)
{
	drop_copies(x);
	link_to_newest(x);
	sort_found(&x->entries, sizeof(struct found_commit_entry), compare_positions);
	sort_found(&x->marks, sizeof(struct found_import_mark), compare_import_marks);
	return count_lost(x);
}

/* The record of that seq, at that offset or the next higher one; NULL if it is lost. */
static struct found_record *find_record_at(const struct recover_index *x, uint32_t seq,
					   uint64_t at)
{
	const struct found_record wanted = { .seq = seq, .at = at };
	size_t n, low = 0, high;
	struct found_record *f = recover_index_records(x, &n);

	for (high = n; low < high;) {
		size_t middle = low + (high - low) / 2;

		if (compare_seqs(&f[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && f[low].seq == seq ? &f[low] : NULL;
}

struct found_record *recover_index_newest_of(const struct recover_index *x,
					     const struct found_record *f)
{
	return find_record_at(x, f->newest, f->newest_at);
}

struct found_record *recover_index_newest(const struct recover_index *x, uint32_t seq)
{
	struct found_record *f = find_record_at(x, seq, 0);

	return f ? recover_index_newest_of(x, f) : NULL;
}

void recover_index_release(struct recover_index *x)
{
	buf_release(&x->records);
	buf_release(&x->entries);
	buf_release(&x->marks);
	buf_release(&x->erased);
	buf_release(&x->tombstones);
}
