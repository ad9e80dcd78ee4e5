/* SPDX-License-Identifier: MIT */
/* What two mails have in common, where a series is put together from them. */
#ifndef REPORT_WINDOW_KINSHIP_H
#define REPORT_WINDOW_KINSHIP_H

#include "report/window/post.h"

/* A cover or a mail with a counter. */
bool post_in_series(const struct post *);
/* Part 0, also if it has a diff. */
bool post_is_cover(const struct post *);
/* The flags of rule 8 without RFC, RESEND and the like, any case and order: what the
 * patch is for; 0: none. */
uint64_t post_targets(const struct post *);
/* Same address, or same name, of author or sender. */
bool post_same_author(const struct post *, const struct post *);
/* "2" < "4" < "4a" < "4rev2" < "5" < "5.1" < "10": by their numbers, then their text,
 * in any case. */
int version_cmp(struct str, struct str);

/* What a subject says of its version: the number, and among the facts RFC and RESEND. */
struct edition {
	struct str version;
	uint32_t facts;
};

/* Older first by number; of one number the RFC, then the plain one, then the RESEND. */
int edition_cmp(struct edition, struct edition);

#endif
