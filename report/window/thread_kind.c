/* SPDX-License-Identifier: MIT */
#include "report/util/hashmap.h"
#include "report/window/poster.h"
#include "report/window/thread_kind.h"
#include "store/inbox/mail_id.h"

/* What answers a mail. */
struct cover_answers {
	const struct record *mail;
	bool numbered;	/* some part of a series */
	uint64_t patch; /* hash of a standalone patch's Message-ID, or 0 */
	bool patches;	/* several of them */
};

static bool note_answer(void *arg, struct mail *m)
{
	const struct record *r = &m->record;
	struct cover_answers *a = arg;
	uint64_t id = hash_id(r->message_id);

	if (r->kind != KIND_PATCH || (r->facts & FACT_PULL) ||
	    !record_same_poster(a->mail, r))
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

static bool has_parts(const struct record *r, const struct thread_kinds *k)
{
	struct cover_answers a = { .mail = r };
	unsigned char hash[ID_HASH];

	id_hash(hash, r->message_id);
	for (size_t i = 0; i < k->n; i++)
		(void)inbox_replies(k->inboxes[i], hash, r->arrival, note_answer, &a);
	return a.numbered || (a.patch && !a.patches);
}

/* Many mails may answer one candidate, and ask what it is. */
static void promote_cover(struct record *r, const struct thread_kinds *k)
{
	uint64_t id = hash_id(r->message_id);
	size_t known = k->covers ? hashmap_get(k->covers, id) : HASHMAP_NONE;

	if (known == HASHMAP_NONE)
		known = has_parts(r, k);
	if (k->covers)
		hashmap_put(k->covers, id, known);
	if (known)
		r->kind = KIND_COVER;
}

/* "Antwoord: [PATCH] x": the subject without the word; empty if no word precedes. */
static struct str without_word(struct str subject)
{
	size_t colon = str_chr(subject, ':');
	struct str rest = str_trim(str_sub(subject, colon + 1, subject.len));

	if (colon == 0 || colon >= subject.len || !str_starts(rest, STR("[")) ||
	    str_chr(subject, ' ') < colon || str_starts(subject, STR("[")))
		return STR_EMPTY;
	return rest;
}

/* The tag line that the mail's parent would have if the mail is a reply; or empty. */
static struct str tag_if_reply(const struct record *r)
{
	if (!r->in_reply_to.len || r->facts & FACT_DIFF)
		return STR_EMPTY;
	if (r->kind == KIND_OTHER)
		return without_word(r->subject);
	if (r->kind != KIND_PATCH && r->kind != KIND_COVER)
		return STR_EMPTY;
	return str_starts(r->subject, STR("[")) ? r->subject : without_word(r->subject);
}

static bool answers_tag(const struct record *r, const struct record *parent,
			struct str tag)
{
	return hash_text(tag) == hash_text(parent->subject) &&
	       !(r->kind == KIND_COVER && record_same_poster(r, parent));
}

static void demote_reply(struct record *r, struct str tag, const struct thread_kinds *k)
{
	struct mail m = MAIL_INIT;
	uint32_t seq;

	for (size_t i = 0; i < k->n; i++)
		if (inbox_lookup(k->inboxes[i], r->in_reply_to, &seq, NULL) == ST_OK &&
		    inbox_mail(k->inboxes[i], seq, &m) == ST_OK) {
			if (answers_tag(r, &m.record, tag))
				r->kind = KIND_REPLY;
			break;
		}
	mail_release(&m);
}

void thread_kind_set(struct record *r, const struct thread_kinds *k)
{
	struct str tag = tag_if_reply(r);

	if (may_be_cover(r))
		promote_cover(r, k);
	else if (tag.len)
		demote_reply(r, tag, k);
}
