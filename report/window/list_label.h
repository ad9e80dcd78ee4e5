/* SPDX-License-Identifier: MIT */
/* How a digest names lists: "kvm" for kvm.vger.kernel.org. */
#ifndef REPORT_WINDOW_LIST_LABEL_H
#define REPORT_WINDOW_LIST_LABEL_H

#include "store/util/buf.h"

/* A heading names all lists if there are at most so many. */
#define LIST_LABELS_MAX 6

/* The name up to its first dot. */
struct str list_first_label(struct str name);
/*
 * Returns the first label of a list's name. Returns the whole name if the name of another
 * list has that first label. lists: the names of all lists, one per line.
 */
struct str list_label(struct str lists, struct str name);
/* Appends the labels of all lists: "kvm, kvmarm". Of more than LIST_LABELS_MAX lists, the
 * last ones are only counted: "a, b, c, d, e and 12 more". */
void list_labels_add(struct buf *, struct str lists);

#endif
