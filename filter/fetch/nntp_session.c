/* SPDX-License-Identifier: MIT */
/* A group of an NNTP server (RFC 3977, RFC 4642, RFC 4643). */
#include "filter/fetch/session.h"
#include "filter/mail/date.h"
#include "store/util/utc.h"

static enum status connect_nntp(struct session *s, struct buf *why)
{
	const struct fetch_library *l = s->library;
	const char *host = buf_cstr(&s->url->host);
	int r = s->url->tls ? l->newsnntp_ssl_connect_with_callback(
				  s->nntp, host, s->url->port, session_name_host, s)
			    : l->newsnntp_socket_connect(s->nntp, host, s->url->port);

	if (r != NEWSNNTP_NO_ERROR)
		return session_not_connected(s, r == NEWSNNTP_ERROR_SSL, why);
	return session_check_stream(s, s->nntp->nntp_stream, s->url->tls, why);
}

static enum status log_in(struct session *s, struct buf *why)
{
	const struct fetch_library *l = s->library;
	int r;

	if (!s->user.len)
		return ST_OK;
	r = l->newsnntp_authinfo_username(s->nntp, s->user.s);
	if (r == NEWSNNTP_WARNING_REQUEST_AUTHORIZATION_PASSWORD)
		r = l->newsnntp_authinfo_password(s->nntp, s->password.s);
	if (r == NEWSNNTP_NO_ERROR)
		return ST_OK;
	return status_say(why, ST_NOINPUT, "%s: the server refused the user or password",
			  buf_cstr(&s->url->text));
}

static enum status say_group_error(struct session *s, int error, struct buf *why)
{
	const char *text = buf_cstr(&s->url->text);

	if (error == NEWSNNTP_ERROR_NO_SUCH_NEWS_GROUP)
		return status_say(why, ST_NOINPUT, "%s: the server has no such group",
				  text);
	if (error == NEWSNNTP_ERROR_REQUEST_AUTHORIZATION_USERNAME)
		return status_say(why, ST_NOINPUT,
				  "%s: the server asks for a user and a password", text);
	return status_say(why, ST_BUSY, "%s: the server did not open the group", text);
}

static enum status open_group(struct session *s, struct buf *why)
{
	struct newsnntp_group_info *info;
	int r = s->library->newsnntp_group(s->nntp, buf_cstr(&s->url->folder), &info);

	if (r != NEWSNNTP_NO_ERROR)
		return say_group_error(s, r, why);
	/* of an empty group the last number is below the first (RFC 3977, 6.1.1.2) */
	s->first = info->grp_first;
	s->next = info->grp_last == UINT32_MAX ? UINT32_MAX : info->grp_last + 1;
	if (s->next < s->first)
		s->next = s->first;
	s->library->newsnntp_group_free(info);
	return ST_OK;
}

static enum status open_nntp(struct session *s, struct buf *why)
{
	enum status st;

	s->nntp = s->library->newsnntp_new(0, NULL);
	if (!s->nntp)
		return status_say(why, ST_BUSY, "out of memory");
	s->library->newsnntp_set_timeout(s->nntp, SESSION_TIMEOUT);
	st = connect_nntp(s, why);
	if (st == ST_OK) {
		/* most servers need no such command, and some refuse it */
		(void)s->library->newsnntp_mode_reader(s->nntp);
		st = log_in(s, why);
	}
	return st == ST_OK ? open_group(s, why) : st;
}

/* Leaves out what a server lists outside of the range, or out of order. */
static size_t take_overviews(clist *found, uint32_t from, struct session_mail *mails)
{
	size_t n = 0;

	for (clistiter *i = clist_begin(found); i && n < SESSION_LIST_MAX;
	     i = clist_next(i)) {
		const struct newsnntp_xover_resp_item *item = clist_content(i);

		if (item->ovr_article < from ||
		    item->ovr_article - from >= SESSION_LIST_MAX ||
		    (n && item->ovr_article <= mails[n - 1].number))
			continue;
		mails[n++] = (struct session_mail){ item->ovr_article, item->ovr_size };
	}
	return n;
}

