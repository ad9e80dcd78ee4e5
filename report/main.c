/* SPDX-License-Identifier: MIT */
/* patchdigest-report(1): reads the options, makes the reports, returns the exit code. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "report/command/command.h"
#include "report/command/command_digest.h"
#include "report/command/lists.h"
#include "report/command/make_report.h"
#include "report/command/names.h"
#include "report/command/per_list.h"
#include "report/output/say.h"
#include "report/site/site_lists.h"
#include "report/util/address_mask.h"
#include "report/util/clock.h"
#include "store/tdb/watchdog.h"
#include "store/util/file.h"
#include "store/util/spool_state.h"
#include "store/util/standard_fds.h"
#include "store/util/version.h"

/* How long the report waits for a lock of the store. */
#define LOCK_WAIT_SECONDS 20

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
	if (spool.can_not_be_read) {
		buf_reset(&message);
		buf_addf(&message, "not all of %s can be read: mails may wait there",
			 buf_cstr(&dir));
		say_on_stderr(buf_str(&message));
	}
	buf_release(&message);
	buf_release(&dir);
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
		st = status_first(st, site_lists_write(c->site, why));
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
	return status_first(st, end);
}

/* A reader that is gone has seen enough. */
static enum status print_text(const struct buf *text, struct buf *why)
{
	if (file_write_all(STDOUT_FILENO, buf_str(text)) || errno == EPIPE)
		return ST_OK;
	return status_say(why, ST_OUTPUT, "standard output: %s", strerror(errno));
}

static enum status print_help(struct buf *why)
{
	struct buf help = BUF_INIT;
	enum status st;

	command_help(&help);
	st = print_text(&help, why);
	buf_release(&help);
	return st;
}

static enum status print_names(const struct command *c, struct buf *why)
{
	struct buf names = BUF_INIT;
	enum status st = names_add(&names, c, why);

	if (st == ST_OK)
		st = print_text(&names, why);
	buf_release(&names);
	return st;
}

static enum status print_version(struct buf *why)
{
	struct buf version = BUF_INIT;
	enum status st;

	buf_addf(&version, PROGRAM_NAME " %s\n", patchdigest_version);
	st = print_text(&version, why);
	buf_release(&version);
	return st;
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
		return print_help(why);
	case ACTION_VERSION:
		return print_version(why);
	}
	return ST_USAGE;
}

int main(int argc, char **argv)
{
	struct command command = COMMAND_INIT;
	struct buf why = BUF_INIT;
	enum status st;

	standard_fds_fill();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGCHLD, SIG_DFL); /* if it is ignored, no program says how it ended */
	watchdog_install(PROGRAM_NAME, "--check", LOCK_WAIT_SECONDS);
	st = command_parse(&command, argc, argv, &why);
	clock_use_local(command.local);
	if (st == ST_OK)
		st = run_command(&command, &why);
	else
		buf_addstr(&why, "; see " PROGRAM_NAME " --help");
	if (why.len)
		say_on_stderr(buf_str(&why));
	else if (st != ST_OK && st != ST_INPUT)
		say_on_stderr(str_from(status_text(st)));
	command_release(&command);
	buf_release(&why);
	return status_exit(st);
}
