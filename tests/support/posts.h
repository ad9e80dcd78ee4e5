/* SPDX-License-Identifier: MIT */
/* Makes a window of rows, for tests of what the report finds in posts. Include cmocka.h
 * first. */
#ifndef TESTS_SUPPORT_POSTS_H
#define TESTS_SUPPORT_POSTS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/window/selection.h"
#include "store/inbox/applied_subject.h"
#include "store/inbox/mail_id.h"
#include "tests/support/temp.h"

/* Rows leave out the last members if they need none. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/* The parts of a mail with two patches, by a and by b. */
#define ROW_PARTS                         \
	"1 1 2 3 - A\ta@x.example\tone\n" \
	"2 1 0 1 0123456789abcdef0123456789abcdef01234567 B\tb@y.example\ttwo\n"

/* A mail. */
struct row {
	const char *id, *parent;
	const char *subject; /* "[PATCH net v2 1/3] title"; "(diff)" ends a 0/N with a
				diff; plain text is a reply, "applied" and
				"dropped" say so; "other" is no patch, "cover" a
				cover without a mark; or a notice */
	const char *author;  /* "a" is "A <a@x.example>", "a@y" "A <a@y.example>"; "a/b"
				"a", whose mail "b" posts; "bot" is a robot */
	int minute;	     /* of Date and arrival */
	const char *refs;    /* more ids, oldest first, separated by blanks */
	const char *links;   /* of a reply or notice: statements */
	const char *body, *trailers; /* in a store only */
	const char *paths;	     /* one per line */
	const char *parts;	     /* of a mail with several patches, as in a record */
	const char *patch_id;	     /* 20 characters */
	uint32_t insertions, deletions; /* of a patch, or a cover, that tells them */
	const char *to; /* in a store only: recipients, as authors, with blanks between */
	uint32_t format; /* in a store only: of the record, if it is not RECORD_FORMAT */
	uint32_t rules; /* in a store only: of the record, if they are not RECORD_RULES */
};

/* Sets what a word in the brackets of a subject says. */
static inline void row_token(struct post *p, struct str token, struct buf *flags)
{
	size_t slash = str_chr(token, '/');
	uint32_t ignored;

	if (str_eq(token, STR("PATCH")))
		return;
	if (slash < token.len && is_digit(token.s[0])) {
		p->facts |= FACT_NUMBERED;
		str_number(str_sub(token, 0, slash), &p->number);
		if (str_number(str_sub(token, slash + 1, token.len), &p->total))
			p->facts |= FACT_TOTAL;
	} else if (token.s[0] == 'v' && token.len > 1 &&
		   str_number(str_sub(token, 1, 2), &ignored)) {
		p->facts |= FACT_VERSIONED;
		p->version = str_sub(token, 1, token.len);
	} else {
		if (flags->len)
			buf_addch(flags, ',');
		buf_adds(flags, token);
	}
}

static inline void row_subject(struct post *p, struct arena *arena)
{
	struct str rest = str_sub(p->subject, 1, str_chr(p->subject, ']')), token;
	struct buf flags = BUF_INIT;
	struct applied_subject notice;

	p->version = STR("1");
	p->title = p->subject;
	p->kind = KIND_REPLY;
	if (str_istarts(p->subject, STR("applied")))
		p->facts |= FACT_APPLIED;
	if (str_istarts(p->subject, STR("dropped")))
		p->facts |= FACT_DROPPED;
	if (str_istarts(p->subject, STR("other")))
		p->kind = KIND_OTHER;
	if (str_istarts(p->subject, STR("cover")))
		p->kind = KIND_COVER;
	if (applied_subject_read(&notice, p->subject))
		p->kind = KIND_OTHER;
	if (!str_starts(p->subject, STR("[")) || p->kind == KIND_OTHER)
		return;
	while (str_token(&rest, ' ', &token))
		row_token(p, token, &flags);
	p->kind = (p->facts & FACT_NUMBERED) && p->number == 0 &&
			  !str_ends(p->subject, STR("(diff)"))
		      ? KIND_COVER
		      : KIND_PATCH;
	p->title =
	    str_ltrim(str_sub(p->subject, str_chr(p->subject, ']') + 1, p->subject.len));
	p->prefix = arena_str(arena, buf_str(&flags));
	if (str_find(p->prefix, STR("RFC")) < p->prefix.len)
		p->facts |= FACT_RFC;
	if (str_find(p->prefix, STR("RESEND")) < p->prefix.len)
		p->facts |= FACT_RESEND;
	if (str_find(p->prefix, STR("PULL")) < p->prefix.len)
		p->facts |= FACT_PULL;
	if (str_starts(p->prefix, STR("GIT")))
		p->kind = KIND_PULL;
	buf_release(&flags);
}

