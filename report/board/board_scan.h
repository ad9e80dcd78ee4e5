/* SPDX-License-Identifier: MIT */
/*
 * The patches of the last months, so that a board finds cheaply which series may wait for
 * an answer, and which have a later version. Each mail is read once and little of it is
 * kept; what waits is bound and looked at afterwards like any other series.
 */
#ifndef REPORT_BOARD_BOARD_SCAN_H
#define REPORT_BOARD_BOARD_SCAN_H

#include "report/board/board.h"
#include "report/board/board_pulled.h"
#include "report/people/viewers.h"
#include "report/sections/named_patches.h"
#include "report/thread/threads.h"

/* A series older than this waits no more. */
#define WAITING_DAYS 90

struct board_scan {
	const struct selection *sel;
	const struct named_patches *named_patches; /* borrowed */
	struct scanned_patch *patches;
	size_t n, cap;
	struct scanned_reply *replies;
	size_t n_replies, replies_cap;
	struct hashmap by_id; /* into patches, by Message-ID */
	/* Into patches, the last one of a chain: */
	struct hashmap by_title;     /* title and author */
	struct hashmap by_change;    /* change-id */
	struct hashmap by_linked;    /* a Message-ID that it supersedes, or links to */
	struct hashmap by_parent;    /* In-Reply-To */
	struct hashmap answered;     /* into replies, by In-Reply-To */
	struct hashmap received;     /* by mail_key(): the viewers are in To or Cc */
	bool recipients_unknown;     /* some patch does not say whom it was sent to */
	struct linked_patch *linked; /* of by_linked */
	size_t n_linked, linked_cap;
	struct arena arena;
	board_visit_fn *visit; /* as in board_options */
	void *visit_arg;
	struct board_pulled pulled; /* by the pull requests before the window */
	enum status st;
};

/* visit and visit_arg are set before. Reads the mails with since <= arrival < until.
 * ST_DAMAGED in st: some could not be read. To be released. */
void board_scan_read(struct board_scan *, const struct named_patches *, int64_t since,
		     int64_t until);
/* Which patches a board is made of, beside the window's. */
enum scan_takes {
	SCAN_TAKES_WAITING,   /* heads that may wait */
	SCAN_TAKES_ALL_HEADS, /* ... and heads that have an answer or a later version */
	SCAN_TAKES_VIEWERS    /* what concerns the viewers alone */
};

/*
 * Takes into the threads: the patches that are named; and the heads of series that
 * arrived before `quiet` and may wait, for they have no later version, and no person
 * answered the head or a part directly but who sent it. If the selection has viewers,
 * also the heads of series without a later version that are theirs, or ask them and have
 * no direct answer of theirs.
 */
void board_scan_take(const struct board_scan *, struct threads *, int64_t quiet,
		     enum scan_takes);
/*
 * Takes the version before of each part that arrived since that time, if its cover has no
 * older version of its title: the titles of the parts may tell that of the series.
 */
void board_scan_take_older(const struct board_scan *, struct threads *, int64_t since);
/*
 * Takes the patch that each reply of the window has nearest in its References: mails
 * between them may be in no store.
 */
void board_scan_take_referred(const struct board_scan *, struct threads *);
/* Whether a later version of a series with that head is among the patches. */
bool board_scan_has_later(const struct board_scan *, const struct post *head);
/* Whether the viewers answered the head, or a part of its series, directly, since then.
 */
bool board_scan_answered(const struct board_scan *, const struct post *head,
			 int64_t since);
/* Whether the viewers are in To or Cc of some mail of the series. */
bool board_scan_received(const struct board_scan *, const struct series *);
void board_scan_release(struct board_scan *);

#endif
