/* SPDX-License-Identifier: MIT */
/*
 * Whether two mails were posted by one person: by address or by name, with DMARC undone
 * (patchdigest-rules(7), rules 12, 15 and 16).
 */
#ifndef REPORT_WINDOW_POSTER_H
#define REPORT_WINDOW_POSTER_H

#include "report/window/post.h"

/* By what a person is known. */
enum { BY_ADDRESS, BY_NAME, KNOWN_BY };

/* Hashes of the address and the name; 0: not known. They differ in each run. */
struct poster_keys {
	uint64_t by[KNOWN_BY];
};

struct poster_keys poster_keys_of(struct str name, struct str addr);
/* The name and address of who posted the mail: the poster's, else those in From. */
void record_posted_by(const struct record *, struct str *name, struct str *addr);
/* The poster's, as the mail names them. */
struct poster_keys post_poster_keys(const struct post *);
/* Whether both are of one person: the address is equal, or the name. */
bool poster_keys_meet(const struct poster_keys *, const struct poster_keys *);

bool post_same_poster(const struct post *, const struct post *);
bool record_same_poster(const struct record *, const struct record *);

#endif