/* Returns References: refs, then the parent, as senders write them. */
static inline struct str row_refs(const struct row *r, struct arena *arena)
{
	struct str rest = str_from(r->refs), id, all;
	unsigned char hash[ID_HASH];
	struct buf b = BUF_INIT;

	while (str_token(&rest, ' ', &id)) {
		id_hash(hash, id);
		buf_add(&b, hash, sizeof(hash));
	}
	if (r->parent) {
		id_hash(hash, str_from(r->parent));
		buf_add(&b, hash, sizeof(hash));
	}
	all = arena_str(arena, buf_str(&b));
	buf_release(&b);
	return all;
}

#define ROWS_EPOCH 1762992000 /* 2025-11-13 00:00 UTC */

static inline void row_person(struct str *name, struct str *addr, struct str who,
			      struct arena *arena)
{
	bool host = str_chr(who, '@') < who.len;
	struct buf b = BUF_INIT;

	buf_addf(&b, "%c", who.s[0] - 'a' + 'A');
	*name = arena_str(arena, buf_str(&b));
	buf_reset(&b);
	buf_adds(&b, who);
	buf_addstr(&b, host ? ".example" : "@x.example");
	*addr = arena_str(arena, buf_str(&b));
	buf_release(&b);
}

static inline void row_post(struct post *p, const struct row *r, struct arena *arena)
{
	struct str who = str_from(r->author);
	size_t slash = str_chr(who, '/');

	*p = (struct post){
		.pos = ARCHIVE_POS_NONE,
		.format = RECORD_FORMAT,
		.message_id = str_from(r->id),
		.in_reply_to = str_from(r->parent),
		.refs = row_refs(r, arena),
		.subject = str_from(r->subject),
		.version = STR_EMPTY,
		.prefix = STR_EMPTY,
		.links = str_from(r->links),
		.statements = str_from(r->links),
		.paths = str_from(r->paths),
		.parts = str_from(r->parts),
		.trailers = str_from(r->trailers),
		.patch_id = str_from(r->patch_id),
		.insertions = r->insertions,
		.deletions = r->deletions,
		.date = ROWS_EPOCH + 60 * r->minute,
		.arrival = ROWS_EPOCH + 60 * r->minute,
	};
	row_person(&p->author_name, &p->author_addr, str_sub(who, 0, slash), arena);
	row_person(&p->from_name, &p->from_addr,
		   slash < who.len ? str_sub(who, slash + 1, who.len) : who, arena);
	p->poster_name = p->from_name;
	p->poster_addr = p->from_addr;
	row_subject(p, arena);
	if (r->insertions || r->deletions)
		p->facts |= FACT_STAT;
	if (strcmp(r->author, "bot") == 0)
		p->facts |= FACT_BOT;
}

/* Notes replies that say Supersedes, as selection_read() does. */
static inline void row_note(struct selection *sel, const struct post *p)
{
	struct str links = p->links, id;

	if (post_is_counted(p) || !post_links_next(&links, STR("supersedes "), &id))
		return;
	sel->notes = xrealloc(sel->notes, (sel->n_notes + 1) * sizeof(struct post));
	sel->notes[sel->n_notes++] = *p;
}

static inline int row_newest_first(const void *a, const void *b)
{
	return post_cmp_arrival(b, a);
}

/* Selects the rows, newest first, up to the first without an id. The window is a day. */
static inline void rows_select(struct selection *sel, const struct row *rows, size_t max)
{
	*sel = (struct selection){
		.window = { WINDOW_TIME, STR("(start)"), STR("0123abcde"), ROWS_EPOCH,
			    ROWS_EPOCH + 86400 },
		.posts = xcalloc(max + 1, sizeof(struct post)),
		.lists = STR("kvm.example"),
		.n_lists = 1,
		.title = STR("kvm"),
		.arena = ARENA_INIT,
	};
	for (; sel->n < max && rows[sel->n].id; sel->n++)
		row_post(&sel->posts[sel->n], &rows[sel->n], &sel->arena);
	for (size_t i = 0; i < sel->n; i++)
		row_note(sel, &sel->posts[i]);
	qsort(sel->posts, sel->n, sizeof(struct post), row_newest_first);
}

