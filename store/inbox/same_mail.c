/* SPDX-License-Identifier: MIT */
#include "store/inbox/same_mail.h"

struct str record_poster(const struct record *r)
{
	return r->poster_addr.len ? r->poster_addr : r->from_addr;
}

/* Takes the next byte that is no blank off s, in lower case; -1 at the end. */
static int next_letter(struct str *s)
{
	while (s->len) {
		char c = s->s[0];

		*s = str_sub(*s, 1, s->len);
		if (!is_blank(c))
			return (unsigned char)to_lower(c);
	}
	return -1;
}

static bool same_letters(struct str a, struct str b)
{
	int c;

	do {
		c = next_letter(&a);
		if (c != next_letter(&b))
			return false;
	} while (c >= 0);
	return true;
}

/* Format 1 says nothing of the poster: the sender may be a list, put there for DMARC. */
static bool same_poster(const struct record *a, const struct record *b)
{
	return str_ieq(record_poster(a), record_poster(b)) ||
	       ((a->format < 2 || b->format < 2) && str_ieq(a->from_addr, b->from_addr));
}

bool record_same_mail(const struct record *a, const struct record *b)
{
	if (!str_eq(a->message_id, b->message_id) || !same_poster(a, b))
		return false;
	return same_letters(a->title, b->title) || same_letters(a->subject, b->subject) ||
	       (a->rules != b->rules && a->date == b->date && a->date != DATE_NONE);
}

void record_add_name(struct buf *b, const struct record *r)
{
	struct str poster = record_poster(r);

	buf_adds(b, r->message_id);
	buf_addch(b, '\0');
	for (size_t i = 0; i < poster.len; i++)
		buf_addch(b, to_lower(poster.s[i]));
	buf_addch(b, '\0');
	buf_adds(b, r->title);
	buf_addch(b, '\0');
}

int record_cmp_earliest(const struct record *a, const struct record *b)
{
	int d;

	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	d = str_cmp_nocase(record_poster(a), record_poster(b));
	return d ? d : str_cmp(a->title, b->title);
}
