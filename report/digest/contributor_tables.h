/* SPDX-License-Identifier: MIT */
/* The two tables of a digest: who posted, by domain or employer, and by person. */
#ifndef REPORT_DIGEST_CONTRIBUTOR_TABLES_H
#define REPORT_DIGEST_CONTRIBUTOR_TABLES_H

#include "report/people/contributors.h"

/* Rows in print order; "--top" cuts them when they are printed. */
struct contributor_table {
	struct tally_row *rows;
	size_t n;
};

struct contributor_tables {
	bool employers;			  /* the domains table lists employers instead */
	struct contributor_table domains; /* text: "domain.example", "Employer" */
	struct contributor_table people;  /* text: "Name <address>" */
	struct contributors counts;	  /* owns rows and texts */
};

/* classic: counts raw contributors, without employers. The selection must outlive it. */
void contributor_tables_make(struct contributor_tables *, const struct selection *,
			     bool classic);
void contributor_tables_release(struct contributor_tables *);

#endif
