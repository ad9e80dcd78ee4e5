/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/changelog.h"
#include "report/history.h"
#include "report/kinship.h"
#include "report/links.h"
#include "report/versions.h"

/* Versions that are looked at; a work has seldom thirty. */
#define ANCESTORS_MAX 100
/* Titles under which they are looked for, and links that are followed. */
#define STEPS_MAX 8

struct finder {
	struct history *found;
	const char *rule; /* by which mails are being collected */
	const struct selection *sel;
	const struct series *of;
	uint64_t targets;
	struct inbox *inbox; /* the one being read */
	enum status st;
};

static void note(struct finder *f, enum status st)
{
	if (st == ST_DAMAGED)
		f->st = st;
}

static void add(struct history *h, const struct post *head, const char *rule)
{
	if (h->n >= ANCESTORS_MAX)
		return;
	if (h->n == h->cap) {
		h->cap = h->cap ? 2 * h->cap : 8;
		h->list = xrealloc(h->list, h->cap * sizeof(*h->list));
	}
	h->list[h->n++] = (struct ancestor){ head, rule };
}

static bool read_mail(struct finder *f, struct str id, struct post *out)
{
	struct mail m = MAIL_INIT;
	struct place place;
	enum status st = ST_NOTFOUND;
	uint32_t seq;

	for (size_t i = 0; i < f->sel->n_inboxes && st != ST_OK; i++) {
		f->inbox = f->sel->inboxes[i];
		st = inbox_lookup(f->inbox, id, &seq, &place);
		if (st == ST_OK)
			st = inbox_mail(f->inbox, seq, &m);
		note(f, st);
	}
	if (st == ST_OK)
		post_init(out, f->inbox, &m, &f->found->arena, false);
	mail_release(&m);
	return st == ST_OK;
}

/* A first patch below its cover is no head: the cover is. */
static bool is_head(struct finder *f, const struct post *p)
{
	struct post parent;

	if (!post_is_shown(p) || (p->facts & FACT_PULL))
		return false;
	if (post_is_cover(p) || !(p->facts & FACT_NUMBERED) || !p->in_reply_to.len)
		return true;
	return !read_mail(f, p->in_reply_to, &parent) || !post_is_cover(&parent) ||
	       version_cmp(parent.version, p->version) != 0;
}

static bool same_shape(const struct post *a, const struct post *b)
{
	return post_is_cover(a) == post_is_cover(b) &&
	       (a->facts & FACT_NUMBERED) == (b->facts & FACT_NUMBERED);
}

static bool is_older(const struct finder *f, const struct post *p)
{
	struct series alone = {
		.head = p,
		.version = p->version,
		.arrived = f->of->arrived, /* so that only the version counts */
	};

	return post_targets(p) == f->targets && series_is_newer(f->of, &alone);
}

static bool take_older(void *arg, struct mail *m)
{
	struct finder *f = arg;
	struct post *p = arena_alloc(&f->found->arena, sizeof(*p));

	post_init(p, f->inbox, m, &f->found->arena, false);
	if (is_older(f, p))
		add(f->found, p, f->rule);
	return f->found->n < ANCESTORS_MAX;
}

/* Out go those from index n on that are no heads: looked up when the inbox is free again. */
static void drop_parts(struct finder *f, size_t n)
{
	struct history *h = f->found;
	size_t kept = n;

	for (size_t i = n; i < h->n; i++)
		if (is_head(f, h->list[i].head))
			h->list[kept++] = h->list[i];
	h->n = kept;
}

static void find_titled(struct finder *f, const struct post *like)
{
	unsigned char hash[ID_HASH];
	size_t n = f->found->n;

	if (!like->title.len || !like->author_addr.len)
		return;
	inbox_title_hash(hash, like->title, like->author_addr);
	f->rule = "title";
	for (size_t i = 0; i < f->sel->n_inboxes; i++) {
		f->inbox = f->sel->inboxes[i];
		note(f, inbox_titled(f->inbox, hash, take_older, f));
	}
	drop_parts(f, n);
}

/* The same change-id, whatever the title. */
static void find_changed(struct finder *f)
{
	struct str links = f->of->head->links, id;
	unsigned char hash[ID_HASH];
	size_t n = f->found->n;

	if (!links_next(&links, STR("change-id "), &id))
		return;
	id_hash(hash, id);
	f->rule = "change-id";
	for (size_t i = 0; i < f->sel->n_inboxes; i++) {
		f->inbox = f->sel->inboxes[i];
		note(f, inbox_changed(f->inbox, hash, take_older, f));
	}
	drop_parts(f, n);
}

/* A mail that the newest version names; says: it is enough that it does, whatever the versions. */
static void find_named(struct finder *f, struct str id, const char *rule, bool says)
{
	struct post *p = arena_alloc(&f->found->arena, sizeof(*p));
	bool fits;

	if (!read_mail(f, id, p) || !post_same_author(p, f->of->head) || !is_head(f, p))
		return;
	fits = says ? post_targets(p) == f->targets
		    : is_older(f, p) && same_shape(p, f->of->head);
	if (fits)
		add(f->found, p, rule);
}

static void find_links(struct finder *f, struct str body)
{
	const struct post *head = f->of->head;
	struct str links = head->links, id;

	for (int i = 0; i < STEPS_MAX && links_next(&links, STR("supersedes "), &id); i++)
		find_named(f, id, "supersedes", true);
	links = head->links;
	for (int i = 0; i < STEPS_MAX && links_next(&links, STR("link "), &id); i++) {
		struct post p;

		if (read_mail(f, id, &p) &&
		    changelog_links(body, id, p.version, p.facts & FACT_RFC))
			find_named(f, id, "link", false);
	}
	if (!f->found->n && head->in_reply_to.len)
		find_named(f, head->in_reply_to, "thread", false);
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
	if (!d)
		d = post_cmp_date(y, x);
	return d ? d : strcmp(((const struct ancestor *)a)->rule, ((const struct ancestor *)b)->rule);
}

static void keep_one_each(struct history *h)
{
	size_t n = 0;

	if (h->n)
		qsort(h->list, h->n, sizeof(*h->list), cmp_ancestor);
	for (size_t i = 0; i < h->n; i++) {
		const struct post *last = n ? h->list[n - 1].head : NULL, *p = h->list[i].head;

		if (last && version_cmp(last->version, p->version) == 0 &&
		    !((last->facts ^ p->facts) & FACT_RFC))
			continue;
		h->list[n++] = h->list[i];
	}
	h->n = n;
}

enum status history_find(struct history *out, const struct selection *sel,
			 const struct series *s, struct str body)
{
	struct finder f = {
		.found = out,
		.sel = sel,
		.of = s,
		.targets = post_targets(s->head),
		.st = ST_OK,
	};
	size_t titled = 0;

	*out = (struct history){ .arena = ARENA_INIT };
	if (!series_has_versions(s))
		return ST_OK;
	for (const struct series *o = s->older; o; o = o->older)
		add(out, o->head, o->bound_by);
	find_titled(&f, s->head);
	find_changed(&f);
	find_links(&f, body);
	/* What has another title may have older versions under that one. */
	for (size_t i = 0; i < out->n && titled < STEPS_MAX; i++)
		if (!str_ieq(out->list[i].head->title, s->head->title)) {
			find_titled(&f, out->list[i].head);
			titled++;
		}
	keep_one_each(out);
	return f.st;
}

void history_release(struct history *h)
{
	free(h->list);
	arena_release(&h->arena);
	*h = (struct history){ .n = 0 };
}
