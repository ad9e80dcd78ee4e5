/* SPDX-License-Identifier: MIT */
/*
 * patchdigest-report: from the command line to the digest. A report reads from top to
 * bottom: make_report() reads the configuration, opens the stores, finds the window in
 * them, selects its mails and publishes them.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "report/command/command.h"
#include "report/command/command_digest.h"
#include "report/command/lists.h"
#include "report/command/names.h"
#include "report/command/per_list.h"
#include "report/command/publish.h"
#include "report/command/publish_series.h"
#include "report/output/watchdog.h"
#include "report/areas/maintainers.h"
#include "report/people/people.h"
#include "report/people/viewers.h"
#include "report/site/site_lists.h"
#include "report/tree/git_tree.h"
#include "report/util/address_mask.h"
#include "report/util/clock.h"
#include "report/view/series_search.h"
#include "report/window/bookmark_file.h"
#include "report/window/list_label.h"
#include "report/window/selection.h"
#include "store/util/timespec.h"
#include "report/window/window.h"
#include "store/util/paths.h"
#include "store/util/spool_state.h"
#include "store/util/utc.h"
#include "store/util/utf8.h"
#include "store/util/version.h"

#define NAME "patchdigest-report"
#define SEARCH_DAYS 365

/*
 * If a standard descriptor is closed, the next file opened gets its number: a file of the
 * store would then be written to as standard output. A closed standard output is opened
 * for reading only, so that writing to it fails, as it should.
 */
static void fill_standard_fds(void)
{
	static const int modes[] = { O_RDONLY, O_RDONLY, O_WRONLY };
	int fd;

	for (int i = 0; i < 3; i++)
		if (fcntl(i, F_GETFD) < 0) {
			fd = open("/dev/null", modes[i]);
			if (fd >= 0 && fd != i)
				close(fd);
		}
}

/* A message may quote a subject or a file name, which must not act on a terminal. */
static void say_on_stderr(struct str message)
{
	struct buf clean = BUF_INIT;

	utf8_add_clean(&clean, message, true);
	fprintf(stderr, NAME ": %s\n", buf_cstr(&clean));
	buf_release(&clean);
}

static void say_mails_wait(void)
{
	struct buf dir = BUF_INIT, message = BUF_INIT;
	struct spool_state spool;

	spool_state_dir(&dir);
	spool_state_read(&spool, buf_cstr(&dir));
	if (spool.waiting) {
		buf_addf(&message, "%zu mail%s in %s: run patchdigest-filter --drain",
			 spool.waiting, spool.waiting == 1 ? " waits" : "s wait",
			 buf_cstr(&dir));
		say_on_stderr(buf_str(&message));
	}
	if (spool.failed) {
		buf_reset(&message);
		buf_addf(&message,
			 "%zu mail%s in %s/failed could not be read, and %s in no digest",
			 spool.failed, spool.failed == 1 ? "" : "s", buf_cstr(&dir),
			 spool.failed == 1 ? "is" : "are");
		say_on_stderr(buf_str(&message));
	}
	buf_release(&message);
	buf_release(&dir);
}

