/* SPDX-License-Identifier: MIT */
/*
 * Names and addresses of people as they want to be called, by git's rules
 * (gitmailmap(5)):
 *
 *	Proper Name <address>
 *	<proper@address> <address>
 *	Proper Name <proper@address> <address>
 *	Proper Name <proper@address> Name <address>
 *
 * Names and addresses match in any case; of several lines for the same person
 * the last one counts; a line that begins with # or is none of these is none.
 */
#ifndef REPORT_PEOPLE_MAILMAP_H
#define REPORT_PEOPLE_MAILMAP_H

#include "report/util/hashmap.h"
#include "report/window/post.h"

struct mailmap {
	struct person *people; /* what is empty stays as it is */
	size_t n, cap;
	struct hashmap by_address; /* into people */
	struct hashmap by_name; /* ... (address, name): counts before the address alone */
	struct arena arena;
};

#define MAILMAP_INIT   \
	{              \
		.n = 0 \
	}

/* Adds a file's text: its lines count before those that are there. */
void mailmap_add(struct mailmap *, struct str text);
/* Adds a file. ST_NOTFOUND, ST_NOINPUT: why says which one, and why not. */
enum status mailmap_read(struct mailmap *, const char *file, struct buf *why);
void mailmap_release(struct mailmap *);

/* As mapped, else as it came; also without a mailmap (NULL). Lives as long as the map and
 * p. */
struct person mailmap_person(const struct mailmap *, struct person p);
/* The author of a mail. */
struct person mailmap_author(const struct mailmap *, const struct post *);

#endif
