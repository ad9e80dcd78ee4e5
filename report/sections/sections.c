/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/sections/mails_before.h"
#include "report/sections/section_rows.h"

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

void sections_begin(struct sections *s, const struct selection *sel,
		    const struct section_options *o)
{
	*s = (struct sections){ .arena = ARENA_INIT };
	s->threaded = needs_threads(&o->list);
	if (!s->threaded)
		return;
	threads_init(&s->threads, sel);
	mails_before_init(&s->before, &s->threads, sel, o);
}

void sections_offer(struct sections *s, struct inbox *inbox, struct mail *m)
{
	if (s->threaded)
		mails_before_offer(&s->before, inbox, m);
}

static enum status bind_threads(struct sections *s, const struct section_options *o,
				int64_t since, int64_t until)
{
	enum status st = mails_before_read(&s->before, since, until);

	threads_bind(&s->threads, o->match);
	return st == ST_OK ? s->threads.st : st;
}

enum status sections_end(struct sections *s, const struct selection *sel,
			 const struct series_set *set, const struct section_options *o,
			 int64_t since, int64_t until)
{
	struct section_input in = { sel, set, o, &s->threads, &s->arena };
	enum status st = s->threaded ? bind_threads(s, o, since, until) : ST_OK;

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
	mails_before_release(&s->before);
	threads_release(&s->threads);
	arena_release(&s->arena);
	*s = (struct sections){ .arena = ARENA_INIT };
}
