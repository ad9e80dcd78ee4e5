/* SPDX-License-Identifier: MIT */
/* The mails of one list in one window, from one or several stores, each once. */
#ifndef REPORT_WINDOW_SELECTION_H
#define REPORT_WINDOW_SELECTION_H

#include "report/window/post.h"

enum window_kind { WINDOW_COMMITS, WINDOW_TIME, WINDOW_BOOKMARK };

struct window {
	enum window_kind kind;
	struct str from, to; /* A and B as the head prints them */
	int64_t since,
	    until; /* time: as asked; else of the first and last arrival in it */
};

struct selection {
	struct window window;
	struct post *posts; /* newest first: by place, or by arrival and Message-ID */
	size_t n;
	struct post *replies; /* all other mails, if asked for; in no order */
	size_t n_replies;
	struct inbox **inboxes; /* of the stores, in the order given; borrowed */
	size_t n_inboxes;
	struct str list;		   /* the list's name */
	struct str title;		   /* --title, or the list's first label */
	const struct mailmap *mailmap;	   /* how people are called; borrowed, or NULL */
	const struct employers *employers; /* who works for whom; borrowed, or NULL */
	struct arena arena;
};

struct window_plan;
struct stores;
struct mailmap;
struct employers;

enum selection_for {
	FOR_DIGEST,   /* patches, covers and pull requests */
	FOR_CLASSIC,  /* what counts there */
	FOR_SECTIONS, /* as for a digest, and replies */
};

/*
 * Reads what was planned. title: --title or NULL. ST_DAMAGED: some mail could not be
 * read; the selection is valid all the same. Anything else that is no success
 * leaves nothing to print. Both must outlive the selection.
 */
enum status selection_read(struct selection *, const struct stores *,
			   const struct window_plan *, enum selection_for,
			   const char *title);
void selection_release(struct selection *);

/* Reads a mail from the first store that has it, in the window or not; inbox: that
 * store's. */
enum status selection_mail(const struct selection *, struct str message_id, struct mail *,
			   struct inbox **inbox);

#endif
