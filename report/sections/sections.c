/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/sections/pulled_patches.h"
#include "report/sections/section_rows.h"
#include "report/tree/git_tree.h"
#include "store/util/utc.h"
#include "store/inbox/applied_subject.h"

/* threads: the section needs threads. */
static const struct {
	const char *name;
	section_fn *build;
	bool threads;
} table[SECTION_COUNT] = {
	[SECTION_STANDARD] = { "standard", NULL, false },
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

static bool has_section(const struct section_list *list, enum section_id id)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->ids[i] == id)
			return true;
	return false;
}

static void add_section(struct section_list *list, enum section_id id)
{
	if (!has_section(list, id))
		list->ids[list->n++] = id;
}

static bool add_named_section(struct section_list *list, struct str name)
{
	bool all = str_eq(name, STR("all")), found = all;

	for (int id = 0; id < SECTION_COUNT; id++) {
		if (!all && !str_eq(name, str_from(table[id].name)))
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

/* What is looked for in the mails from before the window. */
struct named {
	const struct hashmap *titles;
	const struct selection *sel;
};

/* The patch was committed to a git tree in the window. */
static bool is_committed(const struct selection *sel, const struct record *r)
{
	for (size_t i = 0; sel->trees && i < sel->trees->n; i++)
		if (git_tree_names(&sel->trees->list[i], r, sel->window.since))
			return true;
	return false;
}

static bool is_named(void *arg, const struct record *r)
{
	const struct named *named = arg;

	return r->kind == KIND_PATCH &&
	       (hashmap_get(named->titles, hash_text(r->title)) != HASHMAP_NONE ||
		is_committed(named->sel, r));
}

/* A notice that answers nothing names its patch by the title alone. */
static void add_notified(struct hashmap *titles, const struct selection *sel)
{
	for (size_t i = 0; i < sel->n_replies; i++) {
		const struct post *p = &sel->replies[i];
		struct applied_subject notice;

		if (p->kind == KIND_OTHER && !p->in_reply_to.len &&
		    applied_subject_read(&notice, p->subject))
			hashmap_put(titles, hash_text(notice.title), 0);
	}
}

/* Patches from before the window that its pull requests and notices name, or that became
 * commits in it. */
static enum status read_named(struct threads *t, const struct selection *sel)
{
	const struct window *w = &sel->window;
	struct pulled_patches pulled;
	enum status st = pulled_patches_find(&pulled, sel);
	struct named named = { &pulled.titles, sel };

	add_notified(&pulled.titles, sel);
	if (pulled.titles.n || (sel->trees && sel->trees->n))
		threads_arrived(t, w->since - PULLED_DAYS * DAY_SECONDS, w->until,
				is_named, &named);
	pulled_patches_release(&pulled);
	return st;
}

static enum status read_threads(struct threads *t, const struct selection *sel,
				const struct section_options *o)
{
	const struct window *w = &sel->window;
	enum status st = ST_OK;

	threads_init(t, sel);
	if (has_section(&o->list, SECTION_UNANSWERED))
		threads_arrived(t, w->since - (int64_t)o->quiet_days * DAY_SECONDS,
				w->until, NULL, NULL);
	if (has_section(&o->list, SECTION_APPLIED))
		st = read_named(t, sel);
	threads_bind(t, o->match);
	return st == ST_OK ? t->st : st;
}

enum status sections_build(struct sections *s, const struct selection *sel,
			   const struct series_set *set, const struct section_options *o)
{
	struct section_input in = { sel, set, o, &s->threads, &s->arena };
	enum status st = ST_OK;

	*s = (struct sections){ .arena = ARENA_INIT };
	if (section_list_needs_replies(&o->list))
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
