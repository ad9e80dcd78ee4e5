/* SPDX-License-Identifier: MIT */
#include "store/inbox/record_versions.h"

#define SAMPLES 64

static void note_record(struct record_versions *v, const struct record *r)
{
	if (!v->records || r->format < v->oldest_format)
		v->oldest_format = r->format;
	if (!v->records || r->format > v->newest_format)
		v->newest_format = r->format;
	if (!v->records || r->rules < v->oldest_rules)
		v->oldest_rules = r->rules;
	if (!v->records || r->rules > v->newest_rules)
		v->newest_rules = r->rules;
	v->records++;
}

/* Reads the record that counts for the mail of this one. */
static enum status read_newest(struct inbox *ib, uint32_t seq, struct mail *m)
{
	enum status st = inbox_mail(ib, seq, m);
	uint32_t newest;

	if (st == ST_OK && inbox_lookup_mail(ib, &m->record, &newest, NULL) == ST_OK &&
	    newest != seq)
		st = inbox_mail(ib, newest, m);
	return st;
}

void record_versions_sample(struct record_versions *v, struct inbox *ib)
{
	struct inbox_totals sum;
	struct mail m = MAIL_INIT;
	uint64_t last;

	*v = (struct record_versions){ 0 };
	inbox_totals(ib, &sum);
	last = sum.next_seq - 1;
	for (uint64_t i = 0; i <= SAMPLES; i++)
		if (read_newest(ib, (uint32_t)(1 + (last - (last > 0)) * i / SAMPLES),
				&m) == ST_OK)
			note_record(v, &m.record);
	mail_release(&m);
}

static bool count_older(void *arg, struct mail *m)
{
	struct older_records *n = arg;

	n->mails++;
	if (m->record.rules >= RECORD_RULES && m->record.format >= RECORD_FORMAT)
		return true;
	n->older++;
	n->bytes += m->bytes.len;
	return true;
}

enum status older_records_count(struct older_records *n, struct inbox *ib)
{
	*n = (struct older_records){ 0 };
	return inbox_inserted(ib, 1, UINT32_MAX, count_older, n);
}
