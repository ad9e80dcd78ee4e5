/* SPDX-License-Identifier: MIT */
#include "report/digest/contributor_tables.h"

static struct contributor_table sorted_table(struct tally *t)
{
	tally_sort(t);
	return (struct contributor_table){ t->rows, t->n };
}

void contributor_tables_make(struct contributor_tables *t, const struct selection *sel,
			     bool classic)
{
	*t = (struct contributor_tables){ .employers = !classic && sel->employers };
	contributors_count(&t->counts, sel, classic);
	t->domains = sorted_table(&t->counts.domains);
	t->people = sorted_table(&t->counts.people);
}

void contributor_tables_release(struct contributor_tables *t)
{
	contributors_release(&t->counts);
}
