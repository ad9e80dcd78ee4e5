/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "store/inbox/bloom.h"

/*
 * Each older segment has a filter of BLOOM_BLOCKS blocks, of one line or several. A key
 * sets PROBES bits of the one line that its hash chooses. Under k and a block's number
 * the newest segment holds that block of every older one:
 *
 *	lines of segment 0 | lines of segment 1 | ...
 *
 * A question then costs one fetch, however many segments there are. A key has 8 bits or
 * more: one unknown key in 40 costs a look into the file.
 */
#define BLOCK_BITS 10
#define LINE_BYTES 64
#define PROBES 6
#define KEYS_PER_RECORD 3
#define BITS_PER_KEY 8

/* Scatters what FNV-1a leaves in the low bits: 2^64 / golden ratio. */
#define SCATTER 0x9e3779b97f4a7c15ull

/*
 * Making the filter of a segment that was never joined, while a delivery waits, takes too
 * long above so many records. All its bits are set: it is always looked into.
 */
#define RECORDS_MAX (1u << 18)
#define ALWAYS 0xff

/* A key as the two forms of filters know it. */
struct key_hashes {
	uint64_t hash;
	uint64_t old; /* valid if in_old */
	bool in_old;
};

static uint64_t scattered_hash(char kind, const unsigned char *bytes, size_t len)
{
	uint64_t hash = 0xcbf29ce484222325ull ^ (unsigned char)kind;

	hash *= 0x100000001b3ull;
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ bytes[i]) * 0x100000001b3ull;
	return hash * SCATTER;
}

/* The hash of a mail id or a commit: look-ups know as few as its first 28 bits. */
static uint64_t prefix_hash(char kind, const unsigned char *id)
{
	const unsigned char lead[4] = { id[0], id[1], id[2], id[3] & 0xf0 };

	return scattered_hash(kind, lead, sizeof(lead));
}

/* Whether older segments are asked for the key: a mail, or a chain by parent, title,
 * change-id, author or Message-ID. */
static bool is_filtered(struct str key)
{
	return key.len > ID_HASH && memchr("irtgwv", key.s[0], 6);
}

static uint64_t key_hash(struct str key)
{
	const unsigned char *bytes = (const unsigned char *)key.s + 1;

	return key.s[0] == 'i' ? prefix_hash('i', bytes)
			       : scattered_hash(key.s[0], bytes, ID_HASH);
}

static uint64_t old_key_hash(struct str key)
{
	struct bytes in = { str_sub(key, 1, 1 + ID_HASH), false };

	return bytes_get64(&in);
}

static uint32_t hash_block(uint64_t hash)
{
	return (uint32_t)(hash >> (64 - BLOCK_BITS));
}

static uint32_t hash_line(uint64_t hash, uint32_t lines)
{
	return ((uint32_t)(hash >> (64 - BLOCK_BITS - 16)) & 0xffff) * lines >> 16;
}

static uint32_t hash_bit(uint64_t hash, unsigned i)
{
	return (uint32_t)(hash >> (9 * i)) % (LINE_BYTES * 8);
}

static bool may_hold(const char *line, uint64_t hash)
{
	for (unsigned i = 0; i < PROBES; i++) {
		uint32_t bit = hash_bit(hash, i);

		if (!(line[bit / 8] >> (bit % 8) & 1))
			return false;
	}
	return true;
}

void bloom_filter_init(struct bloom_filter *f, uint64_t records)
{
	const uint64_t bits = records * KEYS_PER_RECORD * BITS_PER_KEY;

	f->lines = 1 + (uint32_t)(bits / (BLOOM_BLOCKS * LINE_BYTES * 8));
	f->bits = xcalloc(BLOOM_BLOCKS, (size_t)f->lines * LINE_BYTES);
}

void bloom_filter_release(struct bloom_filter *f)
{
	free(f->bits);
	f->bits = NULL;
}

static void set_bits(struct bloom_filter *f, uint64_t hash)
{
	const size_t line =
	    (size_t)hash_block(hash) * f->lines + hash_line(hash, f->lines);
	unsigned char *bits = f->bits + line * LINE_BYTES;

	hash *= SCATTER;
	for (unsigned i = 0; i < PROBES; i++)
		bits[hash_bit(hash, i) / 8] |=
		    (unsigned char)(1u << (hash_bit(hash, i) % 8));
}

