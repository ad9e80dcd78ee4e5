/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "store/inbox/schema.h"
#include "store/util/utc.h"

struct str key_str(const struct key *k)
{
	return (struct str){ k->bytes, k->len };
}

static void append_number(struct key *k, uint32_t v, unsigned width)
{
	for (unsigned i = 0; i < width; i++)
		k->bytes[k->len++] = (char)(v >> (8 * (width - 1 - i)));
}

static struct key key_number(char kind, uint32_t v, unsigned width)
{
	struct key k = { { kind }, 1 };

	append_number(&k, v, width);
	return k;
}

static struct key key_bytes(char kind, const unsigned char *bytes, size_t len)
{
	struct key k = { { kind }, 1 + len };

	memcpy(k.bytes + 1, bytes, len);
	return k;
}

struct key key_totals(void)
{
	return (struct key){ { 'T' }, 1 };
}

struct key key_older(void)
{
	return (struct key){ { 'O' }, 1 };
}

struct key key_parts(void)
{
	return (struct key){ { 'P' }, 1 };
}

struct key key_erased(void)
{
	return (struct key){ { 'F' }, 1 };
}

struct key key_erasing(void)
{
	return (struct key){ { 'W' }, 1 };
}

struct key key_other_name(uint32_t number)
{
	return key_number('N', number, 4);
}

struct key key_mail(uint32_t seq)
{
	return key_number('m', seq, 4);
}

struct key key_id(const unsigned char mail_id[MAIL_ID_SIZE])
{
	return key_bytes('i', mail_id, 16);
}

struct key key_commit_entry(struct archive_pos p)
{
	struct key k = key_number('p', p.epoch, 4);

	append_number(&k, p.generation, 4);
	append_number(&k, p.ordinal, 4);
	return k;
}

static struct key key_chain(char kind, const unsigned char *id)
{
	return key_number(kind, (uint32_t)(id[0] << 8 | id[1]) >> (16 - CHAIN_BITS), 2);
}

struct key key_commit_chain(const unsigned char *id)
{
	return key_chain('c', id);
}

struct key key_mail_id_chain(const unsigned char *id)
{
	return key_chain('a', id);
}

struct key key_day_chain(int64_t arrival)
{
	int64_t day = arrival / DAY_SECONDS - (arrival % DAY_SECONDS < 0);

	return key_number('d', (uint32_t)(day + ((int64_t)1 << 31)), 4);
}

struct key key_reply_chain(const unsigned char parent[ID_HASH])
{
	return key_bytes('r', parent, ID_HASH);
}

struct key key_title_chain(const unsigned char title[ID_HASH])
{
	return key_bytes('t', title, ID_HASH);
}

struct key key_change_chain(const unsigned char change[ID_HASH])
{
	return key_bytes('g', change, ID_HASH);
}

struct key key_author_chain(const unsigned char author[ID_HASH])
{
	return key_bytes('w', author, ID_HASH);
}

struct key key_same_id_chain(const unsigned char id[ID_HASH])
{
	return key_bytes('v', id, ID_HASH);
}

struct key key_import_mark(uint32_t epoch)
{
	return key_number('e', epoch, 4);
}

struct key key_fetch_mark(struct str url)
{
	unsigned char hash[ID_HASH];

	id_hash(hash, url);
	return key_bytes('f', hash, sizeof(hash));
}

struct key key_epoch_range(uint32_t epoch)
{
	return key_number('x', epoch, 4);
}

struct key key_filter(uint32_t block)
{
	return key_number('k', block, 4);
}

struct key key_own_filter(uint32_t block)
{
	return key_number('K', block, 4);
}

struct key key_commit_list(const unsigned char *id)
{
	return key_bytes('C', id, 2);
}

struct key key_mail_id_list(const unsigned char *id)
{
	return key_bytes('A', id, 2);
}

void totals_put(struct buf *b, const struct totals *t)
{
	bytes_put64(b, t->mails);
	bytes_put32(b, t->first_seq);
	bytes_put32(b, t->next_seq);
	bytes_put64(b, (uint64_t)t->first_arrival);
	bytes_put64(b, (uint64_t)t->last_arrival);
	bytes_put32(b, t->revised);
	bytes_put32(b, t->moved);
	bytes_put32(b, t->next_live);
	bytes_put32(b, t->live_base);
	bytes_put32(b, t->epochs);
	bytes_put32(b, t->reused);
	bytes_put32(b, t->last_segment);
	bytes_put32(b, t->filter_lines);
}

void totals_get(struct bytes *b, struct totals *t)
{
	t->mails = bytes_get64(b);
	t->first_seq = bytes_get32(b);
	t->next_seq = bytes_get32(b);
	t->first_arrival = (int64_t)bytes_get64(b);
	t->last_arrival = (int64_t)bytes_get64(b);
	t->revised = bytes_get32(b);
	t->moved = bytes_get32(b);
	t->next_live = bytes_get32(b);
	t->live_base = bytes_get32(b);
	t->epochs = bytes_get32(b);
	t->reused = bytes_get32(b);
	t->last_segment = bytes_get32(b);
	t->filter_lines = bytes_get32(b);
}

static bool has_records(const struct totals *t)
{
	return t->next_seq > t->first_seq;
}

