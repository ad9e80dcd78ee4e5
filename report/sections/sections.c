/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/sections/named_patches.h"
#include "report/sections/section_rows.h"
#include "store/util/utc.h"

/* threads: the section needs the window's replies. */
static const struct {
	const char *name;
	section_fn *build;
	bool threads;
} table[SECTION_COUNT] = {
	[SECTION_STANDARD] = { "standard", NULL, false },
	[SECTION_BOARD] = { "board", NULL, true },
	[SECTION_MINE] = { "mine", NULL, true },
	[SECTION_INCOMPLETE] = { "incomplete", section_incomplete, false },
	[SECTION_PULLS] = { "pulls", section_pulls, true },
	[SECTION_REVIEWED] = { "reviewed", section_reviewed, true },
	[SECTION_UNANSWERED] = { "unanswered", section_unanswered, true },
	[SECTION_APPLIED] = { "applied", section_applied, true },
	[SECTION_REVIEWERS] = { "reviewers", section_reviewers, true },
	[SECTION_DISCUSSIONS] = { "discussions", section_discussions, true },
};

const char *section_name(enum section_id id)
{
	return table[id].name;
}

bool section_list_has(const struct section_list *list, enum section_id id)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->ids[i] == id)
			return true;
	return false;
}

static void add_section(struct section_list *list, enum section_id id)
{
	if (!section_list_has(list, id))
		list->ids[list->n++] = id;
}

void section_list_begin(struct section_list *list, enum section_id id)
{
	if (section_list_has(list, id))
		return;
	memmove(list->ids + 1, list->ids, list->n * sizeof(list->ids[0]));
	list->ids[0] = id;
	list->n++;
}

/* Sections that "all" leaves out. */
static bool is_apart(int id)
{
	return id == SECTION_BOARD || id == SECTION_MINE;
}

static bool add_named_section(struct section_list *list, struct str name)
{
	bool all = str_eq(name, STR("all")), found = all;

	for (int id = 0; id < SECTION_COUNT; id++) {
		if (all ? is_apart(id) : !str_eq(name, str_from(table[id].name)))
			continue;
		add_section(list, (enum section_id)id);
		found = true;
	}
	return found;
}

enum status section_list_parse(struct section_list *list, const char *text,
			       struct buf *why)
{
	struct str rest = str_from(text), name;

	*list = (struct section_list){ .n = 0 };
	while (str_token(&rest, ',', &name)) {
		if (add_named_section(list, str_trim(name)))
			continue;
		list->n = 0;
		break;
	}
	if (list->n)
		return ST_OK;
	buf_addf(why, "--sections=%s: expected names with commas between them, out of ",
		 text);
	for (int id = 0; id < SECTION_COUNT; id++)
		buf_addf(why, "%s, ", table[id].name);
	buf_addstr(why, "all");
	return ST_USAGE;
}

bool section_list_needs_replies(const struct section_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (table[list->ids[i]].threads)
			return true;
	return false;
}

/* Some section has rows that are made of threads. */
static bool needs_threads(const struct section_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (table[list->ids[i]].threads && table[list->ids[i]].build)
			return true;
	return false;
}

/* What sections need of the mails before the window. */
struct mails_before {
	int64_t since;	     /* all mails from then on */
	int64_t named_since; /* from then on the patches that are named */
	struct named_patches named;
};

static bool is_needed_before(void *arg, const struct record *r)
{
	const struct mails_before *b = arg;

	return r->arrival >= b->since ||
	       (r->arrival >= b->named_since && named_patches_have(&b->named, r));
}

/* Up to when mails are read: those of the window are in the threads, unless some were
 * left out. */
static int64_t read_until(const struct selection *sel, const struct section_options *o)
{
	const struct window *w = &sel->window;

	return w->kind == WINDOW_TIME && sel->n_inboxes == 1 && !o->match ? w->since
									  : w->until;
}

static enum status read_before(struct threads *t, const struct selection *sel,
			       const struct section_options *o)
{
	const struct window *w = &sel->window;
	struct mails_before b = { INT64_MAX, INT64_MAX, { sel, HASHMAP_INIT } };
	enum status st = ST_OK;

	if (section_list_has(&o->list, SECTION_UNANSWERED))
		b.since = w->since - (int64_t)o->quiet_days * DAY_SECONDS;
	if (section_list_has(&o->list, SECTION_APPLIED)) {
		st = named_patches_find(&b.named, sel);
		if (named_patches_any(&b.named))
			b.named_since = w->since - NAMED_DAYS * DAY_SECONDS;
	}
	threads_arrived(t, b.since < b.named_since ? b.since : b.named_since,
			read_until(sel, o), is_needed_before, &b);
	named_patches_release(&b.named);
	return st;
}

static enum status read_threads(struct threads *t, const struct selection *sel,
				const struct section_options *o)
{
	enum status st;

	threads_init(t, sel);
	st = read_before(t, sel, o);
	threads_bind(t, o->match);
	return st == ST_OK ? t->st : st;
}

enum status sections_build(struct sections *s, const struct selection *sel,
			   const struct series_set *set, const struct section_options *o)
{
	struct section_input in = { sel, set, o, &s->threads, &s->arena };
	enum status st = ST_OK;

	*s = (struct sections){ .arena = ARENA_INIT };
	if (needs_threads(&o->list))
		st = read_threads(&s->threads, sel, o);
	for (size_t i = 0; i < o->list.n; i++) {
		enum section_id id = o->list.ids[i];
		enum status built =
		    table[id].build ? table[id].build(&s->of[id], &in) : ST_OK;

		if (st == ST_OK)
			st = built;
	}
	return st;
}

void sections_release(struct sections *s)
{
	for (int id = 0; id < SECTION_COUNT; id++)
		free(s->of[id].rows);
	threads_release(&s->threads);
	arena_release(&s->arena);
	*s = (struct sections){ .arena = ARENA_INIT };
}
