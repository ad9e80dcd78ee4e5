/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "report/classic.h"
#include "report/mail.h"
#include "report/publish.h"
#include "report/sendmail.h"

static enum status print_text(struct output *out, const struct command *c,
			      const struct selection *s)
{
	struct digest_options style = {
		.top = c->top,
		.titles_only = c->titles_only,
		.archive_url = c->archive_url,
		.explain = c->explain,
	};

	return c->classic ? classic_print(out, s, &style) : digest_print(out, s, &style);
}

/* The message, whole, in memory: nothing of it is to be seen before all went well. */
static enum status make_mail(struct buf *message, const struct command *c,
			     const struct selection *s, struct buf *why)
{
	struct output_options memory = { .color = 0 };
	struct buf digest = BUF_INIT;
	struct mail_head *head;
	struct output *out;
	enum status st;
	bool taken;

	memory.into = &digest;
	st = mail_head_parse(&head, c->from, c->to.len ? buf_cstr(&c->to) : NULL, why);
	if (st != ST_OK)
		return st;
	output_open(&out, &memory, why);
	st = print_text(out, c, s);
	output_finish(out, true, &taken, why);
	if (st == ST_OK || st == ST_DAMAGED)
		mail_write(message, head, buf_str(&digest), time(NULL));
	mail_head_free(head);
	buf_release(&digest);
	return st;
}

static enum status print_format(struct output *out, const struct command *c,
				const struct selection *s, struct buf *why)
{
	struct buf message = BUF_INIT;
	enum status st;

	if (c->format == FORMAT_TEXT)
		return print_text(out, c, s);
	st = make_mail(&message, c, s, why);
	output_add(out, buf_str(&message));
	buf_release(&message);
	return st;
}

static enum status print(const struct command *c, const struct selection *s, bool *taken,
			 struct buf *why)
{
	struct output_options where = { c->output, c->color, c->pager, NULL };
	enum status st, printed;
	struct output *out;

	st = output_open(&out, &where, why);
	if (st != ST_OK)
		return st;
	printed = print_format(out, c, s, why);
	st = output_finish(out, printed == ST_OK || printed == ST_DAMAGED, taken, why);
	/* what the output had to say is known better when it is closed */
	return printed == ST_OUTPUT || st != ST_OK ? st : printed;
}

static enum status send(const struct command *c, const struct selection *s, bool *taken,
			struct buf *why)
{
	struct buf message = BUF_INIT;
	enum status st = make_mail(&message, c, s, why);

	if (st == ST_OK)
		st = sendmail_run(c->sendmail, buf_str(&message), why);
	*taken = st == ST_OK;
	buf_release(&message);
	return st;
}

enum status publish(const struct command *c, const struct selection *s, bool *taken,
		    struct buf *why)
{
	*taken = false;
	return c->send ? send(c, s, taken, why) : print(c, s, taken, why);
}
