/* SPDX-License-Identifier: MIT */
/* patchdigest-report: the walk from a store to a digest (patchdigest-report(1)). */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "report/window/bookmark_file.h"
#include "report/output/watchdog.h"
#include "report/command/lists.h"
#include "report/people/people.h"
#include "report/command/publish.h"
#include "report/command/spool_notice.h"
#include "report/window/window.h"
#include "store/util/utf8.h"
#include "store/util/version.h"

#define NAME "patchdigest-report"

/*
 * A descriptor that came closed would be given to a file of the store, and
 * the digest be written there. Standard output is opened for reading only:
 * writing to it fails, as it should.
 */
static void fill_descriptors(void)
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

/* A message may quote a subject or a file's name: nothing of it may act on a terminal. */
static void tell(struct str message)
{
	struct buf clean = BUF_INIT;

	utf8_add_clean(&clean, message, true);
	fprintf(stderr, NAME ": %s\n", buf_cstr(&clean));
	buf_release(&clean);
}

static void tell_waiting(void)
{
	struct buf dir = BUF_INIT, message = BUF_INIT;
	size_t n = spool_notice_count(&dir);

	if (n) {
		buf_addf(&message, "%zu mail%s in %s: run patchdigest-filter --drain", n,
			 n == 1 ? " waits" : "s wait", buf_cstr(&dir));
		tell(buf_str(&message));
	}
	buf_release(&message);
	buf_release(&dir);
}

/* An earlier fault is told before a later one. */
static enum status first_of(enum status a, enum status b)
{
	return a != ST_OK ? a : b;
}

static enum selection_for purpose_of(const struct command *c)
{
	if (c->classic)
		return FOR_CLASSIC;
	return section_list_needs_replies(&c->sections) ? FOR_SECTIONS : FOR_DIGEST;
}

/* The window, and the bookmark as it will be. */
static enum status bookmark_plan(struct bookmark_file *f, struct window_plan *plan,
				 const struct stores *stores, bool move, struct buf *why)
{
	window_plan_since_last(plan, stores, &f->bookmark);
	since_last_done(&f->bookmark, stores, plan->spans, plan->now);
	return move ? bookmark_file_prepare(f, why) : ST_OK;
}

/* read: how selection_read ended. mark: moved if all went well and the output was taken;
 * or NULL. */
static enum status finish(const struct command *c, const struct selection *s, int64_t now,
			  enum status read, struct bookmark_file *mark, struct buf *why)
{
	enum status st = read;
	bool taken = false;

	if (read == ST_OK || !c->send)
		st = publish(c, s, now, &taken, why);
	if (st == ST_OK)
		st = read;
	if (st == ST_DAMAGED && !why->len)
		buf_addf(why,
			 "some mails could not be read and %s: " NAME
			 " --check names them",
			 c->send ? "nothing was sent" : "are left out");
	if (st == ST_OK && taken && mark && !c->peek)
		st = bookmark_file_move(mark, why);
	return st;
}

static enum status read_and_finish(const struct command *c,
				   const struct window_plan *plan,
				   const struct stores *stores,
				   const struct people *people,
				   struct bookmark_file *mark, struct buf *why)
{
	struct selection selection = { 0 };
	enum status st =
	    selection_read(&selection, stores, plan, purpose_of(c), c->title);

	selection.mailmap = &people->mailmap;
	selection.employers = c->employers ? &people->employers : NULL;
	if (st == ST_OK || st == ST_DAMAGED)
		st = first_of(st, series_match_apply(&selection, &c->pick));
	if (st == ST_OK || st == ST_DAMAGED)
		st = finish(c, &selection, plan->now, st, mark, why);
	selection_release(&selection);
	return st;
}

/* From the stores to the output. */
static enum status report_plan(const struct command *c, struct window_plan *plan,
			       struct bookmark_file *mark, struct buf *why)
{
	struct stores stores = STORES_INIT;
	struct people people = PEOPLE_INIT;
	enum status st;

	st = stores_open(&stores, c->stores, c->n_stores, c->list, why);
	if (st == ST_OK && !c->classic)
		st = people_read(&people, &stores, c->mailmap, c->employers, why);
	if (st == ST_OK && mark)
		st = bookmark_plan(mark, plan, &stores, !c->peek, why);
	else if (st == ST_OK)
		st = window_plan_resolve(plan, &stores, why);
	if (st == ST_OK)
		st = read_and_finish(c, plan, &stores, &people, mark, why);
	people_release(&people);
	stores_close(&stores);
	return st;
}

static enum status report(const struct command *c, struct buf *why)
{
	struct bookmark_file mark = BOOKMARK_FILE_INIT;
	struct window_request request = { c->range, c->since, c->until, c->since_last,
					  0 };
	struct window_plan plan = { 0 };
	enum status st = ST_OK;

	if (c->since_last)
		st = bookmark_file_open(&mark, c->since_last, c->peek, why);
	request.now = time(NULL); /* after the wait for a bookmark that another run had */
	if (st == ST_OK)
		st = window_plan_parse(&plan, &request, why);
	if (st == ST_OK)
		st = report_plan(c, &plan, c->since_last ? &mark : NULL, why);
	window_plan_release(&plan);
	bookmark_file_close(&mark);
	return st;
}

typedef enum status lists_fn(struct output *, const char *const *dirs, size_t n,
			     const char *wanted, struct buf *why);

static enum status list_stores(const struct command *c, lists_fn *fn, struct buf *why)
{
	struct output_options where = { c->output, c->color, c->pager, NULL };
	struct buf trouble = BUF_INIT;
	struct output *out;
	enum status st, end;
	bool taken;

	st = output_open(&out, &where, why);
	if (st != ST_OK)
		return st;
	st = fn(out, c->stores, c->n_stores, c->list, why);
	end = output_finish(out, st != ST_NOINPUT && st != ST_USAGE, &taken, &trouble);
	if (st == ST_OK && end != ST_OK)
		buf_adds(why, buf_str(&trouble));
	buf_release(&trouble);
	return first_of(st, end);
}

static enum status print_text(const char *text)
{
	return fputs(text, stdout) < 0 || fflush(stdout) != 0 ? ST_OUTPUT : ST_OK;
}

static enum status run(const struct command *c, struct buf *why)
{
	/* Also where there is no store yet: that may be why they wait. */
	if (c->action != ACTION_HELP && c->action != ACTION_VERSION)
		tell_waiting();
	switch (c->action) {
	case ACTION_REPORT:
		return report(c, why);
	case ACTION_LISTS:
		return list_stores(c, lists_print, why);
	case ACTION_CHECK:
		return list_stores(c, lists_check, why);
	case ACTION_HELP:
		return print_text(command_help());
	case ACTION_VERSION:
		return print_text(NAME " " PATCHDIGEST_VERSION "\n");
	}
	return ST_USAGE;
}

int main(int argc, char **argv)
{
	struct command command = COMMAND_INIT;
	struct buf why = BUF_INIT;
	enum status st;

	fill_descriptors();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	watchdog_install();
	st = command_parse(&command, argc, argv, &why);
	if (st == ST_OK)
		st = run(&command, &why);
	else
		buf_addstr(&why, "; see " NAME " --help");
	if (why.len)
		tell(buf_str(&why));
	else if (st != ST_OK && st != ST_INPUT)
		tell(str_from(status_text(st)));
	command_release(&command);
	buf_release(&why);
	return status_exit(st);
}
