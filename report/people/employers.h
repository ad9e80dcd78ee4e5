/* SPDX-License-Identifier: MIT */
/*
 * Who works for whom, in the form of gitdm's email map:
 *
 *	example.org             Example Inc.
 *	jane@mail.example       Example Inc. < 2026-03-01
 *	jane@mail.example       Other Ltd.      # since then
 *
 * A date ends the time for which the line holds. # begins a comment.
 */
#ifndef REPORT_PEOPLE_EMPLOYERS_H
#define REPORT_PEOPLE_EMPLOYERS_H

#include "report/util/hashmap.h"
#include "store/util/arena.h"
#include "store/util/buf.h"
#include "store/util/status.h"

#define EMPLOYER_ALWAYS INT64_MAX

struct employers {
	struct employer {
		uint64_t who; /* hash of address or domain */
		struct str name;
		int64_t end; /* before that time, in seconds UTC; EMPLOYER_ALWAYS */
		size_t line;
	} * list; /* by who, then by end: what ends first comes first */
	size_t n, cap;
	struct hashmap first; /* of who: into list */
	struct arena arena;
};

#define EMPLOYERS_INIT \
	{              \
		.n = 0 \
	}

/* ST_USAGE: why says FILE:LINE and what was expected; nothing can be looked up then. */
enum status employers_parse(struct employers *, struct str text, const char *file,
			    struct buf *why);
/* ST_NOINPUT: why says which file, and why it can't be read. */
enum status employers_read(struct employers *, const char *file, struct buf *why);
void employers_release(struct employers *);

/*
 * At a time, of an address as it is in the file, or of a domain; empty if
 * nothing is known.
 */
struct str employers_at(const struct employers *, struct str who, int64_t time);
/*
 * Of an address, else of its domain and those above it, the uppermost first
 * (as gitdm does), but not of a top-level domain.
 */
struct str employers_of(const struct employers *, struct str address, int64_t time);

#endif
