/* SPDX-License-Identifier: MIT */
/* A folder of an IMAP server (RFC 3501). It is only examined: no flag of a mail changes.
 */
#include <stdlib.h>
#include <time.h>

#include "filter/fetch/session.h"
#include "store/util/array.h"
#include "store/util/utc.h"

/* libetpan has several values for success. */
static bool succeeded(int r)
{
	return r == MAILIMAP_NO_ERROR || r == MAILIMAP_NO_ERROR_AUTHENTICATED ||
	       r == MAILIMAP_NO_ERROR_NON_AUTHENTICATED;
}

static bool is_lost(int r)
{
	return r == MAILIMAP_ERROR_STREAM || r == MAILIMAP_ERROR_PARSE ||
	       r == MAILIMAP_ERROR_BAD_STATE || r == MAILIMAP_ERROR_MEMORY;
}

static enum status connect_imap(struct session *s, struct buf *why)
{
	const struct fetch_library *l = s->library;
	const char *host = buf_cstr(&s->url->host);
	bool tls = s->url->tls;
	int r = tls ? l->mailimap_ssl_connect_with_callback(s->imap, host, s->url->port,
							    session_name_host, s)
		    : l->mailimap_socket_connect(s->imap, host, s->url->port);

	if (!succeeded(r))
		return session_not_connected(s, r == MAILIMAP_ERROR_SSL, why);
	if (!tls) {
		r = l->mailimap_socket_starttls_with_callback(s->imap, session_name_host,
							      s);
		tls = succeeded(r);
		/* half a handshake: nothing more can be said on this connection */
		if (!tls && (r == MAILIMAP_ERROR_SSL || is_lost(r)))
			return status_say(why, ST_BUSY, "%s: TLS failed (STARTTLS)",
					  buf_cstr(&s->url->text));
	}
	return session_check_stream(s, s->imap->imap_stream, tls, why);
}

/* The words of the last answer. */
static const char *answer_of(const struct session *s)
{
	return s->imap->imap_response ? s->imap->imap_response : "";
}

/* Whether the server says that a later try may succeed (RFC 5530, RFC 9051). */
static bool is_for_now(const struct session *s)
{
	static const struct str codes[] = { { "UNAVAILABLE", 11 },
					    { "LIMIT", 5 },
					    { "INUSE", 5 } };
	struct str answer = str_from(answer_of(s));

	for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
		if (str_ifind(answer, codes[i]) < answer.len)
			return true;
	return false;
}

static enum status log_in(struct session *s, struct buf *why)
{
	int r;

	if (!s->user.len)
		return status_say(
		    why, ST_NOINPUT,
		    "%s: whose mail? expected a user: imaps://USER@HOST/FOLDER",
		    buf_cstr(&s->url->text));
	r = s->library->mailimap_login(s->imap, s->user.s, s->password.s);
	if (succeeded(r))
		return ST_OK;
	if (is_lost(r))
		return status_say(why, ST_BUSY,
				  "%s: the connection was lost at the login",
				  buf_cstr(&s->url->text));
	return status_say(why, is_for_now(s) ? ST_BUSY : ST_NOINPUT,
			  "%s: the server refused the user or password: %.200s",
			  buf_cstr(&s->url->text), answer_of(s));
}

static enum status open_folder(struct session *s, struct buf *why)
{
	const char *text = buf_cstr(&s->url->text);
	int r = s->library->mailimap_examine(s->imap, buf_cstr(&s->url->folder));
	const struct mailimap_selection_info *info = s->imap->imap_selection_info;

	if (is_lost(r))
		return status_say(why, ST_BUSY, "%s: the connection was lost", text);
	if (!succeeded(r))
		return status_say(why, ST_NOINPUT, "%s: the server has no such folder",
				  text);
	if (!info || !info->sel_uidvalidity || !info->sel_uidnext)
		return status_say(why, ST_NOINPUT,
				  "%s: the server names no UIDVALIDITY and UIDNEXT",
				  text);
	s->validity = info->sel_uidvalidity;
	s->first = 1;
	s->next = info->sel_uidnext;
	return ST_OK;
}

static enum status open_imap(struct session *s, struct buf *why)
{
	enum status st;

	s->imap = s->library->mailimap_new(0, NULL);
	if (!s->imap)
		return status_say(why, ST_BUSY, "out of memory");
	s->library->mailimap_set_timeout(s->imap, SESSION_TIMEOUT);
	st = connect_imap(s, why);
	if (st == ST_OK)
		st = log_in(s, why);
	return st == ST_OK ? open_folder(s, why) : st;
}

/* A day's difference covers any zone that the server may count in. */
static enum status find_since(struct session *s, int64_t time, uint32_t *number,
			      struct buf *why)
{
	const struct fetch_library *l = s->library;
	time_t day = (time_t)(time - DAY_SECONDS);
	struct tm tm;
	struct mailimap_search_key *key;
	clist *found = NULL;
	int r;

	gmtime_r(&day, &tm);
	key = l->mailimap_search_key_new_since(
	    l->mailimap_date_new(tm.tm_mday, tm.tm_mon + 1, tm.tm_year + 1900));
	r = l->mailimap_uid_search(s->imap, NULL, key, &found);
	l->mailimap_search_key_free(key);
	if (is_lost(r))
		return session_lost(s, why);
	*number = succeeded(r) ? s->next : s->first;
	if (!succeeded(r))
		return ST_OK;
	for (clistiter *i = clist_begin(found); i; i = clist_next(i)) {
		uint32_t uid = *(const uint32_t *)clist_content(i);

		if (uid < *number)
			*number = uid;
	}
	l->mailimap_search_result_free(found);
	return ST_OK;
}

