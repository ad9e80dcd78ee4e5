/* SPDX-License-Identifier: MIT */
#include "report/command/publish.h"
#include "report/html/digest_html.h"
#include "report/json/digest_json.h"
#include "report/mail/rfc5322_write.h"
#include "report/mail/sendmail.h"
#include "report/series/series_match_text.h"
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
	bool sections_only;  /* as in digest_options */
	bool message;	     /* what is printed is the body of a mail */
} formats[] = {
	{ .print = digest_text_print, .format = FORMAT_TEXT, .sections_only = true },
	{ .print = classic_print,
	  .format = FORMAT_TEXT,
	  .classic = true,
	  .selection_only = true },
	{ .print = digest_json_print, .format = FORMAT_JSON },
	{ .print = digest_html_print, .format = FORMAT_HTML },
	{ .print = digest_text_print,
	  .format = FORMAT_MAIL,
	  .sections_only = true,
	  .message = true },
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

/* The digest's second line, and what it is made of. */
static void add_subject(struct buf *subject, struct str digest,
			const struct series_match *match)
{
	struct buf only = BUF_INIT;
	struct str line = STR_EMPTY;

	str_line(&digest, &line);
	str_line(&digest, &line);
	buf_adds(subject, line);
	series_match_add_text(&only, match);
	if (only.len)
		buf_addf(subject, " (%s)", buf_cstr(&only));
	buf_release(&only);
}

/* Makes the whole message in memory: no part of it is seen before all went well. */
static enum status make_message(struct buf *message, const struct publish_job *job,
				struct buf *why)
{
	const struct command *c = job->command;
	struct buf text = BUF_INIT, subject = BUF_INIT;
	struct output_options memory = { .into = &text };
	struct rfc5322_head *head;
	struct output *out;
	enum status st;
	bool taken;

	st = rfc5322_head_parse(&head, c->from, c->to.len ? buf_cstr(&c->to) : NULL, why);
	if (st != ST_OK)
		return st;
	output_open(&out, &memory, why);
	st = print_digest(out, job);
	output_finish(out, true, &taken, why);
	add_subject(&subject, buf_str(&text), job->digest->options.sections.match);
	if (st == ST_OK || st == ST_DAMAGED)
		rfc5322_write(message, head, buf_str(&subject), buf_str(&text),
			      (time_t)job->now);
	rfc5322_head_free(head);
	buf_release(&subject);
	buf_release(&text);
	return st;
}

static enum status print_message(struct output *out, const struct publish_job *job,
				 struct buf *why)
{
	struct buf message = BUF_INIT;
	enum status st = make_message(&message, job, why);

	output_add(out, buf_str(&message));
	buf_release(&message);
	return st;
}

static enum status print_publish_job(const struct publish_job *job, bool *taken,
				     struct buf *why)
{
	const struct command *c = job->command;
	struct output_options where = { c->output, c->color, c->pager, NULL };
	enum status st, printed;
	struct output *out;

	st = output_open(&out, &where, why);
	if (st != ST_OK)
		return st;
	printed =
	    job->format->message ? print_message(out, job, why) : print_digest(out, job);
	st = output_finish(out, printed == ST_OK || printed == ST_DAMAGED, taken, why);
	/* Closing the output shows best what became of it. */
	return printed == ST_OUTPUT || st != ST_OK ? st : printed;
}

static enum status send_publish_job(const struct publish_job *job, bool *taken,
				    struct buf *why)
{
	struct buf message = BUF_INIT;
	enum status st = make_message(&message, job, why);

	if (st == ST_OK)
		st = sendmail_run(job->command->sendmail, buf_str(&message), why);
	*taken = st == ST_OK;
	buf_release(&message);
	return st;
}

enum status publish_digest(const struct command *c, struct selection *sel, int64_t now,
			   struct publish_result *result, struct buf *why)
{
	const struct publish_format *format = find_format(c);
	const struct digest_options options = {
		.sections_only = format->sections_only,
		.top = c->top,
		.titles_only = c->titles_only,
		.archive_url = c->archive_url,
		.explain = c->explain,
		.addresses = c->ids,
		.ignore = c->ignore,
		.n_ignore = c->n_ignore,
		.sections = { c->sections, c->quiet_days, c->top, now,
			      c->pick.n ? &c->pick : NULL },
	};
	struct digest digest;
	const struct publish_job job = { c, format, &digest, now };
	enum status st;

	result->taken = false;
	if (job.format->selection_only)
		digest_init(&digest, sel, &options);
	else
		digest_make(&digest, sel, &options);
	buf_adds(&result->unmatched, buf_str(&digest.unmatched));
	st = c->send ? send_publish_job(&job, &result->taken, why)
		     : print_publish_job(&job, &result->taken, why);
	digest_release(&digest);
	return st;
}
