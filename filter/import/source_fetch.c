/* SPDX-License-Identifier: MIT */
/* --fetch: the mails of a feed that came since the last run. */
#include <stdlib.h>

#include "filter/fetch/fetch.h"
#include "filter/fetch/password.h"
#include "filter/import/marked_list.h"
#include "filter/import/source.h"
#include "filter/mail/message.h"
#include "filter/system/log.h"
#include "store/util/file.h"
#include "store/util/paths.h"

struct source_fetch {
	struct source base;
	struct fetch_url url;
	struct buf user, password;
	struct fetch_feed feed;
	struct fetch fetch;
	bool open; /* the fetch is */
	uint64_t skip;
	uint32_t number; /* of the current mail */
	struct fetch_mark mark, marked;
	struct buf why;
};

static struct source_fetch *of(const struct source *base)
{
	return (struct source_fetch *)base;
}

static bool open_fetch(struct source_fetch *s, bool newest)
{
	s->open = fetch_open(&s->fetch, &s->feed, s->mark, newest);
	return s->open;
}

static void close_fetch(struct source_fetch *s)
{
	if (s->open)
		fetch_close(&s->fetch);
	s->open = false;
}

static enum status start_fetch(struct source *base, const struct source_start *with,
			       struct buf *why)
{
	struct source_fetch *s = of(base);
	enum status st = ST_NOTFOUND;

	s->mark = (struct fetch_mark){ 0, 0 };
	if (with->inbox)
		st = inbox_get_fetch_mark(with->inbox, buf_str(&s->url.text), &s->mark);
	if (st != ST_OK && st != ST_NOTFOUND)
		return status_say(why, st, "%s: how far it was read is not known",
				  buf_cstr(&s->url.text));
	s->marked = s->mark;
	/* a mark covers what was done before a restart */
	s->skip = with->inbox ? 0 : with->skip;
	s->base.done = with->skip - s->skip;
	if (open_fetch(s, false))
		return ST_OK;
	return status_say(why, ST_BUSY, "no process could be started");
}

static void say_note(struct str words)
{
	struct buf line = BUF_INIT;

	buf_adds(&line, words);
	log_to_stderr(&line);
	buf_release(&line);
}

/* Takes what is not for the import itself: notes, and mails done before a restart. */
static bool next_fetched(struct source_fetch *s, struct fetch_item *item)
{
	while (fetch_next(&s->fetch, item)) {
		bool mail = item->kind == FETCH_MAIL || item->kind == FETCH_TOO_LARGE;

		if (item->kind == FETCH_NOTE)
			say_note(item->content);
		else if (mail && s->skip)
			s->skip--;
		else
			return true;
	}
	return false;
}

static void take_item(struct source_fetch *s, const struct fetch_item *f,
		      struct item *item)
{
	s->number = f->number;
	s->mark = f->mark;
	s->base.done++;
	s->base.total = s->base.done + (f->last > f->number ? f->last - f->number : 0);
	if (f->kind == FETCH_MAIL) {
		item->kind = ITEM_MAIL;
		item->raw = f->content;
		return;
	}
	item->kind = ITEM_UNREADABLE;
	buf_reset(&s->why);
	buf_addf(&s->why, "larger than --max-message (%ju bytes); passed over",
		 (uintmax_t)s->feed.max_message);
	item->why = buf_cstr(&s->why);
}

static enum status next_fetch_item(struct source *base, struct item *item,
				   struct buf *why)
{
	struct source_fetch *s = of(base);
	struct fetch_item f;

	*item = (struct item){ .raw = STR_EMPTY };
	if (!next_fetched(s, &f))
		return status_say(
		    why, ST_INPUT,
		    "%s: the process that fetches ended; the next run goes on "
		    "from there",
		    buf_cstr(&s->url.text));
	if (f.kind == FETCH_END) {
		s->mark = f.mark;
		return ST_NOTFOUND;
	}
	if (f.kind == FETCH_FAILED) {
		buf_adds(why, f.content);
		/* after the first mail the import keeps what it has */
		return base->done && f.status == ST_BUSY ? ST_INPUT : f.status;
	}
	take_item(s, &f, item);
	return ST_OK;
}

static void name_fetched(const struct source *base, struct buf *out)
{
	const struct source_fetch *s = of(base);

	buf_addf(out, "mail %u of %s", s->number, buf_cstr(&s->url.text));
}

static enum status put_fetch_mark(struct source *base, struct inbox *inbox)
{
	struct source_fetch *s = of(base);
	enum status st;

	if (s->mark.next == s->marked.next && s->mark.validity == s->marked.validity)
		return ST_OK;
	st = inbox_put_fetch_mark(inbox, buf_str(&s->url.text), &s->mark);
	if (st == ST_OK)
		s->marked = s->mark;
	return st;
}

