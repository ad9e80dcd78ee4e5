/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "report/people/trailer_people.h"
#include "report/series/author_parts.h"
#include "report/series/older_series.h"
#include "report/series/older_versions.h"
#include "report/series/same_title.h"
#include "report/series/version_order.h"
#include "report/window/post.h"

/* Older versions that are listed; a series has seldom thirty. */
#define OLDER_MAX 100
/* Mails of one chain that are read: covers and first patches. */
#define LOOKED_MAX (2 * OLDER_MAX)
/* Older versions of one series whose titles and links are followed. */
#define STEPS_MAX 16

/* Mails that are read upwards from a version in reply, until one is a patch or cover. */
#define ANSWERED_MAX 8

/* Series that are passed for a list: hostile lists have many of one version. */
#define LISTED_MAX 1000

/* Parts of a series whose titles are looked up, and mails of one title that are compared.
 */
#define PARTS_MAX 100
#define COMPARED_MAX 64

/* Other addresses of one author that are looked up for a version. */
#define ADDRESSES_MAX 4

/* In by_mail: the mail is no head of a series. */
#define NO_HEAD (HASHMAP_VALUES - 1)

struct older_finder {
	struct versions *versions;
	const struct selection *sel;
	struct hashmap *by_mail;
	struct arena *arena;
	struct same_title_index titles;
	struct author_parts written;
	struct older_series reader;
	const struct series *newest; /* the series of the window that is looked at */
	struct mail mail;	     /* memory for all reads */
	struct hashmap taken;	     /* chains and their versions, by hash */
	struct hashmap parts;	     /* mails of series that find_parts() read */
	struct hashmap lacking;	     /* heads whose next older version was looked for */
	enum status st;
};

static void note_older(struct older_finder *f, enum status st)
{
	if (st == ST_DAMAGED)
		f->st = st;
}

/* Patch 1/N replies to its cover, or to its pull request. */
static bool is_below_cover(struct older_finder *f, const struct post *p)
{
	const struct record *r = &f->mail.record;
	struct inbox *inbox;
	enum status st;

	if (post_is_cover(p) || !(p->facts & FACT_NUMBERED) || !p->in_reply_to.len)
		return false;
	st = selection_mail(f->sel, p->in_reply_to, p, &f->mail, &inbox);
	note_older(f, st);
	if (st != ST_OK)
		return false;
	return r->kind == KIND_PULL ||
	       ((r->kind == KIND_COVER || ((r->facts & FACT_NUMBERED) && !r->number)) &&
		version_cmp(r->version, p->version) == 0);
}

static struct series *new_series(struct older_finder *f, const struct post *head)
{
	struct series *s = arena_alloc(f->arena, sizeof(*s));
	uint32_t parts = post_in_series(head) ? head->total : post_patches(head);

	*s = (struct series){
		.mails = arena_alloc(f->arena, sizeof(*s->mails)),
		.n_mails = 1,
		.head = head,
		.covered = post_is_cover(head),
		.first_patch = post_is_cover(head) ? NULL : head,
		.version = head->version,
		.arrived = parts, /* whether they came is not looked up */
		.announced = parts,
	};
	s->mails[0] = head;
	return s;
}

/* Adds a series with that head; false if the mail is no head. */
static bool add_head(struct older_finder *f, const struct post *p)
{
	bool head = post_is_shown(p) && !(p->facts & FACT_PULL) && !is_below_cover(f, p);

	versions_put_mail(f->by_mail, p, head ? f->versions->n : NO_HEAD);
	if (head)
		versions_add(f->versions, new_series(f, p));
	return head;
}

static const struct post *keep_post(struct older_finder *f, struct inbox *inbox)
{
	struct post *p = arena_alloc(f->arena, sizeof(*p));

	post_init(p, inbox, &f->mail, f->arena, false);
	return p;
}

/* Adds a mail, unless there was a later one of its version and author. Returns whether it
 * was read. */
