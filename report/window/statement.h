/* SPDX-License-Identifier: MIT */
/* Reads record.statements: what a reply or a notice says of a patch
 * (patchdigest-store(5)). */
#ifndef REPORT_WINDOW_STATEMENT_H
#define REPORT_WINDOW_STATEMENT_H

#include "store/util/str.h"

enum statement_kind {
	STATEMENT_APPLIED,   /* from, to: parts */
	STATEMENT_UNAPPLIED, /* from: a part that a list of commits has no commit for */
	STATEMENT_TREE,	     /* text: where they were applied */
	STATEMENT_BRANCH,    /* text */
	STATEMENT_BY,	     /* text: "Name <address>" */
	STATEMENT_COMMIT,    /* text: hex; from: its part, or 0 */
	STATEMENT_NAK,	     /* a person stops the patch */
	STATEMENT_STATE,     /* text: an order to patchwork's robot, in lower case */
	STATEMENT_FOUND,     /* from: how many findings a robot counts */
	STATEMENT_VERDICT    /* text: "ok", "warning" or "failure", by a robot */
};

struct statement {
	enum statement_kind kind;
	uint32_t from, to; /* to: UINT32_MAX for "1-" */
	struct str text;
};

/*
 * Takes lines off statements until one is a statement that this program knows. Returns
 * false if no line is left.
 */
bool statement_next(struct str *statements, struct statement *);
/* Returns the text of the first statement of that kind, or an empty one. */
struct str statement_text(struct str statements, enum statement_kind);

#endif
