/* SPDX-License-Identifier: MIT */
/*
 * Who works for whom, in the form of gitdm's email map:
 *
 *	example.org             Example Inc.
 *	jane@mail.example       Example Inc. < 2026-03-01
 *	jane@mail.example       Other Ltd.      # since then
 *
 * A line with a date holds before that date. # begins a comment.
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
		uint64_t who; /* hash of the address or domain */
		struct str name;
		int64_t end; /* the line holds before; seconds UTC, EMPLOYER_ALWAYS */
		size_t line;
	} * list; /* ordered by who, then by end */
	size_t n, cap;
	struct hashmap first; /* who: the first index in list */
	struct arena arena;
};

#define EMPLOYERS_INIT ((struct employers){ .n = 0 })

/* Parses a file's text. ST_USAGE: why says FILE:LINE and what was expected; then nothing
 * can be looked up. */
enum status employers_parse(struct employers *, struct str text, const char *file,
			    struct buf *why);
/* Reads a file. ST_NOINPUT: why says which file, and why it can't be read. ST_USAGE. */
enum status employers_read(struct employers *, const char *file, struct buf *why);
void employers_release(struct employers *);

/* Returns the employer that the file gives an address or domain at a time, else an empty
 * string. */
struct str employers_at(const struct employers *, struct str who, int64_t time);
/*
 * Looks up the address, then its domain and the domains above it, the uppermost first as
 * gitdm does. A top-level domain is left out.
 */
struct str employers_of(const struct employers *, struct str address, int64_t time);

#endif