/* A marked_list_fn: one list has a feed. */
static uint64_t has_been_fetched(const void *url, struct inbox *inbox)
{
	const struct fetch_url *u = url;
	struct fetch_mark mark;

	return inbox_get_fetch_mark(inbox, buf_str(&u->text), &mark) == ST_OK ? UINT64_MAX
									      : 0;
}

static enum status add_list_of_newest(struct source_fetch *s, struct buf *out,
				      struct buf *why)
{
	struct message m = MESSAGE_INIT;
	struct fetch_item item = { .kind = FETCH_END };
	enum status st = ST_OK;

	if (!open_fetch(s, true))
		return ST_OK;
	while (fetch_next(&s->fetch, &item) && item.kind == FETCH_NOTE)
		;
	if (item.kind == FETCH_MAIL) {
		message_parse_header(&m, item.content, 0);
		buf_adds(out, m.list_id);
		message_release(&m);
	} else if (item.kind == FETCH_FAILED) {
		buf_adds(why, item.content);
		st = item.status;
	}
	close_fetch(s);
	return st;
}

/*
 * The list that this feed was read into before, so that no later mail's List-Id leads
 * the feed into another list; the first time its newest mail says, or else its name.
 */
static enum status add_feed_list(struct source *base, const char *store, struct buf *out,
				 struct buf *why)
{
	struct source_fetch *s = of(base);
	enum status st = ST_OK;

	marked_list_choose(store, has_been_fetched, &s->url, out);
	if (!out->len)
		st = add_list_of_newest(s, out, why);
	if (!out->len)
		buf_adds(out, buf_str(&s->url.folder));
	return st;
}

static void free_fetch_source(struct source *base)
{
	struct source_fetch *s = of(base);

	close_fetch(s);
	fetch_url_release(&s->url);
	buf_release(&s->user);
	buf_release(&s->password);
	buf_release(&s->why);
	free(s);
}

/* The netrc is a file of the user's: one that is not there is no error. */
static enum status read_netrc(struct source_fetch *s, struct buf *why)
{
	const char *named = getenv("NETRC");
	struct buf path = BUF_INIT, text = BUF_INIT;
	enum status st;

	if (named)
		buf_addstr(&path, named);
	else
		paths_home(&path);
	if (path.len && !named)
		buf_addstr(&path, "/.netrc");
	st = path.len ? file_read_text(&text, buf_cstr(&path), why) : ST_NOTFOUND;
	if (st == ST_OK)
		st = password_from_netrc(&s->user, &s->password, buf_str(&text),
					 buf_str(&s->url.host));
	if (st == ST_NOTFOUND) {
		buf_reset(why);
		st = status_say(why, ST_NOINPUT,
				"%s: no password; expected --password-command, or a line "
				"'machine %s login %s password ...' in %s",
				buf_cstr(&s->url.text), buf_cstr(&s->url.host),
				s->user.len ? buf_cstr(&s->user) : "USER",
				path.len ? buf_cstr(&path) : "~/.netrc");
	}
	buf_release(&path);
	buf_release(&text);
	return st;
}

/* A newsgroup is open to all unless the URL names a user; a folder never is. */
static enum status find_password(struct source_fetch *s, const char *command,
				 struct buf *why)
{
	buf_adds(&s->user, buf_str(&s->url.user));
	if (s->url.protocol == FETCH_NNTP && !s->user.len)
		return ST_OK;
	if (command)
		return password_from_command(&s->password, command, why);
	return read_netrc(s, why);
}

enum status source_fetch(struct source **out, const char *url, const struct options *o,
			 struct buf *why)
{
	static const struct source_ops ops = {
		.network = true,
		.start = start_fetch,
		.next = next_fetch_item,
		.name = name_fetched,
		.put_marks = put_fetch_mark,
		.add_list = add_feed_list,
		.free = free_fetch_source,
	};
	struct source_fetch *s = xcalloc(1, sizeof(*s));
	enum status st;

	s->base = (struct source){ .ops = &ops, .unit = "messages" };
	st = fetch_url_parse(&s->url, str_from(url), why);
	if (st == ST_OK)
		st = find_password(s, o->password_command, why);
	s->feed = (struct fetch_feed){
		.url = &s->url,
		.user = (struct str){ buf_cstr(&s->user), s->user.len },
		.password = (struct str){ buf_cstr(&s->password), s->password.len },
		.ca_file = o->ca_file,
		.max_message = o->max_message,
		.since = o->since,
	};
	if (st != ST_OK) {
		free_fetch_source(&s->base);
		s = NULL;
	}
	*out = s ? &s->base : NULL;
	return st;
}