/* If the server has no overview, each number may be a mail. */
static size_t assume_all(const struct session *s, uint32_t from,
			 struct session_mail *mails)
{
	size_t n = 0;

	for (; n < SESSION_LIST_MAX && n < s->next - from; n++)
		mails[n] = (struct session_mail){ from + (uint32_t)n, 0 };
	return n;
}

static enum status list_nntp(struct session *s, uint32_t from, struct session_mail *mails,
			     size_t *n, struct buf *why)
{
	clist *found = NULL;
	uint32_t last = session_last(s, from, SESSION_LIST_MAX);
	int r;

	*n = 0;
	session_expect_list(s);
	r = s->library->newsnntp_xover_range(s->nntp, from, last, &found);
	switch (r) {
	case NEWSNNTP_NO_ERROR:
		*n = take_overviews(found, from, mails);
		s->library->newsnntp_xover_resp_list_free(found);
		return ST_OK;
	case NEWSNNTP_ERROR_NO_ARTICLE_SELECTED:
	case NEWSNNTP_ERROR_INVALID_ARTICLE_NUMBER:
	case NEWSNNTP_ERROR_ARTICLE_NOT_FOUND:
		return ST_OK;
	case NEWSNNTP_ERROR_STREAM:
		return session_lost(s, why);
	default:
		*n = assume_all(s, from, mails);
		return ST_OK;
	}
}

/* The date of the first mail with that number or one of the next ones; DATE_NONE: none
 * of them has one. */
static enum status date_near(struct session *s, uint32_t number, int64_t *date,
			     struct buf *why)
{
	clist *found = NULL;
	uint32_t last = session_last(s, number, 10);
	int r = s->library->newsnntp_xover_range(s->nntp, number, last, &found);

	*date = DATE_NONE;
	if (r == NEWSNNTP_ERROR_STREAM)
		return session_lost(s, why);
	if (r != NEWSNNTP_NO_ERROR)
		return ST_OK;
	for (clistiter *i = clist_begin(found); i && *date == DATE_NONE;
	     i = clist_next(i)) {
		const struct newsnntp_xover_resp_item *item = clist_content(i);

		*date = date_parse(str_from(item->ovr_date ? item->ovr_date : ""));
	}
	s->library->newsnntp_xover_resp_list_free(found);
	return ST_OK;
}

/* Dates are the senders', and out of order here and there: so the search goes for a
 * moment two days earlier. */
#define SINCE_MARGIN (2 * DAY_SECONDS)

static enum status find_since(struct session *s, int64_t time, uint32_t *number,
			      struct buf *why)
{
	uint32_t low = s->first, high = s->next;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int64_t date;
		enum status st = date_near(s, middle, &date, why);

		if (st != ST_OK)
			return st;
		if (date != DATE_NONE && date < time - SINCE_MARGIN)
			low = middle + 1;
		else
			high = middle;
	}
	*number = low;
	return ST_OK;
}

static enum status read_nntp(struct session *s, uint32_t number, struct buf *mail,
			     struct buf *why)
{
	char *text = NULL;
	size_t len = 0;
	int r;

	session_expect_mail(s);
	r = s->library->newsnntp_article(s->nntp, number, &text, &len);
	switch (r) {
	case NEWSNNTP_NO_ERROR:
		buf_add(mail, text, len);
		s->library->newsnntp_article_free(text);
		return ST_OK;
	case NEWSNNTP_ERROR_NO_ARTICLE_SELECTED:
	case NEWSNNTP_ERROR_INVALID_ARTICLE_NUMBER:
	case NEWSNNTP_ERROR_ARTICLE_NOT_FOUND:
		return ST_NOTFOUND;
	default:
		return session_lost(s, why);
	}
}

static void close_nntp(struct session *s)
{
	if (s->nntp)
		s->library->newsnntp_free(s->nntp);
	s->nntp = NULL;
}

const struct session_ops nntp_session_ops = {
	.open = open_nntp,
	.since = find_since,
	.list = list_nntp,
	.read = read_nntp,
	.close = close_nntp,
};