static bool take_same(struct older_finder *f, const struct same_title *s, uint64_t key)
{
	uint32_t edition = (s->facts & (FACT_RFC | FACT_RESEND)) | s->cover;
	struct inbox *inbox = f->sel->inboxes[s->store];

	key = hash_mix(hash_mix(key, hash_text(s->version)), edition);
	key = hash_mix(hash_mix(key, s->targets), s->author.by[BY_ADDRESS]);
	if (hashmap_get(&f->taken, key) != HASHMAP_NONE ||
	    hashmap_get(f->by_mail, s->key) != HASHMAP_NONE ||
	    inbox_mail(inbox, s->seq, &f->mail) != ST_OK)
		return false;
	if (add_head(f, keep_post(f, inbox)))
		hashmap_put(&f->taken, key, 0);
	return true;
}

/* Adds the versions in a list, the latest Date first. */
static void take_list(struct older_finder *f, struct same_titles same)
{
	size_t at = same.n, looked = 0;

	note_older(f, same.st);
	if (!same.n || hashmap_get(&f->taken, same.key) != HASHMAP_NONE)
		return;
	hashmap_put(&f->taken, same.key, 0);
	while (at-- > 0 && looked < LOOKED_MAX)
		if (same.list[at].date <= f->newest->head->date)
			looked += take_same(f, &same.list[at], same.chain);
}

static void find_by_address(struct older_finder *f, const struct post *p,
			    struct str address)
{
	if (p->title.len && address.len)
		take_list(f, same_titles_of_address(&f->titles, p, address));
}

/*
 * Records of older rules are found by the author's address alone: other addresses that
 * the mail shows with the author's name are looked up, too.
 */
static void find_other_addresses(struct older_finder *f, const struct post *p)
{
	struct str rest = p->trailers;
	struct trailer t;
	int others = 0;

	if (!p->author_name.len)
		return;
	if (str_ieq(p->from_name, p->author_name) &&
	    !str_ieq(p->from_addr, p->author_addr))
		find_by_address(f, p, p->from_addr);
	while (others < ADDRESSES_MAX && trailer_people_next(&rest, &t)) {
		if (!str_ieq(t.who.name, p->author_name) ||
		    str_ieq(t.who.addr, p->author_addr))
			continue;
		find_by_address(f, p, t.who.addr);
		others++;
	}
}

/* Versions of the title by its author. */
static void find_titled(struct older_finder *f, const struct post *p)
{
	struct same_titles lists[SAME_TITLES_MAX];

	same_titles_find(&f->titles, p, p, lists);
	for (int i = 0; i < SAME_TITLES_MAX; i++)
		take_list(f, lists[i]);
	find_other_addresses(f, p);
}

static void find_changed(struct older_finder *f, const struct post *head)
{
	struct str links = head->links, change;

	if (post_links_next(&links, STR("change-id "), &change))
		take_list(f, same_changes_find(&f->titles, head, change));
}

static bool read_named(struct older_finder *f, const struct post *from, struct str id,
		       struct inbox **inbox)
{
	enum status st;

	if (versions_has_own(f->by_mail, id, from))
		return false;
	st = selection_mail(f->sel, id, from, &f->mail, inbox);
	note_older(f, st);
	return st == ST_OK &&
	       hashmap_get(f->by_mail, mail_key(&f->mail.record)) == HASHMAP_NONE;
}

/* A series from before the window has its head alone until its other mails are read. */
static void read_whole(struct older_finder *f, struct series *s)
{
	const struct post *head = s ? s->head : NULL;
	struct series whole;

	if (!head || s->n || s->n_mails > 1 || !post_in_series(head))
		return;
	older_series_read(&f->reader, head, &whole);
	if (whole.head == head)
		*s = whole;
}