void bloom_filter_add(struct bloom_filter *f, struct str key, struct str value)
{
	struct bytes in = { value, false };
	struct commit_entry entry;
	struct archive_pos prev;

	if (is_filtered(key))
		set_bits(f, key_hash(key));
	else if (key.len && key.s[0] == 'p' && commit_entry_get(&in, &entry, &prev) &&
		 entry.commit_digits)
		set_bits(f, prefix_hash('c', entry.commit));
}

struct str bloom_filter_block(const struct bloom_filter *f, uint32_t block)
{
	const size_t len = (size_t)f->lines * LINE_BYTES;

	return (struct str){ (const char *)f->bits + len * block, len };
}

/*
 * Fetched blocks are kept, unless only a few are asked for, as in a delivery: a
 * report of a week asks for each block several times.
 */
struct bloom_cache {
	uint32_t listings; /* of the segments that each block is about */
	uint32_t asked;
	char *blocks; /* NULL: too few were asked for */
	bool have[BLOOM_BLOCKS];
	struct own_filter *own; /* of each older segment; NULL: as blocks */
};

/*
 * The filter in a joined segment's own file. The newest segment may still have one of
 * each of its parts: more to read, and wrong more often.
 */
struct own_filter {
	bool asked;
	uint32_t lines; /* 0: the segment has no own filter, or is not mapped */
	const char *blocks[BLOOM_BLOCKS]; /* in the mapped file; NULL: not yet found */
};

#define ASKED_MIN 16

void bloom_release(struct inbox *ib)
{
	if (ib->bloom) {
		free(ib->bloom->blocks);
		free(ib->bloom->own);
	}
	free(ib->bloom);
	ib->bloom = NULL;
}

/* Where the block is kept; NULL: it isn't. */
static char *cache_slot(struct inbox *ib, uint32_t number)
{
	const size_t len = (size_t)LINE_BYTES * ib->filter_lines;

	if (ib->bloom && ib->bloom->listings != ib->listings)
		bloom_release(ib);
	if (!ib->bloom) {
		ib->bloom = xcalloc(1, sizeof(*ib->bloom));
		ib->bloom->listings = ib->listings;
	}
	if (!ib->bloom->blocks && ++ib->bloom->asked > ASKED_MIN)
		ib->bloom->blocks = xmalloc(BLOOM_BLOCKS * len);
	return ib->bloom->blocks ? ib->bloom->blocks + len * number : NULL;
}

/* A block's lines for each older segment; NULL if they can't be read. */
static const char *fetch_block(struct inbox *ib, uint32_t number)
{
	const size_t len = (size_t)LINE_BYTES * ib->filter_lines;
	char *slot = cache_slot(ib, number);
	struct key k = key_filter(number);
	struct bytes in;

	if (slot && ib->bloom->have[number])
		return slot;
	if (inbox_fetch(ib, ib->n - 1, &k, &in) != ST_OK || in.rest.len != len)
		return NULL;
	if (!slot)
		return in.rest.s;
	ib->bloom->have[number] = true;
	return memcpy(slot, in.rest.s, len);
}

static uint32_t own_filter_lines(struct inbox *ib, uint32_t segment)
{
	struct key k = key_totals();
	struct totals t = { 0 };
	struct str value;
	struct bytes in;

	if (store_get_in_place(ib->store, segment, key_str(&k), &value) != ST_OK ||
	    store_is_within_joined(ib->store, segment))
		return 0;
	in = (struct bytes){ value, false };
	totals_get(&in, &t);
	return in.bad ? 0 : t.filter_lines & ~FILTER_OLD_FORM;
}

/* Returns NULL if the segment has no usable filter of its own. A process that asks for
 * few keys, as a delivery, finds all filters in the newest segment. */
static struct own_filter *own_filter_of(struct inbox *ib, uint32_t segment)
{
	struct own_filter *f;

	if (!ib->bloom || ib->bloom->asked <= ASKED_MIN ||
	    ib->bloom->listings != store_listings(ib->store))
		return NULL;
	if (!ib->bloom->own)
		ib->bloom->own = xcalloc(ib->n, sizeof(*ib->bloom->own));
	f = &ib->bloom->own[segment];
	if (!f->asked)
		f->lines = own_filter_lines(ib, segment);
	f->asked = true;
	return f->lines ? f : NULL;
}

/* Returns NULL if the block can't be read. */
static const char *own_block(struct inbox *ib, uint32_t segment, struct own_filter *f,
			     uint32_t number)
{
	struct key k = key_own_filter(number);
	struct str lines;

	if (!f->blocks[number] &&
	    store_get_in_place(ib->store, segment, key_str(&k), &lines) == ST_OK &&
	    lines.len == (size_t)LINE_BYTES * f->lines)
		f->blocks[number] = lines.s;
	return f->blocks[number];
}

