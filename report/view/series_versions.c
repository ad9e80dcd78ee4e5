/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "report/util/hashmap.h"
#include "report/view/related_posts.h"
#include "report/view/series_versions.h"
#include "store/inbox/applied_subject.h"
#include "store/util/array.h"
#include "store/util/utc.h"

/* How long before and after the mail its people's patches are looked for. */
#define AUTHOR_SECONDS (2 * 365 * DAY_SECONDS)
/* How long around the versions all mails are read. */
#define NEAR_SECONDS (180 * DAY_SECONDS)
/* Replaces NEAR_SECONDS if a store does not list the patches of a person. */
#define UNLISTED_SECONDS (365 * DAY_SECONDS)

/* Each round may find people, and versions, that lead to others. */
#define ROUNDS_MAX 8
#define PEOPLE_MAX 16
/* The newest References of a mail are looked up. */
#define REFS_MAX 64

struct version_reader {
	struct selection *sel;
	size_t cap, replies_cap, notes_cap;
	struct inbox *inbox;	/* being read */
	uint64_t of;		/* post_key() of the mail that was asked for */
	int64_t arrival;	/* of it */
	int64_t oldest, newest; /* arrivals of the versions that are known */
	int64_t since, until;	/* all mails of this time were read */
	struct hashmap
	    known; /* posts, replies and notes of the selection by post_key() */
	struct hashmap people;		  /* by address and by name */
	struct str addresses[PEOPLE_MAX]; /* of these people; in the selection's arena */
	size_t n_addresses, n_read;
	bool more; /* something was found that may lead to other versions */
	enum status st;
};

static void note_read(struct version_reader *v, enum status st)
{
	if (st == ST_DAMAGED)
		v->st = st;
}

static struct post *append_post(struct post **list, size_t *n, size_t *cap)
{
	*list = array_grow(*list, *n, cap, sizeof(**list));
	return &(*list)[(*n)++];
}

/* Returns whether the person was not known. */
static bool add_known_by(struct version_reader *v, uint64_t key)
{
	if (hashmap_get(&v->people, key) != HASHMAP_NONE)
		return false;
	hashmap_put(&v->people, key, 0);
	return true;
}

static void add_person(struct version_reader *v, struct person p)
{
	bool fresh = p.name.len && add_known_by(v, hash_nocase(p.name));

	if (p.addr.len && add_known_by(v, hash_nocase(p.addr))) {
		fresh = true;
		if (v->n_addresses < PEOPLE_MAX)
			v->addresses[v->n_addresses++] =
			    arena_str(&v->sel->arena, p.addr);
	}
	v->more = v->more || fresh;
	if (fresh)
		v->since = v->until = 0; /* what was passed over may be theirs */
}

static bool is_known(const struct version_reader *v, struct person p)
{
	return (p.addr.len &&
		hashmap_get(&v->people, hash_nocase(p.addr)) != HASHMAP_NONE) ||
	       (p.name.len &&
		hashmap_get(&v->people, hash_nocase(p.name)) != HASHMAP_NONE);
}

/* Whether it is a person of the series, also as mapped. */
static bool is_theirs(const struct version_reader *v, struct person p)
{
	struct person mapped = mailmap_person(v->sel->mailmap, p);

	return is_known(v, p) ||
	       ((mapped.addr.s != p.addr.s || mapped.name.s != p.name.s) &&
		is_known(v, mapped));
}

/* Whether a person of the series wrote or sent the mail. */
static bool is_by_them(const struct version_reader *v, const struct record *r)
{
	struct person author = { r->author_name, r->author_addr };
	struct person from = { r->from_name, r->from_addr };

	return is_theirs(v, author) ||
	       (!str_eq(author.addr, from.addr) && is_theirs(v, from));
}

/* Another person's version names the one that it supersedes. */
static bool links_versions(const struct record *r)
{
	static const struct str words[] = { STR("supersedes "), STR("change-id "),
					    STR("link ") };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		struct str links = r->links, text;

		if (post_links_next(&links, words[i], &text))
			return true;
	}
	return false;
}

static bool is_patch(const struct record *r)
{
	return r->kind == KIND_PATCH || r->kind == KIND_COVER;
}

