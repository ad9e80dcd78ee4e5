/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "report/command/body_fit.h"
#include "report/command/publish.h"
#include "report/command/publish_mail.h"
#include "report/atom/digest_atom.h"
#include "report/html/digest_html.h"
#include "report/json/digest_json.h"
#include "report/mail/sendmail.h"
#include "report/site/site.h"
#include "report/text/classic.h"
#include "report/text/digest_text.h"
#include "store/util/array.h"

/* ST_DAMAGED: something could not be read; all else was printed. */
typedef enum status digest_print_fn(struct output *, const struct digest *);

/* An output format: a folder that prints digests, and a row. */
static const struct publish_format {
	digest_print_fn *print;
	enum format format;
	bool classic;
	bool selection_only; /* prints the selection: the digest is only initialised */
	bool message;	     /* what is printed is the body of a mail */
} formats[] = {
	{ .print = digest_text_print, .format = FORMAT_TEXT },
	{ .print = classic_print,
	  .format = FORMAT_TEXT,
	  .classic = true,
	  .selection_only = true },
	{ .print = digest_json_print, .format = FORMAT_JSON },
	{ .print = digest_html_print, .format = FORMAT_HTML },
	{ .print = digest_atom_print, .format = FORMAT_ATOM },
	{ .print = digest_text_print, .format = FORMAT_MAIL, .message = true },
};

/* A digest on its way out. */
struct publish_job {
	const struct command *command;
	const struct publish_format *format;
	const struct digest *digest;
	int64_t now;
};

static const struct publish_format *find_format(const struct command *c)
{
	size_t i = ARRAY_SIZE(formats) - 1;

	while (i && (formats[i].format != c->format || formats[i].classic != c->classic))
		i--;
	return &formats[i];
}

static enum status print_digest(struct output *out, const struct publish_job *job)
{
	enum status st = job->format->print(out, job->digest);

	if (output_failed(out))
		return ST_OUTPUT;
	return job->digest->st != ST_OK ? job->digest->st : st;
}

/* Makes the digest in memory, as --max-size needs it. */
static enum status make_with_bodies(void *arg, struct buf *into, size_t body_max)
{
	const struct publish_job *job = arg;
	struct digest cut = *job->digest;
	struct publish_job part = *job;
	struct output *out = output_open_memory(into);
	enum status st;

	cut.options.body_max = body_max;
	part.digest = &cut;
	st = print_digest(out, &part);
	output_close_memory(out);
	return st;
}

static enum status print_within_size(struct output *out, const struct publish_job *job,
				     struct buf *why)
{
	struct buf text = BUF_INIT;
	struct publish_job copy = *job;
	uint64_t max = job->command->max_size;
	enum status st = body_fit(&text, max, make_with_bodies, &copy);

	if (text.len > max)
		st =
		    status_say(why, ST_USAGE,
			       "--max-size %" PRIu64 ": the digest has %zu bytes without "
			       "any commit message",
			       max, text.len);
	else
		output_add(out, buf_str(&text));
	buf_release(&text);
	return st;
}

static enum status print_message(struct output *out, const struct publish_job *job,
				 struct buf *why)
{
	struct buf message = BUF_INIT;
	enum status st =
	    publish_mail_make(&message, job->command, job->digest, job->now, why);

	output_add(out, buf_str(&message));
	buf_release(&message);
	return st;
}

static enum status print_publish_job(const struct publish_job *job, bool *accepted,
				     struct buf *why)
{
	const struct command *c = job->command;
	struct output_options where = { .file = c->output,
					.color = c->color,
					.pager = c->pager };
	enum status st, printed;
	struct output *out;

	st = output_open(&out, &where, why);
	if (st != ST_OK)
		return st;
	if (job->format->message)
		printed = print_message(out, job, why);
	else if (c->max_size)
		printed = print_within_size(out, job, why);
	else
		printed = print_digest(out, job);
	st = output_finish(out, printed == ST_OK || printed == ST_DAMAGED, accepted, why);
	/* Closing the output shows best what became of it. */
	return printed == ST_OUTPUT || st != ST_OK ? st : printed;
}

static enum status send_publish_job(const struct publish_job *job, bool *accepted,
				    struct buf *why)
{
	struct buf message = BUF_INIT;
	enum status st =
	    publish_mail_make(&message, job->command, job->digest, job->now, why);

	if (st == ST_OK)
		st = sendmail_run(job->command->sendmail, buf_str(&message), why);
	*accepted = st == ST_OK;
	buf_release(&message);
	return st;
}

static enum status publish_to_site(const struct command *c, struct digest *d,
				   bool *accepted, struct buf *why)
{
	const struct site site = { c->site, c->site_url, c->several_sites };
	enum status st = site_add(&site, d, why);

	*accepted = st == ST_OK;
	return st == ST_OK ? d->st : st;
}

enum status publish_digest(const struct command *c, struct selection *sel, int64_t now,
			   struct publish_result *result, struct buf *why)
{
	const struct digest_options options = {
		.top = c->top,
		.titles_only = c->titles_only,
		.archive_url = c->archive_url,
		.explain = c->explain,
		.addresses = c->ids,
		.ignore = c->ignore,
		.n_ignore = c->n_ignore,
		.site_url = c->site_url,
		.past = c->format == FORMAT_HTML || c->site,
		.figures = command_needs_figures(c),
		.sections = { command_sections(c), c->quiet_days, c->top, now,
			      c->pick.n ? &c->pick : NULL },
	};
	struct digest digest;
	const struct publish_job job = { c, find_format(c), &digest, now };
	enum status st;

	result->accepted = false;
	if (job.format->selection_only)
		digest_init(&digest, sel, &options);
	else
		digest_make(&digest, sel, &options);
	buf_adds(&result->unmatched, buf_str(&digest.unmatched));
	if (c->site)
		st = publish_to_site(c, &digest, &result->accepted, why);
	else if (c->send)
		st = send_publish_job(&job, &result->accepted, why);
	else
		st = print_publish_job(&job, &result->accepted, why);
	digest_release(&digest);
	return st;
}
