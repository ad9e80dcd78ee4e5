/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/series/link_context.h"
#include "report/series/older_versions.h"
#include "report/util/hashmap.h"
#include "report/series/version_order.h"
#include "report/window/post.h"
#include "report/series/supersede.h"
#include "store/util/array.h"

/* Versions that are looked at; a work has seldom thirty. */
#define ANCESTORS_MAX 100
/* Versions whose own titles and links are followed, and links in each. */
#define STEPS_MAX 16
#define LINKS_MAX 8

struct finder {
	struct history *found;
	const char *rule; /* by which mails are being collected */
	const struct selection *sel;
	const struct series *of;
	uint64_t targets;
	struct edition edition; /* of its version */
	struct hashmap followed;
	enum status st;
};

static void note(struct finder *f, enum status st)
{
	if (st == ST_DAMAGED)
		f->st = st;
}

static bool has(const struct history *h, struct str message_id)
{
	for (size_t i = 0; i < h->n; i++)
		if (str_eq(h->list[i].head->message_id, message_id))
			return true;
	return false;
}

/* What is there already keeps its rule. */
static void add(struct history *h, const struct post *head, const char *rule)
{
	if (h->n >= ANCESTORS_MAX || has(h, head->message_id))
		return;
	h->list = array_grow(h->list, h->n, &h->cap, sizeof(*h->list));
	h->list[h->n++] = (struct ancestor){ head, rule };
}

static bool read_mail(struct finder *f, struct str id, struct post *out)
{
	struct mail m = MAIL_INIT;
	struct inbox *inbox;
	enum status st = selection_mail(f->sel, id, &m, &inbox);

	if (st == ST_OK)
		post_init(out, inbox, &m, &f->found->arena, false);
	note(f, st);
	mail_release(&m);
	return st == ST_OK;
}

/* A first patch below its cover is no head: the cover is. Nor is what a pull request
 * carries. */
static bool is_head(struct finder *f, const struct post *p)
{
	struct post parent;

	if (!post_is_shown(p) || (p->facts & FACT_PULL))
		return false;
	if (post_is_cover(p) || !(p->facts & FACT_NUMBERED) || !p->in_reply_to.len)
		return true;
	if (!read_mail(f, p->in_reply_to, &parent))
		return true;
	return parent.kind != KIND_PULL &&
	       (!post_is_cover(&parent) || version_cmp(parent.version, p->version) != 0);
}

static bool same_shape(const struct post *a, const struct post *b)
{
	return post_is_cover(a) == post_is_cover(b) &&
	       (a->facts & FACT_NUMBERED) == (b->facts & FACT_NUMBERED);
}

static struct edition edition_of(const struct post *p)
{
	return (struct edition){ p->version, p->facts };
}

/* What came later is none of its history, whatever its number. */
static bool is_older(const struct finder *f, const struct post *p)
{
	return post_cmp_date(p, f->of->head) < 0 && post_targets(p) == f->targets &&
	       edition_cmp(edition_of(p), f->edition) < 0;
}

/* Many series have the same namesakes: of each it is found out once. */
static bool is_known_head(struct finder *f, struct namesake *s)
{
	if (s->head == HEAD_UNKNOWN) {
		const struct post *p = namesake_post(&f->found->namesakes, s);

		s->head = p && is_head(f, p) ? HEAD_YES : HEAD_NO;
	}
	return s->head == HEAD_YES;
}

static void take_older(struct finder *f, const struct namesakes *same)
{
	struct older_namesakes older;
	struct namesake *s;

	note(f, same->st);
	older_namesakes_init(&older, same, f->of->head, f->edition);
	while (f->found->n < ANCESTORS_MAX && (s = older_namesakes_next(&older)))
		if (is_known_head(f, s))
			add(f->found, s->post, f->rule);
}

static void find_titled(struct finder *f, const struct post *like)
{
	if (!like->title.len || !like->author_addr.len)
		return;
	f->rule = "title";
	take_older(
	    f, namesakes_titled(&f->found->namesakes, like->title, like->author_addr));
}

/* Versions from before the series had a cover: known by their first patch. */
static void find_coverless(struct finder *f)
{
	const struct series *s = f->of;
	struct history *h = f->found;
	size_t n = h->n, kept = h->n;

	for (size_t i = 0; i < s->n_mails && s->covered && s->arrived >= s->announced;
	     i++)
		if (s->mails[i]->kind == KIND_PATCH && s->mails[i]->number == 1)
			find_titled(f, s->mails[i]);
	for (size_t i = n; i < h->n; i++)
		if (!post_is_cover(h->list[i].head))
			h->list[kept++] = h->list[i];
	h->n = kept;
}

/* The same change-id, whatever the title. */
static void find_changed(struct finder *f)
{
	struct str links = f->of->head->links, id;

	if (!post_links_next(&links, STR("change-id "), &id))
		return;
	f->rule = "change-id";
	take_older(f, namesakes_changed(&f->found->namesakes, id));
}

