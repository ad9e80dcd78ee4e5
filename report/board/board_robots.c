/* SPDX-License-Identifier: MIT */
#include "report/board/board_robots.h"
#include "report/people/robots.h"
#include "report/window/statement.h"

static uint32_t add_capped(uint32_t a, uint32_t b)
{
	return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

/* Returns false if the mail is no report. */
static bool add_report(struct board_robots *r, struct str statements)
{
	struct statement said;
	bool report = false, failure = false;

	while (statement_next(&statements, &said)) {
		if (said.kind == STATEMENT_FOUND)
			r->findings = add_capped(r->findings, said.from);
		if (said.kind == STATEMENT_VERDICT)
			failure = failure || str_eq(said.text, STR("failure"));
		report = report || said.kind == STATEMENT_FOUND ||
			 said.kind == STATEMENT_VERDICT;
	}
	r->reports += report;
	r->failures += failure;
	return report;
}

void board_robots_find(struct board_candidate *c, const struct board_input *b)
{
	for (size_t i = b->replies.first[c->index]; i < b->replies.first[c->index + 1];
	     i++) {
		const struct post *p = b->in.threads->mails[b->replies.mails[i]].post;

		/* the newest come first */
		if (p->statements.len && robots_posted(b->in.sel->robots, p) &&
		    add_report(&c->row.robots, p->statements))
			c->row.robots.first = p;
	}
}
