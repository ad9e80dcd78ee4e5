/* SPDX-License-Identifier: MIT */
/*
 * The board: the state of every series in play, each in one group (patchdigest-digest(5),
 * "Board"). The rows hold facts; board_text.h, board_json.h and
 * board_html.h print them.
 */
#ifndef REPORT_BOARD_BOARD_H
#define REPORT_BOARD_BOARD_H

#include "report/sections/section_rows.h"

/* In print order. BOARD_APPLIED is tried first; a series that it does not hold for is in
 * the first other group that holds. */
enum board_group_id {
	BOARD_CONTESTED,
	BOARD_READY,
	BOARD_REVISED,
	BOARD_NEW,
	BOARD_PULLS, /* pull requests that are not known to be pulled */
	BOARD_WAITING,
	BOARD_APPLIED, /* and the pull requests that were pulled */
	BOARD_DISCUSSED,
	BOARD_GROUPS
};

/* A person's statement about a series, or an order to patchwork's robot. */
struct board_objection {
	struct person who;
	const struct post *said; /* the mail that says so */
	uint32_t number;  /* the part that it is about; 0: the cover, or a lone patch */
	struct str state; /* "rejected", "changes-requested"; empty: a NAK */
};

/* An older version of the row's series, and the answers that people gave to it in the
 * window. */
struct board_version {
	const struct post *head;
	struct str version, after; /* as in struct series */
	const char *rule;	   /* as series.bound_by */
	uint32_t answers;
	bool in_window; /* it was posted in the window */
};

/* What robots said of a series. */
struct board_robots {
	uint32_t reports;	  /* mails of robots with a verdict or findings */
	uint32_t failures;	  /* of these: with the verdict "failure" */
	uint32_t findings;	  /* sum of the findings they count */
	const struct post *first; /* the earliest of the reports, or NULL */
};

struct board_row {
	const struct post *post;     /* its tag line is printed */
	const struct series *series; /* NULL: a pull request, or a discussion of another
					mail */
	struct person who;	     /* the author */

	uint32_t arrived, announced;   /* parts; announced 0: not known */
	struct section_range *missing; /* parts that did not come */
	size_t n_missing;
	bool elsewhere; /* other parts were not sent to the digest's lists */

	bool size_known;
	uint32_t insertions, deletions;

	uint32_t reviewed; /* parts with a Reviewed-by or Acked-by of another person */
	struct counted_person *reviewers; /* most parts first */
	size_t n_reviewers;

	uint32_t answers; /* mails of people other than the author, in the window */
	struct counted_person *people; /* who wrote them, most first */
	size_t n_people;
	const struct post *last_answer; /* the newest of them, or NULL */
	bool most_discussed; /* it is contested for the number of its answers */

	int64_t first_posted; /* when its first version that is known arrived */
	uint32_t days;	      /* since then, at the window's end; in BOARD_WAITING: since
			       * this version was posted */

	struct board_objection *objections; /* not taken back; oldest first */
	size_t n_objections;
	struct board_robots robots;
	struct board_version *versions; /* that it replaces, newest first */
	size_t n_versions;

	/* In BOARD_REVISED: */
	bool unchanged_known; /* the patch ids of both versions are known */
	uint32_t unchanged;   /* patches that the version before has too */
	uint32_t unchanged_of;
	struct str change_note; /* one line, or empty */

	struct str area;  /* its short name in BOARD_NEW, or empty */
	bool first_post;  /* the store knows no earlier patch of its author */
	struct str needs; /* what it depends on, one line; or empty */

	struct section_event *events; /* who took it, or parts of it; oldest first */
	size_t n_events;
	uint32_t applied; /* parts that were taken */
	/* The one of the events that BOARD_APPLIED prints, or NULL: the last mail of
	 * the window that takes all parts and says where, else the last. */
	const struct section_event *taken;
};

struct board_group {
	struct board_row *rows; /* in print order; all of them: printing cuts to --top */
	size_t n, cap;
};

/* A person of PEOPLE. */
struct board_person {
	struct person who;
	uint32_t count;
	uint32_t with_reposts; /* in wrote: how many patches they posted; else count */
};

struct board_people {
	struct board_person *list; /* most first */
	size_t n;
};

struct board {
	int64_t as_of;			/* the window's end, or now if it ends later */
	int64_t read_since, read_until; /* all mails that arrived between were visited */
	struct board_group groups[BOARD_GROUPS];

	/* In the window: */
	uint32_t mails, robot_mails, people; /* people: who wrote the mails that are no
						robots' */
	/*
	 * Mean of mails in the `mean_windows` windows of the same length before this one;
	 * mean_windows 0: the store is younger than one such window.
	 */
	uint32_t mean_mails, mean_windows;
	uint32_t series, fresh, revised; /* in play and posted in the window; of these:
					    first versions; later versions and reposts */
	uint32_t replaced;		 /* older posts that these replaced */
	uint32_t applied, ready;
	uint32_t pulls, pulled; /* pull requests posted in the window; of these: pulled */

	struct board_people wrote;    /* distinct patches by author and title */
	struct board_people reviewed; /* patches that they reviewed in the window */
	struct board_people answered; /* answers that they wrote in the window */

	/* What records of older formats do not say, of the rows here: */
	bool replies_unknown; /* facts of replies: NAK, states, findings */
	bool patch_ids_unknown;
	bool recipients_unknown;
	struct threads threads; /* own the series and mails of the rows */
	struct arena arena;
};

struct board_input;
struct board_candidate;
/*
 * Looks at all series of the board's threads, once their groups are known; what it finds
 * may live in the board's threads and arena.
 */
typedef void board_look_fn(void *arg, const struct board_input *,
			   const struct board_candidate *, size_t n);

/* Looks at a mail while it is read, with its kind by selection_set_kind(), and at its
 * post, which borrows from it; the mail may be changed by the next call. */
typedef void board_visit_fn(void *arg, struct inbox *, struct mail *,
			    const struct post *);

struct board_options {
	uint32_t quiet_days; /* before a series counts as waiting */
	int64_t now;
	const struct series_match *match; /* as in section_options */
	struct str *ignore; /* Message-IDs of series that are not waiting any
			     * more; borrowed */
	size_t n_ignore;
	board_look_fn *look; /* or NULL */
	void *look_arg;
	/* Visits each mail with read_since <= arrival < read_until of the board; or
	 * NULL. */
	board_visit_fn *visit;
	void *visit_arg;
	bool look_only; /* the board has only series of the selection's viewers and
			 * those that ask them, and neither figures nor people */
	bool all_heads; /* for a test: binds every series of the last months, to
			 * see which wait */
};

/*
 * Makes the board of a selection that was read FOR_SECTIONS, and of the set that was made
 * of it, which must outlive the board. ST_DAMAGED: some mail could not be read; the board
 * is valid all the same. To be released.
 */
enum status board_build(struct board *, const struct selection *,
			const struct series_set *, const struct board_options *);
void board_release(struct board *);

/* "contested", "ready", ...: the groups' names in JSON. */
const char *board_group_name(enum board_group_id);
/* Appends what records of older formats do not say, in words; nothing if they say all. */
void board_add_unknown(struct buf *, const struct board *);

#endif
