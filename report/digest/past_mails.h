/* SPDX-License-Identifier: MIT */
/*
 * The mails of a digest's window and of the windows of its length before it: little of
 * each, for pictures of some months. Their number is limited, so that a page of a busy
 * list is made as quickly as others: the busier the list, the fewer windows.
 */
#ifndef REPORT_DIGEST_PAST_MAILS_H
#define REPORT_DIGEST_PAST_MAILS_H

#include "report/series/series_match.h"
#include "report/util/hashmap.h"

#define PAST_WINDOWS 26
#define PAST_MAILS_MAX 16384
#define PAST_NONE SIZE_MAX

/* Hashes of an address and a name, as mapped; 0: not known. */
struct past_person {
	uint64_t addr, name;
};

struct past_mail {
	uint64_t id, parent; /* siphash() of the Message-IDs; 0: no parent */
	struct past_person author, poster; /* of an answer, or a first version */
	int64_t arrival;
	int64_t applied;  /* of a patch: when a tree got it, or DATE_NONE */
	size_t head;	  /* the cover or lone patch above it, or itself; or PAST_NONE */
	size_t part;	  /* of a head: its first part; of a part: the next one */
	uint32_t number;  /* of a part; 0: a cover or a lone patch */
	uint32_t patches; /* that the mail carries */
	uint32_t applied_mails; /* about a head: for patch_windows.h */
	bool posting;		/* it is a patch or a cover */
	bool first;		/* it may begin a first version, by a person */
	bool robot;		/* a robot posted it */
	bool says_applied;	/* a reply, or a notice, that a patch was applied */
	bool committed;		/* a tree of --tree has it: applied is of one version */
	bool seen;		/* head is known */
	struct str statements;	/* of a mail that says applied */
};

struct past_mails {
	const struct selection *sel; /* borrowed */
	struct past_mail *list;	     /* in no order */
	size_t n, cap;
	struct hashmap by_id;
	struct hashmap commits; /* of trees, that some patch became */
	size_t windows;		/* the last one is the digest's; 0: nothing was read */
	int64_t since;		/* of the first of them */
	int64_t length;		/* of each, in seconds */
	struct arena arena;
};

/*
 * Plans which windows are looked at: those that the stores know whole, at most
 * PAST_WINDOWS and PAST_MAILS_MAX mails. Plans no window if the selection's window is one
 * of commits or has no beginning, if match selects series, or if no window before it is
 * known. until: the window's end, or now if the window has no end. The selection must
 * outlive the mails. To be released.
 */
void past_mails_plan(struct past_mails *, const struct selection *, int64_t until,
		     const struct series_match *match);
/* Takes a mail that is read for something else too. */
void past_mails_take(struct past_mails *, const struct post *);
/* Reads the mails of the windows that arrived before that time; those since then were
 * taken. Then binds all. ST_DAMAGED: some mail could not be read. */
enum status past_mails_finish(struct past_mails *, int64_t before);
void past_mails_release(struct past_mails *);
/* When a window begins. */
int64_t past_mails_window(const struct past_mails *, size_t window);
/* The window in which a time is: the last one if it is later than all. */
size_t past_mails_window_of(const struct past_mails *, int64_t time);
/* The patch or cover that a mail answers, at a depth of some mails; or PAST_NONE. */
size_t past_mails_about(const struct past_mails *, size_t mail);
/* Whether two people have the same address, or the same name. */
bool past_person_same(struct past_person, struct past_person);

#endif
