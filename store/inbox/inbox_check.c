/* SPDX-License-Identifier: MIT */
/* Verifies a list's segments: each checksum, and that each value can be read. */
#include <string.h>

#include "store/inbox/chain_check.h"
#include "store/inbox/erased.h"
#include "store/inbox/inbox_impl.h"
#include "store/util/hex.h"

struct inbox_check {
	struct inbox *ib;
	inbox_fault_fn *fn;
	void *arg;
	bool faulty;
	struct chain_check chains; /* of the segment being visited; no inbox: of none */
};

/* Mail is stored meanwhile: a record that the totals leave out may be newer than they. */
static void read_totals_now(struct inbox *ib)
{
	struct key k = key_totals();
	struct totals now;
	struct bytes in;

	ib->erased.loaded = false;
	if (inbox_fetch(ib, ib->n - 1, &k, &in) != ST_OK)
		return;
	totals_get(&in, &now);
	if (!in.bad)
		*inbox_newest_totals(ib) = now;
}

static bool is_record(struct inbox *ib, uint32_t seq, uint32_t *segment)
{
	if (inbox_segment_of(ib, seq, segment))
		return true;
	read_totals_now(ib);
	return inbox_segment_of(ib, seq, segment);
}

static bool chains_descend(const struct record_chains *l, uint32_t seq)
{
	for (int i = 0; i < CHAINS; i++)
		if (l->prev[i] >= seq)
			return false;
	return l->first <= seq;
}

static const char *record_fault(struct inbox_check *c, uint32_t in_segment,
				struct str key, struct str value)
{
	struct inbox *ib = c->ib;
	struct bytes k = { str_sub(key, 1, key.len), false };
	uint32_t seq = bytes_get32(&k);
	struct bytes in = { value, false };
	struct record r = RECORD_INIT;
	struct record_chains chains;
	enum status st;
	uint32_t segment;
	bool erased;

	record_chains_get(&in, &chains, store_format(ib->store, in_segment));
	erased = record_bytes_erased(in.rest);
	st = erased ? ST_OK : record_decode(&r, in.rest.s, in.rest.len);
	if (!in.bad)
		chain_check_record(&c->chains, seq, st == ST_OK && !erased ? &r : NULL,
				   &chains);
	record_release(&r);
	if (st == ST_NEWER)
		return "its record is from a newer version";
	if (in.bad || st != ST_OK)
		return "its record can't be read";
	if (!is_record(ib, seq, &segment) || !chains_descend(&chains, seq))
		return "its chains lead to wrong records";
	return NULL;
}

static const char *id_entry_fault(struct inbox *ib, struct str value)
{
	struct bytes in = { value, false };
	struct key k;
	struct id_entry e;
	uint32_t segment;

	id_entry_get(&in, &e);
	if (in.bad || in.rest.len)
		return "it has the wrong size";
	if (e.seq == SEQ_NONE)
		return NULL;
	k = key_mail(e.seq);
	if (!is_record(ib, e.seq, &segment) ||
	    (inbox_fetch(ib, segment, &k, &in) != ST_OK && !is_erasing(ib, e.seq)))
		return "the record it names is not there";
	return NULL;
}

static const char *commit_entry_fault(struct inbox *ib, struct str value)
{
	struct bytes in = { value, false };
	struct commit_entry entry;
	struct archive_pos prev;
	uint32_t segment;

	if (!commit_entry_get(&in, &entry, &prev) || in.rest.len)
		return "it has the wrong size";
	if (entry.seq != SEQ_NONE && !is_record(ib, entry.seq, &segment))
		return "the mail it names is not there";
	return NULL;
}

static const char *commit_list_fault(struct inbox *ib, uint32_t in_segment,
				     struct str value)
{
	struct bytes in = { value, false };
	struct bytes entry;
	struct buf list = BUF_INIT;
	const char *fault = NULL;

	buf_adds(&list, value);
	in.rest = buf_str(&list);
	while (in.rest.len && !fault) {
		struct listed_commit l;
		struct key k;

		listed_commit_get(&in, &l);
		k = key_commit_entry(l.pos);
		if (in.bad)
			fault = "it has the wrong size";
		else if (inbox_fetch(ib, in_segment, &k, &entry) != ST_OK)
			fault = "a commit that it lists is not there";
	}
	buf_release(&list);
	return fault;
}

