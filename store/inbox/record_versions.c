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

void record_versions_sample(struct record_versions *v, struct inbox *ib)
{
	struct inbox_totals sum;
	struct mail m = MAIL_INIT;
	uint64_t last;

	*v = (struct record_versions){ 0 };
	inbox_totals(ib, &sum);
	last = sum.next_seq - 1;
	for (uint64_t i = 0; i <= SAMPLES; i++)
		if (inbox_mail(ib, (uint32_t)(1 + (last - (last > 0)) * i / SAMPLES),
			       &m) == ST_OK)
			note_record(v, &m.record);
	mail_release(&m);
}
