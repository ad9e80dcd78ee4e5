/* SPDX-License-Identifier: MIT */
/* The mails of one list in one window, from one or several stores, each once. */
#ifndef REPORT_SELECTION_H
#define REPORT_SELECTION_H

#include "report/post.h"

enum window_kind { WINDOW_COMMITS, WINDOW_TIME, WINDOW_BOOKMARK };

struct window {
	enum window_kind kind;
	struct str from, to;	/* A and B as the head prints them */
	int64_t since, until;	/* time: as asked; else of the first and last arrival in it */
};

struct selection {
	struct window window;
	struct post *posts;	/* newest first: by place, or by arrival and Message-ID */
	size_t n;
	struct inbox **inboxes; /* of the stores, in the order given; borrowed */
	size_t n_inboxes;
	struct str list;	/* the list's name */
	struct str title;	/* --title, or the list's first label */
	struct arena arena;
};

#endif