static bool own_may_hold(struct inbox *ib, uint32_t segment, struct own_filter *f,
			 uint64_t hash)
{
	const char *block = own_block(ib, segment, f, hash_block(hash));

	return !block || may_hold(block + (size_t)LINE_BYTES * hash_line(hash, f->lines),
				  hash * SCATTER);
}

/* A key that older segments are asked for, in filters of one form. */
struct filter_question {
	const struct key_hashes *h;
	bool old_form;
	bool fetched;
	const char *block; /* NULL: every segment may hold the key */
};

/* line: where its lines begin in the block */
static bool carried_may_hold(struct inbox *ib, const struct segment_filter *f,
			     uint32_t line, struct filter_question *q)
{
	const uint64_t hash = q->old_form ? q->h->old : q->h->hash;

	if (!q->fetched && (!q->old_form || q->h->in_old))
		q->block = fetch_block(ib, hash_block(hash));
	q->fetched = true;
	if (!q->old_form)
		line += hash_line(hash, f->lines);
	return !q->block || may_hold(q->block + (size_t)LINE_BYTES * line,
				     q->old_form ? hash : hash * SCATTER);
}

/* Returns the newest segment before that one whose filter, of the form given, may hold
 * the key. If the block can't be read, every segment may hold it. */
static uint32_t last_holder(struct inbox *ib, uint32_t segment, bool old_form,
			    const struct key_hashes *h)
{
	struct filter_question q = { .h = h, .old_form = old_form };
	uint32_t line = ib->filter_lines, without = BLOOM_NONE;

	for (uint32_t p = ib->n_filters; p-- > 0;) {
		const struct segment_filter *f = &ib->filters[p];
		struct own_filter *own = NULL;

		line -= f->lines;
		if (f->segment >= segment || f->old_form != old_form ||
		    f->segment == without)
			continue;
		if (p && ib->filters[p - 1].segment == f->segment)
			own = own_filter_of(ib, f->segment);
		if (own ? own_may_hold(ib, f->segment, own, h->hash)
			: carried_may_hold(ib, f, line, &q))
			return f->segment;
		without = own ? f->segment : without;
	}
	return BLOOM_NONE;
}

static uint32_t before(struct inbox *ib, uint32_t segment, const struct key_hashes *h)
{
	uint32_t newer = BLOOM_NONE, older = BLOOM_NONE;

	if (!segment)
		return BLOOM_NONE;
	if (ib->old_filters < ib->n_filters)
		newer = last_holder(ib, segment, false, h);
	if (ib->old_filters)
		older = last_holder(ib, segment, true, h);
	if (newer == BLOOM_NONE || (older != BLOOM_NONE && older > newer))
		return older;
	return newer;
}

uint32_t bloom_before(struct inbox *ib, uint32_t segment, const struct key *key)
{
	struct key_hashes h = { .in_old = true };

	assert(is_filtered(key_str(key)));
	h.hash = key_hash(key_str(key));
	h.old = ib->old_filters ? old_key_hash(key_str(key)) : 0;
	return before(ib, segment, &h);
}

uint32_t bloom_before_prefix(struct inbox *ib, uint32_t segment, char kind,
			     const unsigned char id[4])
{
	const struct key_hashes h = { .hash = prefix_hash(kind, id) };

	return before(ib, segment, &h);
}

uint64_t bloom_size(const struct inbox *ib)
{
	return (uint64_t)BLOOM_BLOCKS * LINE_BYTES * ib->filter_lines;
}

/* Where the next segment gets its filter of an older segment. */
enum filter_source {
	SOURCE_CARRIED, /* the newest segment has it */
	SOURCE_JOINED,	/* the segment was joined since, and has a filter of its own */
	SOURCE_ALWAYS,	/* there is no usable filter: each key may be in the segment */
};

struct filter_plan {
	enum filter_source source;
	uint32_t from; /* line in the newest segment's blocks */
	uint32_t lines;
};

/* Plans for the segments that the newest one has filters of: one each, or, if the segment
 * was joined since, several. */
static void plan_carried(struct inbox *ib, struct filter_plan *plans)
{
	uint32_t line = 0;

	for (uint32_t p = 0; p < ib->n_filters; p++) {
		const struct segment_filter *f = &ib->filters[p];
		struct filter_plan *plan = &plans[f->segment];

		if (plan->lines)
			plan->source = SOURCE_JOINED;
		plan->from = line;
		plan->lines += f->lines;
		line += f->lines;
	}
}

