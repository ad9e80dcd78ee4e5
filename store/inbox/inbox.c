/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/inbox/inbox_impl.h"
#include "store/inbox/bloom.h"
#include "store/inbox/erased.h"
#include "store/inbox/joined_parts.h"
#include "store/inbox/same_mail.h"

void mail_release(struct mail *m)
{
	record_release(&m->record);
	buf_release(&m->bytes);
	*m = (struct mail)MAIL_INIT;
}

enum status inbox_open_store(struct inbox **out, const struct store_options *o,
			     struct buf *why)
{
	struct inbox *ib = *out = xcalloc(1, sizeof(*ib));
	struct store_options options = *o;

	options.fill = inbox_fill_first;
	ib->list = xstrdup(o->list);
	return store_open(&ib->store, &options, why);
}

enum status inbox_open(struct inbox **out, const struct store_options *o, struct buf *why)
{
	enum status st = inbox_open_store(out, o, why);

	if (st == ST_OK) {
		st = inbox_load(*out);
		if (st != ST_OK)
			buf_addf(why, "%s/%s: its totals can't be read: %s", o->dir,
				 o->list, status_text(st));
	}
	if (st != ST_OK) {
		inbox_close(*out);
		*out = NULL;
	}
	return st;
}

void inbox_close(struct inbox *ib)
{
	if (!ib)
		return;
	store_close(ib->store);
	bloom_release(ib);
	joined_parts_release(ib);
	free(ib->segments);
	free(ib->filters);
	free(ib->list);
	buf_release(&ib->value);
	buf_release(&ib->out);
	mail_release(&ib->spare);
	free(ib);
}

const char *inbox_list(const struct inbox *ib)
{
	return ib->list;
}

struct totals *inbox_newest_totals(struct inbox *ib)
{
	return &ib->segments[ib->n - 1];
}

enum status inbox_fetch(struct inbox *ib, uint32_t segment, const struct key *k,
			struct bytes *in)
{
	enum status st = store_get(ib->store, segment, key_str(k), &ib->value);

	*in = (struct bytes){ buf_str(&ib->value), false };
	return st;
}

static void add_filter(struct inbox *ib, uint32_t segment, uint32_t lines)
{
	struct segment_filter *f = &ib->filters[ib->n_filters++];

	*f = (struct segment_filter){ segment, lines & ~FILTER_OLD_FORM,
				      lines & FILTER_OLD_FORM };
	ib->filter_lines += f->lines;
	ib->old_filters += f->old_form;
}

/*
 * Sets the totals of the older segments from those of the segments that there were when
 * the newest one was made: some may have been joined since. Returns false if they don't
 * fit together.
 */
static bool join_older_totals(struct inbox *ib, struct bytes *in, uint32_t n)
{
	uint32_t segment = 0;
	bool begun = false;

	for (uint32_t p = 0; p < n; p++) {
		struct totals t;

		totals_get(in, &t);
		if (!t.filter_lines) { /* before format 3 */
			t.last_segment = p;
			t.filter_lines = 1 | FILTER_OLD_FORM;
		}
		if (begun && t.last_segment > store_range(ib->store, segment).last) {
			segment++;
			begun = false;
		}
		if (segment + 1 >= ib->n ||
		    t.last_segment < store_range(ib->store, segment).first ||
		    t.last_segment > store_range(ib->store, segment).last)
			return false;
		if (begun)
			totals_join(&ib->segments[segment], &t);
		else
			ib->segments[segment] = t;
		begun = true;
		add_filter(ib, segment, t.filter_lines);
	}
	return segment + begun + 1 == ib->n;
}

/* The newest segment has the totals of the older ones, which don't change any more. */
static enum status load_older_totals(struct inbox *ib, bool *fit)
{
	struct key k = key_older();
	struct bytes in;
	enum status st = ST_OK;
	uint32_t n;

	ib->n_filters = ib->old_filters = ib->filter_lines = 0;
	*fit = true;
	if (ib->n == 1)
		return ST_OK;
	st = inbox_fetch(ib, ib->n - 1, &k, &in);
	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_DAMAGED : st;
	n = (uint32_t)(in.rest.len / TOTALS_SIZE);
	ib->filters = xrealloc(ib->filters, (n + 1) * sizeof(*ib->filters));
	*fit = join_older_totals(ib, &in, n);
	return in.bad ? ST_DAMAGED : ST_OK;
}

/* A folder may be listed while segments are joined: then what was found doesn't fit. */
#define LISTINGS_MAX 8

static enum status load_segments(struct inbox *ib)
{
	struct buf why = BUF_INIT;
	enum status st = ST_OK;
	bool fit = false;

	for (int i = 0; i < LISTINGS_MAX && st == ST_OK && !fit; i++) {
		if (i)
			st = store_list(ib->store, &why);
		if (st != ST_OK)
			break;
		joined_parts_release(ib);
		ib->n = store_segments(ib->store);
		ib->listings = store_listings(ib->store);
		ib->segments =
		    xrealloc(ib->segments, (ib->n + 1) * sizeof(struct totals));
		memset(ib->segments, 0, ib->n * sizeof(struct totals));
		st = load_older_totals(ib, &fit);
	}
	buf_release(&why);
	return st == ST_OK && !fit ? ST_DAMAGED : st;
}

enum status inbox_load(struct inbox *ib)
{
	struct key k = key_totals();
	enum status st = ST_OK;
	struct bytes in;

