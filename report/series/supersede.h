/* SPDX-License-Identifier: MIT */
/* Which version of a series supersedes which (patchdigest-rules(7), rule 16). */
#ifndef REPORT_SERIES_SUPERSEDE_H
#define REPORT_SERIES_SUPERSEDE_H

#include "report/people/person.h"
#include "report/series/series.h"
#include "report/series/version_order.h"
#include "report/util/hashmap.h"
#include "report/window/poster.h"

struct version {
	struct series *series;
	struct poster_keys author, poster; /* of the head, as mapped */
	uint64_t repository;		   /* post_repository() */
	uint64_t targets;		   /* post_targets() */
	size_t newer;	/* index of the version that supersedes it, or its own */
	bool has_older; /* it supersedes some version */
	int notes;	/* replies that said what it supersedes */
};

/* The series of the window, in the order of the set; then those before the window. */
struct versions {
	struct version *list;
	size_t n, cap;
	const struct mailmap *mailmap; /* borrowed, or NULL */
};

/* Whether a version may be newer, or older, than the others with its key. */
struct version_role {
	uint64_t key; /* of its work, and of who posted it for whom */
	struct version *version;
	bool newer, older;
};

/* All series of the set; borrows them and the map. To be released. */
void versions_init(struct versions *, struct series_set *, const struct mailmap *);
/* Adds a series from before the window; borrows it. */
void versions_add(struct versions *, struct series *);
void versions_release(struct versions *);

/* The head has that fact. */
bool series_has(const struct series *, uint32_t fact);
/* False for later parts without their first one, for a respin and for pulled patches. */
bool series_has_versions(const struct series *);
struct edition series_edition(const struct series *);
/* The older version first; of equal ones the earlier Date. */
int series_cmp(const struct series *, const struct series *);
/*
 * The version number orders versions, not Date. But Date must not contradict if the
 * numbers are equal, if an RFC became a patch and began anew, or if a RESEND has no
 * number.
 */
bool series_is_newer(const struct series *newer, const struct series *older);

/* The keys of a person as a mailmap has them. */
struct poster_keys version_person_keys(struct person);
/* Whether newer's poster posted or wrote older. */
bool version_has_poster_of(const struct version *newer, const struct version *older);
/* Returns the index of the newest version that supersedes version i, or i. */
size_t versions_newest(struct versions *, size_t i);
/*
 * newer supersedes older, unless that supersedes newer. If some version superseded older
 * before, newer shares it. A version from before the window supersedes nothing in the
 * window, and is superseded only if its Date is the earlier one.
 */
void versions_bind(struct versions *, size_t older, size_t newer, const char *rule);
/* newer lists older as one of its versions, but doesn't supersede it. */
void versions_share(struct versions *, size_t older, size_t newer, const char *rule);
/* Keeps the roles whose key others have too, and few others. Returns how many. */
size_t version_roles_keep_shared(struct version_role *, size_t n);
/* Compares two roles for qsort: the key, then the version, the lowest first. */
int version_role_cmp(const void *, const void *);
/*
 * Binds versions of one title, author and target, or of one change-id. Sets series.after.
 */
void supersede_by_title(struct versions *);
/*
 * Binds versions of one title and author between targets (net, net-next), if the newer
 * one has no older version otherwise.
 */
void supersede_across_targets(struct versions *);

/* How many links of one head are followed: bounds what is read. */
#define VERSION_LINKS_MAX 8

/*
 * Notes in by_mail which version a mail belongs to; an index without a version means that
 * it belongs to no version. Keys are post_key(), hash_id() of the Message-ID, and that
 * with the poster, since several mails may bear the Message-ID: the first one keeps it.
 */
void versions_put_mail(struct hashmap *by_mail, const struct post *, size_t index);
/* Returns whether by_mail has a mail with that Message-ID by the poster of that post. */
bool versions_has_own(const struct hashmap *by_mail, struct str message_id,
		      const struct post *);
/*
 * Binds versions that name an older one: by "Supersedes:", by a link, or by replying to
 * it. by_mail: as versions_put_mail() makes it. notes: replies that say Supersedes for
 * the version that they answer, in any order.
 */
void supersede_by_link(struct versions *, const struct hashmap *by_mail,
		       const struct post *notes, size_t n_notes);

/* Binds versions that have at least half of their parts' titles in common. */
void supersede_by_parts(struct versions *);

/* Sets newer, older and replaced_by of each series. */
void versions_apply(struct versions *);

/* The next older version that has a mail in the window, or NULL. */
struct series *series_older_here(const struct series *);
/*
 * The mail of s->replaced_by that replaces p, a shown mail of s, in the digest: the part
 * of this number, else a patch of this title, else the cover. NULL if s has no
 * replaced_by.
 */
const struct post *series_successor(const struct selection *, const struct series *s,
				    const struct post *p);

/* How many steps of bound_to a digest explains. */
#define REASONS_MAX 100

/* The rule in words, as --explain prints it. */
const char *version_rule_text(const char *rule);

#endif
