/* SPDX-License-Identifier: MIT */
/* Notices about patches, and robots as senders (patchdigest-rules(7), rule 13). */
#ifndef FILTER_PATCH_ROBOT_H
#define FILTER_PATCH_ROBOT_H

#include "store/util/str.h"

enum notice {
	NOTICE_NONE,
	NOTICE_PERSON, /* a person's announcement */
	NOTICE_ROBOT,  /* a robot's notice */
};

/*
 * Decides by a subject: group is the text inside its first brackets, title the text
 * after all brackets.
 */
enum notice robot_notice(struct str group, struct str title);
/* Whether a line of text is an order to syzbot: "#syz test: ...". */
bool robot_is_ordered(struct str text);
/* Whether a sender with this name and address is a robot. */
bool robot_sends(struct str name, struct str addr);

#endif
