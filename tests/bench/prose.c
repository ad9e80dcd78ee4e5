/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <time.h>

#include "store/util/array.h"
#include "tests/bench/prose.h"
#include "tests/bench/words.h"

/* Bytes by kind of mail, as measured. */
static const struct {
	uint32_t header[6], text[6], diff[6];
} sizes[KINDS] = {
	[REPLY] = { { 3556, 4005, 4895, 5509, 6856, 13721 },
		    { 697, 1553, 2787, 5014, 12430, 32228 },
		    { 0 } },
	[PATCH] = { { 3257, 3442, 3966, 4736, 5352, 11249 },
		    { 400, 600, 1000, 1300, 2100, 2400 },
		    { 472, 777, 1259, 2729, 10251, 27822 } },
	[COVER] = { { 3266, 3593, 4425, 5031, 5717, 6440 },
		    { 840, 1602, 2711, 4409, 9282, 16273 },
		    { 0 } },
	[PART] = { { 3449, 4042, 4750, 5258, 5895, 6530 },
		   { 400, 560, 720, 920, 1500, 1700 },
		   { 677, 1479, 2668, 4936, 13079, 29057 } },
	[PULL] = { { 3390, 4053, 4453, 4777, 5192, 6011 },
		   { 1256, 1599, 2250, 4662, 16248, 22718 },
		   { 0 } },
	[OTHER] = { { 3330, 3580, 4172, 4730, 10085, 15041 },
		    { 540, 1198, 2132, 4189, 11689, 32000 },
		    { 0 } },
};

static const char *pick(struct random *r, const char *const *from, size_t n)
{
	return from[draw_below(r, (uint32_t)n)];
}

#define PICK(random, from) pick(random, from, ARRAY_SIZE(from))
/* Adds a single pick: the order of several in one call would be the compiler's choice. */
#define ADD(buf, random, from) buf_addstr(buf, PICK(random, from))