static const char *mail_id_list_fault(struct inbox *ib, struct str value)
{
	struct bytes in = { value, false };
	uint32_t segment;

	while (in.rest.len) {
		struct listed_mail_id l;

		listed_mail_id_get(&in, &l);
		if (in.bad)
			return "it has the wrong size";
		if (!is_record(ib, l.seq, &segment))
			return "a mail that it lists is not there";
	}
	return NULL;
}

/* A process was killed while it wrote over the record; the next erasure does the rest. */
static bool names_erasing(struct inbox *ib, struct str key)
{
	struct bytes k = { str_sub(key, 1, key.len), false };
	uint32_t seq = bytes_get32(&k);

	return !k.bad && key.s[0] == 'm' && is_erasing(ib, seq);
}

static void add_file_name(struct buf *line, const struct inbox *ib, uint32_t segment)
{
	struct segment_range r = store_range(ib->store, segment);

	buf_addf(line, "%s/%u", ib->list, r.first);
	if (r.last != r.first)
		buf_addf(line, "-%u", r.last);
	buf_addstr(line, ".tdb: ");
}

static void end_segment(struct inbox_check *c)
{
	struct buf faults = BUF_INIT, line = BUF_INIT;
	const uint32_t segment = c->chains.segment;
	struct str rest, fault;

	if (c->chains.ib)
		chain_check_end(&c->chains, &faults);
	rest = buf_str(&faults);
	while (str_line(&rest, &fault)) {
		buf_reset(&line);
		add_file_name(&line, c->ib, segment);
		buf_adds(&line, fault);
		c->fn(c->arg, buf_cstr(&line));
		c->faulty = true;
	}
	buf_release(&faults);
	buf_release(&line);
}

/* Called with each entry: the entries of a segment follow each other. */
static void visit_segment(struct inbox_check *c, uint32_t segment)
{
	if (c->chains.ib && c->chains.segment == segment)
		return;
	end_segment(c);
	if (segment < c->ib->n)
		chain_check_begin(&c->chains, c->ib, segment);
}

static void check_inbox_entry(void *arg, uint32_t segment, struct str key,
			      struct str value, const char *fault)
{
	struct inbox_check *c = arg;
	struct buf line = BUF_INIT;
	char hex[2 * 20 + 1];

	visit_segment(c, segment);
	if (fault)
		chain_check_unread(&c->chains, key);
	if (fault && names_erasing(c->ib, key))
		return;
	if (!fault && key.len) {
		chain_check_entry(&c->chains, key, value);
		if (key.s[0] == 'm')
			fault = record_fault(c, segment, key, value);
		else if (key.s[0] == 'i')
			fault = id_entry_fault(c->ib, value);
		else if (key.s[0] == 'p')
			fault = commit_entry_fault(c->ib, value);
		else if (key.s[0] == 'C')
			fault = commit_list_fault(c->ib, segment, value);
		else if (key.s[0] == 'A')
			fault = mail_id_list_fault(c->ib, value);
		else if (key.s[0] == 'P' && value.len % TOTALS_SIZE)
			fault = "it has the wrong size";
	}
	if (!fault)
		return;
	c->faulty = true;
	add_file_name(&line, c->ib, segment);
	if (key.len) {
		hex_write(hex, (const unsigned char *)key.s,
			  2 * (key.len < 20 ? key.len : 20));
		buf_addf(&line, "entry %s: ", hex);
	}
	buf_addstr(&line, fault);
	c->fn(c->arg, buf_cstr(&line));
	buf_release(&line);
}

enum status inbox_check(struct inbox *ib, inbox_fault_fn *fn, void *arg)
{
	struct inbox_check c = { ib, fn, arg, false, { .ib = NULL } };

	store_check(ib->store, check_inbox_entry, &c);
	end_segment(&c);
	return c.faulty ? ST_DAMAGED : ST_OK;
}
