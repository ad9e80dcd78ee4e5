/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/board/board_scan.h"
#include "report/board/viewers_areas.h"
#include "report/people/mailmap.h"
#include "report/people/robots.h"
#include "report/series/version_order.h"
#include "store/inbox/same_mail.h"
#include "store/util/array.h"

#define NONE SIZE_MAX

/* Links that are followed. */
#define LINKED_MAX 8

/* Entries of a chain that are compared: a hostile list has thousands of one title. */
#define COMPARED_MAX 64
#define PARTS_MAX 1000

/* The newest References of a mail are looked up. */
#define REFS_MAX 64

struct scanned_patch {
	uint64_t key, id,
	    parent;	     /* mail_key(); hash_id() of Message-ID, In-Reply-To or 0 */
	uint64_t title;	     /* title and author's address */
	uint64_t repository; /* post_repository() */
	int64_t date, arrival;
	struct str version;
	uint32_t number, total, facts;
	bool cover, head, robot;
	bool named;		    /* as named_patches.h says */
	bool own;		    /* the viewers wrote or posted it */
	bool to_unknown;	    /* whom it was sent to */
	bool received;		    /* the viewers are in To or Cc */
	struct str paths;	    /* if MAINTAINERS may name the viewers for them */
	struct person author, from; /* as mapped */
	size_t next_title, next_change, next_parent;
	struct inbox *inbox;
	uint32_t seq;
};

struct scanned_reply {
	struct person who; /* as mapped */
	bool own;	   /* it is the viewers' */
	int64_t arrival;
	size_t next; /* to the same mail */
};

struct linked_patch {
	size_t patch, next;
};

struct scan_reader {
	struct board_scan *scan;
	struct inbox *inbox;
};

/* Puts at the front of the chain; returns what was there. */
static size_t chain_put(struct hashmap *chains, uint64_t key, size_t at)
{
	size_t next = hashmap_get(chains, key);

	hashmap_put(chains, key, at);
	return next;
}

static struct person keep_person(struct arena *a, struct person p)
{
	return (struct person){ arena_str(a, p.name), arena_str(a, p.addr) };
}

static void index_links(struct board_scan *s, const struct record *r, size_t at)
{
	static const struct str words[] = { STR("supersedes "), STR("link ") };
	struct str rest, text;

	for (size_t w = 0; w < ARRAY_SIZE(words); w++) {
		rest = r->links;
		for (int i = 0; i < LINKED_MAX && post_links_next(&rest, words[w], &text);
		     i++) {
			s->linked = array_grow(s->linked, s->n_linked, &s->linked_cap,
					       sizeof(*s->linked));
			s->linked[s->n_linked] = (struct linked_patch){
				at, chain_put(&s->by_linked, hash_id(text), s->n_linked)
			};
			s->n_linked++;
		}
	}
	rest = r->links;
	if (post_links_next(&rest, STR("change-id "), &text))
		s->patches[at].next_change =
		    chain_put(&s->by_change, hash_text(text), at);
}

static uint64_t title_key(struct str title, struct str author)
{
	return hash_mix(hash_text(title), hash_nocase(author));
}

static bool is_own(const struct board_scan *s, const struct post *p)
{
	return s->sel->viewers && viewers_sent(s->sel->viewers, s->sel->mailmap, p);
}

/* Notes what tells whether a patch asks the viewers. */
static void note_asked(struct board_scan *s, struct scanned_patch *p,
		       const struct record *r)
{
	const struct viewers *v = s->sel->viewers;

	if (!v || p->own)
		return;
	p->to_unknown = r->format < 2;
	s->recipients_unknown = s->recipients_unknown || p->to_unknown;
	p->received = viewers_received(v, r->recipients);
	if (p->received)
		hashmap_put(&s->received, p->key, 0);
	else if (s->sel->maintainers)
		p->paths = arena_str(&s->arena, r->paths);
}

