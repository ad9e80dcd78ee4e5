/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "report/command/body_fit.h"
#include "report/command/publish_mail.h"
#include "report/digest/digest_subject.h"
#include "report/html/digest_html.h"
#include "report/mail/rfc5322_write.h"
#include "report/text/digest_text.h"
#include "report/util/lines.h"

/* The note after a text that was cut takes at most so many bytes in the mail. */
#define NOTE_ROOM 512

/* A message that is made. */
struct mail_maker {
	const struct command *command;
	const struct digest *digest;
	int64_t now;
	bool too_large; /* with the page, which is left out */
	struct buf text, html;
	struct buf *why;
};

typedef enum status part_print_fn(struct output *, const struct digest *);

/* Prints the digest with these sections. */
static enum status make_part(struct buf *into, part_print_fn *print,
			     const struct digest *digest, const struct section_list *list,
			     size_t body_max)
{
	struct digest part = *digest;
	struct output *out;
	enum status st;

	part.options.sections.list = *list;
	part.options.body_max = body_max;
	buf_reset(into);
	out = output_open_memory(into);
	st = print(out, &part);
	output_close_memory(out);
	return st;
}

/* Puts the parts into a message. */
static enum status make_message(struct mail_maker *m, struct buf *message)
{
	const struct command *c = m->command;
	const struct rfc5322_body body = { buf_str(&m->text), buf_str(&m->html) };
	struct buf subject = BUF_INIT;
	struct rfc5322_head *head;
	enum status st = rfc5322_head_parse(&head, c->from,
					    c->to.len ? buf_cstr(&c->to) : NULL, m->why);

	if (st != ST_OK)
		return st;
	digest_subject_add(&subject, command_subject(c), m->digest);
	rfc5322_write(message, head, buf_str(&subject), &body, (time_t)m->now);
	rfc5322_head_free(head);
	buf_release(&subject);
	return ST_OK;
}

static enum status make_with_bodies(void *arg, struct buf *message, size_t body_max)
{
	struct mail_maker *m = arg;
	const struct command *c = m->command;
	enum status text =
	    make_part(&m->text, digest_text_print, m->digest, &c->sections, body_max);
	enum status html = ST_OK, st;

	if (m->too_large)
		buf_addstr(&m->text, "The page is left out: with it, this mail would be "
				     "larger than --max-size.\n");
	else if (c->html)
		html = make_part(&m->html, digest_html_print_mail, m->digest,
				 &c->page_sections, body_max);
	st = make_message(m, message);
	if (st != ST_OK)
		return st;
	if (m->digest->st != ST_OK)
		return m->digest->st;
	return text != ST_OK ? text : html;
}

/* Cuts the text at the end of a line, to as many bytes at most. */
static void cut_text(struct buf *text, size_t len)
{
	size_t end = str_rchr(str_sub(buf_str(text), 0, len), '\n');

	buf_trim(text, end < len ? end + 1 : 0);
}

/* Leaves out lines of the text: without any commit message the mail is still too large.
 */
static enum status cut_message(struct mail_maker *m, struct buf *message)
{
	uint64_t max = m->command->max_size;
	size_t lines = lines_count(buf_str(&m->text)), len = m->text.len;
	enum status st = ST_OK;

	while (st == ST_OK && message->len > max && len) {
		uint64_t over = message->len - max + NOTE_ROOM;

		/* a byte of the text is up to three in the mail */
		len = len > over / 3 + 1 ? len - over / 3 - 1 : 0;
		cut_text(&m->text, len);
		buf_addf(&m->text,
			 "%zu more lines are left out: this mail has at most %" PRIu64
			 " bytes, see --max-size.\n",
			 lines - lines_count(buf_str(&m->text)), max);
		buf_reset(message);
		st = make_message(m, message);
		cut_text(&m->text, len);
	}
	return st;
}

enum status publish_mail_make(struct buf *message, const struct command *c,
			      const struct digest *digest, int64_t now, struct buf *why)
{
	struct mail_maker m = { .command = c, .digest = digest, .now = now, .why = why };
	enum status st = body_fit(message, c->max_size, make_with_bodies, &m),
		    cut = ST_OK;

	if (c->html && message->len > c->max_size) {
		m.too_large = true;
		buf_reset(&m.html);
		buf_reset(message);
		st = body_fit(message, c->max_size, make_with_bodies, &m);
	}
	if (message->len > c->max_size)
		cut = cut_message(&m, message);
	buf_release(&m.text);
	buf_release(&m.html);
	return cut != ST_OK ? cut : st;
}
