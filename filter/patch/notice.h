/* SPDX-License-Identifier: MIT */
/*
 * Notices about patches (patchdigest-rules(7), rule 13). Robots as senders:
 * store/inbox/robot_sender.h.
 */
#ifndef FILTER_PATCH_NOTICE_H
#define FILTER_PATCH_NOTICE_H

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
enum notice notice_of_subject(struct str group, struct str title);
/* Whether a line of text is an order to syzbot: "#syz test: ...". */
bool notice_is_order(struct str text);

#endif
