/* SPDX-License-Identifier: MIT */
/*
 * Names and addresses as people want them to be printed, by git's rules (gitmailmap(5)):
 *
 *	Proper Name <address>
 *	<proper@address> <address>
 *	Proper Name <proper@address> <address>
 *	Proper Name <proper@address> Name <address>
 *
 * Names and addresses match in any case. If several lines fit a person, the last line
 * counts. A line that begins with #, or has another form, is left out.
 */
#ifndef REPORT_PEOPLE_MAILMAP_H
#define REPORT_PEOPLE_MAILMAP_H

#include "report/people/person.h"
#include "report/util/hashmap.h"
#include "report/window/post.h"

struct mailmap {
	struct mailmap_entry {
		struct person to; /* as printed; an empty member leaves the mail's */
		struct str from;  /* the address; empty if a name goes with it */
	} * entries;
	size_t n, cap;
	struct hashmap by_address; /* address: index into entries */
	struct hashmap by_name;	   /* address and name: counts before by_address */
	struct arena arena;
};

#define MAILMAP_INIT ((struct mailmap){ .n = 0 })

/* Adds the lines of a text. They count before the lines that were added earlier. */
void mailmap_add(struct mailmap *, struct str text);
/* Adds a file. ST_NOTFOUND, ST_NOINPUT: why says which file, and why it can't be read. */
enum status mailmap_read(struct mailmap *, const char *file, struct buf *why);
void mailmap_release(struct mailmap *);

/*
 * Returns the person as the map has them, else p unchanged; the map may be NULL. The
 * strings are borrowed from the map and from p.
 */
struct person mailmap_person(const struct mailmap *, struct person p);
/* The author of a mail, as mapped. */
struct person mailmap_author(const struct mailmap *, const struct post *);
/* Whether the person wrote or sent the mail. */
bool mailmap_sent(const struct mailmap *, struct person, const struct post *);
/* Who posted it, as mapped. */
struct person mailmap_poster(const struct mailmap *, const struct post *);

#endif
