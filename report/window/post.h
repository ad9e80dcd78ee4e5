/* SPDX-License-Identifier: MIT */
/*
 * A mail of the window, and what it says about itself. The report keeps all of it in
 * memory but its text, which is read again when it is printed.
 */
#ifndef REPORT_WINDOW_POST_H
#define REPORT_WINDOW_POST_H

#include "store/util/arena.h"
#include "store/inbox/inbox.h"

/* Strings live in the selection's arena. */
struct post {
	struct inbox *inbox;	/* of the store that has the mail; borrowed */
	uint32_t seq;		/* its record there */
	uint64_t key;		/* mail_key(); 0: post_key() computes it */
	uint64_t id, answers;	/* as post_id(), post_answers(); 0: not computed */
	uint64_t title_hash;	/* as post_title_hash(); 0: not computed */
	struct archive_pos pos; /* in a commit window; else ARCHIVE_POS_NONE */
	/*
	 * As in struct record. A mail with several patches is a series by itself: it has
	 * neither number nor total, and lacks FACT_NUMBERED and FACT_TOTAL.
	 */
	enum kind kind;
	uint32_t format; /* what the record can say: of format 1 less */
	uint32_t facts;
	uint32_t number, total;
	uint32_t files, insertions, deletions;
	int64_t date, arrival;
	struct str message_id, in_reply_to, refs;
	struct str subject, title, version, prefix;
	struct str author_name, author_addr, from_name, from_addr;
	/* from_name and from_addr, if the record names no poster */
	struct str poster_name, poster_addr;
	struct str trailers, paths, links, patch_id;
	struct str parts;      /* store/inbox/record_parts.h; empty: one patch at most */
	struct str statements; /* of a reply; format 1 has "applied" among the links */
	struct str raw_tag, raw_author, raw_contributor; /* empty but for --classic */
};

/*
 * Returns the record's facts; FACT_BOT as the rules of this program say (rule 13), also
 * for a record that an older program made: a robot's name or address, Auto-Submitted, or
 * a notice's subject.
 */
uint32_t post_facts(const struct record *);
/* Copies a mail's record into the arena; the raw values only if classic is set. */
void post_init(struct post *, struct inbox *, const struct mail *, struct arena *,
	       bool classic);
/* As post_init(), without a copy: the strings are the record's. */
void post_borrow(struct post *, struct inbox *, const struct mail *);
/* Gives a post that borrows its strings its own copies of them, and computes its hashes.
 */
void post_keep(struct post *, struct arena *);
/* Reads the mail with its text; m is reused between calls. ST_NOTFOUND, ST_DAMAGED. */
enum status post_text(const struct post *, struct mail *m);

/* A standalone patch, a cover letter, or the first patch of a series: the default style
 * prints it. */
bool post_is_shown(const struct post *);
/* A patch or cover letter: counts in the tables. */
bool post_is_counted(const struct post *);
/* How many patches the mail carries: 1, or the number of its parts. */
uint32_t post_patches(const struct post *);
/* A cover letter, or a mail with a counter such as 1/3. */
bool post_in_series(const struct post *);
/* Part 0 of a series, also if it has a diff. */
bool post_is_cover(const struct post *);
/*
 * A hash of the subject's flags without RFC, RESEND and the like, in any case and order:
 * which tree the patch is for (the target of patchdigest-rules(7), rule 16). 0 without
 * such a flag.
 */
uint64_t post_targets(const struct post *);
/*
 * As post_targets, without flags that name a branch or a release (net-next, for-6.20):
 * what is left is a kernel series or another repository (5.10, AUTOSEL, kvmtool), and
 * keeps versions apart (rule 16).
 */
uint64_t post_repository(const struct post *);
/* Whether author or sender have the same address, or the same name. */
bool post_same_author(const struct post *, const struct post *);
/*
 * Reads the lines of post.links or post.statements: "supersedes ID", "link ID",
 * "change-id TEXT". Takes lines off links until one begins with that word (which ends
 * with a blank) and has a value. Returns false if no line is left.
 */
bool post_links_next(struct str *links, struct str word, struct str *value);
/*
 * A hash of the Message-ID, the poster and the title, which identify a mail. mail_key:
 * that hash for a record that has not become a post.
 */
uint64_t post_key(const struct post *);
uint64_t mail_key(const struct record *);
/* hash_id() of the Message-ID; of In-Reply-To, or 0 if it answers no mail. */
uint64_t post_id(const struct post *);
uint64_t post_answers(const struct post *);
/* hash_text() of the title. */
uint64_t post_title_hash(const struct post *);
/* Orders by (arrival, Message-ID), then by poster and title, the oldest first. */
int post_cmp_arrival(const struct post *, const struct post *);
/* Orders by (Date, Message-ID), then by poster and title, the oldest first, as mails are
 * put into series. */
int post_cmp_date(const struct post *, const struct post *);

#endif