static bool is_lone_notice(const struct record *r)
{
	struct applied_subject notice;

	return r->kind == KIND_OTHER && !r->in_reply_to.len &&
	       applied_subject_read(&notice, r->subject);
}

/* Whether the selection may keep a mail that came near the versions. */
static bool is_wanted(const struct version_reader *v, const struct record *r)
{
	return r->kind == KIND_PULL || links_versions(r) ||
	       (is_patch(r) && is_by_them(v, r)) || is_lone_notice(r);
}

/* Where the selection keeps such a mail; NULL: it is not kept. */
static struct post *place_for(struct version_reader *v, const struct record *r)
{
	struct selection *s = v->sel;
	struct str links = r->links, id;

	if (is_patch(r))
		return append_post(&s->posts, &s->n, &v->cap);
	if (r->kind == KIND_PULL)
		return append_post(&s->posts, &s->n, &v->cap);
	if (is_lone_notice(r))
		return append_post(&s->replies, &s->n_replies, &v->replies_cap);
	if (post_links_next(&links, STR("supersedes "), &id))
		return append_post(&s->notes, &s->n_notes, &v->notes_cap);
	return NULL;
}

static void take_mail(struct version_reader *v, struct mail *m)
{
	uint64_t key = mail_key(&m->record);
	struct post *p;

	if (hashmap_get(&v->known, key) != HASHMAP_NONE)
		return;
	selection_set_kind(v->sel, &m->record);
	p = place_for(v, &m->record);
	if (!p)
		return;
	hashmap_put(&v->known, key, 0);
	post_init(p, v->inbox, m, &v->sel->arena, false);
}

static bool take_near(void *arg, struct mail *m)
{
	if (is_wanted(arg, &m->record))
		take_mail(arg, m);
	return true;
}

static bool take_written(void *arg, struct mail *m)
{
	take_mail(arg, m);
	return true;
}

static void read_people(struct version_reader *v)
{
	unsigned char hash[ID_HASH];

	for (; v->n_read < v->n_addresses; v->n_read++) {
		id_hash_address(hash, v->addresses[v->n_read]);
		for (size_t i = 0; i < v->sel->n_inboxes; i++) {
			v->inbox = v->sel->inboxes[i];
			note_read(v, inbox_by_author(v->inbox, hash,
						     v->arrival - AUTHOR_SECONDS,
						     v->arrival + AUTHOR_SECONDS + 1,
						     take_written, v));
		}
	}
}

static void read_time(struct version_reader *v, int64_t since, int64_t until)
{
	for (size_t i = 0; i < v->sel->n_inboxes && since < until; i++) {
		v->inbox = v->sel->inboxes[i];
		note_read(v, inbox_arrived(v->inbox, since, until, take_near, v));
	}
}

static int64_t near_seconds(const struct selection *s)
{
	for (size_t i = 0; i < s->n_inboxes; i++)
		if (!inbox_lists_authors(s->inboxes[i]))
			return UNLISTED_SECONDS;
	return NEAR_SECONDS;
}

/* Reads what was not read yet of the time around the versions. */
static void read_near(struct version_reader *v)
{
	int64_t near = near_seconds(v->sel);
	int64_t since = v->oldest - near, until = v->newest + near;

	if (v->since == v->until)
		v->since = v->until = since;
	read_time(v, since, v->since);
	read_time(v, v->until, until);
	v->since = since < v->since ? since : v->since;
	v->until = until > v->until ? until : v->until;
}

static int cmp_post_newest(const void *a, const void *b)
{
	return post_cmp_arrival(b, a);
}

/* Sorts the posts, and makes the window that holds them. */
static void set_window(struct selection *s)
{
	if (s->n_notes)
		qsort(s->notes, s->n_notes, sizeof(*s->notes), cmp_post_newest);
	if (!s->n)
		return;
	qsort(s->posts, s->n, sizeof(*s->posts), cmp_post_newest);
	s->window.since = s->posts[s->n - 1].arrival;
	s->window.until = s->posts[0].arrival + 1;
}

