/* SPDX-License-Identifier: MIT */
/*
 * What became of what was posted: --sections. Rows are data; how they are
 * printed is section_print.h's.
 */
#ifndef REPORT_SECTIONS_SECTIONS_H
#define REPORT_SECTIONS_SECTIONS_H

#include "report/people/people_count.h"
#include "report/thread/threads.h"

enum section_id {
	SECTION_STANDARD, /* tables, patch list, commit messages: has no rows here */
	SECTION_INCOMPLETE,
	SECTION_PULLS,
	SECTION_REVIEWED,
	SECTION_UNANSWERED,
	SECTION_APPLIED,
	SECTION_REVIEWERS,
	SECTION_DISCUSSIONS,
	SECTION_COUNT
};

/* Each at most once, in the order asked for. */
struct section_list {
	enum section_id ids[SECTION_COUNT];
	size_t n;
};

/* Names with commas between them; "all". ST_USAGE: why names those there are. */
enum status section_list_parse(struct section_list *, const char *text, struct buf *why);
/* Some of them need FOR_SECTIONS. */
bool section_list_needs_replies(const struct section_list *);
const char *section_name(enum section_id);

/* Numbers of parts, both ends counted. */
struct section_range {
	uint32_t from, to;
};

/* What a patch became; number: its part, 0 if nobody said. */
struct section_commit {
	struct section_commit *next; /* or NULL */
	uint32_t number;
	struct str id; /* hex, may be abbreviated */
};

/* A series, or some parts of it, was taken. */
struct section_event {
	struct person who;	 /* by whom */
	bool robot;		 /* who is a robot, which names no person */
	int64_t date;		 /* of the first mail that says so */
	const struct post *said; /* that mail; NULL if a pull request names the parts */
	const struct post *pull; /* the pull request; NULL: a reply or notice said so */
	uint32_t parts;		 /* how many; of row.count */
	struct str tree, branch; /* where; empty if nobody said */
	struct section_commit *commits;
	int64_t dropped; /* when who took it back; DATE_NONE: not */
};

struct section_row {
	const struct post *post;     /* whose tag line stands for it; NULL in reviewers */
	struct person who;	     /* its author; in reviewers: whose row it is */
	const struct series *series; /* or NULL */
	/*
	 * Parts that came; in pulls: titles in the shortlog; in reviewers:
	 * trailers; in discussions: replies.
	 */
	uint32_t count;
	uint32_t of;		       /* parts announced, 0: nobody said */
	struct section_range *missing; /* incomplete, unless elsewhere */
	size_t n_missing;
	bool elsewhere; /* ... where other parts were not sent to this list */
	struct counted_person *people; /* reviewed, discussions: most first */
	size_t n_people;
	struct section_event *events; /* applied, pulls: oldest first */
	size_t n_events;
	uint32_t days;	   /* unanswered: since it was posted */
	struct str source; /* pulls: "URL TAG" */
};

struct section {
	struct section_row *rows;
	size_t n, cap;
};

struct section_options {
	struct section_list list;
	uint32_t quiet_days; /* for unanswered */
	size_t top;	     /* rows of reviewers and discussions */
	int64_t now;
	const struct series_match *pick; /* what the selection was picked by */
};

#define QUIET_DAYS 7

struct sections {
	struct section of[SECTION_COUNT]; /* those not asked for are empty */
	struct threads threads;
	struct arena arena;
};

/*
 * Rows point into the selection, the set and the sections themselves. set: of
 * the selection. ST_DAMAGED: something could not be read; rows are valid all
 * the same.
 */
enum status sections_build(struct sections *, const struct selection *,
			   const struct series_set *, const struct section_options *);
void sections_release(struct sections *);

#endif
