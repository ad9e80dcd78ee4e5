/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <unistd.h>

#include "filter/fetch/fetch.h"
#include "filter/fetch/session.h"
#include "filter/system/guard.h"
#include "filter/system/sandbox.h"
#include "store/util/file.h"

/* Before each item in the pipe; len bytes of content follow. */
struct pipe_head {
	uint32_t kind, number, last, status;
	struct fetch_mark mark;
	uint64_t len;
};

struct fetch_helper {
	const struct fetch_feed *feed;
	struct fetch_mark mark;
	bool newest;
	int fd, other_end; /* of the pipe: what is read there was written here */
	struct session session;
	struct buf mail;
};

static bool send_item(struct fetch_helper *h, enum fetch_kind kind, uint32_t number,
		      enum status status, struct str content)
{
	struct pipe_head head = {
		.kind = kind,
		.number = number,
		.last = h->session.next ? h->session.next - 1 : 0,
		.status = status,
		.mark = h->mark,
		.len = content.len,
	};

	return file_write_all(h->fd, (struct str){ (const char *)&head, sizeof(head) }) &&
	       file_write_all(h->fd, content);
}

/* A mail, or what became of it: the mark then covers it. */
static bool send_mail(struct fetch_helper *h, enum fetch_kind kind, uint32_t number,
		      struct str content)
{
	h->mark = (struct fetch_mark){ h->session.validity, number + 1 };
	return send_item(h, kind, number, ST_OK, content);
}

static void send_failure(struct fetch_helper *h, enum status st, const struct buf *why)
{
	(void)send_item(h, FETCH_FAILED, 0, st, buf_str(why));
}

static bool send_note(struct fetch_helper *h, const char *fmt, uint32_t a, uint32_t b)
    __attribute__((format(printf, 2, 0)));

static bool send_note(struct fetch_helper *h, const char *fmt, uint32_t a, uint32_t b)
{
	struct buf words = BUF_INIT;
	bool sent;

	buf_addf(&words, "%s: ", buf_cstr(&h->feed->url->text));
	buf_addf(&words, fmt, a, b);
	sent = send_item(h, FETCH_NOTE, 0, ST_OK, buf_str(&words));
	buf_release(&words);
	return sent;
}

/* For the first time, or if the mark says nothing about these numbers. */
static enum status start_anew(struct fetch_helper *h, uint32_t *from, struct buf *why)
{
	struct session *s = &h->session;

	*from = s->first;
	if (h->feed->since == DATE_NONE || s->first >= s->next)
		return ST_OK;
	return s->ops->since(s, h->feed->since, from, why);
}

/* Where to begin. A mail that comes twice is known by its Message-ID, so that reading
 * all of them again does no harm. */
static enum status find_start(struct fetch_helper *h, uint32_t *from, struct buf *why)
{
	struct session *s = &h->session;

	if (!h->mark.next)
		return start_anew(h, from, why);
	if (h->mark.validity != s->validity) {
		send_note(
		    h,
		    "the server has numbered its mails anew (UIDVALIDITY %u, before: "
		    "%u); they are read again",
		    s->validity, h->mark.validity);
		return start_anew(h, from, why);
	}
	if (h->mark.next > s->next) {
		send_note(
		    h,
		    "the server's newest mail has number %u, though %u was read; all "
		    "are read again",
		    s->next - 1, h->mark.next - 1);
		return start_anew(h, from, why);
	}
	if (h->mark.next < s->first)
		send_note(h, "the mails from %u to %u expired before they were read",
			  h->mark.next, s->first - 1);
	*from = h->mark.next < s->first ? s->first : h->mark.next;
	return ST_OK;
}

/* Reads a mail and hands it over. ST_OUTPUT: the reader is gone. */
static enum status hand_over_mail(struct fetch_helper *h, const struct session_mail *m,
				  struct buf *why)
{
	struct session *s = &h->session;
	enum status st = ST_OK;

	buf_reset(&h->mail);
	if (m->size <= h->feed->max_message)
		st = s->ops->read(s, m->number, &h->mail, why);
	if (st == ST_NOTFOUND)
		return send_note(h,
				 "mail %u of %u is listed, but the server has it no more",
				 m->number, s->next - 1)
			   ? ST_OK
			   : ST_OUTPUT;
	if (st != ST_OK && st != ST_INPUT)
		return st;
	if (m->size > h->feed->max_message || h->mail.len > h->feed->max_message ||
	    st == ST_INPUT) {
		if (!send_mail(h, FETCH_TOO_LARGE, m->number, STR_EMPTY))
			return ST_OUTPUT;
		return st;
	}
	return send_mail(h, FETCH_MAIL, m->number, buf_str(&h->mail)) ? ST_OK : ST_OUTPUT;
}

