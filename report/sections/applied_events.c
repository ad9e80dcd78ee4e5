/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/people/mailmap.h"
#include "report/people/people_count.h"
#include "report/people/robots.h"
#include "report/sections/applied_events.h"
#include "report/window/statement.h"
#include "store/util/array.h"

/* No series is taken so often; the oldest are printed. */
#define EVENTS_MAX 8

void applied_events_add(struct applied_events *e, struct applied_event event)
{
	e->list = array_grow(e->list, e->n, &e->cap, sizeof(*e->list));
	e->list[e->n++] = event;
}

void applied_events_release(struct applied_events *e)
{
	free(e->list);
	*e = (struct applied_events){ .n = 0 };
}

/* "Name <address>" */
static struct person parse_person(struct str text)
{
	size_t open = str_rchr(text, '<');
	struct str addr = str_sub(text, open + 1, text.len);

	return (struct person){ str_trim(str_sub(text, 0, open)),
				str_sub(addr, 0, str_chr(addr, '>')) };
}

struct applied_event applied_event_said(const struct section_input *in, size_t mail)
{
	const struct thread_mail *m = &in->threads->mails[mail];
	struct applied_event e = {
		.who = mailmap_author(in->sel->mailmap, m->post),
		.robot = robots_sent(in->sel->robots, m->post),
		.date = m->post->arrival,
		.said = m->post,
		.in_window = m->in_window,
	};
	struct str by = statement_text(m->post->statements, STATEMENT_BY);

	if (e.robot && by.len) {
		e.who = mailmap_person(in->sel->mailmap, parse_person(by));
		e.robot = false;
	}
	return e;
}

static int cmp_event(const void *a, const void *b)
{
	const struct applied_event *x = a, *y = b;
	int d;

	if (x->of != y->of)
		return x->of < y->of ? -1 : 1;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	if (x->dropped != y->dropped)
		return x->dropped - y->dropped;
	d = str_cmp(x->who.addr, y->who.addr);
	/* mails are sorted newest first */
	return d ? d : (x->on < y->on) - (x->on > y->on);
}

void applied_events_sort(struct applied_events *e)
{
	if (e->n)
		qsort(e->list, e->n, sizeof(*e->list), cmp_event);
}

/* What one event of the row has taken so far. */
struct taken {
	uint32_t parts; /* by themselves */
	uint32_t lost;	/* of the whole: dropped by themselves */
	bool whole;
	uint64_t turn; /* how often all of it was dropped */
	struct section_commit **end;
};

struct filler {
	const struct section_input *in;
	struct section_row *row;
	struct taken taken[EVENTS_MAX];
	/* (event, turn, part): 1 taken, 0 dropped; (event, mail): its commits were read
	 */
	struct hashmap parts, read;
};

/* Returns the row's event of the same people or pull request, or row->n_events. */
static size_t find_event(const struct section_row *row, const struct applied_event *e)
{
	size_t i = 0;

	while (i < row->n_events &&
	       (row->events[i].pull != e->pull ||
		(!e->pull && person_key(row->events[i].who) != person_key(e->who))))
		i++;
	return i;
}

static bool is_whole(const struct post *p)
{
	return p->kind == KIND_PULL || post_is_cover(p) || !(p->facts & FACT_NUMBERED);
}

/* As which commits it was applied, each mail's once. */
static void add_commits(struct filler *f, size_t i, const struct applied_event *from)
{
	const struct post *on = f->in->threads->mails[from->on].post;
	struct str rest = from->said->statements;
	uint64_t key = hash_mix(i, post_key(from->said));
	struct statement s;

	if (hashmap_get(&f->read, key) != HASHMAP_NONE)
		return;
	hashmap_put(&f->read, key, 0);
	while (statement_next(&rest, &s)) {
		struct section_commit *c;

		if (s.kind != STATEMENT_COMMIT)
			continue;
		c = arena_alloc(f->in->arena, sizeof(*c));
		*c = (struct section_commit){ .number = s.from ? s.from : on->number,
					      .id = s.text };
		*f->taken[i].end = c;
		f->taken[i].end = &c->next;
	}
}

/* Where it was applied: as the first mail says that tells it. */
static void add_facts(struct filler *f, size_t i, const struct applied_event *from)
{
	struct section_event *e = &f->row->events[i];
	struct str all = from->said->statements;

	if (!e->tree.len && !e->branch.len) {
		e->tree = statement_text(all, STATEMENT_TREE);
		e->branch = statement_text(all, STATEMENT_BRANCH);
	}
	add_commits(f, i, from);
}

static void count_parts(struct filler *f, size_t i)
{
	const struct taken *t = &f->taken[i];
	uint32_t count = f->row->count, all = t->whole ? count - t->lost : t->parts;

	if (all)
		f->row->events[i].parts = all < count ? all : count;
}

static void take(struct filler *f, size_t i, const struct applied_event *from)
{
	struct taken *t = &f->taken[i];
	uint64_t key = hash_mix(hash_mix(i, t->turn), from->on);
	size_t was = hashmap_get(&f->parts, key);

	f->row->events[i].dropped = DATE_NONE;
	if (is_whole(f->in->threads->mails[from->on].post)) {
		t->whole = true;
	} else if (was != 1) {
		hashmap_put(&f->parts, key, 1);
		t->parts++;
		t->lost -= was == 0 && t->lost > 0;
	}
	count_parts(f, i);
	if (from->said)
		add_facts(f, i, from);
}

/* Returns false if they had not taken it. */
static bool drop(struct filler *f, size_t i, const struct applied_event *from)
{
	struct taken *t = &f->taken[i];
	uint64_t key = hash_mix(hash_mix(i, t->turn), from->on);
	size_t was = hashmap_get(&f->parts, key);

	if (is_whole(f->in->threads->mails[from->on].post)) {
		t->whole = false;
		t->parts = t->lost = 0;
		t->turn++;
	} else if (was == 1 || (was != 0 && t->whole)) {
		hashmap_put(&f->parts, key, 0);
		t->parts -= was == 1;
		t->lost += t->whole;
	} else {
		return false;
	}
	if (!t->parts && (!t->whole || t->lost >= f->row->count))
		f->row->events[i].dropped = from->date;
	else
		count_parts(f, i);
	return true;
}

/* Returns false if the row has enough events. */
static bool add_event(struct filler *f, const struct applied_event *from)
{
	struct section_row *row = f->row;

	if (row->n_events == EVENTS_MAX)
		return false;
	row->events[row->n_events] = (struct section_event){
		.who = from->who,
		.robot = from->robot,
		.date = from->date,
		.said = from->said,
		.pull = from->pull,
		.dropped = DATE_NONE,
	};
	f->taken[row->n_events] =
	    (struct taken){ .end = &row->events[row->n_events].commits };
	row->n_events++;
	return true;
}

bool applied_events_fill(struct section_row *row, const struct section_input *in,
			 const struct applied_event *list, size_t n)
{
	struct filler f = { .in = in, .row = row };
	bool in_window = false;

	if (!n)
		return false;
	row->events = arena_alloc(in->arena, EVENTS_MAX * sizeof(*row->events));
	for (size_t k = 0; k < n; k++) {
		size_t i = find_event(row, &list[k]);

		if (list[k].dropped && (i == row->n_events || !drop(&f, i, &list[k])))
			continue; /* they had not taken it */
		in_window = in_window || list[k].in_window;
		if (!list[k].dropped && (i < row->n_events || add_event(&f, &list[k])))
			take(&f, i, &list[k]);
	}
	hashmap_release(&f.parts);
	hashmap_release(&f.read);
	return in_window;
}