/* Asks for one fact of mails and whatever else the server volunteers. */
static int fetch_facts(struct session *s, struct mailimap_set *uids,
		       struct mailimap_fetch_att *a, struct mailimap_fetch_att *b,
		       clist **found)
{
	const struct fetch_library *l = s->library;
	struct mailimap_fetch_type *facts =
	    l->mailimap_fetch_type_new_fetch_att_list_empty();
	int r;

	l->mailimap_fetch_type_new_fetch_att_list_add(facts, a);
	l->mailimap_fetch_type_new_fetch_att_list_add(facts, b);
	r = l->mailimap_uid_fetch(s->imap, uids, facts, found);
	l->mailimap_fetch_type_free(facts);
	l->mailimap_set_free(uids);
	return r;
}

/* The static fact of that kind that the server gave of a mail; NULL: it gave none. */
static const struct mailimap_msg_att_static *find_fact(const struct mailimap_msg_att *m,
						       int kind)
{
	for (clistiter *i = clist_begin(m->att_list); i; i = clist_next(i)) {
		const struct mailimap_msg_att_item *item = clist_content(i);

		if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC &&
		    item->att_data.att_static->att_type == kind)
			return item->att_data.att_static;
	}
	return NULL;
}

static int compare_numbers(const void *a, const void *b)
{
	const struct session_mail *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

static size_t take_facts(clist *found, uint32_t from, struct session_mail *mails)
{
	size_t n = 0;

	for (clistiter *i = clist_begin(found); i && n < SESSION_LIST_MAX;
	     i = clist_next(i)) {
		const struct mailimap_msg_att *m = clist_content(i);
		const struct mailimap_msg_att_static *uid =
		    find_fact(m, MAILIMAP_MSG_ATT_UID);
		const struct mailimap_msg_att_static *size =
		    find_fact(m, MAILIMAP_MSG_ATT_RFC822_SIZE);

		if (!uid || uid->att_data.att_uid < from ||
		    uid->att_data.att_uid - from >= SESSION_LIST_MAX)
			continue;
		mails[n++] =
		    (struct session_mail){ uid->att_data.att_uid,
					   size ? size->att_data.att_rfc822_size : 0 };
	}
	qsort(mails, n, sizeof(*mails), compare_numbers);
	return n;
}

static enum status list_imap(struct session *s, uint32_t from, struct session_mail *mails,
			     size_t *n, struct buf *why)
{
	const struct fetch_library *l = s->library;
	uint32_t last = session_last(s, from, SESSION_LIST_MAX);
	clist *found = NULL;
	int r;

	*n = 0;
	session_expect_list(s);
	r = fetch_facts(s, l->mailimap_set_new_interval(from, last),
			l->mailimap_fetch_att_new_uid(),
			l->mailimap_fetch_att_new_rfc822_size(), &found);
	if (is_lost(r))
		return session_lost(s, why);
	if (!succeeded(r))
		return status_say(why, ST_BUSY, "%s: the server does not list the mails",
				  buf_cstr(&s->url->text));
	*n = take_facts(found, from, mails);
	l->mailimap_fetch_list_free(found);
	return ST_OK;
}

/* Appends the text of the mail with that UID, if it is among what the server gave. */
static bool take_text(clist *found, uint32_t number, struct buf *mail)
{
	for (clistiter *i = clist_begin(found); i; i = clist_next(i)) {
		const struct mailimap_msg_att *m = clist_content(i);
		const struct mailimap_msg_att_static *uid =
		    find_fact(m, MAILIMAP_MSG_ATT_UID);
		const struct mailimap_msg_att_static *body =
		    find_fact(m, MAILIMAP_MSG_ATT_BODY_SECTION);

		if (!uid || uid->att_data.att_uid != number || !body ||
		    !body->att_data.att_body_section->sec_body_part)
			continue;
		buf_add(mail, body->att_data.att_body_section->sec_body_part,
			body->att_data.att_body_section->sec_length);
		return true;
	}
	return false;
}

static enum status read_imap(struct session *s, uint32_t number, struct buf *mail,
			     struct buf *why)
{
	const struct fetch_library *l = s->library;
	clist *found = NULL;
	bool read;
	int r;

	session_expect_mail(s);
	r = fetch_facts(
	    s, l->mailimap_set_new_single(number), l->mailimap_fetch_att_new_uid(),
	    l->mailimap_fetch_att_new_body_peek_section(l->mailimap_section_new(NULL)),
	    &found);
	if (!succeeded(r))
		return is_lost(r) ? session_lost(s, why) : ST_NOTFOUND;
	read = take_text(found, number, mail);
	l->mailimap_fetch_list_free(found);
	return read ? ST_OK : ST_NOTFOUND;
}

static void close_imap(struct session *s)
{
	if (s->imap)
		s->library->mailimap_free(s->imap);
	s->imap = NULL;
}

const struct session_ops imap_session_ops = {
	.open = open_imap,
	.since = find_since,
	.list = list_imap,
	.read = read_imap,
	.close = close_imap,
};
