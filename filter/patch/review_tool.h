/* SPDX-License-Identifier: MIT */
/*
 * Recognizes comments that a review tool sends to a list: Phabricator's and Gerrit's
 * mails all bear the subject of the patch (patchdigest-rules(7), rule 13).
 */
#ifndef FILTER_PATCH_REVIEW_TOOL_H
#define FILTER_PATCH_REVIEW_TOOL_H

#include "store/util/str.h"

/*
 * Whether the mail is a comment, a vote or a change of state, not a patch that the
 * tool posts. name, addr: the sender's; text: the decoded text.
 */
bool review_tool_comments(struct str name, struct str addr, struct str text);

#endif