static struct scanned_patch scanned_of(const struct scan_reader *rd, const struct mail *m,
				       const struct post *p)
{
	const struct record *r = &m->record;

	return (struct scanned_patch){
		.key = mail_key(r),
		.id = hash_id(r->message_id),
		.parent = r->in_reply_to.len ? hash_id(r->in_reply_to) : 0,
		.title = title_key(r->title, r->author_addr),
		.repository = post_repository(p),
		.date = r->date,
		.arrival = r->arrival,
		.number = r->number,
		.total = r->total,
		.facts = p->facts,
		.cover = post_is_cover(p),
		.head = post_is_shown(p) && !(p->facts & FACT_PULL),
		.robot = robots_posted(rd->scan->sel->robots, p),
		.named = named_patches_have(rd->scan->named_patches, r),
		.own = is_own(rd->scan, p),
		.next_change = NONE,
		.next_parent = NONE,
		.inbox = rd->inbox,
		.seq = m->seq,
	};
}

static void add_patch(struct scan_reader *rd, const struct mail *m, const struct post *p)
{
	struct board_scan *s = rd->scan;
	const struct mailmap *map = s->sel->mailmap;
	const struct person from = { p->from_name, p->from_addr };
	size_t at = s->n++;
	struct scanned_patch *e;

	s->patches = array_grow(s->patches, at, &s->cap, sizeof(*s->patches));
	e = &s->patches[at];
	*e = scanned_of(rd, m, p);
	e->version = arena_str(&s->arena, m->record.version);
	e->author = keep_person(&s->arena, mailmap_author(map, p));
	e->from = keep_person(&s->arena, mailmap_person(map, from));
	hashmap_put(&s->by_id, e->id, at);
	e->next_title = chain_put(&s->by_title, e->title, at);
	if (e->parent)
		e->next_parent = chain_put(&s->by_parent, e->parent, at);
	index_links(s, &m->record, at);
	note_asked(s, e, &m->record);
}

static void add_reply(struct board_scan *s, const struct post *p)
{
	if (!p->in_reply_to.len || robots_posted(s->sel->robots, p))
		return;
	s->replies =
	    array_grow(s->replies, s->n_replies, &s->replies_cap, sizeof(*s->replies));
	s->replies[s->n_replies] = (struct scanned_reply){
		keep_person(&s->arena, mailmap_author(s->sel->mailmap, p)), is_own(s, p),
		p->arrival, chain_put(&s->answered, hash_id(p->in_reply_to), s->n_replies)
	};
	s->n_replies++;
}

static bool scan_mail(void *arg, struct mail *m)
{
	struct scan_reader *rd = arg;
	struct post p;

	selection_set_kind(rd->scan->sel, &m->record);
	post_borrow(&p, rd->inbox, m);
	if (post_is_counted(&p))
		add_patch(rd, m, &p);
	else
		add_reply(rd->scan, &p);
	if (m->record.kind == KIND_PULL &&
	    m->record.arrival < rd->scan->sel->window.since)
		board_pulled_add(&rd->scan->pulled, &m->record);
	if (rd->scan->visit)
		rd->scan->visit(rd->scan->visit_arg, rd->inbox, m, &p);
	return true;
}

void board_scan_read(struct board_scan *s, const struct named_patches *named,
		     int64_t since, int64_t until)
{
	const struct selection *sel = named->sel;

	*s = (struct board_scan){ .sel = sel,
				  .named_patches = named,
				  .visit = s->visit,
				  .visit_arg = s->visit_arg,
				  .arena = ARENA_INIT };
	for (size_t i = 0; i < sel->n_inboxes; i++) {
		struct scan_reader rd = { s, sel->inboxes[i] };

		if (inbox_arrived(rd.inbox, since, until, scan_mail, &rd) != ST_OK)
			s->st = ST_DAMAGED;
	}
}

static bool sent(const struct scanned_patch *p, struct person who)
{
	return person_same(who, p->author) || person_same(who, p->from);
}

/* Which answers are looked for. */
struct answers_wanted {
	bool of_viewers; /* else of people who did not send it */
	int64_t since;
};

static const struct answers_wanted of_others = { false, INT64_MIN };
static const struct answers_wanted of_viewers = { true, INT64_MIN };