/* Adds the series of a part that some version names, whose cover came before the part. */
static void take_named_part(struct older_finder *f, struct inbox *inbox, uint32_t seq,
			    const struct post *part)
{
	struct series *s = arena_alloc(f->arena, sizeof(*s));
	size_t known;

	if (!older_series_find(&f->reader, inbox, seq, s))
		return;
	known = hashmap_get(f->by_mail, post_key(s->head));
	if (known == HASHMAP_NONE) {
		versions_put_mail(f->by_mail, s->head, f->versions->n);
		versions_add(f->versions, s);
		known = f->versions->n - 1;
	}
	versions_put_mail(f->by_mail, part, known);
	for (size_t i = 0; i < s->n_mails; i++)
		versions_put_mail(f->by_mail, s->mails[i], NO_HEAD);
}

/* Adds the mail that was read, which some version names. Whether it is a version may
 * depend on the titles of its parts. */
static void take_named(struct older_finder *f, struct inbox *inbox)
{
	const struct post *head = f->newest->head, *p = keep_post(f, inbox);
	const uint32_t seq = f->mail.seq;

	if (post_cmp_date(p, head) >= 0 || post_repository(p) != post_repository(head))
		return;
	/* who takes a part of somebody else's series names that part, too */
	if (post_same_poster(p, head) && is_below_cover(f, p))
		take_named_part(f, inbox, seq, p);
	else if (add_head(f, p) && post_is_cover(p))
		read_whole(f, f->versions->list[f->versions->n - 1].series);
}

static void find_named_mail(struct older_finder *f, const struct post *from,
			    struct str id)
{
	struct inbox *inbox;

	if (read_named(f, from, id, &inbox))
		take_named(f, inbox);
}

/* Adds the patch or cover that a version answers, or a review of which it answers. */
static void find_answered(struct older_finder *f, const struct post *from)
{
	struct str id = from->in_reply_to;
	struct inbox *inbox;

	for (int i = 0; i < ANSWERED_MAX && id.len && read_named(f, from, id, &inbox);
	     i++) {
		if (f->mail.record.kind == KIND_PATCH ||
		    f->mail.record.kind == KIND_COVER) {
			take_named(f, inbox);
			return;
		}
		id = arena_str(f->arena, f->mail.record.in_reply_to);
	}
}

static void find_links(struct older_finder *f, const struct post *from, struct str word)
{
	struct str links = from->links, id;

	for (int i = 0; i < VERSION_LINKS_MAX && post_links_next(&links, word, &id); i++)
		find_named_mail(f, from, id);
}

/* Adds the mails of the chains of a version, and the mails that it names. */
static void follow_version(struct older_finder *f, const struct series *s)
{
	const struct post *head = s->head;

	find_titled(f, head);
	if (s->covered && s->first_patch)
		find_titled(f, s->first_patch);
	find_changed(f, head);
	find_links(f, head, STR("supersedes "));
	find_links(f, head, STR("link "));
	if (head->in_reply_to.len)
		find_answered(f, head);
}

/* Whether the window has the part's whole series. */
static bool is_whole_here(const struct older_finder *f, const struct same_title *part)
{
	size_t at = hashmap_get(f->by_mail, part->key);
	const struct series *s =
	    at < f->versions->n ? f->versions->list[at].series : NULL;

	return s && s->n && s->announced && s->arrived >= s->announced;
}

/* Adds the series of an older part, with all its mails. */
static void take_part(struct older_finder *f, const struct same_title *part)
{
	struct series *s;

	if (hashmap_get(&f->parts, part->key) != HASHMAP_NONE || is_whole_here(f, part))
		return;
	s = arena_alloc(f->arena, sizeof(*s));
	if (!older_series_find(&f->reader, f->sel->inboxes[part->store], part->seq, s))
		return;
	for (size_t i = 0; i < s->n_mails; i++)
		hashmap_put(&f->parts, post_key(s->mails[i]), 0);
	if (hashmap_get(f->by_mail, post_key(s->head)) < NO_HEAD)
		return;
	for (size_t i = 0; i < s->n_mails; i++)
		versions_put_mail(f->by_mail, s->mails[i],
				  s->mails[i] == s->head ? f->versions->n : NO_HEAD);
	versions_add(f->versions, s);
}