static void plan_joined(struct inbox *ib, uint32_t segment, struct filter_plan *plan)
{
	struct key k = key_totals();
	struct totals t = { 0 };
	struct bytes in;

	if (inbox_fetch(ib, segment, &k, &in) == ST_OK)
		totals_get(&in, &t);
	plan->lines = t.filter_lines;
	if (!plan->lines || store_is_within_joined(ib->store, segment))
		*plan = (struct filter_plan){ SOURCE_ALWAYS, 0, 1 };
}

/* Makes the plans, and tells the totals of each segment what its filter will be. */
static struct filter_plan *make_plans(struct inbox *ib)
{
	struct filter_plan *plans = xcalloc(ib->n, sizeof(*plans));

	plan_carried(ib, plans);
	for (uint32_t i = 0; i + 1 < ib->n; i++) {
		if (plans[i].source == SOURCE_JOINED)
			plan_joined(ib, i, &plans[i]);
		ib->segments[i].last_segment = store_range(ib->store, i).last;
		ib->segments[i].filter_lines = plans[i].lines;
	}
	for (uint32_t p = 0; p < ib->n_filters; p++)
		if (ib->filters[p].old_form &&
		    plans[ib->filters[p].segment].source == SOURCE_CARRIED)
			ib->segments[ib->filters[p].segment].filter_lines |=
			    FILTER_OLD_FORM;
	return plans;
}

/* Appends a segment's lines. carried: the newest segment's block, empty if it can't be
 * read. */
static void add_lines(struct inbox *ib, uint32_t segment, const struct filter_plan *plan,
		      uint32_t block, struct str carried)
{
	const size_t len = (size_t)plan->lines * LINE_BYTES,
		     from = (size_t)plan->from * LINE_BYTES;
	struct key k = key_own_filter(block);
	struct str lines = STR_EMPTY;
	struct bytes in;

	if (plan->source == SOURCE_CARRIED)
		lines = str_sub(carried, from, from + len);
	else if (plan->source == SOURCE_JOINED &&
		 inbox_fetch(ib, segment, &k, &in) == ST_OK)
		lines = in.rest;
	buf_reserve(&ib->out, len);
	if (lines.len == len)
		buf_adds(&ib->out, lines);
	else
		memset(ib->out.data + ib->out.len, ALWAYS, len);
	if (lines.len != len)
		ib->out.len += len;
}

/* Writes a block for the next segment; own: the newest segment's part of it. */
static enum status carry_block(struct inbox *ib, const struct filter_plan *plans,
			       uint32_t block, struct str own)
{
	const size_t len = (size_t)LINE_BYTES * ib->filter_lines;
	struct key k = key_filter(block);
	struct buf carried = BUF_INIT;
	struct bytes in;
	enum status st;

	if (len && inbox_fetch(ib, ib->n - 1, &k, &in) == ST_OK && in.rest.len == len)
		buf_adds(&carried, in.rest);
	buf_reset(&ib->out);
	for (uint32_t i = 0; i + 1 < ib->n; i++)
		add_lines(ib, i, &plans[i], block, buf_str(&carried));
	buf_adds(&ib->out, own);
	st = store_insert(ib->store, key_str(&k), buf_str(&ib->out));
	buf_release(&carried);
	return st;
}

static bool add_entry(void *arg, struct str key, struct str value)
{
	bloom_filter_add(arg, key, value);
	return true;
}

/* Makes the filter of the newest segment. */
static enum status fill_filter(struct inbox *ib, struct bloom_filter *f)
{
	struct totals *t = inbox_newest_totals(ib);
	const uint64_t records = t->next_seq - t->first_seq;
	enum status st = ST_OK;

	bloom_filter_init(f, records > RECORDS_MAX ? 0 : records);
	t->last_segment = store_range(ib->store, ib->n - 1).last;
	t->filter_lines = f->lines;
	if (records > RECORDS_MAX)
		memset(f->bits, ALWAYS, (size_t)BLOOM_BLOCKS * LINE_BYTES);
	else
		st = store_each(ib->store, ib->n - 1, add_entry, f);
	return st;
}

enum status bloom_carry(struct inbox *ib)
{
	struct bloom_filter own;
	struct filter_plan *plans = make_plans(ib);
	enum status st = fill_filter(ib, &own);

	for (uint32_t b = 0; b < BLOOM_BLOCKS && st == ST_OK; b++)
		st = carry_block(ib, plans, b, bloom_filter_block(&own, b));
	bloom_filter_release(&own);
	free(plans);
	return st;
}