/* Somebody whose answers are wanted wrote to a mail. */
static bool is_answered(const struct board_scan *s, const struct scanned_patch *head,
			uint64_t id, struct answers_wanted w)
{
	size_t at = hashmap_get(&s->answered, id);

	for (int i = 0; i < COMPARED_MAX && at != NONE; i++) {
		const struct scanned_reply *r = &s->replies[at];

		if (r->arrival >= w.since &&
		    (w.of_viewers ? r->own : !sent(head, r->who)))
			return true;
		at = s->replies[at].next;
	}
	return false;
}

static bool is_part(const struct scanned_patch *p, const struct scanned_patch *head)
{
	return p != head && (p->facts & FACT_NUMBERED) && p->number &&
	       p->total == head->total && version_cmp(p->version, head->version) == 0 &&
	       sent(head, p->from);
}

/* If several mails share a Message-ID, the scan does not know which one is answered. */
static bool has_answer(const struct board_scan *s, const struct scanned_patch *head,
		       struct answers_wanted w)
{
	size_t at = hashmap_get(&s->by_parent, head->id);

	if (is_answered(s, head, head->id, w))
		return true;
	for (int i = 0; i < PARTS_MAX && at != NONE; i++) {
		if (is_part(&s->patches[at], head) &&
		    is_answered(s, head, s->patches[at].id, w))
			return true;
		at = s->patches[at].next_parent;
	}
	return false;
}

/* The fields by which a later version is found. A patch that was read has them, and so
 * does a post. */
struct version_of {
	uint64_t key, id, title, repository;
	int64_t date;
	struct str version;
	struct person author, from;
};

/* Patch 1/N may have the title of its cover, which it answers. */
static bool is_later(const struct scanned_patch *p, const struct version_of *v)
{
	if (p->parent == v->id && (p->facts & FACT_NUMBERED) && p->number)
		return false;
	return p->key != v->key && p->repository == v->repository && p->date > v->date &&
	       version_cmp(p->version, v->version) >= 0;
}

/* By title and author, also a post of the same version. */
static bool has_titled(const struct board_scan *s, const struct version_of *v)
{
	size_t at = hashmap_get(&s->by_title, v->title);

	for (int i = 0; i < COMPARED_MAX && at != NONE; i++) {
		if (s->patches[at].head && is_later(&s->patches[at], v))
			return true;
		at = s->patches[at].next_title;
	}
	return false;
}

/* As a part of a higher version. */
static bool has_titled_part(const struct board_scan *s, const struct version_of *v)
{
	size_t at = hashmap_get(&s->by_title, v->title);

	for (int i = 0; i < COMPARED_MAX && at != NONE; i++) {
		if (is_later(&s->patches[at], v) &&
		    version_cmp(s->patches[at].version, v->version) > 0)
			return true;
		at = s->patches[at].next_title;
	}
	return false;
}

/* A version replaces one that it names or answers, if it has a higher number and the two
 * have a sender in common. */
static bool is_successor(const struct scanned_patch *p, const struct version_of *v)
{
	return p->head && p->key != v->key && p->repository == v->repository &&
	       p->date > v->date && version_cmp(p->version, v->version) > 0 &&
	       (person_same(p->author, v->author) || person_same(p->from, v->from));
}

static bool has_linking(const struct board_scan *s, const struct version_of *v)
{
	size_t at = hashmap_get(&s->by_linked, v->id);

	for (int i = 0; i < COMPARED_MAX && at != NONE; i++) {
		if (is_successor(&s->patches[s->linked[at].patch], v))
			return true;
		at = s->linked[at].next;
	}
	at = hashmap_get(&s->by_parent, v->id);
	for (int i = 0; i < COMPARED_MAX && at != NONE; i++) {
		if (is_successor(&s->patches[at], v))
			return true;
		at = s->patches[at].next_parent;
	}
	return false;
}

static bool has_changed(const struct board_scan *s, const struct version_of *v,
			struct str change)
{
	size_t at = change.len ? hashmap_get(&s->by_change, hash_text(change)) : NONE;

	for (int i = 0; i < COMPARED_MAX && at != NONE; i++) {
		if (is_successor(&s->patches[at], v))
			return true;
		at = s->patches[at].next_change;
	}
	return false;
}

static struct version_of version_of(const struct scanned_patch *p)
{
	return (struct version_of){
		.key = p->key,
		.id = p->id,
		.title = p->title,
		.repository = p->repository,
		.date = p->date,
		.version = p->version,
		.author = p->author,
		.from = p->from,
	};
}

