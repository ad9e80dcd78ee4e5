/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/digest/contributor_tables.h"

void contributor_tables_make(struct contributor_tables *t, const struct selection *sel,
			     bool classic)
{
	*t = (struct contributor_tables){ .employers = !classic && sel->employers };
	contributors_count(&t->counts, sel, classic);
	t->domains.rows = tally_rows(&t->counts.domains, &t->domains.n);
	t->people.rows = tally_rows(&t->counts.people, &t->people.n);
}

void contributor_tables_release(struct contributor_tables *t)
{
	free(t->domains.rows);
	free(t->people.rows);
	contributors_release(&t->counts);
}
