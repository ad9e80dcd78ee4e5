/* SPDX-License-Identifier: MIT */
/* The trailers of a record, as "Key: value" lines (patchdigest-rules(7), rule 14). */
#ifndef FILTER_RECORD_TRAILER_LINES_H
#define FILTER_RECORD_TRAILER_LINES_H

#include "filter/patch/trailer.h"
#include "store/util/buf.h"

/* Trailers that are read of a mail, and the bytes of their lines. */
#define TRAILERS 512
#define TRAILERS_MAX (64u << 10)

/*
 * Appends what the iterator still has, each line once in all of lines. *left: how many
 * trailers may be read, TRAILERS at first; it is counted down.
 */
void trailer_lines_add(struct buf *lines, struct trailer_iter *, int *left);

#endif