static bool was_posted_again(const struct board_scan *s, const struct scanned_patch *p)
{
	struct version_of v = version_of(p);

	return has_titled_part(s, &v);
}

/* At least half of its parts were posted again. */
static bool has_later_parts(const struct board_scan *s, const struct scanned_patch *head)
{
	size_t at = hashmap_get(&s->by_parent, head->id);
	size_t parts = !head->cover, later = !head->cover && was_posted_again(s, head);

	for (int i = 0; i < PARTS_MAX && at != NONE; i++) {
		const struct scanned_patch *p = &s->patches[at];

		at = p->next_parent;
		if (!is_part(p, head))
			continue;
		parts++;
		later += was_posted_again(s, p);
	}
	return later && 2 * later >= parts;
}

static bool scanned_has_later(const struct board_scan *s, const struct scanned_patch *p)
{
	struct version_of v = version_of(p);

	return has_titled(s, &v) || has_linking(s, &v) || has_later_parts(s, p);
}

bool board_scan_has_later(const struct board_scan *s, const struct post *head)
{
	const struct mailmap *map = s->sel->mailmap;
	struct str links = head->links, change = STR_EMPTY;
	struct version_of v = {
		.key = post_key(head),
		.id = post_id(head),
		.title = title_key(head->title, head->author_addr),
		.repository = post_repository(head),
		.date = head->date,
		.version = head->version,
		.author = mailmap_author(map, head),
		.from = mailmap_person(
		    map, (struct person){ head->from_name, head->from_addr }),
	};
	size_t at = hashmap_get(&s->by_id, v.id);

	(void)post_links_next(&links, STR("change-id "), &change);
	return has_titled(s, &v) || has_linking(s, &v) || has_changed(s, &v, change) ||
	       (at != NONE && s->patches[at].key == v.key &&
		has_later_parts(s, &s->patches[at]));
}

/* Patch 1/N whose cover was read. */
static bool is_below_cover(const struct board_scan *s, const struct scanned_patch *p)
{
	size_t above = p->parent ? hashmap_get(&s->by_id, p->parent) : NONE;

	return above != NONE && !p->cover && s->patches[above].cover &&
	       is_part(p, &s->patches[above]);
}

static bool may_wait(const struct board_scan *s, const struct scanned_patch *p,
		     int64_t quiet)
{
	return p->head && !p->robot && p->arrival <= quiet && !is_below_cover(s, p) &&
	       !has_answer(s, p, of_others) && !scanned_has_later(s, p);
}

/* Earlier posts of a title that are looked at. */
#define EARLIER_MAX 8

/* The viewers answered an earlier post with that title. */
static bool was_answered_before(const struct board_scan *s, const struct scanned_patch *p)
{
	size_t at = hashmap_get(&s->by_title, p->title);

	for (int i = 0; i < EARLIER_MAX && at != NONE; i++) {
		const struct scanned_patch *other = &s->patches[at];

		if (other->date < p->date && has_answer(s, other, of_viewers))
			return true;
		at = other->next_title;
	}
	return false;
}

static bool patch_asks_viewers(const struct board_scan *s, const struct scanned_patch *p)
{
	return !p->own && (p->received || viewers_maintain(s->sel, p->paths));
}

static bool asks_viewers(const struct board_scan *s, const struct scanned_patch *head)
{
	size_t at = hashmap_get(&s->by_parent, head->id);

	if (patch_asks_viewers(s, head) ||
	    (head->to_unknown && was_answered_before(s, head)))
		return true;
	for (int i = 0; i < PARTS_MAX && at != NONE; i++) {
		if (is_part(&s->patches[at], head) &&
		    patch_asks_viewers(s, &s->patches[at]))
			return true;
		at = s->patches[at].next_parent;
	}
	return false;
}

/* It is a series of the viewers, or may ask them. */
static bool is_for_viewers(const struct board_scan *s, const struct scanned_patch *p)
{
	if (!s->sel->viewers)
		return false;
	/* a part that is in no thread: its head is found once it is bound */
	if (!p->head)
		return !p->parent && patch_asks_viewers(s, p);
	return !is_below_cover(s, p) && (p->own || !has_answer(s, p, of_viewers)) &&
	       !scanned_has_later(s, p) && (p->own || asks_viewers(s, p));
}

