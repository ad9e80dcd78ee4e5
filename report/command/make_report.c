/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <time.h>

#include "report/areas/maintainers.h"
#include "report/command/make_report.h"
#include "report/command/publish.h"
#include "report/command/publish_series.h"
#include "report/output/say.h"
#include "report/people/people.h"
#include "report/people/viewers.h"
#include "report/tree/git_tree.h"
#include "report/view/series_search.h"
#include "report/window/bookmark_file.h"
#include "report/window/list_label.h"
#include "report/window/selection.h"
#include "report/window/window.h"
#include "store/util/paths.h"
#include "store/util/timespec.h"
#include "store/util/utc.h"

#define SEARCH_DAYS 365

/* The parts of a report, in the order in which they are made. */
struct report {
	struct command *command;
	struct config *config;
	struct bookmark_file bookmark; /* --since-last only */
	struct window_plan plan;
	struct stores stores;
	struct people people;
	struct viewers viewers;
	struct git_trees trees;
	struct maintainers maintainers;
	struct selection selection;
	bool is_done; /* --unless-since: an earlier report was enough */
};

/* Reads what window is wanted. */
static enum status parse_window(struct report *r, struct buf *why)
{
	const struct command *c = r->command;
	const struct window_request request = { c->range, c->since, c->until,
						c->since_last, time(NULL) };

	return window_plan_parse(&r->plan, &request, why);
}

/* --unless-since: was the bookmark moved since then? */
static enum status look_at_bookmark(struct report *r, struct buf *why)
{
	const char *since = r->command->unless_since;
	int64_t time;
	enum status st;

	buf_addstr(why, "--unless-since ");
	st = timespec_parse(&time, str_from(since), r->plan.now, why);
	if (st != ST_OK)
		return st;
	buf_reset(why);
	r->is_done =
	    bookmark_moved_since(&r->bookmark.bookmark, buf_str(&r->stores.lists), time);
	return ST_OK;
}

/* Locks the bookmark for the lists before they are read. */
static enum status open_bookmark(struct report *r, struct buf *why)
{
	const struct command *c = r->command;
	enum status st;

	if (!c->since_last)
		return ST_OK;
	st = bookmark_file_open(&r->bookmark, c->since_last, buf_str(&r->stores.lists),
				c->peek, why);
	r->plan.now = time(NULL); /* after the wait for another run's bookmark */
	return st == ST_OK && c->unless_since ? look_at_bookmark(r, why) : st;
}

/* "me": the configuration's addresses. */
static enum status add_user(struct report *r, struct buf *why)
{
	const struct config_values *addresses = &r->config->addresses;
	struct buf file = BUF_INIT;

	for (size_t i = 0; i < addresses->n; i++)
		viewers_add(&r->viewers, str_from(addresses->list[i]));
	if (addresses->n)
		return ST_OK;
	paths_config(&file);
	buf_addf(why,
		 "--for me: no configuration says who you are: write \"[user]\" and "
		 "below it \"address = YOU@EXAMPLE.ORG\" into %s%s",
		 r->command->config ? r->command->config : buf_cstr(&file),
		 r->command->config ? "" : "/config");
	buf_release(&file);
	return ST_USAGE;
}

static enum status read_viewers(struct report *r, struct buf *why)
{
	const struct command *c = r->command;
	enum status st = ST_OK;

	for (size_t i = 0; i < c->n_viewers && st == ST_OK; i++)
		if (strcmp(c->viewers[i], "me") == 0)
			st = add_user(r, why);
		else
			viewers_add(&r->viewers, str_from(c->viewers[i]));
	return st;
}

/* The script whose style it is read one list. */
static enum status say_classic_is_of_one_list(const struct stores *s, struct buf *why)
{
	buf_addstr(why, "--classic with several lists (");
	list_labels_add(why, buf_str(&s->lists));
	return status_say(why, ST_USAGE, "): that style is a digest of one list");
}

static void say_passed_over(const struct maintainers *m)
{
	struct buf message = BUF_INIT;

	if (m->n_passed_over) {
		buf_addf(
		    &message,
		    "%s:%zu: an N: that is not understood is passed over%s: " PROGRAM_NAME
		    "(1) says what is",
		    m->file, m->first_passed_over,
		    m->n_passed_over > 1 ? ", and so are others" : "");
		say_on_stderr(buf_str(&message));
	}
	buf_release(&message);
}

