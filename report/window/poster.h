/* SPDX-License-Identifier: MIT */
/*
 * Whether two mails were posted by one person: by address or by name, with DMARC undone
 * (patchdigest-rules(7), rules 12, 15 and 16).
 */
#ifndef REPORT_WINDOW_POSTER_H
#define REPORT_WINDOW_POSTER_H

#include "report/window/post.h"

/* The two keys that identify a person. */
enum { BY_ADDRESS, BY_NAME, KNOWN_BY };

/* Hashes of the address and the name; 0: not known. Each run has other hashes. */
struct poster_keys {
	uint64_t by[KNOWN_BY];
};

struct poster_keys poster_keys_of(struct str name, struct str addr);
/* Sets the name and address of a mail's poster; they are those in From if the record has
 * no other poster. */
void record_posted_by(const struct record *, struct str *name, struct str *addr);
/* Returns the keys of the mail's poster. */
struct poster_keys post_poster_keys(const struct post *);
/* Whether both are of one person: the addresses are equal, or the names are. */
bool poster_keys_meet(const struct poster_keys *, const struct poster_keys *);

bool post_same_poster(const struct post *, const struct post *);
bool record_same_poster(const struct record *, const struct record *);

#endif
