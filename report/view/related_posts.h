/* SPDX-License-Identifier: MIT */
/*
 * Which patches can be of one series or of versions of it: those that have something in
 * common by which patchdigest-rules(7), rules 15 and 16, bind mails, or are bound over
 * others. To bind the patches of a few people anew costs much more than to find these.
 */
#ifndef REPORT_VIEW_RELATED_POSTS_H
#define REPORT_VIEW_RELATED_POSTS_H

#include "report/window/post.h"

/*
 * Marks the posts that are related to posts[of]: they have its title, a change-id, or a
 * Message-ID that one has or names; or they were sent by its sender within a day with as
 * many parts.
 */
void related_posts_find(bool *related, const struct post *posts, size_t n, size_t of);

#endif
