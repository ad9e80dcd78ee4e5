/* SPDX-License-Identifier: MIT */
/* The line of facts about a series: what objects to it, what it replaces, who took it. */
#ifndef REPORT_HTML_ROW_FACTS_H
#define REPORT_HTML_ROW_FACTS_H

#include "report/html/page.h"

/* A html_fill_fn; arg: struct board_row. */
void row_facts_print(void *page, const void *row);
/* Appends "NAK" or the state that an objection sets. */
void row_facts_add_objection(struct buf *, const struct board_objection *);
/* Appends "v3", "RFC v1", "no version, after v2". */
void row_facts_add_version(struct buf *, const struct post *head, struct str version,
			   struct str after);
/* Appends "3 of 5 by NAME to TREE BRANCH (COMMIT)"; only "by ..." of the whole row. */
void row_facts_add_event(struct buf *, const struct board_row *,
			 const struct section_event *);

#endif