void totals_join(struct totals *t, const struct totals *next)
{
	if (has_records(next) &&
	    (!has_records(t) || next->first_arrival < t->first_arrival))
		t->first_arrival = next->first_arrival;
	if (has_records(next) &&
	    (!has_records(t) || next->last_arrival > t->last_arrival))
		t->last_arrival = next->last_arrival;
	t->mails += next->mails;
	t->next_seq = next->next_seq;
	t->revised += next->revised;
	t->moved += next->moved;
	t->next_live = next->next_live;
	t->live_base = next->live_base;
	t->epochs = next->epochs;
	t->reused += next->reused;
	t->last_segment = next->last_segment;
}

void record_chains_put(struct buf *b, const struct record_chains *l)
{
	bytes_put32(b, l->first);
	for (int i = 0; i < CHAINS; i++)
		bytes_put32(b, l->prev[i]);
}

void record_chains_get(struct bytes *b, struct record_chains *l, uint32_t format)
{
	l->first = bytes_get32(b);
	for (int i = 0; i < CHAINS; i++)
		l->prev[i] = i < CHAIN_AUTHOR || format > 1 ? bytes_get32(b) : 0;
}

void day_totals_put(struct buf *b, const struct day_totals *d)
{
	bytes_put32(b, d->seq);
	bytes_put32(b, d->mails);
}

void day_totals_get(struct bytes *b, struct day_totals *d, uint32_t format)
{
	d->seq = bytes_get32(b);
	d->mails = format > 1 ? bytes_get32(b) : 0;
}

void archive_pos_put(struct buf *b, struct archive_pos p)
{
	bytes_put32(b, p.epoch);
	bytes_put32(b, p.generation);
	bytes_put32(b, p.ordinal);
}

struct archive_pos archive_pos_get(struct bytes *b)
{
	struct archive_pos p;

	p.epoch = bytes_get32(b);
	p.generation = bytes_get32(b);
	p.ordinal = bytes_get32(b);
	return p;
}

void id_entry_put(struct buf *b, const struct id_entry *e)
{
	bytes_put32(b, e->seq);
	archive_pos_put(b, e->best);
}

void id_entry_get(struct bytes *b, struct id_entry *e)
{
	e->seq = bytes_get32(b);
	e->best = archive_pos_get(b);
}

/* The length's highest bit says that the last hex digit is not known. */
static void commit_put(struct buf *b, const unsigned char *commit, size_t digits)
{
	size_t len = (digits + 1) / 2;

	buf_addch(b, (int)(len | (digits & 1) << 7));
	buf_add(b, commit, len);
}

static bool commit_get(struct bytes *b, unsigned char *commit, size_t *digits)
{
	unsigned length = bytes_get8(b);
	size_t len = length & 127;
	struct str s;

	*digits = 2 * len;
	if (len > COMMIT_MAX)
		return false;
	s = bytes_get(b, len);
	memcpy(commit, s.s, s.len);
	if (length & 128 && *digits)
		--*digits;
	return !b->bad;
}

/* Reads a commit that isn't abbreviated; len in bytes. */
static bool whole_commit_get(struct bytes *b, unsigned char *commit, size_t *len)
{
	size_t digits;
	bool good = commit_get(b, commit, &digits);

	*len = digits / 2;
	return good && digits % 2 == 0;
}

void commit_entry_put(struct buf *b, const struct commit_entry *s,
		      struct archive_pos prev)
{
	bytes_put32(b, s->seq);
	archive_pos_put(b, prev);
	commit_put(b, s->commit, s->commit_digits);
}

bool commit_entry_get(struct bytes *b, struct commit_entry *s, struct archive_pos *prev)
{
	s->seq = bytes_get32(b);
	*prev = archive_pos_get(b);
	return commit_get(b, s->commit, &s->commit_digits);
}

void listed_commit_put(struct buf *b, const struct listed_commit *l)
{
	bytes_put16(b, l->next_bits);
	archive_pos_put(b, l->pos);
}

void listed_commit_get(struct bytes *b, struct listed_commit *l)
{
	l->next_bits = bytes_get16(b);
	l->pos = archive_pos_get(b);
}

void listed_mail_id_put(struct buf *b, const struct listed_mail_id *l)
{
	bytes_put16(b, l->next_bits);
	bytes_put32(b, l->seq);
}

void listed_mail_id_get(struct bytes *b, struct listed_mail_id *l)
{
	l->next_bits = bytes_get16(b);
	l->seq = bytes_get32(b);
}

void import_mark_put(struct buf *b, const struct import_mark *m)
{
	bytes_put32(b, m->generation);
	bytes_put32(b, m->next_ordinal);
	commit_put(b, m->root, 2 * m->commit_len);
	commit_put(b, m->commit, 2 * m->commit_len);
}

bool import_mark_get(struct bytes *b, struct import_mark *m)
{
	m->generation = bytes_get32(b);
	m->next_ordinal = bytes_get32(b);
	return whole_commit_get(b, m->root, &m->commit_len) &&
	       whole_commit_get(b, m->commit, &m->commit_len);
}

void epoch_range_put(struct buf *b, const struct epoch_range *e)
{
	bytes_put32(b, e->generation);
	bytes_put32(b, e->first);
	bytes_put32(b, e->end);
}

void epoch_range_get(struct bytes *b, struct epoch_range *e)
{
	e->generation = bytes_get32(b);
	e->first = bytes_get32(b);
	e->end = bytes_get32(b);
}
