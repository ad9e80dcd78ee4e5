/* SPDX-License-Identifier: MIT */
/* Mails about patches that are none, however much they look it (CLASSIFY.md, rule 13). */
#ifndef FILTER_PATCH_ROBOT_H
#define FILTER_PATCH_ROBOT_H

#include "store/util/str.h"

enum notice {
	NOTICE_NONE,
	NOTICE_PERSON, /* an announcement */
	NOTICE_ROBOT,  /* no person writes such */
};

/*
 * By a subject: group is what stands inside of its first brackets, title what follows all
 * of them.
 */
enum notice robot_notice(struct str group, struct str title);
/* Whether a robot sends from there. */
bool robot_sends(struct str name, struct str addr);

#endif