	ib->erased.loaded = false;
	if (ib->listings != store_listings(ib->store))
		st = load_segments(ib);
	if (st != ST_OK)
		return st;
	st = inbox_fetch(ib, ib->n - 1, &k, &in);
	totals_get(&in, inbox_newest_totals(ib));
	return st == ST_OK && in.bad ? ST_DAMAGED : st == ST_NOTFOUND ? ST_DAMAGED : st;
}

/* The totals of the segments count what was erased too. */
static void leave_out_erased(const struct erased *e, struct inbox_totals *sum)
{
	sum->mails -= e->mails < sum->mails ? e->mails : sum->mails;
	if (sum->first_arrival < e->floor)
		sum->first_arrival = e->floor;
	if (sum->last_arrival < sum->first_arrival)
		sum->last_arrival = sum->first_arrival;
}

void inbox_totals(struct inbox *ib, struct inbox_totals *sum)
{
	bool any = false;

	*sum = (struct inbox_totals){ .next_seq = inbox_newest_totals(ib)->next_seq };
	for (uint32_t i = 0; i < ib->n; i++) {
		const struct totals *t = &ib->segments[i];

		if (t->next_seq == t->first_seq)
			continue;
		sum->reused += t->reused;
		if (!any || t->first_arrival < sum->first_arrival)
			sum->first_arrival = t->first_arrival;
		if (!any || t->last_arrival > sum->last_arrival)
			sum->last_arrival = t->last_arrival;
		any = true;
		sum->mails += t->mails;
	}
	leave_out_erased(inbox_erased(ib), sum);
	sum->store_id = store_id(ib->store);
}

enum status inbox_size(const struct inbox *ib, uint64_t *bytes, struct buf *why)
{
	return store_size(ib->store, bytes, why);
}

bool inbox_segment_of(const struct inbox *ib, uint32_t seq, uint32_t *segment)
{
	for (uint32_t i = ib->n; i-- > 0;) {
		if (seq < ib->segments[i].first_seq)
			continue;
		*segment = i;
		return seq < ib->segments[i].next_seq;
	}
	return false;
}

enum status inbox_fetch_any(struct inbox *ib, const struct key *k, struct bytes *in,
			    uint32_t *segment)
{
	enum status st = ST_NOTFOUND;

	for (uint32_t i = ib->n; i-- > 0 && st == ST_NOTFOUND;) {
		st = inbox_fetch(ib, i, k, in);
		if (segment)
			*segment = i;
	}
	return st;
}

void inbox_mail_id(const struct inbox *ib, struct str message_id,
		   unsigned char mail_id[MAIL_ID_SIZE])
{
	mail_id_make(mail_id, str_from(store_id_name(ib->store)), message_id);
}

void inbox_own_id(const struct inbox *ib, const struct record *r,
		  unsigned char mail_id[MAIL_ID_SIZE])
{
	mail_id_make_own(mail_id, str_from(store_id_name(ib->store)), r->message_id,
			 record_poster(r), r->title);
}

void inbox_record_id(const struct inbox *ib, const struct record *r,
		     unsigned char mail_id[MAIL_ID_SIZE])
{
	if (r->facts & FACT_ID_REUSED)
		inbox_own_id(ib, r, mail_id);
	else
		inbox_mail_id(ib, r->message_id, mail_id);
}

static enum status read_record(struct inbox *ib, uint32_t segment, uint32_t seq,
			       struct mail *m, struct record_chains *chains)
{
	struct key k = key_mail(seq);
	struct bytes in;
	enum status st;

	record_empty(&m->record);
	*chains = (struct record_chains){ .first = 0 };
	st = store_get(ib->store, segment, key_str(&k), &m->bytes);
	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_DAMAGED : st;
	in = (struct bytes){ buf_str(&m->bytes), false };
	record_chains_get(&in, chains, store_format(ib->store, segment));
	if (in.bad)
		return ST_DAMAGED;
	m->seq = seq;
	m->first = chains->first;
	if (record_bytes_erased(in.rest))
		return chains->first && chains->first <= seq ? ST_NOTFOUND : ST_DAMAGED;
	return record_decode_again(&m->record, in.rest.s, in.rest.len);
}

enum status inbox_read(struct inbox *ib, uint32_t segment, uint32_t seq, struct mail *m,
		       struct record_chains *chains)
{
	enum status st = read_record(ib, segment, seq, m, chains);

	/* it may just be erased, in a file that is read without locks */
	if (st == ST_DAMAGED)
		st = is_erasing(ib, seq) ? ST_NOTFOUND
					 : read_record(ib, segment, seq, m, chains);
	return st;
}

enum status inbox_mail(struct inbox *ib, uint32_t seq, struct mail *m)
{
	struct record_chains chains;
	uint32_t segment;

	if (!inbox_segment_of(ib, seq, &segment))
		return ST_NOTFOUND;
	return inbox_read(ib, segment, seq, m, &chains);
}

void inbox_begin_reads(struct inbox *ib)
{
	store_begin_reads(ib->store);
}

void inbox_end_reads(struct inbox *ib)
{
	store_end_reads(ib->store);
}

bool inbox_any_revised(const struct inbox *ib)
{
	for (uint32_t i = 0; i < ib->n; i++)
		if (ib->segments[i].revised)
			return true;
	return false;
}
