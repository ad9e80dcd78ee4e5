/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "filter/record/mail_record.h"
#include "filter/mail/address.h"
#include "filter/patch/applied_notice.h"
#include "filter/patch/applied_reply.h"
#include "filter/record/classic_view.h"
#include "filter/record/classify.h"
#include "filter/record/mail_patches.h"
#include "filter/record/trailer_lines.h"
#include "filter/mail/message_header.h"
#include "filter/patch/mail_links.h"
#include "filter/patch/patch.h"
#include "filter/patch/patch_id.h"
#include "filter/patch/reply_verdict.h"
#include "filter/patch/subject.h"
#include "filter/patch/trailer.h"
#include "store/inbox/mail_id.h"

/* Far above what people write, far below what a record can hold. */
#define SUBJECT_MAX 4096
#define NAME_MAX_BYTES 1024
#define ID_MAX 1000
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

static void set_subject(struct record *r, const struct subject *subj, struct str line)
{
	r->number = subj->number;
	r->total = subj->total;
	r->subject = cut_chars(line, SUBJECT_MAX);
	r->version = subj->version;
	r->prefix = subj->prefix;
}

static void set_header(struct mail_record *mail, const struct subject *subj)
{
	const struct message *m = &mail->message;
	struct record *r = &mail->record;

	r->rules = RECORD_RULES;
	r->facts = subj->facts;
	r->date = m->date;
	r->arrival = m->arrival;
	r->message_id = cut_chars(m->message_id, ID_MAX);
	r->in_reply_to = cut_chars(m->in_reply_to, ID_MAX);
	r->refs = hash_refs(mail);
	set_subject(r, subj, m->subject);
	r->title = cut_chars(subj->title, SUBJECT_MAX);
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

/* Rule 12: an in-body Subject with a PATCH group is the tag line. */
static void set_inbody_subject(struct mail_record *mail, struct str value)
{
	static const uint32_t of_groups = FACT_NUMBERED | FACT_TOTAL | FACT_VERSIONED |
					  FACT_RFC | FACT_RESEND | FACT_PULL;
	struct arena *arena = &mail->message.arena;
	struct record *r = &mail->record;
	struct str line = message_header_text(arena, value);
	struct subject subj;

	subject_parse_inbody(&subj, line, arena);
	if (subj.title.len)
		r->title = cut_chars(subj.title, SUBJECT_MAX);
	if (!(subj.clues & SUBJECT_PATCH))
		return;
	set_subject(r, &subj, line);
	r->facts = (r->facts & ~of_groups) | (subj.facts & of_groups);
	r->kind = subj.facts & FACT_NUMBERED && !subj.number ? KIND_COVER : KIND_PATCH;
}

/* Rule 12: author and subject of a patch that another person posts. */
static void set_inbody(struct mail_record *mail, const struct inbody *in)
{
	struct record *r = &mail->record;
	struct address author;

	if (in->end == in->start)
		return;
	address_parse(&author, message_header_text(&mail->message.arena, in->from),
		      &mail->message.arena);
	if (author.addr.len) {
		r->facts |= FACT_INBODY_FROM;
		r->author_name = cut_chars(author.name, NAME_MAX_BYTES);
		r->author_addr = cut_chars(author.addr, NAME_MAX_BYTES);
	}
	set_inbody_subject(mail, in->subject);
}

/* Returns "Key: value" lines, each line once. */
static struct str collect_trailers(struct mail_record *mail, struct trailer_iter *it)
{
	struct buf lines = BUF_INIT;
	int left = TRAILERS;

	trailer_lines_add(&lines, it, &left);
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

/* Rule 11: a mail with several patches has their sums, and a list of them. */
static void set_patches(struct mail_record *mail)
{
	const struct message *m = &mail->message;
	struct record *r = &mail->record;
	struct mail_patches all;

	mail_patches_read(&all, m->text, m->more, PATHS_MAX, &mail->message.arena);
	if (all.n > 1) {
		r->files = all.sums.files;
		r->insertions = all.sums.insertions;
		r->deletions = all.sums.deletions;
		r->facts |= all.cut ? FACT_BODY_CUT : 0;
		r->body = keep_text(mail, &all.body);
		r->trailers = keep_text(mail, &all.trailers);
		r->paths = keep_text(mail, &all.paths);
		r->parts = keep_text(mail, &all.parts);
		r->patch_id = STR_EMPTY;
	}
	mail_patches_release(&all);
}

static void set_reply(struct mail_record *mail, const struct patch *p)
{
	struct record *r = &mail->record;
	struct buf links = BUF_INIT, statements = BUF_INIT;
	struct trailer_iter it;

	/* trailers may follow a diff that the reply holds */
	trailer_init_reply(&it, p->text, &mail->message.arena);
	it.sender_name = mail->message.author_name;
	it.sender_addr = mail->message.author_addr;
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

/*
 * Whether the report may find out that a mail without PATCH is the cover of the mails
 * that answer it (rule 15).
 */
static bool may_be_cover(const struct record *r, unsigned clues)
{
	return r->kind == KIND_OTHER &&
	       !(clues & (CLUE_PARENT | CLUE_NOTICE | CLUE_ROBOT | CLUE_DIFF));
}

/* Rules 9 and 15: what the subject says of a mail of this kind alone. */
static void set_kind(struct record *r, const struct subject *subj, unsigned clues)
{
	r->kind = classify_kind(clues);
	if (r->kind == KIND_PATCH && subj->clues & SUBJECT_PART)
		r->prefix = subj->part_prefix;
	if (subj->series_version.len &&
	    (r->kind == KIND_COVER || may_be_cover(r, clues))) {
		r->version = subj->series_version;
		r->facts |= FACT_VERSIONED;
	}
}

/*
 * Digests show the text of covers, also of those that the report finds out to be one,
 * of standalone and first patches, and of pull requests.
 */
static bool has_body(const struct record *r, unsigned clues)
{
	return r->kind == KIND_PULL || r->kind == KIND_COVER || may_be_cover(r, clues) ||
	       (r->kind == KIND_PATCH && (!(r->facts & FACT_NUMBERED) || r->number <= 1));
}

void mail_record_make(struct mail_record *mail, struct str raw, int64_t now)
{
	struct message *m = &mail->message;
	struct record *r = &mail->record;
	struct subject subj;
	struct patch patch;
	unsigned clues;

	message_parse(m, raw, now);
	subject_parse(&subj, m->subject, &m->arena);
	patch_split(&patch, m->text, m->more);
	set_header(mail, &subj);
	clues = classify_clues(m, &subj, &patch, &m->arena);
	set_kind(r, &subj, clues);
	if (r->kind == KIND_PULL || r->kind == KIND_COVER)
		patch_split_letter(&patch, m->text);
	set_stat(r, &patch);
	r->facts |= patch.facts;
	if (clues & CLUE_ROBOT)
		r->facts |= FACT_BOT;
	if (r->kind == KIND_PATCH || r->kind == KIND_COVER)
		set_patch(mail, &patch);
	else if (r->kind == KIND_REPLY)
		set_reply(mail, &patch);
	else if (r->kind == KIND_OTHER)
		set_notice(mail);
	classic_view(r, m);
	if (has_body(r, clues) || r->facts & FACT_CLASSIC_SHOWN)
		r->body = patch_body(&patch, &m->arena);
	r->facts |= patch.facts;
	if (r->kind == KIND_PATCH && patch.inbody.commit)
		set_patches(mail);
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