static enum status read_maintainers(struct report *r, struct buf *why)
{
	struct command *c = r->command;
	enum status st;

	if (!c->maintainers)
		return series_match_check_areas(&c->pick, NULL, why);
	st = maintainers_read(&r->maintainers, c->maintainers, why);
	if (st != ST_OK)
		return st;
	say_passed_over(&r->maintainers);
	c->pick.maintainers = &r->maintainers;
	return series_match_check_areas(&c->pick, &r->maintainers, why);
}

static enum status open_stores(struct report *r, struct buf *why)
{
	const struct list_request request = command_list_request(r->command);
	enum status st = stores_pick(&r->stores, &request, why);

	if (st == ST_OK && r->command->classic && r->stores.n_lists > 1)
		st = say_classic_is_of_one_list(&r->stores, why);
	if (st == ST_OK)
		st = open_bookmark(r, why);
	return st == ST_OK && !r->is_done ? stores_open_picked(&r->stores, why) : st;
}

/* Opens the stores. The lists are known then, and so is what is configured for them. */
static enum status open_sources(struct report *r, struct buf *why)
{
	struct command *c = r->command;
	enum status st = open_stores(r, why);

	if (st != ST_OK || r->is_done)
		return st;
	command_configure(c, config_lists(r->config, buf_str(&r->stores.lists)));
	if (!c->classic)
		st = people_read(&r->people, &r->stores, &c->people, why);
	viewers_add_mapped(&r->viewers, &r->people.mailmap);
	if (st == ST_OK && !c->classic)
		st = read_maintainers(r, why);
	return st == ST_OK ? git_trees_open(&r->trees, c->trees, c->n_trees, why) : st;
}

/* Finds the window's ends in the stores. Prepares the bookmark as it will be moved. */
static enum status find_window(struct report *r, struct buf *why)
{
	struct bookmark *bookmark = &r->bookmark.bookmark;

	if (!r->command->since_last)
		return window_plan_resolve(&r->plan, &r->stores, why);
	window_plan_since_last(&r->plan, &r->stores, bookmark);
	since_last_done(bookmark, &r->stores, r->plan.spans, r->plan.now);
	return r->command->peek ? ST_OK : bookmark_file_prepare(&r->bookmark, why);
}

static enum selection_for selection_purpose(const struct command *c)
{
	if (c->classic)
		return FOR_CLASSIC;
	return command_needs_replies(c) ? FOR_SECTIONS : FOR_DIGEST;
}

static void say_older_rules(size_t n)
{
	struct buf message = BUF_INIT;

	if (n) {
		buf_addf(&message,
			 "%zu mail%s read by older rules: patchdigest-store upgrade FROM "
			 "reads "
			 "them anew, from an archive",
			 n, n == 1 ? " was" : "s were");
		say_on_stderr(buf_str(&message));
	}
	buf_release(&message);
}

static void set_people(struct report *r)
{
	const struct command *c = r->command;

	r->selection.mailmap = &r->people.mailmap;
	r->selection.employers = c->people.employers ? &r->people.employers : NULL;
	r->selection.robots = &r->people.robots;
	r->selection.maintainers = c->maintainers ? &r->maintainers : NULL;
	r->selection.viewers = r->viewers.n ? &r->viewers : NULL;
}

/* ST_DAMAGED: some mails could not be read; the others are selected. */
static enum status select_mails(struct report *r)
{
	const struct command *c = r->command;
	enum status st = selection_read(&r->selection, &r->stores, &r->plan,
					selection_purpose(c), c->title);

	if (!c->classic)
		say_older_rules(r->selection.n_older);
	set_people(r);
	return st;
}

/* Reads the trees if a section says what became of patches. */
static enum status read_trees(struct report *r, struct buf *why)
{
	const struct window *w = &r->selection.window;

	if (selection_purpose(r->command) != FOR_SECTIONS)
		return ST_OK;
	r->selection.trees = &r->trees;
	return git_trees_read(&r->trees, w->since, w->until, &r->people.mailmap, why);
}

