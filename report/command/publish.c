/* SPDX-License-Identifier: MIT */
#include "report/text/classic.h"
#include "report/json/digest_json.h"
#include "report/mail/rfc5322_write.h"
#include "report/command/publish.h"
#include "report/mail/sendmail.h"

/* What is to be published, and how. */
struct issue {
	const struct command *command;
	const struct selection *sel;
	struct digest_options style;
	int64_t now;
};

static enum status print_text(struct output *out, const struct issue *i)
{
	if (i->command->classic)
		return classic_print(out, i->sel, &i->style);
	return digest_print(out, i->sel, &i->style);
}

/* The message, whole, in memory: nothing of it is to be seen before all went well. */
static enum status make_mail(struct buf *message, const struct issue *i, struct buf *why)
{
	const struct command *c = i->command;
	struct buf digest = BUF_INIT;
	struct output_options memory = { .into = &digest };
	struct rfc5322_head *head;
	struct output *out;
	enum status st;
	bool taken;

	st = rfc5322_head_parse(&head, c->from, c->to.len ? buf_cstr(&c->to) : NULL, why);
	if (st != ST_OK)
		return st;
	output_open(&out, &memory, why);
	st = print_text(out, i);
	output_finish(out, true, &taken, why);
	if (st == ST_OK || st == ST_DAMAGED)
		rfc5322_write(message, head, buf_str(&digest), (time_t)i->now);
	rfc5322_head_free(head);
	buf_release(&digest);
	return st;
}

static enum status print_mail(struct output *out, const struct issue *i, struct buf *why)
{
	struct buf message = BUF_INIT;
	enum status st = make_mail(&message, i, why);

	output_add(out, buf_str(&message));
	buf_release(&message);
	return st;
}

static enum status print_format(struct output *out, const struct issue *i,
				struct buf *why)
{
	switch (i->command->format) {
	case FORMAT_MAIL:
		return print_mail(out, i, why);
	case FORMAT_JSON:
		return digest_json(out, i->sel, &i->style);
	case FORMAT_TEXT:
	case FORMAT_UNSET:
		break;
	}
	return print_text(out, i);
}

static enum status print(const struct issue *i, bool *taken, struct buf *why)
{
	const struct command *c = i->command;
	struct output_options where = { c->output, c->color, c->pager, NULL };
	enum status st, printed;
	struct output *out;

	st = output_open(&out, &where, why);
	if (st != ST_OK)
		return st;
	printed = print_format(out, i, why);
	st = output_finish(out, printed == ST_OK || printed == ST_DAMAGED, taken, why);
	/* what the output had to say is known better when it is closed */
	return printed == ST_OUTPUT || st != ST_OK ? st : printed;
}

static enum status send(const struct issue *i, bool *taken, struct buf *why)
{
	struct buf message = BUF_INIT;
	enum status st = make_mail(&message, i, why);

	if (st == ST_OK)
		st = sendmail_run(i->command->sendmail, buf_str(&message), why);
	*taken = st == ST_OK;
	buf_release(&message);
	return st;
}

enum status publish(const struct command *c, const struct selection *s, int64_t now,
		    bool *taken, struct buf *why)
{
	const struct issue issue = {
		.command = c,
		.sel = s,
		.now = now,
		.style = {
			.top = c->top,
			.titles_only = c->titles_only,
			.archive_url = c->archive_url,
			.explain = c->explain,
			.sections = { c->sections, c->quiet_days, c->top, now,
				      c->pick.n ? &c->pick : NULL },
		},
	};

	*taken = false;
	return c->send ? send(&issue, taken, why) : print(&issue, taken, why);
}
