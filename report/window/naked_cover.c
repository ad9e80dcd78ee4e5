/* SPDX-License-Identifier: MIT */
#include "report/util/hashmap.h"
#include "report/window/naked_cover.h"
#include "store/inbox/mail_id.h"

/* What answers a mail. */
struct cover_answers {
	const struct record *mail;
	bool numbered;	/* some part of a series */
	uint64_t patch; /* hash of a standalone patch's Message-ID, or 0 */
	bool patches;	/* several of them */
};

static struct str poster_addr(const struct record *r)
{
	return r->poster_addr.len || r->poster_name.len ? r->poster_addr : r->from_addr;
}

static struct str poster_name(const struct record *r)
{
	return r->poster_addr.len || r->poster_name.len ? r->poster_name : r->from_name;
}

static bool same_poster(const struct record *a, const struct record *b)
{
	return (poster_addr(a).len && str_ieq(poster_addr(a), poster_addr(b))) ||
	       (poster_name(a).len && str_ieq(poster_name(a), poster_name(b)));
}

static bool note_answer(void *arg, struct mail *m)
{
	const struct record *r = &m->record;
	struct cover_answers *a = arg;
	uint64_t id = hash_id(r->message_id);

	if (r->kind != KIND_PATCH || (r->facts & FACT_PULL) || !same_poster(a->mail, r))
		return true;
	if (r->facts & FACT_NUMBERED)
		a->numbered = true;
	else if (a->patch && a->patch != id)
		a->patches = true;
	else
		a->patch = id;
	return !a->numbered;
}

/* The filter keeps the text of a mail that may be a cover. */
static bool may_be_cover(const struct record *r)
{
	return r->kind == KIND_OTHER && r->body.len && !r->in_reply_to.len &&
	       !(r->facts & (FACT_DIFF | FACT_BOT));
}

void naked_cover_mark(struct record *r, struct inbox *const *inboxes, size_t n)
{
	struct cover_answers a = { .mail = r };
	unsigned char hash[ID_HASH];

	if (!may_be_cover(r))
		return;
	id_hash(hash, r->message_id);
	for (size_t i = 0; i < n; i++)
		(void)inbox_replies(inboxes[i], hash, r->arrival, note_answer, &a);
	if (a.numbered || (a.patch && !a.patches))
		r->kind = KIND_COVER;
}