/* Publishes the digest, and says if options left nothing for it. */
static enum status publish_selection(struct report *r, bool *accepted, struct buf *why)
{
	struct publish_result result = { .unmatched = BUF_INIT };
	enum status st =
	    publish_digest(r->command, &r->selection, r->plan.now, &result, why);

	if (result.unmatched.len)
		say_on_stderr(buf_str(&result.unmatched));
	buf_release(&result.unmatched);
	*accepted = result.accepted;
	return st;
}

static void say_bookmark_stays(const struct command *c, struct buf *why)
{
	if (c->since_last && !c->peek)
		buf_addf(why,
			 "; the bookmark '%s' stays: the next report has these mails too",
			 c->since_last);
}

/*
 * selected: what select_mails returned. Moves the bookmark if all mails were read and the
 * output was accepted.
 */
static enum status publish_mails(struct report *r, enum status selected, struct buf *why)
{
	const struct command *c = r->command;
	enum status st = selected;
	bool accepted = false;

	if (selected == ST_OK || (selected == ST_DAMAGED && !c->send))
		st = read_trees(r, why);
	if (st == ST_OK)
		st = publish_selection(r, &accepted, why);
	st = status_first(st, selected);
	if (st == ST_DAMAGED && !why->len)
		buf_addf(why,
			 "some mails could not be read and %s: " PROGRAM_NAME
			 " --check names them",
			 c->send ? "nothing was sent" : "are left out");
	if (st != ST_OK && c->send)
		say_bookmark_stays(c, why);
	if (st == ST_OK && accepted && c->since_last && !c->peek)
		st = bookmark_file_move(&r->bookmark, why);
	return st;
}

/* Where the words of --series are looked for: in the last year, if no time is given. */
static struct search_time search_time(const struct report *r)
{
	int64_t until = r->plan.until == INT64_MAX ? r->plan.now + 1 : r->plan.until;

	return (struct search_time){
		r->command->since ? r->plan.since : until - SEARCH_DAYS * DAY_SECONDS,
		until,
	};
}

/* Prints the series that was found, with all that became of it until now. */
static enum status publish_found(struct report *r, const struct post *of, struct buf *why)
{
	enum status st;

	r->selection.trees = &r->trees;
	st = git_trees_read(&r->trees, r->selection.window.since, INT64_MAX,
			    &r->people.mailmap, why);
	if (st == ST_OK)
		st = publish_series(r->command, &r->selection, of, r->plan.now, why);
	return st;
}

static enum status report_series(struct report *r, struct buf *why)
{
	struct series_query query;
	const struct post *of = NULL;
	enum status st = series_query_parse(&query, r->command->series, why), found;

	if (st != ST_OK)
		return st;
	selection_init(&r->selection, &r->stores, r->command->title);
	set_people(r);
	found = series_search(&r->selection, &of, &query, search_time(r), why);
	st = of ? publish_found(r, of, why) : ST_OK;
	st = status_first(st, found);
	if (st == ST_DAMAGED && !why->len)
		buf_addstr(why,
			   "some mails could not be read and are left out: " PROGRAM_NAME
			   " --check names them");
	return st;
}

static enum status report_window(struct report *r, struct buf *why)
{
	enum status st = find_window(r, why);

	return st == ST_OK ? publish_mails(r, select_mails(r), why) : st;
}

static void release_report(struct report *r)
{
	selection_release(&r->selection);
	git_trees_release(&r->trees);
	maintainers_release(&r->maintainers);
	people_release(&r->people);
	viewers_release(&r->viewers);
	bookmark_file_close(&r->bookmark);
	stores_close(&r->stores);
	window_plan_release(&r->plan);
}

enum status make_report(struct command *c, struct config *config, struct buf *why)
{
	struct report r = { .command = c,
			    .config = config,
			    .bookmark = BOOKMARK_FILE_INIT,
			    .stores = STORES_INIT,
			    .people = PEOPLE_INIT,
			    .viewers = VIEWERS_INIT,
			    .trees = GIT_TREES_INIT,
			    .maintainers = MAINTAINERS_INIT };
	enum status st = read_viewers(&r, why);

	if (st == ST_OK)
		st = parse_window(&r, why);
	if (st == ST_OK)
		st = open_sources(&r, why);
	if (st == ST_OK && !r.is_done)
		st = c->series ? report_series(&r, why) : report_window(&r, why);
	release_report(&r);
	return st;
}