/* A mail that a version names in this way. */
static void find_named(struct finder *f, const struct post *from, struct str id,
		       const char *rule)
{
	struct post *p;
	bool fits;

	if (has(f->found, id))
		return;
	p = arena_alloc(&f->found->arena, sizeof(*p));
	if (!read_mail(f, id, p) || post_cmp_date(p, f->of->head) >= 0 ||
	    !post_same_author(p, f->of->head) || !is_head(f, p))
		return;
	if (strcmp(rule, "supersedes") ==
	    0) /* it is enough to say so, whatever the versions */
		fits = post_targets(p) == f->targets;
	else
		fits = is_older(f, p) &&
		       (strcmp(rule, "thread") != 0 || same_shape(p, from));
	if (fits)
		add(f->found, p, rule);
}

static void find_links(struct finder *f, const struct post *from, struct str body)
{
	const struct history *h = f->found;
	bool oldest = !h->n || h->list[h->n - 1].head == from;
	struct str links = from->links, id;

	for (int i = 0; i < LINKS_MAX && post_links_next(&links, STR("supersedes "), &id);
	     i++)
		find_named(f, from, id, "supersedes");
	links = from->links;
	for (int i = 0; i < LINKS_MAX && post_links_next(&links, STR("link "), &id);
	     i++) {
		struct post p;

		if (!has(f->found, id) && read_mail(f, id, &p) &&
		    changelog_links(body, id, p.version, p.facts & FACT_RFC))
			find_named(f, from, id, "link");
	}
	if (oldest && from->in_reply_to.len)
		find_named(f, from, from->in_reply_to, "thread");
}

/* Newest first; of one version the cover first, then the mail with the latest Date. */
static int cmp_ancestor(const void *a, const void *b)
{
	const struct post *x = ((const struct ancestor *)a)->head;
	const struct post *y = ((const struct ancestor *)b)->head;
	int d = version_cmp(y->version, x->version);

	if (!d)
		d = (bool)(x->facts & FACT_RFC) - (bool)(y->facts & FACT_RFC);
	if (!d)
		d = post_is_cover(y) - post_is_cover(x);
	return d ? d : post_cmp_date(y, x);
}

static void keep_one_each(struct history *h)
{
	size_t n = 0;

	if (h->n)
		qsort(h->list, h->n, sizeof(*h->list), cmp_ancestor);
	for (size_t i = 0; i < h->n; i++) {
		const struct post *last = n ? h->list[n - 1].head : NULL,
				  *p = h->list[i].head;

		if (last && version_cmp(last->version, p->version) == 0 &&
		    !((last->facts ^ p->facts) & FACT_RFC))
			continue;
		h->list[n++] = h->list[i];
	}
	h->n = n;
}

/* The newest one that was not followed yet; NULL: all were. */
static const struct post *next_to_follow(struct finder *f)
{
	for (size_t i = 0; i < f->found->n; i++) {
		const struct post *p = f->found->list[i].head;
		uint64_t id = hash_id(p->message_id);

		if (hashmap_get(&f->followed, id) != HASHMAP_NONE)
			continue;
		hashmap_put(&f->followed, id, i);
		return p;
	}
	return NULL;
}

/* An older version may have had another title, and names the ones before it. */
static void follow(struct finder *f)
{
	struct mail m = MAIL_INIT;
	const struct post *p;

	keep_one_each(f->found);
	for (int i = 0; i < STEPS_MAX && (p = next_to_follow(f)); i++) {
		enum status st = post_text(p, &m);

		if (!str_ieq(p->title, f->of->head->title))
			find_titled(f, p);
		if (st == ST_OK)
			find_links(f, p, m.record.body);
		note(f, st);
		keep_one_each(f->found);
	}
	mail_release(&m);
}

void history_init(struct history *h, const struct selection *sel)
{
	*h = (struct history){ .arena = ARENA_INIT };
	namesake_index_init(&h->namesakes, sel);
}

enum status history_find(struct history *h, const struct series *s, struct str body)
{
	struct finder f = {
		.found = h,
		.sel = h->namesakes.sel,
		.of = s,
		.targets = post_targets(s->head),
		.edition = { s->version, s->head->facts },
		.followed = HASHMAP_INIT,
		.st = ST_OK,
	};

	h->n = 0;
	arena_release(&h->arena);
	if (!series_has_versions(s))
		return ST_OK;
	for (const struct series *o = s->older; o; o = o->older)
		add(h, o->head, o->bound_by);
	find_titled(&f, s->head);
	find_coverless(&f);
	find_changed(&f);
	find_links(&f, s->head, body);
	follow(&f);
	hashmap_release(&f.followed);
	return f.st;
}

void history_release(struct history *h)
{
	free(h->list);
	namesake_index_release(&h->namesakes);
	arena_release(&h->arena);
	*h = (struct history){ .n = 0 };
}
