/* SPDX-License-Identifier: MIT */
/* Mails that came by several lists of a selection. */
#ifndef REPORT_WINDOW_CROSS_POSTS_H
#define REPORT_WINDOW_CROSS_POSTS_H

#include "report/window/selection.h"

/* The name of the list whose copy of the mail is used. */
struct str cross_posts_own_list(const struct post *);
/*
 * Appends the names of the selection's other lists that have the mail too, sorted, each
 * on a line of its own. The record is the mail's.
 */
void cross_posts_add(struct buf *lists, const struct selection *, const struct post *,
		     const struct record *);
/* As cross_posts_add; reads the record. Appends nothing if it can't be read, or if the
 * selection has one list. */
void cross_posts_read(struct buf *lists, const struct selection *, const struct post *);
/* Appends "kvm; also on: bpf, netdev": labels of the mail's own list and of the others,
 * if there are any. */
void cross_posts_add_labels(struct buf *, const struct selection *, const struct post *,
			    struct str others);

#endif