static inline struct str row_recipients(const struct row *r, struct arena *arena)
{
	struct str rest = str_from(r->to), word, name, addr, all;
	unsigned char hash[ID_HASH];
	struct buf b = BUF_INIT;

	while (str_token(&rest, ' ', &word)) {
		row_person(&name, &addr, word, arena);
		id_hash_address(hash, addr);
		buf_add(&b, hash, sizeof(hash));
	}
	all = arena_str(arena, buf_str(&b));
	buf_release(&b);
	return all;
}

static inline void row_record(struct record *r, const struct post *p,
			      const struct row *row, struct arena *arena)
{
	*r = (struct record)RECORD_INIT;
	r->kind = p->kind;
	r->facts = p->facts;
	r->rules = RECORD_RULES;
	r->number = p->number;
	r->total = p->total;
	r->date = p->date;
	r->arrival = p->arrival;
	r->message_id = p->message_id;
	r->in_reply_to = p->in_reply_to;
	r->refs = p->refs;
	r->subject = p->subject;
	r->title = p->title;
	r->version = p->version;
	r->prefix = p->prefix;
	r->author_name = p->author_name;
	r->author_addr = p->author_addr;
	r->from_name = p->from_name;
	r->from_addr = p->from_addr;
	r->links = p->links;
	r->statements = p->statements;
	r->paths = p->paths;
	r->parts = p->parts;
	r->patch_id = p->patch_id;
	r->insertions = p->insertions;
	r->deletions = p->deletions;
	r->recipients = row_recipients(row, arena);
	if (row->format)
		r->format = row->format;
	if (row->rules)
		r->rules = row->rules;
	r->body = str_from(row->body);
	r->trailers = str_from(row->trailers);
}

static inline struct inbox *rows_store(const char *dir, const struct row *rows,
				       size_t max)
{
	struct store_options o = { .dir = dir,
				   .list = "kvm.example",
				   .mode = STORE_WRITE };
	struct commit_ref nowhere = { .commit_digits = 0 };
	struct arena arena = ARENA_INIT;
	struct buf why = BUF_INIT;
	struct inbox *ib;

	if (inbox_open(&ib, &o, &why) != ST_OK || inbox_begin(ib, &why) != ST_OK)
		fail_msg("%s", buf_cstr(&why));
	for (size_t i = 0; i < max && rows[i].id; i++) {
		struct record r;
		struct post p;

		row_post(&p, &rows[i], &arena);
		row_record(&r, &p, &rows[i], &arena);
		assert_int_equal(inbox_put(ib, &r, &nowhere), ST_OK);
	}
	assert_int_equal(inbox_commit(ib, &why), ST_OK);
	arena_release(&arena);
	buf_release(&why);
	return ib;
}

static inline bool rows_collect(void *arg, struct mail *m)
{
	struct selection *sel = arg;
	struct post **list;
	size_t *n;
	bool reply;

	selection_set_kind(sel, &m->record);
	reply = m->record.kind == KIND_REPLY || m->record.kind == KIND_OTHER;
	list = reply ? &sel->replies : &sel->posts;
	n = reply ? &sel->n_replies : &sel->n;

	*list = xrealloc(*list, (*n + 1) * sizeof(struct post));
	post_init(&(*list)[*n], sel->inboxes[0], m, &sel->arena, false);
	row_note(sel, &(*list)[(*n)++]);
	return true;
}

/* Selects what arrived from minute a to before minute b. *ib is borrowed. */
static inline void rows_window(struct selection *sel, struct inbox **ib, int a, int b)
{
	rows_select(sel, NULL, 0);
	sel->window.since = ROWS_EPOCH + 60 * a;
	sel->window.until = ROWS_EPOCH + 60 * b;
	sel->inboxes = ib;
	sel->n_inboxes = 1;
	assert_int_equal(
	    inbox_arrived(*ib, sel->window.since, sel->window.until, rows_collect, sel),
	    ST_OK);
	qsort(sel->posts, sel->n, sizeof(struct post), row_newest_first);
}

static inline void rows_release(struct selection *sel)
{
	free(sel->posts);
	free(sel->replies);
	free(sel->notes);
	arena_release(&sel->arena);
}

#endif
