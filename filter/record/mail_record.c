/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/record/mail_record.h"
#include "filter/mail/address.h"
#include "filter/patch/applied_notice.h"
#include "filter/patch/applied_reply.h"
#include "filter/record/classic_view.h"
#include "filter/record/classify.h"
#include "filter/mail/rfc2047.h"
#include "filter/patch/mail_links.h"
#include "filter/patch/patch.h"
#include "filter/patch/patch_id.h"
#include "filter/patch/reply_verdict.h"
#include "filter/patch/subject.h"
#include "filter/patch/trailer.h"
#include "store/inbox/mail_id.h"
#include "store/inbox/robot_sender.h"

/* Far above what people write, far below what a record can hold. */
#define SUBJECT_MAX 4096
#define NAME_MAX_BYTES 1024
#define ID_MAX 1000
#define TRAILERS_MAX (64u << 10)
#define TRAILERS 512
#define PATHS_MAX (64u << 10)
#define LINKS_MAX (8u << 10)
#define STATEMENTS_MAX (8u << 10)
/* Ids kept of References: the first and the newest 64 show where a mail belongs. */
#define REFS_MAX 65

/* Returns s, cut to at most max bytes of whole characters. */
static struct str cut_chars(struct str s, size_t max)
{
	if (s.len <= max)
		return s;
	while (max > 0 && ((unsigned char)s.s[max] & 0xc0) == 0x80)
		max--;
	return str_sub(s, 0, max);
}

/* Moves a buffer's text to the arena, which lives as long as the record. */
static struct str keep_text(struct mail_record *mail, struct buf *b)
{
	struct str s = arena_str(&mail->message.arena, buf_str(b));

	buf_release(b);
	return s;
}

static struct str hash_refs(struct mail_record *mail)
{
	struct str rest = mail->message.references, id;
	size_t n = 0, at = 0, kept;
	unsigned char *out;

	while (str_line(&rest, &id))
		n++;
	kept = n < REFS_MAX ? n : REFS_MAX;
	if (!n)
		return STR_EMPTY;
	out = arena_alloc(&mail->message.arena, kept * ID_HASH);
	rest = mail->message.references;
	for (size_t i = 0; str_line(&rest, &id); i++)
		if (i == 0 || i + (REFS_MAX - 1) >= n)
			id_hash(out + at++ * ID_HASH, id);
	return (struct str){ (const char *)out, at * ID_HASH };
}

static void set_header(struct mail_record *mail, const struct subject *subj)
{
	const struct message *m = &mail->message;
	struct record *r = &mail->record;

	r->rules = RECORD_RULES;
	r->facts = subj->facts;
	r->number = subj->number;
	r->total = subj->total;
	r->date = m->date;
	r->arrival = m->arrival;
	r->message_id = cut_chars(m->message_id, ID_MAX);
	r->in_reply_to = cut_chars(m->in_reply_to, ID_MAX);
	r->refs = hash_refs(mail);
	r->subject = cut_chars(m->subject, SUBJECT_MAX);
	r->title = cut_chars(subj->title, SUBJECT_MAX);
	r->version = subj->version;
	r->prefix = subj->prefix;
	r->from_name = cut_chars(m->from_name, NAME_MAX_BYTES);
	r->from_addr = cut_chars(m->from_addr, NAME_MAX_BYTES);
	r->author_name = cut_chars(m->author_name, NAME_MAX_BYTES);
	r->author_addr = cut_chars(m->author_addr, NAME_MAX_BYTES);
	if (!str_eq(m->poster_addr, m->from_addr) ||
	    !str_eq(m->poster_name, m->from_name)) {
		r->poster_name = cut_chars(m->poster_name, NAME_MAX_BYTES);
		r->poster_addr = cut_chars(m->poster_addr, NAME_MAX_BYTES);
	}
	r->recipients = m->recipients;
	if (m->auto_submitted)
		r->facts |= FACT_AUTO_SUBMITTED;
}

/* Rule 12: author and title of a patch that another person posts. */
static void set_inbody(struct mail_record *mail, const struct inbody *in)
{
	struct arena *arena = &mail->message.arena;
	struct record *r = &mail->record;
	struct buf text = BUF_INIT;
	struct address author;
	struct subject subj;

	if (in->end == in->start)
		return;
	rfc2047_decode(&text, in->from);
	address_parse(&author, buf_str(&text), arena);
	if (author.addr.len) {
		r->facts |= FACT_INBODY_FROM;
		r->author_name = cut_chars(author.name, NAME_MAX_BYTES);
		r->author_addr = cut_chars(author.addr, NAME_MAX_BYTES);
	}
	buf_reset(&text);
	rfc2047_decode(&text, in->subject);
	subject_parse(&subj, keep_text(mail, &text), arena);
	if (subj.title.len)
		r->title = cut_chars(subj.title, SUBJECT_MAX);
}

/* Returns "Key: value" lines, each line once. */
static struct str collect_trailers(struct mail_record *mail, struct trailer_iter *it)
{
	struct buf lines = BUF_INIT;