/* Whether that patch is a part of an older version of the series with this head. */
static bool is_older_part(const struct same_title *p, const struct post *head)
{
	const struct edition a = { p->version, p->facts, false },
			     b = { head->version, head->facts, false };

	return !p->cover && p->date < head->date && !(p->facts & FACT_PULL) &&
	       p->targets == post_targets(head) && edition_cmp(a, b) < 0;
}

static const struct same_title *last_older_part(const struct same_titles *same,
						const struct post *head)
{
	size_t at = same->n;

	for (int i = 0; i < COMPARED_MAX && at-- > 0; i++)
		if (is_older_part(&same->list[at], head))
			return &same->list[at];
	return NULL;
}

/* Adds the last older series that began with a patch of that title. */
static void find_part(struct older_finder *f, const struct post *head,
		      const struct post *part)
{
	const struct same_title *found = NULL;
	struct same_titles lists[SAME_TITLES_MAX];

	same_titles_find(&f->titles, part, head, lists);
	for (int i = 0; i < SAME_TITLES_MAX; i++) {
		const struct same_title *last = last_older_part(&lists[i], head);

		note_older(f, lists[i].st);
		if (last && (!found || last->date > found->date))
			found = last;
	}
	if (found)
		take_part(f, found);
}

/* Adds the last older series that had a patch of that title, among its author's. */
static void find_written(struct older_finder *f, const struct post *head,
			 const struct post *part)
{
	struct same_titles same = author_parts_find(&f->written, part, head);
	const struct same_title *found = last_older_part(&same, head);

	note_older(f, same.st);
	if (found)
		take_part(f, found);
}

/* The number of the next older version; 0: version 1 is the oldest, or the version is no
 * number. */
static uint32_t number_before(const struct series *s)
{
	uint32_t number;

	return str_number(s->version, &number) && number > 1 ? number - 1 : 0;
}

/* Whether the next older version, by the same author, is not among those that were added
 * since there were n. */
static bool lacks_older(const struct older_finder *f, size_t n, const struct series *s)
{
	const uint32_t wanted = number_before(s);
	struct poster_keys author;
	uint32_t number;

	if (!wanted)
		return false;
	author = version_person_keys(mailmap_author(f->versions->mailmap, s->head));
	for (; n < f->versions->n; n++)
		if (str_number(f->versions->list[n].series->version, &number) &&
		    number == wanted &&
		    poster_keys_meet(&author, &f->versions->list[n].author))
			return false;
	return true;
}

/*
 * Adds older series that began with one of these parts, under another title; else those
 * that had one of them. n: as lacks_older().
 */
static void find_parts(struct older_finder *f, size_t n, struct series *s)
{
	read_whole(f, s);
	if (s->n_mails <= s->covered || !post_in_series(s->head))
		return;
	for (size_t i = 0; i < s->n_mails && i < PARTS_MAX; i++)
		if (!post_is_cover(s->mails[i]))
			find_part(f, s->head, s->mails[i]);
	for (size_t i = 0; i < s->n_mails && i < PARTS_MAX && lacks_older(f, n, s); i++)
		if (!post_is_cover(s->mails[i]))
			find_written(f, s->head, s->mails[i]);
}

/* The newest of these versions whose next older one is missing and was not looked for;
 * notes that it was. */
static struct series *next_lacking(struct older_finder *f, size_t n,
				   struct series *newest)
{
	struct series *found = NULL;
	uint64_t key;

	for (size_t i = n; i <= f->versions->n; i++) {
		struct series *s =
		    i < f->versions->n ? f->versions->list[i].series : newest;

		key = hash_mix(post_key(s->head), n);
		if (lacks_older(f, n, s) &&
		    hashmap_get(&f->lacking, key) == HASHMAP_NONE &&
		    (!found || series_cmp(s, found) > 0))
			found = s;
	}
	if (found)
		hashmap_put(&f->lacking, hash_mix(post_key(found->head), n), 0);
	return found;
}

static void read_reposted(struct older_finder *f, size_t n, const struct series *newest)
{
	for (; n < f->versions->n; n++) {
		struct series *s = f->versions->list[n].series;

		if (edition_cmp(series_edition(s), series_edition(newest)) == 0)
			read_whole(f, s);
	}
}