static const struct series *series_with(const struct series_set *set, uint64_t key)
{
	for (size_t i = 0; i < set->n; i++)
		for (size_t k = 0; k < set->series[i].n_mails; k++)
			if (post_key(set->series[i].mails[k]) == key)
				return &set->series[i];
	return NULL;
}

struct version_list {
	const struct series_set *set;
	const struct series **list;
	size_t n, max;
};

static bool is_listed(const struct version_list *v, const struct series *s)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->list[i] == s)
			return true;
	return false;
}

/* Adds a version, and before it the parts of it that came again alone. */
static void list_version(struct version_list *v, const struct series *s)
{
	for (size_t i = 0; i < v->set->n && v->n < v->max; i++) {
		const struct series *part = &v->set->series[i];

		if (part->respin && part->replaces_in == s->head)
			v->list[v->n++] = part;
	}
	if (v->n < v->max)
		v->list[v->n++] = s;
}

/* The next older version that is not listed yet, or NULL. also: the last one on the way
 * that shares an older version. */
static const struct series *next_version(const struct version_list *v,
					 const struct series *s,
					 const struct series **also)
{
	const struct series *next = s->older;

	*also = s->also_older ? s : *also;
	if ((!next || is_listed(v, next)) && *also) {
		next = (*also)->also_older;
		*also = NULL;
	}
	return next && !is_listed(v, next) ? next : NULL;
}

size_t series_versions_list(const struct series_set *set, const struct post *of,
			    const struct series **list, size_t max)
{
	struct version_list v = { set, list, 0, max };
	const struct series *s = series_with(set, post_key(of)), *also = NULL;

	if (s && s->respin && s->replaces_in)
		s = series_with(set, post_key(s->replaces_in));
	if (s && s->newer)
		s = s->newer;
	while (s && v.n < max) {
		list_version(&v, s);
		s = next_version(&v, s, &also);
	}
	return v.n;
}

/* Takes a mail of a version that the selection lacks. */
static void take_part(struct version_reader *v, const struct post *p)
{
	struct mail m = MAIL_INIT;
	enum status st;

	if (hashmap_get(&v->known, post_key(p)) != HASHMAP_NONE)
		return;
	st = inbox_mail(p->inbox, p->seq, &m);
	note_read(v, st);
	v->inbox = p->inbox;
	if (st == ST_OK)
		take_mail(v, &m);
	v->more = v->more || st == ST_OK;
	mail_release(&m);
}

static void add_people(struct version_reader *v, const struct post *p)
{
	add_person(v, (struct person){ p->author_name, p->author_addr });
	add_person(v, (struct person){ p->from_name, p->from_addr });
}

/* Follows a version's parts and people to other versions: another person may have
 * continued the series. */
static void follow_version(struct version_reader *v, const struct series *s)
{
	const struct post *head = s->head;

	add_people(v, head);
	for (size_t i = 0; i < s->n_mails; i++) {
		take_part(v, s->mails[i]);
		add_people(v, s->mails[i]);
	}
	if (head->arrival >= v->oldest && head->arrival <= v->newest)
		return;
	v->more = true;
	v->oldest = head->arrival < v->oldest ? head->arrival : v->oldest;
	v->newest = head->arrival > v->newest ? head->arrival : v->newest;
}

/* Selects the posts that may be of the series. Returns the index of the one that was
 * asked for. */
static size_t select_related(struct selection *some, const struct version_reader *v)
{
	const struct selection *s = v->sel;
	bool *related = xcalloc(s->n + 1, sizeof(*related));
	size_t of = 0, at = 0;

	while (of < s->n && post_key(&s->posts[of]) != v->of)
		of++;
	related_posts_find(related, s->posts, s->n, of);
	*some = *s;
	some->posts = xcalloc(s->n + 1, sizeof(*some->posts));
	some->n = 0;
	for (size_t i = 0; i < s->n; i++) {
		at = i == of ? some->n : at;
		if (related[i])
			some->posts[some->n++] = s->posts[i];
	}
	free(related);
	return at;
}