static void add_token(struct buf *b, struct random *r, size_t len)
{
	static const char set[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint64_t bits = 0;

	buf_reserve(b, len);
	for (size_t i = 0; i < len; i++) {
		if (i % 10 == 0)
			bits = draw(r);
		b->data[b->len++] = set[bits & 63];
		bits >>= 6;
	}
	b->data[b->len] = '\0';
}

void prose_author(struct buf *b, uint32_t author, bool with_name)
{
	const char *first = first_names[author % ARRAY_SIZE(first_names)];
	const char *last = last_names[author * 7 % ARRAY_SIZE(last_names)];

	if (with_name)
		buf_addf(b, "%s %s <", first, last);
	buf_addf(b, "%s.%u@%s", first, author, hosts[author % ARRAY_SIZE(hosts)]);
	if (with_name)
		buf_addch(b, '>');
}

static void add_date(struct buf *b, int64_t t)
{
	struct tm tm;
	char text[64];

	gmtime_r(&t, &tm);
	strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S +0000", &tm);
	buf_addstr(b, text);
}

static void add_title(struct buf *b, uint64_t seed)
{
	struct random r = { seed };
	uint32_t n = 4 + draw_below(&r, 4);

	ADD(b, &r, subsystems);
	buf_addstr(b, ": ");
	ADD(b, &r, identifiers);
	buf_addch(b, ':');
	while (n-- > 0) {
		buf_addch(b, ' ');
		ADD(b, &r, words);
	}
}

void prose_subject(struct buf *b, const struct life_post *p)
{
	const struct life_series *s = &p->series;

	if (p->reply)
		buf_addstr(b, "Re: ");
	if (p->root_kind == OTHER)
		buf_addstr(b, "Question about ");
	else if (p->root_kind == PULL)
		buf_addstr(b, "[GIT PULL] ");
	else
		buf_addstr(b, "[PATCH");
	if (p->root_kind != OTHER && p->root_kind != PULL) {
		if (s->version > 1)
			buf_addf(b, " v%u", s->version);
		if (s->total)
			buf_addf(b, " %0*u/%u", s->total > 9 ? 2 : 1, p->number,
				 s->total);
		buf_addstr(b, "] ");
	}
	add_title(b, p->title);
}

/* Adds words in lines of at most 72 bytes; each line begins with prefix. */
static void add_text(struct buf *b, struct random *r, size_t size, const char *prefix)
{
	size_t end = b->len + size, line = b->len;

	buf_addstr(b, prefix);
	while (b->len < end) {
		const char *word = PICK(r, words);
		size_t len = strlen(word);

		if (b->len + len - line > 72) {
			buf_addch(b, '\n');
			line = b->len;
			buf_addstr(b, prefix);
		} else if (b->len > line + strlen(prefix)) {
			buf_addch(b, ' ');
		}
		buf_add(b, word, len);
	}
	buf_addstr(b, ".\n");
}

static void add_path(struct buf *b, uint64_t seed)
{
	struct random r = { seed };

	ADD(b, &r, subsystems);
	buf_addch(b, '/');
	ADD(b, &r, words);
	buf_addch(b, '/');
	ADD(b, &r, identifiers);
	buf_addstr(b, ".c");
}

static void add_code(struct buf *b, struct random *r)
{
	static const char *const forms[][3] = {
		{ "\tif (", "->", " < 0)\n" }, { "\t\treturn ", "(", ");\n" },
		{ "\t", " = ", "(ctx);\n" },   { "\tstruct ", " *", ";\n" },
		{ "\t", "(&", "->lock);\n" },
	};
	const char *const *form = forms[draw_below(r, 5)];

	buf_addstr(b, form[0]);
	ADD(b, r, identifiers);
	buf_addstr(b, form[1]);
	ADD(b, r, identifiers);
	buf_addstr(b, form[2]);
}

/* Adds a hunk of 12 to 30 lines; counts the lines that it adds and removes. */
static void add_hunk(struct buf *b, struct random *r, uint32_t *plus, uint32_t *minus)
{
	uint32_t lines = 12 + draw_below(r, 19), old = 0, new = 0;
	struct buf body = BUF_INIT;

	for (uint32_t i = 0; i < lines; i++) {
		uint32_t kind = i < 3 || i + 3 >= lines ? 0 : draw_below(r, 4);

		buf_addch(&body, kind == 1 ? '-' : kind > 1 ? '+' : ' ');
		old += kind < 2;
		new += kind != 1;
		*plus += kind > 1;
		*minus += kind == 1;
		add_code(&body, r);
	}
	buf_addf(b, "@@ -%u,%u +%u,%u @@ static int %s(void)\n", 100 + lines, old,
		 100 + lines, new, PICK(r, identifiers));
	buf_add(b, body.data, body.len);
	buf_release(&body);
}

/* Adds a diffstat and a diff of about size bytes, with a file per 4 KB. */
static void add_diff(struct buf *b, struct random *r, size_t size)
{
	struct buf diff = BUF_INIT;
	uint32_t files = 0, plus = 0, minus = 0;

	while (diff.len < size || !files) {
		uint64_t path = draw(r);
		uint32_t p = 0, m = 0;
		size_t end = diff.len + 4096 < size ? diff.len + 4096 : size;

		buf_addstr(&diff, "diff --git a/");
		add_path(&diff, path);
		buf_addstr(&diff, " b/");
		add_path(&diff, path);
		buf_addf(&diff, "\nindex %012jx..100000000000 100644\n--- a/",
			 (uintmax_t)draw(r) >> 16);
		add_path(&diff, path);
		buf_addstr(&diff, "\n+++ b/");
		add_path(&diff, path);
		buf_addch(&diff, '\n');
		do {
			add_hunk(&diff, r, &p, &m);
		} while (diff.len < end);
		buf_addch(b, ' ');
		add_path(b, path);
		buf_addf(b, " | %u %.*s%.*s\n", p + m, p < 20 ? (int)p : 20,
			 "++++++++++++++++++++", m < 20 ? (int)m : 20,
			 "--------------------");
		files++;
		plus += p;
		minus += m;
	}
	buf_addf(b, " %u file%s changed, %u insertions(+), %u deletions(-)\n\n", files,
		 files == 1 ? "" : "s", plus, minus);
	buf_add(b, diff.data, diff.len);
	buf_addstr(b, "-- \n2.39.2\n\n");
	buf_release(&diff);
}

static void add_trailer(struct buf *b, const char *name, uint32_t author)
{
	buf_addf(b, "%s: ", name);
	prose_author(b, author, true);
	buf_addch(b, '\n');
}

static void add_cover(struct buf *b, struct random *r, const struct life_post *p)
{
	add_text(b, r, draw_size(r, sizes[COVER].text), "");
	buf_addch(b, '\n');
	prose_author(b, p->author, true);
	buf_addf(b, " (%u):\n", p->series.total);
	for (uint32_t i = 0; i < p->series.total; i++) {
		buf_addstr(b, "  ");
		add_title(b, p->series.title + i + 1);
		buf_addch(b, '\n');
	}
	buf_addf(
	    b,
	    "\n %u files changed, %u insertions(+), %u deletions(-)\n\n-- \n2.39.2\n\n",
	    p->series.total + 1, p->series.total * 31, p->series.total * 12);
}

static void add_patch(struct buf *b, struct random *r, const struct life_post *p)
{
	add_text(b, r, draw_size(r, sizes[p->kind].text), "");
	buf_addch(b, '\n');
	if (draw_below(r, 100) < 35)
		add_trailer(b, "Reviewed-by", life_author(r));
	if (draw_below(r, 100) < 15)
		add_trailer(b, "Acked-by", life_author(r));
	add_trailer(b, "Signed-off-by", p->author);
	buf_addstr(b, "---\n");
	add_diff(b, r, draw_size(r, sizes[p->kind].diff));
}

/* Adds quotes and answers in turn. */
static void add_reply(struct buf *b, struct random *r, const struct life_post *p)
{
	size_t end = b->len + draw_size(r, sizes[REPLY].text), quoted;

	buf_addstr(b, "On ");
	add_date(b, p->date - 21600);
	buf_addstr(b, ", somebody wrote:\n");
	do {
		quoted = 200 + draw_below(r, 600);
		add_text(b, r, quoted, draw_below(r, 4) ? "> " : "> > ");
		buf_addch(b, '\n');
		add_text(b, r, 60 + draw_below(r, 300), "");
		buf_addch(b, '\n');
	} while (b->len < end);
	if (draw_below(r, 100) < 12)
		add_trailer(b, draw_below(r, 2) ? "Reviewed-by" : "Tested-by", p->author);
	buf_addf(b, "\n-- \n%s\n", PICK(r, first_names));
}

static void add_body(struct buf *b, struct random *r, const struct life_post *p)
{
	switch (p->kind) {
	case COVER:
		add_cover(b, r, p);
		break;
	case PATCH:
	case PART:
		add_patch(b, r, p);
		break;
	case PULL:
		buf_addf(b, "The following changes since commit %040jx:\n\n",
			 (uintmax_t)draw(r));
		add_text(b, r, draw_size(r, sizes[PULL].text), "  ");
		break;
	case REPLY:
		add_reply(b, r, p);
		break;
	default:
		add_text(b, r, draw_size(r, sizes[OTHER].text), "");
	}
}

/* Adds "Received: from ..." with a date, as each host on the way does. */
static void add_received(struct buf *b, struct random *r, int64_t t)
{
	buf_addstr(b, "Received: from ");
	ADD(b, r, hosts);
	buf_addf(
	    b,
	    " (unknown [192.0.2.%u])\n\tby mx.lists.example.org (Postfix) with ESMTP id ",
	    draw_below(r, 256));
	add_token(b, r, 11);
	buf_addstr(b, "\n\tfor <patches@lists.example.org>; ");
	add_date(b, t);
	buf_addch(b, '\n');
}

static void add_signature(struct buf *b, struct random *r)
{
	buf_addf(
	    b,
	    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=list;\n bh=",
	    PICK(r, hosts));
	add_token(b, r, 43);
	buf_addstr(b, "=;\n b=");
	for (int i = 0; i < 5; i++) {
		add_token(b, r, 66);
		buf_addstr(b, "\n ");
	}
	buf_addstr(b, "j9Gg==\n");
}

static void add_people(struct buf *b, struct random *r)
{
	uint32_t n = 2 + draw_below(r, 7);

	buf_addstr(b, "To: patches@lists.example.org\nCc: ");
	for (uint32_t i = 0; i < n; i++) {
		if (i)
			buf_addstr(b, i % 2 ? ", " : ",\n\t");
		prose_author(b, life_author(r), true);
	}
	buf_addch(b, '\n');
}

/* Folds as git and most programs do: before a blank, at 78 columns. */
static void add_folded(struct buf *b, const char *name, struct str value)
{
	size_t column = strlen(name) + 2;

	buf_addf(b, "%s: ", name);
	while (value.len) {
		size_t n = 1 + str_chr(str_sub(value, 1, value.len), ' ');

		if (column + n > 78) {
			buf_addstr(b, "\n");
			column = 0;
		}
		buf_adds(b, str_sub(value, 0, n));
		column += n;
		value = str_sub(value, n, value.len);
	}
	buf_addch(b, '\n');
}

static void add_thread(struct buf *b, const struct life_post *p)
{
	buf_addf(b, "Message-ID: <%s>\n", p->id);
	if (!p->n_refs)
		return;
	buf_addf(b, "In-Reply-To: <%s>\nReferences:", p->refs[p->n_refs - 1]);
	for (uint32_t i = 0; i < p->n_refs; i++)
		buf_addf(b, "%s<%s>\n", i ? "\t" : " ", p->refs[i]);
}

static void add_header(struct buf *b, struct random *r, const struct life_post *p)
{
	size_t end = b->len + draw_size(r, sizes[p->kind].header);
	struct buf subject = BUF_INIT;

	buf_addstr(b, "Return-Path: <patches-bounces@lists.example.org>\n"
		      "X-Original-To: lists+patches@archive.example.org\n"
		      "Delivered-To: lists+patches@archive.example.org\n");
	for (int i = 0; i < 5; i++)
		add_received(b, r, p->arrival - i);
	buf_addstr(b, "From: ");
	prose_author(b, p->author, true);
	prose_subject(&subject, p);
	buf_addch(b, '\n');
	add_folded(b, "Subject", buf_str(&subject));
	buf_addstr(b, "Date: ");
	add_date(b, p->date);
	buf_addch(b, '\n');
	add_people(b, r);
	add_thread(b, p);
	buf_addstr(b, "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
		      "Content-Transfer-Encoding: 8bit\n"
		      "X-Mailer: git-send-email 2.39.2\nPrecedence: list\n"
		      "List-Id: Patches of the benchmark <patches.lists.example.org>\n"
		      "List-Unsubscribe: "
		      "<mailto:patches-request@lists.example.org?subject=unsubscribe>\n"
		      "List-Post: <mailto:patches@lists.example.org>\n");
	if (b->len + 500 < end)
		add_signature(b, r);
	while (b->len + 200 < end)
		add_received(b, r, p->date);
	buf_release(&subject);
}

void prose_mail(struct buf *b, uint64_t seed, const struct life_post *p)
{
	struct random r = { seed ^ (uint64_t)p->arrival * 0x9e3779b97f4a7c15u };

	add_header(b, &r, p);
	buf_addch(b, '\n');
	add_body(b, &r, p);
}
