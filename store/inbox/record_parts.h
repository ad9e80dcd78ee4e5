/* SPDX-License-Identifier: MIT */
/*
 * The patches of a mail that carries several: a line of record.parts for each
 * (patchdigest-store(5)).
 */
#ifndef STORE_INBOX_RECORD_PARTS_H
#define STORE_INBOX_RECORD_PARTS_H

#include <stdint.h>

#include "store/util/buf.h"
#include "store/util/str.h"

/* Far more than people attach. Patches after these are left out. */
#define RECORD_PARTS_MAX 100
#define RECORD_PARTS_BYTES (16u << 10)

struct record_part {
	uint32_t number; /* in the counter of its subject; 0: no counter */
	uint32_t files, insertions, deletions;
	struct str patch_id;   /* 40 hex digits; empty: none */
	struct str name, addr; /* of its author; either may be empty */
	struct str title;
};

/*
 * Appends a line; tabs and line ends in a text become blanks. Returns false, and
 * appends nothing, if parts would be longer than RECORD_PARTS_BYTES.
 */
bool record_part_add(struct buf *parts, const struct record_part *);
/*
 * Takes lines off rest up to the next patch; passes over lines of any other form. The
 * texts are views into rest. Returns false if rest has no more patches.
 */
bool record_part_next(struct str *rest, struct record_part *);
/* Returns how many patches record_part_next() finds. */
uint32_t record_parts_count(struct str parts);

#endif