/* An earlier fault is reported before a later one. */
static enum status first_fault(enum status a, enum status b)
{
	return a != ST_OK ? a : b;
}

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
		buf_addf(&message,
			 "%s:%zu: an N: that is not understood is passed over%s: " NAME
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
		buf_addf(
		    &message,
		    "%zu mail%s read by older rules: patchdigest-filter --rebuild, or an "
		    "import of their archive as A..B, reads them anew",
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
static enum status publish_selection(struct report *r, bool *taken, struct buf *why)
{
	struct publish_result result = { .unmatched = BUF_INIT };
	enum status st =
	    publish_digest(r->command, &r->selection, r->plan.now, &result, why);

	if (result.unmatched.len)
		say_on_stderr(buf_str(&result.unmatched));
	buf_release(&result.unmatched);
	*taken = result.taken;
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
 * output was taken.
 */
static enum status publish_mails(struct report *r, enum status selected, struct buf *why)
{
	const struct command *c = r->command;
	enum status st = selected;
	bool taken = false;

	if (selected == ST_OK || (selected == ST_DAMAGED && !c->send))
		st = read_trees(r, why);
	if (st == ST_OK)
		st = publish_selection(r, &taken, why);
	st = first_fault(st, selected);
	if (st == ST_DAMAGED && !why->len)
		buf_addf(why,
			 "some mails could not be read and %s: " NAME
			 " --check names them",
			 c->send ? "nothing was sent" : "are left out");
	if (st != ST_OK && c->send)
		say_bookmark_stays(c, why);
	if (st == ST_OK && taken && c->since_last && !c->peek)
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
	st = first_fault(st, found);
	if (st == ST_DAMAGED && !why->len)
		buf_addstr(why, "some mails could not be read and are left out: " NAME
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

/* The configuration adds values to the command. */
static enum status make_report(struct command *c, struct config *config, struct buf *why)
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

/* Says itself what went wrong: the other lists' reports follow. */
static enum status make_list_report(struct command *c, void *config)
{
	struct buf fault = BUF_INIT, message = BUF_INIT;
	enum status st = make_report(c, config, &fault);

	if (st != ST_OK || fault.len) {
		buf_addf(&message, "%s: %s", c->lists[0],
			 fault.len ? buf_cstr(&fault) : status_text(st));
		say_on_stderr(buf_str(&message));
	}
	buf_release(&fault);
	buf_release(&message);
	return st;
}

/* A site has a digest of each list. The folder of several lists has an index of them. */
static enum status make_site(struct command *c, struct config *config, struct buf *why)
{
	struct stores s = STORES_INIT;
	enum status st = per_list_pick(c, &s, why);

	if (st != ST_OK) {
		stores_close(&s);
		return st;
	}
	c->several_sites = s.n_lists > 1 || site_lists_has(c->site, buf_str(&s.lists));
	st = s.n_lists > 1 ? per_list_each(c, make_list_report, config, why)
			   : make_report(c, config, why);
	if (c->several_sites)
		st = first_fault(st, site_lists_write(c->site, why));
	stores_close(&s);
	return st;
}

static enum status make_chosen_reports(struct command *c, struct config *config,
				       struct buf *why)
{
	address_mask_use(c->mask > 0);
	if (c->site)
		return make_site(c, config, why);
	return c->per_list ? per_list_each(c, make_list_report, config, why)
			   : make_report(c, config, why);
}

static enum status make_reports(struct command *c, struct buf *why)
{
	struct config config = CONFIG_INIT;
	enum status st = config_read(&config, c->config, why);

	if (st == ST_OK && c->digest)
		st = command_take_digest(c, &config, why);
	if (st == ST_OK)
		st = make_chosen_reports(c, &config, why);
	config_release(&config);
	return st;
}

typedef enum status lists_fn(struct output *, const struct list_request *,
			     struct buf *why);

static enum status list_stores(const struct command *c, lists_fn *fn, struct buf *why)
{
	struct output_options where = { .file = c->output,
					.color = c->color,
					.pager = c->pager };
	const struct list_request request = command_list_request(c);
	struct buf trouble = BUF_INIT;
	struct output *out;
	enum status st, end;
	bool taken;

	st = output_open(&out, &where, why);
	if (st != ST_OK)
		return st;
	st = fn(out, &request, why);
	end = output_finish(out, st != ST_NOINPUT && st != ST_USAGE, &taken, &trouble);
	if (st == ST_OK && end != ST_OK)
		buf_adds(why, buf_str(&trouble));
	buf_release(&trouble);
	return first_fault(st, end);
}

static enum status print_text(const char *text)
{
	return fputs(text, stdout) < 0 || fflush(stdout) != 0 ? ST_OUTPUT : ST_OK;
}

static enum status print_help(void)
{
	struct buf help = BUF_INIT;
	enum status st;

	command_help(&help);
	st = print_text(buf_cstr(&help));
	buf_release(&help);
	return st;
}

static enum status print_names(const struct command *c, struct buf *why)
{
	struct buf names = BUF_INIT;
	enum status st = names_add(&names, c, why);

	if (st == ST_OK)
		st = print_text(buf_cstr(&names));
	buf_release(&names);
	return st;
}

static enum status print_version(void)
{
	return printf(NAME " %s\n", patchdigest_version) < 0 || fflush(stdout) != 0
		   ? ST_OUTPUT
		   : ST_OK;
}

static enum status run_command(struct command *c, struct buf *why)
{
	/* Also if there is no store yet, which may be why mails wait. */
	if (c->action < ACTION_NAMES)
		say_mails_wait();
	switch (c->action) {
	case ACTION_REPORT:
		return make_reports(c, why);
	case ACTION_LISTS:
		return list_stores(c, lists_print, why);
	case ACTION_CHECK:
		return list_stores(c, lists_check, why);
	case ACTION_NAMES:
		return print_names(c, why);
	case ACTION_HELP:
		return print_help();
	case ACTION_VERSION:
		return print_version();
	}
	return ST_USAGE;
}

int main(int argc, char **argv)
{
	struct command command = COMMAND_INIT;
	struct buf why = BUF_INIT;
	enum status st;

	fill_standard_fds();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGCHLD, SIG_DFL); /* if it is ignored, no program says how it ended */
	watchdog_install();
	st = command_parse(&command, argc, argv, &why);
	clock_use_local(command.local);
	if (st == ST_OK)
		st = run_command(&command, &why);
	else
		buf_addstr(&why, "; see " NAME " --help");
	if (why.len)
		say_on_stderr(buf_str(&why));
	else if (st != ST_OK && st != ST_INPUT)
		say_on_stderr(str_from(status_text(st)));
	command_release(&command);
	buf_release(&why);
	return status_exit(st);
}
