/* SPDX-License-Identifier: MIT */
/* patchdigest-report: the walk from a store to a digest (patchdigest-report(1)). */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "report/classic.h"
#include "report/lists.h"
#include "report/options.h"
#include "report/waiting.h"
#include "report/window.h"

#ifndef VERSION
#define VERSION "0.1"
#endif

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

static void tell(struct str message)
{
	fprintf(stderr, NAME ": %.*s\n", (int)message.len, message.s);
}

static void tell_waiting(void)
{
	struct buf dir = BUF_INIT;
	size_t n = waiting_count(&dir);

	if (n)
		fprintf(stderr,
			NAME ": %zu mail%s in %s: run patchdigest-filter --drain\n", n,
			n == 1 ? " waits" : "s wait", buf_cstr(&dir));
	buf_release(&dir);
}

/* An earlier fault is told before a later one. */
static enum status first_of(enum status a, enum status b)
{
	return a != ST_OK ? a : b;
}

static enum status print_digest(const struct options *o, const struct selection *s,
				struct buf *why)
{
	struct digest_options style = { o->top, o->titles_only, o->archive_url };
	struct output_options where = { o->output, o->color, o->pager };
	struct output *out;
	enum status st = output_open(&out, &where, why), printed;
	bool taken;

	if (st != ST_OK)
		return st;
	printed = o->classic ? classic_print(out, s, &style) : digest_print(out, s, &style);
	st = output_finish(out, printed == ST_OK || printed == ST_DAMAGED, &taken, why);
	/* what the output had to say is known better when it is closed */
	return printed == ST_OUTPUT ? st : first_of(st, printed);
}

static enum status report(const struct options *o, struct buf *why)
{
	struct window_request request = { o->range, o->since, o->until, time(NULL) };
	struct stores stores = STORES_INIT;
	struct selection selection = { 0 };
	struct plan plan = { 0 };
	enum status st, printed;

	st = plan_parse(&plan, &request, why);
	if (st == ST_OK)
		st = stores_open(&stores, o->stores, o->n_stores, o->list, why);
	if (st == ST_OK)
		st = plan_resolve(&plan, &stores, why);
	if (st != ST_OK)
		goto out;
	st = selection_read(&selection, &stores, &plan, o->classic, o->title);
	if (st != ST_OK && st != ST_DAMAGED)
		goto out;
	tell_waiting();
	printed = print_digest(o, &selection, why);
	st = first_of(printed == ST_DAMAGED ? ST_OK : printed, first_of(st, printed));
	if (st == ST_DAMAGED && !why->len)
		buf_addstr(why, "some mails could not be read and are left out: "
				NAME " --check names them");
out:
	selection_release(&selection);
	plan_release(&plan);
	stores_close(&stores);
	return st;
}

typedef enum status lists_fn(struct output *, const char *const *dirs, size_t n,
			     const char *wanted, struct buf *why);

static enum status list_stores(const struct options *o, lists_fn *fn, struct buf *why)
{
	struct output_options where = { o->output, o->color, o->pager };
	struct buf trouble = BUF_INIT;
	struct output *out;
	enum status st, end;
	bool taken;

	st = output_open(&out, &where, why);
	if (st != ST_OK)
		return st;
	st = fn(out, o->stores, o->n_stores, o->list, why);
	end = output_finish(out, st == ST_OK || st == ST_INPUT, &taken, &trouble);
	if (st == ST_OK && end != ST_OK)
		buf_adds(why, buf_str(&trouble));
	buf_release(&trouble);
	return first_of(st, end);
}

static enum status print_text(const char *text)
{
	return fputs(text, stdout) < 0 || fflush(stdout) != 0 ? ST_OUTPUT : ST_OK;
}

static enum status run(const struct options *o, struct buf *why)
{
	switch (o->action) {
	case ACTION_REPORT:
		return report(o, why);
	case ACTION_LISTS:
		return list_stores(o, lists_print, why);
	case ACTION_CHECK:
		return list_stores(o, lists_check, why);
	case ACTION_HELP:
		return print_text(options_help());
	case ACTION_VERSION:
		return print_text(NAME " " VERSION "\n");
	}
	return ST_USAGE;
}

int main(int argc, char **argv)
{
	struct options options = OPTIONS_INIT;
	struct buf why = BUF_INIT;
	enum status st;

	fill_descriptors();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	st = options_parse(&options, argc, argv, &why);
	if (st == ST_OK)
		st = run(&options, &why);
	else
		buf_addstr(&why, "; see " NAME " --help");
	if (why.len)
		tell(buf_str(&why));
	else if (st != ST_OK && st != ST_INPUT)
		tell(str_from(status_text(st)));
	options_release(&options);
	buf_release(&why);
	return status_exit(st);
}