	for (int n = 0; n < TRAILERS && trailer_next(it); n++) {
		size_t start = lines.len;
		struct str line, rest;

		if (lines.len + it->key.len + it->value.len + 3 > TRAILERS_MAX)
			break;
		buf_adds(&lines, it->key);
		buf_addstr(&lines, ": ");
		buf_adds(&lines, it->value);
		line = str_sub(buf_str(&lines), start, lines.len);
		rest = str_sub(buf_str(&lines), 0, start);
		for (struct str old; str_line(&rest, &old);)
			if (str_eq(old, line))
				buf_trim(&lines, start);
		if (lines.len > start)
			buf_addch(&lines, '\n');
	}
	return keep_text(mail, &lines);
}

static void set_stat(struct record *r, const struct patch *p)
{
	r->files = p->sums.files;
	r->insertions = p->sums.insertions;
	r->deletions = p->sums.deletions;
}

static void set_patch_id(struct mail_record *mail, const struct patch *p)
{
	struct str diff = p->diff.len ? p->diff : p->more;
	unsigned char id[PATCH_ID_SIZE];

	if (mail->record.kind == KIND_PATCH && diff.len && patch_id_make(id, diff))
		mail->record.patch_id = arena_str(
		    &mail->message.arena, (struct str){ (const char *)id, sizeof(id) });
}

static void set_patch(struct mail_record *mail, const struct patch *p)
{
	struct record *r = &mail->record;
	struct buf paths = BUF_INIT, links = BUF_INIT;
	struct trailer_iter it;

	set_inbody(mail, &p->inbody);
	trailer_init(&it, p->log, &mail->message.arena);
	r->trailers = collect_trailers(mail, &it);
	patch_paths(p, &paths, PATHS_MAX);
	r->paths = keep_text(mail, &paths);
	mail_links_add_superseded(&links, mail->message.supersedes, LINKS_MAX);
	mail_links_collect(&links, p, LINKS_MAX);
	r->links = keep_text(mail, &links);
	set_patch_id(mail, p);
}

static void set_reply(struct mail_record *mail, const struct patch *p)
{
	struct record *r = &mail->record;
	/* trailers may follow a diff that the reply holds */
	struct str all = { p->words.s, p->words.len + p->diff.len };
	struct buf links = BUF_INIT, statements = BUF_INIT;
	struct trailer_iter it;

	trailer_init_reply(&it, all, &mail->message.arena);
	r->trailers = collect_trailers(mail, &it);
	mail_links_add_superseded(&links, mail->message.supersedes, LINKS_MAX);
	mail_links_collect_reply(&links, p->words, LINKS_MAX);
	r->links = keep_text(mail, &links);
	switch (applied_reply_read(&statements, p->words, STATEMENTS_MAX)) {
	case APPLIED_SAID:
		r->facts |= FACT_APPLIED;
		break;
	case APPLIED_DROPPED:
		r->facts |= FACT_DROPPED;
		break;
	case APPLIED_NOT:
		break;
	}
	reply_verdict_read(&statements, p->words,
			   r->facts & (FACT_BOT | FACT_AUTO_SUBMITTED), STATEMENTS_MAX);
	r->statements = keep_text(mail, &statements);
}

/* The whole text is read: a notice may quote the patch with its in-body header. */
static void set_notice(struct mail_record *mail)
{
	struct buf statements = BUF_INIT;

	if (applied_notice_read(&statements, mail->message.subject, mail->message.text,
				STATEMENTS_MAX))
		mail->record.facts |= FACT_APPLIED;
	mail->record.statements = keep_text(mail, &statements);
}

/* Digests show the text of covers, standalone and first patches, and pull requests. */
static bool has_body(const struct record *r)
{
	return r->kind == KIND_PULL || r->kind == KIND_COVER ||
	       (r->kind == KIND_PATCH && (!(r->facts & FACT_NUMBERED) || r->number <= 1));
}

void mail_record_make(struct mail_record *mail, struct str raw, int64_t now)
{
	struct message *m = &mail->message;
	struct record *r = &mail->record;
	struct subject subj;
	struct patch patch;

	message_parse(m, raw, now);
	subject_parse(&subj, m->subject, &m->arena);
	patch_split(&patch, m->text, m->more);
	set_header(mail, &subj);
	set_stat(r, &patch);
	r->facts |= patch.facts;
	r->kind = classify_kind(classify_clues(m, &subj, &patch, &m->arena));
	if (robot_sender(m->from_name, m->from_addr))
		r->facts |= FACT_BOT;
	if (r->kind == KIND_PATCH || r->kind == KIND_COVER)
		set_patch(mail, &patch);
	else if (r->kind == KIND_REPLY)
		set_reply(mail, &patch);
	else if (r->kind == KIND_OTHER)
		set_notice(mail);
	classic_view(r, m, subj.facts & FACT_REPLY_MARK);
	if (has_body(r) || r->facts & FACT_CLASSIC_SHOWN)
		r->body = patch_body(&patch, &m->arena);
	r->facts |= patch.facts;
}

void mail_record_make_from_header(struct mail_record *mail, struct str raw, int64_t now)
{
	struct subject subj;

	message_parse_header(&mail->message, raw, now);
	subject_parse(&subj, mail->message.subject, &mail->message.arena);
	set_header(mail, &subj);
	mail->record.kind = KIND_OTHER;
	mail->record.facts |= FACT_UNPARSED;
}

void mail_record_release(struct mail_record *mail)
{
	record_release(&mail->record);
	message_release(&mail->message);
	*mail = (struct mail_record)MAIL_RECORD_INIT;
}