/* Binds what was read, and follows the versions. found gets the keys of their mails. */
static void follow_versions(struct version_reader *v, struct hashmap *found)
{
	const struct series **list = xcalloc(SERIES_VERSIONS_MAX, sizeof(*list));
	struct selection some;
	struct series_set set;
	size_t of = select_related(&some, v), n;

	note_read(v, series_build_versions(&set, &some));
	n = series_versions_list(&set, &some.posts[of], list, SERIES_VERSIONS_MAX);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < list[i]->n_mails; k++)
			hashmap_put(found, post_key(list[i]->mails[k]), 0);
		follow_version(v, list[i]);
	}
	series_release(&set);
	free(some.posts);
	free(list);
}

struct answer_reader {
	struct version_reader *versions;
	const struct hashmap *found; /* hash_id() of the versions' Message-IDs */
};

static bool refers_to(const struct hashmap *ids, struct str refs)
{
	size_t n = refs.len / ID_HASH, least = n > REFS_MAX ? n - REFS_MAX : 0;

	while (n-- > least)
		if (hashmap_get(ids, hash_bytes(refs.s + n * ID_HASH)) != HASHMAP_NONE)
			return true;
	return false;
}

static bool take_answer(void *arg, struct mail *m)
{
	struct answer_reader *rd = arg;
	struct version_reader *v = rd->versions;
	struct selection *s = v->sel;
	uint64_t key;

	if (is_patch(&m->record) || m->record.kind == KIND_PULL ||
	    !refers_to(rd->found, m->record.refs))
		return true;
	key = mail_key(&m->record);
	if (hashmap_get(&v->known, key) != HASHMAP_NONE)
		return true;
	hashmap_put(&v->known, key, 0);
	selection_set_kind(s, &m->record);
	if (!is_patch(&m->record))
		post_init(append_post(&s->replies, &s->n_replies, &v->replies_cap),
			  v->inbox, m, &s->arena, false);
	return true;
}

/*
 * Reads the answers that name a mail of the versions in their References: the mail that
 * they answer may not have come. All others are found by it.
 */
static void read_answers(struct version_reader *v)
{
	struct hashmap ids = HASHMAP_INIT;
	struct answer_reader rd = { v, &ids };

	for (size_t i = 0; i < v->sel->n; i++)
		if (v->sel->posts[i].kind != KIND_PULL)
			hashmap_put(&ids, hash_id(v->sel->posts[i].message_id), 0);
	for (size_t i = 0; i < v->sel->n_inboxes; i++) {
		v->inbox = v->sel->inboxes[i];
		note_read(v, inbox_arrived(v->inbox, v->oldest, v->newest + NEAR_SECONDS,
					   take_answer, &rd));
	}
	hashmap_release(&ids);
}

/* Leaves the mails of the versions, and the pull requests that may name them. */
static void leave_versions(struct version_reader *v, const struct hashmap *found)
{
	struct selection *s = v->sel;
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct post *p = &s->posts[i];

		if (hashmap_get(found, post_key(p)) != HASHMAP_NONE ||
		    (p->kind == KIND_PULL && p->arrival >= v->oldest))
			s->posts[n++] = *p;
	}
	s->n = n;
	set_window(s);
}

enum status series_versions_read(struct selection *s, struct inbox *inbox,
				 const struct mail *m)
{
	const struct record *r = &m->record;
	struct version_reader v = {
		.sel = s,
		.of = mail_key(r),
		.arrival = r->arrival,
		.oldest = r->arrival,
		.newest = r->arrival,
		.more = true,
	};
	struct hashmap found = HASHMAP_INIT;

	add_person(&v, (struct person){ r->author_name, r->author_addr });
	add_person(&v, (struct person){ r->from_name, r->from_addr });
	hashmap_put(&v.known, v.of, 0);
	post_init(append_post(&s->posts, &s->n, &v.cap), inbox, m, &s->arena, false);
	for (int i = 0; i < ROUNDS_MAX && v.more; i++) {
		v.more = false;
		read_people(&v);
		read_near(&v);
		set_window(s);
		follow_versions(&v, &found);
	}
	leave_versions(&v, &found);
	read_answers(&v);
	hashmap_release(&found);
	hashmap_release(&v.known);
	hashmap_release(&v.people);
	return v.st;
}