static void find_older(struct older_finder *f, struct series *newest)
{
	size_t first = f->versions->n, next = first;
	struct series *lacking;

	f->newest = newest;
	follow_version(f, newest);
	for (int i = 0; i < STEPS_MAX; i++) {
		if (next < f->versions->n) {
			follow_version(f, f->versions->list[next++].series);
			continue;
		}
		lacking = next_lacking(f, first, newest);
		if (!lacking)
			break;
		find_parts(f, first, lacking);
	}
	read_reposted(f, first, newest);
}

/* Adds the mails that the notes name as superseded by versions of the window. */
static void find_noted(struct older_finder *f, const struct version_notes *notes)
{
	for (size_t i = 0; i < notes->n; i++) {
		const struct post *note = &notes->list[i];
		size_t at = hashmap_get(f->by_mail, post_answers(note));

		if (at >= f->versions->n)
			continue;
		f->newest = f->versions->list[at].series;
		find_links(f, note, STR("supersedes "));
	}
}

/* What arrived from then on is in the window, where other code compares it. */
static int64_t window_start(const struct selection *sel)
{
	return sel->whole ? sel->window.since : INT64_MAX;
}

enum status older_versions_add(struct versions *versions, const struct selection *sel,
			       const struct version_notes *notes, struct hashmap *by_mail,
			       struct arena *arena)
{
	struct older_finder f = {
		.versions = versions,
		.sel = sel,
		.by_mail = by_mail,
		.arena = arena,
		.mail = MAIL_INIT,
		.st = ST_OK,
	};

	same_title_index_init(&f.titles, sel, window_start(sel));
	author_parts_init(&f.written, sel, window_start(sel));
	older_series_init(&f.reader, sel, arena);
	selection_begin_reads(sel);
	/* The newest first: it finds the most versions. */
	for (size_t i = versions->n; i-- > 0;)
		if (series_has_versions(versions->list[i].series))
			find_older(&f, versions->list[i].series);
	find_noted(&f, notes);
	selection_end_reads(sel);
	note_older(&f, f.reader.st);
	older_series_release(&f.reader);
	same_title_index_release(&f.titles);
	author_parts_release(&f.written);
	hashmap_release(&f.taken);
	hashmap_release(&f.parts);
	hashmap_release(&f.lacking);
	mail_release(&f.mail);
	return f.st;
}

/* As edition_cmp, but a RESEND is no new version. */
static int cmp_edition(const struct series *s, const struct older_version *o)
{
	struct edition a = series_edition(s), b = { o->after.len ? o->after : o->version,
						    o->head->facts, o->after.len > 0 };

	a.facts &= FACT_RFC;
	b.facts &= FACT_RFC;
	return edition_cmp(a, b);
}

/* Adds a version once: its cover, else its mail with the latest Date. */
static void list_version(struct older_versions *o, const struct series *s,
			 const char *rule)
{
	struct older_version *last = o->n ? &o->list[o->n - 1] : NULL;
	int d = last ? cmp_edition(s, last) : -1;

	if (d < 0)
		last = &o->list[o->n++];
	else if (d || post_is_cover(last->head) || !s->covered)
		return;
	*last = (struct older_version){ s->head, rule, s->version, s->after };
}

struct older_versions older_versions_of(const struct series *s)
{
	struct older_versions o = { xcalloc(OLDER_MAX, sizeof(*o.list)), 0 };
	const struct series *also = NULL; /* the oldest one that has also_older */

	for (int i = 0; i < LISTED_MAX && o.n < OLDER_MAX; i++) {
		also = s->also_older ? s : also;
		if (s->older) {
			s = s->older;
			list_version(&o, s, s->bound_by);
		} else if (also) {
			s = also->also_older;
			list_version(&o, s, also->also_by);
			also = NULL;
		} else {
			break;
		}
	}
	return o;
}

void older_versions_release(struct older_versions *o)
{
	free(o->list);
	*o = (struct older_versions){ .n = 0 };
}