static enum status hand_over_mails(struct fetch_helper *h, uint32_t from, struct buf *why)
{
	struct session *s = &h->session;
	struct session_mail mails[SESSION_LIST_MAX];
	enum status st = ST_OK;
	size_t n;

	for (; st == ST_OK && from < s->next; from += SESSION_LIST_MAX) {
		st = s->ops->list(s, from, mails, &n, why);
		for (size_t i = 0; i < n && st == ST_OK; i++)
			st = hand_over_mail(h, &mails[i], why);
		if (s->next - from <= SESSION_LIST_MAX)
			break;
	}
	return st;
}

/* The newest of the last mails, for its List-Id. */
static enum status hand_over_newest(struct fetch_helper *h, struct buf *why)
{
	struct session *s = &h->session;
	struct session_mail mails[SESSION_LIST_MAX];
	size_t n = 0;
	enum status st = ST_OK;

	if (s->next > s->first)
		st = s->ops->list(s,
				  s->next - s->first > SESSION_LIST_MAX
				      ? s->next - SESSION_LIST_MAX
				      : s->first,
				  mails, &n, why);
	return st == ST_OK && n ? hand_over_mail(h, &mails[n - 1], why) : st;
}

static enum status fetch_mails(struct fetch_helper *h, struct buf *why)
{
	struct session *s = &h->session;
	uint32_t from;
	enum status st = s->ops->open(s, why);

	if (st != ST_OK)
		return st;
	sandbox_enter(SANDBOX_NETWORK, NULL);
	if (h->newest)
		return hand_over_newest(h, why);
	st = find_start(h, &from, why);
	if (st == ST_OK)
		st = hand_over_mails(h, from, why);
	if (st == ST_OK)
		h->mark = (struct fetch_mark){ s->validity, s->next };
	return st;
}

/* A guard_helper_fn. */
static void run_fetch_helper(void *arg)
{
	struct fetch_helper *h = arg;
	struct fetch_library library = { .checks_certificates = false };
	struct buf why = BUF_INIT;
	const char *missing;
	enum status st;

	/* or the pipe would still have a reader when the import is gone */
	close(h->other_end);
	guard_become_quiet();
	session_init(&h->session, &library, h->feed->url);
	h->session.ca_file = h->feed->ca_file;
	h->session.user = h->feed->user;
	h->session.password = h->feed->password;
	h->session.max_message = h->feed->max_message;
	h->session.stream.out = h->fd;
	missing = fetch_library_load(&library);
	if (!missing)
		st = fetch_mails(h, &why);
	else
		st = status_say(&why, ST_NOINPUT, "%s is missing: --fetch needs libetpan",
				missing);
	if (st == ST_OK)
		(void)send_item(h, FETCH_END, 0, ST_OK, STR_EMPTY);
	else if (st != ST_OUTPUT)
		send_failure(h, st, &why);
	h->session.ops->close(&h->session);
	buf_release(&h->mail);
	buf_release(&why);
}

/* A failure's words are short, whatever the limit of a message is. */
#define WORDS_MAX 4096

void fetch_attach(struct fetch *f, int fd, uint64_t max_message)
{
	*f = (struct fetch){ .pid = -1, .fd = fd, .limit = max_message + WORDS_MAX };
	reader_init(&f->reader, fd);
}

bool fetch_open(struct fetch *f, const struct fetch_feed *feed, struct fetch_mark mark,
		bool newest)
{
	struct fetch_helper h = { .feed = feed, .mark = mark, .newest = newest };
	int ends[2];

	*f = (struct fetch){ .pid = -1, .fd = -1, .reader = { .fd = -1 } };
	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	h.fd = ends[1];
	h.other_end = ends[0];
	fetch_attach(f, ends[0], feed->max_message);
	f->pid = guard_start_helper(run_fetch_helper, &h);
	close(ends[1]);
	if (f->pid < 0)
		fetch_close(f);
	return f->pid >= 0;
}

bool fetch_next(struct fetch *f, struct fetch_item *item)
{
	struct pipe_head head;

	if (!reader_at_least(&f->reader, sizeof(head)))
		return false;
	memcpy(&head, reader_take(&f->reader, sizeof(head)).s, sizeof(head));
	if (head.kind > FETCH_END || head.status >= ST_COUNT || head.len > f->limit ||
	    !reader_at_least(&f->reader, (size_t)head.len))
		return false;
	*item = (struct fetch_item){
		.kind = (enum fetch_kind)head.kind,
		.number = head.number,
		.mark = head.mark,
		.last = head.last,
		.status = (enum status)head.status,
		.content = reader_take(&f->reader, (size_t)head.len),
	};
	reader_pad(&f->reader, item->content);
	return true;
}

void fetch_close(struct fetch *f)
{
	reader_release(&f->reader);
	file_close(&f->fd);
	if (f->pid >= 0)
		guard_wait(f->pid);
	f->pid = -1;
}
