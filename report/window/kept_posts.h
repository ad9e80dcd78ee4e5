/* SPDX-License-Identifier: MIT */
/*
 * Mails of which several parts of a report make use: the board, the sections and the
 * series below them ask for the same answers. Once a selection keeps posts, each mail is
 * made a post once, and the replies to a mail are read once.
 */
#ifndef REPORT_WINDOW_KEPT_POSTS_H
#define REPORT_WINDOW_KEPT_POSTS_H

#include "report/window/selection.h"

/* Keeps posts from now on, also those of the selection, which must not move any more.
 * They live until selection_release(). */
void kept_posts_begin(const struct selection *);
/* Returns false to stop. The post is valid during the call: see kept_post. */
typedef bool kept_post_fn(void *arg, const struct post *);
/* Visits the post of a mail, which has its kind by selection_set_kind(). Returns what fn
 * returns. */
bool kept_posts_visit(const struct selection *, struct inbox *, const struct mail *,
		      kept_post_fn *fn, void *arg);
/* As inbox_replies(), with the kinds of the mails by selection_set_kind(). */
enum status kept_posts_replies(const struct selection *, struct inbox *, uint64_t parent,
			       int64_t since, kept_post_fn *, void *arg);
/* Returns a visited post that stays: itself, or a copy in the arena. */
const struct post *kept_post(const struct selection *, const struct post *,
			     struct arena *);
/* Releases what selection.kept points to. */
void kept_posts_release(struct selection *);

#endif
