/* SPDX-License-Identifier: MIT */
/*
 * Which senders are robots (patchdigest-rules(7), rule 13), where a file says more than
 * the addresses themselves do. A line of the file is a pattern (person_matches); "!" in
 * front of it says that such a sender is a person. The last line that fits counts. "#"
 * begins a comment.
 */
#ifndef REPORT_PEOPLE_ROBOTS_H
#define REPORT_PEOPLE_ROBOTS_H

#include "report/people/person.h"
#include "report/window/post.h"
#include "store/util/arena.h"

struct robots {
	struct robot_pattern {
		const char *text;
		bool person; /* "!" */
	} * list;
	size_t n;
	struct arena arena;
};

#define ROBOTS_INIT    \
	{              \
		.n = 0 \
	}

/* Returns what is wrong with a line, which has no comment, or NULL. */
const char *robot_pattern_fault(struct str line);
/* Adds a line without a fault. */
void robots_add(struct robots *, struct str line);
/* Adds the lines of a text. ST_USAGE: why says which line of the file is wrong. */
enum status robots_parse(struct robots *, struct str text, const char *file,
			 struct buf *why);
/* Adds a file. ST_NOINPUT, ST_USAGE. */
enum status robots_read(struct robots *, const char *file, struct buf *why);
void robots_release(struct robots *);

/* In the next functions robots may be NULL. */

/* Whether the person is a robot; otherwise: what holds if no line fits. */
bool robots_have(const struct robots *, struct person, bool otherwise);
/* Whether the person is a robot, by their name and address. */
bool robots_named(const struct robots *, struct person);
/* Whether a robot posted the mail, or the mail is a notice that a robot may send. */
bool robots_posted(const struct robots *, const struct post *);
/* Whether the sender of the mail is a robot. */
bool robots_sent(const struct robots *, const struct post *);

#endif
