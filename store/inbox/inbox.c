/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "store/inbox/inbox_impl.h"
#include "store/inbox/bloom.h"

void mail_release(struct mail *m)
{
	record_release(&m->record);
	buf_release(&m->bytes);
	*m = (struct mail)MAIL_INIT;
}

enum status inbox_open_files(struct inbox **out, const struct store_options *o,
			     struct buf *why)
{
	struct inbox *ib = *out = xcalloc(1, sizeof(*ib));
	struct store_options options = *o;

	options.fill = inbox_first_file;
	ib->list = xstrdup(o->list);
	return store_open(&ib->store, &options, why);
}

enum status inbox_open(struct inbox **out, const struct store_options *o, struct buf *why)
{
	enum status st = inbox_open_files(out, o, why);

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
	free(ib->files);
	free(ib->list);
	buf_release(&ib->value);
	buf_release(&ib->out);
	free(ib);
}

const char *inbox_list(const struct inbox *ib)
{
	return ib->list;
}

struct totals *inbox_current(struct inbox *ib)
{
	return &ib->files[ib->n - 1];
}

enum status inbox_fetch(struct inbox *ib, uint32_t file, const struct key *k,
			struct bytes *in)
{
	enum status st = store_get(ib->store, file, key_str(k), &ib->value);

	*in = (struct bytes){ buf_str(&ib->value), false };
	return st;
}

/* The older files' totals stand in the newest: they don't change any more. */
static enum status load_older(struct inbox *ib)
{
	struct key k = key_older();
	struct bytes in;
	enum status st = inbox_fetch(ib, ib->n - 1, &k, &in);

	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_DAMAGED : st;
	for (uint32_t i = 0; i + 1 < ib->n; i++)
		totals_get(&in, &ib->files[i]);
	return in.bad ? ST_DAMAGED : ST_OK;
}

enum status inbox_load(struct inbox *ib)
{
	struct key k = key_totals();
	uint32_t n = store_segments(ib->store);
	enum status st = ST_OK;
	struct bytes in;

	if (n != ib->n) {
		ib->files = xrealloc(ib->files, n * sizeof(struct totals));
		ib->n = n;
		if (n > 1)
			st = load_older(ib);
		if (st != ST_OK)
			return st;
	}
	st = inbox_fetch(ib, n - 1, &k, &in);
	totals_get(&in, inbox_current(ib));
	return st == ST_OK && in.bad ? ST_DAMAGED : st == ST_NOTFOUND ? ST_DAMAGED : st;
}

void inbox_totals(struct inbox *ib, struct inbox_totals *sum)
{
	*sum = (struct inbox_totals){ .next_seq = inbox_current(ib)->next_seq };
	for (uint32_t i = 0; i < ib->n; i++) {
		const struct totals *t = &ib->files[i];

		if (!t->mails)
			continue;
		if (!sum->mails || t->first_arrival < sum->first_arrival)
			sum->first_arrival = t->first_arrival;
		if (!sum->mails || t->last_arrival > sum->last_arrival)
			sum->last_arrival = t->last_arrival;
		sum->mails += t->mails;
	}
	sum->bytes = store_size(ib->store);
	sum->store_id = store_id(ib->store);
}

bool inbox_file_of(const struct inbox *ib, uint32_t seq, uint32_t *file)
{
	for (uint32_t i = ib->n; i-- > 0;) {
		if (seq < ib->files[i].first_seq)
			continue;
		*file = i;
		return seq < ib->files[i].next_seq;
	}
	return false;
}

enum status inbox_fetch_any(struct inbox *ib, const struct key *k, struct bytes *in,
			    uint32_t *file)
{
	enum status st = ST_NOTFOUND;

	for (uint32_t i = ib->n; i-- > 0 && st == ST_NOTFOUND;) {
		st = inbox_fetch(ib, i, k, in);
		if (file)
			*file = i;
	}
	return st;
}

void inbox_mail_id(const struct inbox *ib, struct str message_id,
		   unsigned char alias[MAIL_ID_SIZE])
{
	mail_id_make(alias, str_from(ib->list), message_id);
}

enum status inbox_read(struct inbox *ib, uint32_t file, uint32_t seq, struct mail *m,
		       struct links *links)
{
	struct key k = key_mail(seq);
	struct bytes in;
	enum status st;

	record_release(&m->record);
	st = store_get(ib->store, file, key_str(&k), &m->bytes);
	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_DAMAGED : st;
	in = (struct bytes){ buf_str(&m->bytes), false };
	links_get(&in, links);
	if (in.bad)
		return ST_DAMAGED;
	m->seq = seq;
	m->first = links->first;
	return record_decode(&m->record, in.rest.s, in.rest.len);
}

