/* SPDX-License-Identifier: MIT */
/* By what a mail's series is recognised, where the thread alone doesn't say. */
#ifndef REPORT_SERIES_MARKS_H
#define REPORT_SERIES_MARKS_H

#include "report/window/post.h"

/* A sender is known by one of three texts, so that a series from two addresses holds
 * together. */
enum { SENDER_FROM, SENDER_NAME, SENDER_AUTHOR, SENDER_COUNT };

#define MARKS_ANY_TARGET UINT64_MAX

struct marks {
	uint64_t kin;		       /* of version and total */
	uint64_t sender[SENDER_COUNT]; /* 0: not known by that */
};

struct marks marks_of(const struct post *);
uint64_t marks_kin(struct str version, uint32_t total);
/* For mails without a thread: same version, total, targets and sender. */
uint64_t marks_key(const struct marks *, uint64_t targets, int sender);

/* The newest of its References, as marks_next_ref takes them. */
struct str marks_refs(const struct post *);
/* Takes the newest one off; false if there is none. */
bool marks_next_ref(struct str *refs, uint64_t *id);

#endif