static bool is_wanted(const struct board_scan *s, const struct scanned_patch *p,
		      int64_t quiet, enum scan_takes takes)
{
	if (is_for_viewers(s, p))
		return true;
	return takes != SCAN_TAKES_VIEWERS &&
	       (p->named || (takes == SCAN_TAKES_ALL_HEADS && p->head) ||
		may_wait(s, p, quiet));
}

void board_scan_take(const struct board_scan *s, struct threads *t, int64_t quiet,
		     enum scan_takes takes)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct scanned_patch *p = &s->patches[i];

		if (is_wanted(s, p, quiet, takes))
			threads_take(t, p->inbox, p->seq);
	}
}

bool board_scan_answered(const struct board_scan *s, const struct post *head,
			 int64_t since)
{
	size_t at = hashmap_get(&s->by_id, post_id(head));

	return at != NONE &&
	       has_answer(s, &s->patches[at], (struct answers_wanted){ true, since });
}

bool board_scan_received(const struct board_scan *s, const struct series *of)
{
	for (size_t i = 0; i < of->n_mails; i++)
		if (hashmap_get(&s->received, post_key(of->mails[i])) != NONE)
			return true;
	return false;
}

/* Returns the nearest patch in the References; NONE if no patch of them was read. */
static size_t nearest_patch(const struct board_scan *s, struct str refs)
{
	size_t n = refs.len / ID_HASH;

	for (int i = 0; i < REFS_MAX && n-- > 0; i++) {
		size_t at = hashmap_get(&s->by_id, hash_bytes(refs.s + n * ID_HASH));

		if (at != NONE)
			return at;
	}
	return NONE;
}

static bool is_older(const struct scanned_patch *o, const struct scanned_patch *p)
{
	int d = version_cmp(o->version, p->version);

	if (o->repository != p->repository || o->date >= p->date)
		return false;
	return d < 0 || (d == 0 && (o->facts & FACT_RFC) && !(p->facts & FACT_RFC));
}

/* The patch of an older version with its title and author that was posted last. */
static size_t older_of(const struct board_scan *s, const struct scanned_patch *p)
{
	size_t at = hashmap_get(&s->by_title, p->title), found = NONE;

	for (int i = 0; i < COMPARED_MAX && at != NONE; i++) {
		const struct scanned_patch *o = &s->patches[at];

		if (is_older(o, p) && (found == NONE || o->date > s->patches[found].date))
			found = at;
		at = o->next_title;
	}
	return found;
}

void board_scan_take_older(const struct board_scan *s, struct threads *t, int64_t since)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct scanned_patch *p = &s->patches[i];
		size_t above = p->parent ? hashmap_get(&s->by_id, p->parent) : NONE, at;

		if (p->arrival < since || p->head || above == NONE ||
		    !is_part(p, &s->patches[above]) ||
		    older_of(s, &s->patches[above]) != NONE)
			continue;
		at = older_of(s, p);
		if (at != NONE)
			threads_take(t, s->patches[at].inbox, s->patches[at].seq);
	}
}

void board_scan_take_referred(const struct board_scan *s, struct threads *t)
{
	const struct selection *sel = s->sel;

	for (size_t i = 0; i < sel->n_replies; i++) {
		size_t at = nearest_patch(s, sel->replies[i].refs);

		if (at != NONE)
			threads_take(t, s->patches[at].inbox, s->patches[at].seq);
	}
}

void board_scan_release(struct board_scan *s)
{
	free(s->patches);
	free(s->replies);
	free(s->linked);
	hashmap_release(&s->by_id);
	hashmap_release(&s->by_title);
	hashmap_release(&s->by_change);
	hashmap_release(&s->by_linked);
	hashmap_release(&s->by_parent);
	hashmap_release(&s->answered);
	board_pulled_release(&s->pulled);
	hashmap_release(&s->received);
	arena_release(&s->arena);
	*s = (struct board_scan){ .n = 0 };
}
