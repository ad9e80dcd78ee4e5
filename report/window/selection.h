/* SPDX-License-Identifier: MIT */
/* The mails of one or several lists in one window, from one or several stores, each once.
 */
#ifndef REPORT_WINDOW_SELECTION_H
#define REPORT_WINDOW_SELECTION_H

#include "report/window/post.h"
#include "report/window/window.h"

/* An id in the heading that the user did not give has at least so many digits. */
#define SELECTION_ID_DIGITS 9

/* The window as the heading prints it. */
struct window {
	enum window_kind kind;
	struct str from, to; /* ids of the ends */
	/* WINDOW_COMMITS: first and last arrival in it; else the ends in time */
	int64_t since, until;
};

struct selection {
	struct window window;
	bool whole;	    /* has all mails of its window, which is one in time */
	struct post *posts; /* newest first: by position, or by arrival and Message-ID */
	size_t n;
	struct post *replies; /* FOR_SECTIONS: all other mails; unsorted */
	size_t n_replies;
	struct post *notes; /* other mails that say "Supersedes:"; newest first */
	size_t n_notes;
	struct inbox **inboxes; /* as in struct stores; borrowed */
	size_t n_inboxes;
	struct str lists; /* the lists' names, sorted, with a newline between two */
	size_t n_lists;
	struct hashmap *covers;		   /* of thread_kinds; or NULL */
	struct kept_posts **kept;	   /* kept_posts.h; copies share it; or NULL */
	struct str title;		   /* --title, or list_labels_add() */
	const struct mailmap *mailmap;	   /* names of people; borrowed, or NULL */
	const struct employers *employers; /* who works for whom; borrowed, or NULL */
	size_t n_older;		       /* mails whose records were made by older rules */
	const struct robots *robots;   /* who is not one; borrowed, or NULL */
	const struct git_trees *trees; /* which patches they hold; borrowed, or NULL */
	const struct maintainers *maintainers; /* whose files; borrowed, or NULL */
	const struct viewers *viewers;	       /* whose own view; borrowed, or NULL */
	struct arena arena;
};

struct kept_posts;
struct mailmap;
struct employers;
struct robots;
struct git_trees;
struct maintainers;
struct viewers;

enum selection_for {
	FOR_DIGEST,   /* patches, cover letters and pull requests */
	FOR_CLASSIC,  /* mails that the classic style counts */
	FOR_SECTIONS, /* as FOR_DIGEST, and all others as replies */
};

/* A selection without mails. title: as below. The stores must outlive it. To be released.
 */
void selection_init(struct selection *, const struct stores *, const char *title);
/*
 * Reads the mails of a planned window. title: --title or NULL. ST_DAMAGED if some mails
 * could not be read; the selection holds the others. After any other error it holds
 * nothing to print. Stores and plan must outlive the selection.
 */
enum status selection_read(struct selection *, const struct stores *,
			   const struct window_plan *, enum selection_for,
			   const char *title);
void selection_release(struct selection *);
/* inbox_begin_reads() and inbox_end_reads() of all inboxes: around loops that read. */
void selection_begin_reads(const struct selection *);
void selection_end_reads(const struct selection *);
/* Sets the kind of a mail of the stores as it is in its thread (thread_kind.h). */
void selection_set_kind(const struct selection *, struct record *);

/*
 * Reads a mail, in the window or not, with its kind by selection_set_kind(), from the
 * first store that has it, and sets inbox to that store's. If several mails bear the
 * Message-ID, that is the one with the title of named_by, else one by its poster, else
 * the earliest. ST_NOTFOUND; ST_DAMAGED if a store has it but it can't be read.
 */
enum status selection_mail(const struct selection *, struct str message_id,
			   const struct post *named_by, struct mail *,
			   struct inbox **inbox);

#endif
