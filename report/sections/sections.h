/* SPDX-License-Identifier: MIT */
/*
 * The sections of --sections, as rows. A new section has a row in sections.c, a file for
 * its rows (section_rows.h), and a printer for each format: text/section_text.c,
 * json/section_json.c and html/section_html.c.
 */
#ifndef REPORT_SECTIONS_SECTIONS_H
#define REPORT_SECTIONS_SECTIONS_H

#include "report/people/people_count.h"
#include "report/sections/named_patches.h"
#include "report/thread/threads.h"

enum section_id {
	SECTION_STANDARD, /* tables, patch list, commit messages; without rows */
	SECTION_BOARD,	  /* report/board; without rows here */
	SECTION_MINE,	  /* report/mine; without rows here */
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

bool section_list_has(const struct section_list *, enum section_id);
/* Names with commas between them, or "all", which leaves out the board and mine.
 * ST_USAGE: why lists the names. */
enum status section_list_parse(struct section_list *, const char *text, struct buf *why);
/* Some section needs a selection that was read FOR_SECTIONS. */
bool section_list_needs_replies(const struct section_list *);
/* Makes a section the first of the list, unless the list has it. */
void section_list_begin(struct section_list *, enum section_id);
const char *section_name(enum section_id);

/* Numbers of parts, both ends counted. */
struct section_range {
	uint32_t from, to;
};

/* A commit that a patch became; number: the patch's part, 0 if it is not known. */
struct section_commit {
	struct section_commit *next; /* or NULL */
	uint32_t number;
	struct str id;	   /* hex, may be abbreviated */
	const char *found; /* in a git tree: by "id" or "title"; NULL: a mail says so */
};

/* A series, or some parts of it, was taken. */
struct section_event {
	struct person who;	 /* by whom */
	bool robot;		 /* who is a robot, which names no person */
	int64_t date;		 /* of the first mail that says so */
	const struct post *said; /* that mail; NULL if a pull request names the parts */
	const struct post *pull; /* the pull request; NULL: a reply or notice said so */
	uint32_t parts;		 /* how many; of row.count */
	struct str tree, branch; /* where; empty if not known */
	struct section_commit *commits;
	/* A git tree holds the parts: its URL, or empty, and its newest commit of them.
	 * Then there is neither said nor pull; who and date are the commit's. */
	struct str url, commit;
	int64_t dropped; /* when who took it back; DATE_NONE: not */
};

struct section_row {
	const struct post *post;     /* its tag line is printed; NULL in reviewers */
	struct person who;	     /* the author; in reviewers: the reviewer */
	const struct series *series; /* or NULL */
	/*
	 * Parts that came; in pulls: titles in the shortlog; in reviewers: trailers; in
	 * discussions: replies.
	 */
	uint32_t count;
	uint32_t of;		       /* parts announced; 0: not known */
	struct section_range *missing; /* incomplete, unless elsewhere */
	size_t n_missing;
	bool elsewhere; /* incomplete: other parts were not sent to the digest's lists */
	bool several_lists;	       /* if elsewhere: the digest has several */
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
	const struct series_match *match; /* given to series_match_keep(); or NULL */
};

#define QUIET_DAYS 7

/* As mails_before.h says. */
struct mails_before {
	struct threads *threads;
	int64_t since;	     /* all mails from then on */
	int64_t named_since; /* from then on the patches that are named */
	int64_t until;	     /* before then */
	struct named_patches named;
	enum status st;
};

struct sections {
	struct section of[SECTION_COUNT]; /* sections that were not asked for are empty */
	bool threaded;			  /* some section is made of threads */
	struct mails_before before;
	struct threads threads;
	struct arena arena;
};

/*
 * Makes the sections, in two steps. Between them sections_offer may be given all mails of
 * the selection's inboxes with since <= arrival < until, with their kinds by
 * selection_set_kind(), so that these need not be read once more. Nothing was offered if
 * until is not later than since. Rows point into the selection, the set (of the
 * selection) and the sections. sections_end returns ST_DAMAGED if some mail could not be
 * read; rows are valid all the same. To be released.
 */
void sections_begin(struct sections *, const struct selection *,
		    const struct section_options *);
void sections_offer(struct sections *, struct inbox *, struct mail *);
enum status sections_end(struct sections *, const struct selection *,
			 const struct series_set *, const struct section_options *,
			 int64_t since, int64_t until);
void sections_release(struct sections *);

#endif