enum status inbox_mail(struct inbox *ib, uint32_t seq, struct mail *m)
{
	struct links links;
	uint32_t file;

	if (!inbox_file_of(ib, seq, &file))
		return ST_NOTFOUND;
	return inbox_read(ib, file, seq, m, &links);
}

enum status inbox_entry(struct inbox *ib, const unsigned char alias[MAIL_ID_SIZE],
			uint32_t from_file, struct id_entry *e)
{
	struct key k = key_id(alias);
	struct bytes in;

	for (uint32_t i = ib->n; i-- > from_file;) {
		enum status st;

		if (i > from_file && !ib->files[i].moved)
			continue;
		st = inbox_fetch(ib, i, &k, &in);
		if (st == ST_NOTFOUND)
			continue;
		id_entry_get(&in, e);
		return st == ST_OK && in.bad ? ST_DAMAGED : st;
	}
	return ST_NOTFOUND;
}

/* The i entry of a mail that stands in this file; false if it can't be had. */
bool inbox_entry_of(struct inbox *ib, const struct mail *m, uint32_t file,
		    struct id_entry *e)
{
	unsigned char alias[MAIL_ID_SIZE];

	inbox_mail_id(ib, m->record.message_id, alias);
	return inbox_entry(ib, alias, file, e) == ST_OK;
}

enum status inbox_mail_of(struct inbox *ib, const struct commit_entry *spot,
			  struct mail *m, struct id_entry *e)
{
	uint32_t file;
	enum status st;

	if (spot->seq == SEQ_NONE || !inbox_file_of(ib, spot->seq, &file))
		return ST_NOTFOUND;
	st = inbox_mail(ib, spot->seq, m);
	if (st != ST_OK)
		return st == ST_NOTFOUND ? ST_DAMAGED : st;
	return inbox_entry_of(ib, m, file, e) ? ST_OK : ST_DAMAGED;
}

bool inbox_any_revised(const struct inbox *ib)
{
	for (uint32_t i = 0; i < ib->n; i++)
		if (ib->files[i].revised)
			return true;
	return false;
}

enum status inbox_commit_entry(struct inbox *ib, struct archive_pos place,
			       struct commit_entry *spot, struct archive_pos *prev)
{
	struct key k = key_commit_entry(place);
	struct bytes in;
	enum status st;

	if (ib->near >= ib->n)
		ib->near = ib->n - 1;
	/* neighbours mostly stand in one file */
	st = inbox_fetch(ib, ib->near, &k, &in);
	if (st == ST_NOTFOUND && ib->n > 1)
		st = inbox_fetch_any(ib, &k, &in, &ib->near);
	if (st != ST_OK)
		return st;
	spot->place = place;
	if (!commit_entry_get(&in, spot, prev))
		return ST_DAMAGED;
	/* its mail may have been found since: in a newer file */
	if (spot->seq == SEQ_NONE && ib->near + 1 < ib->n &&
	    inbox_fetch_any(ib, &k, &in, &ib->near) == ST_OK &&
	    !commit_entry_get(&in, spot, prev))
		return ST_DAMAGED;
	return ST_OK;
}

enum status inbox_epoch_range(struct inbox *ib, uint32_t epoch, struct epoch_range *e)
{
	struct key k = key_epoch_range(epoch);
	struct bytes in;
	enum status st = inbox_fetch_any(ib, &k, &in, NULL);

	if (st != ST_OK)
		return st;
	epoch_range_get(&in, e);
	return in.bad ? ST_DAMAGED : ST_OK;
}

enum status inbox_get_import_mark(struct inbox *ib, uint32_t epoch, struct import_mark *m)
{
	struct key k = key_import_mark(epoch);
	struct bytes in;
	enum status st = inbox_fetch_any(ib, &k, &in, NULL);

	if (st != ST_OK)
		return st;
	return import_mark_get(&in, m) ? ST_OK : ST_DAMAGED;
}

void inbox_title_hash(unsigned char out[ID_HASH], struct str title,
		      struct str author_addr)
{
	struct buf folded = BUF_INIT, addr = BUF_INIT;
	bool gap = false;

	for (size_t i = 0; i < title.len; i++) {
		if (is_blank(title.s[i])) {
			gap = folded.len > 0;
			continue;
		}
		if (gap)
			buf_addch(&folded, ' ');
		gap = false;
		buf_addch(&folded, to_lower(title.s[i]));
	}
	for (size_t i = 0; i < author_addr.len; i++)
		buf_addch(&addr, to_lower(author_addr.s[i]));
	id_hash_pair(out, buf_str(&folded), buf_str(&addr));
	buf_release(&folded);
	buf_release(&addr);
}
