/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "report/util/hashmap.h"
#include "report/util/siphash.h"
#include "report/window/post.h"
#include "report/window/poster.h"
#include "store/inbox/same_mail.h"
#include "store/inbox/record_parts.h"
#include "store/util/array.h"
#include "store/inbox/robot_sender.h"

uint32_t post_facts(const struct record *r)
{
	bool sender = robot_sender(r->from_name, r->from_addr);
	bool notice = r->kind == KIND_OTHER && (r->facts & FACT_BOT);

	return sender || notice || (r->facts & FACT_AUTO_SUBMITTED)
		   ? r->facts | FACT_BOT
		   : r->facts & ~(uint32_t)FACT_BOT;
}

/* "REPOST", "repost2" */
static bool is_repost(struct str prefix)
{
	const struct str repost = STR("repost");
	struct str flag;

	while (str_token(&prefix, ',', &flag))
		if (str_istarts(flag, repost) &&
		    (flag.len == repost.len || !is_alpha(flag.s[repost.len])))
			return true;
	return false;
}

/* A mail with several patches is a series by itself. */
static void correct_facts(struct post *p)
{
	if (is_repost(p->prefix))
		p->facts |= FACT_RESEND;
	if (!p->parts.len)
		return;
	p->facts &= ~(uint32_t)(FACT_NUMBERED | FACT_TOTAL);
	p->number = p->total = 0;
}

void post_borrow(struct post *p, struct inbox *inbox, const struct mail *m)
{
	const struct record *r = &m->record;

	*p = (struct post){
		.inbox = inbox,
		.seq = m->seq,
		.pos = ARCHIVE_POS_NONE,
		.kind = r->kind,
		.format = r->format,
		.facts = post_facts(r),
		.number = r->number,
		.total = r->total,
		.files = r->files,
		.insertions = r->insertions,
		.deletions = r->deletions,
		.date = r->date,
		.arrival = r->arrival,
		.message_id = r->message_id,
		.in_reply_to = r->in_reply_to,
		.refs = r->refs,
		.subject = r->subject,
		.title = r->title,
		.version = r->version,
		.prefix = r->prefix,
		.author_name = r->author_name,
		.author_addr = r->author_addr,
		.from_name = r->from_name,
		.from_addr = r->from_addr,
		.trailers = r->trailers,
		.paths = r->paths,
		.links = r->links,
		.parts = r->parts,
		.patch_id = r->patch_id,
		.statements = r->format > 1 ? r->statements : r->links,
	};
	record_posted_by(r, &p->poster_name, &p->poster_addr);
	correct_facts(p);
}

/* Keeps a value; if it is the end of another one, which is kept already, in its memory.
 */
static struct str keep_end(struct arena *a, struct str value, struct str of,
			   struct str kept)
{
	if (!value.len || value.len > of.len || value.s + value.len != of.s + of.len)
		return arena_str(a, value);
	return str_sub(kept, of.len - value.len, of.len);
}

/* Most titles are the end of the subject, and most authors are the sender. */
static void keep_shared(struct post *p, struct arena *a)
{
	const struct post r = *p;

	p->subject = arena_str(a, r.subject);
	p->title = keep_end(a, r.title, r.subject, p->subject);
	p->author_name = arena_str(a, r.author_name);
	p->author_addr = arena_str(a, r.author_addr);
	p->from_name = keep_end(a, r.from_name, r.author_name, p->author_name);
	p->from_addr = keep_end(a, r.from_addr, r.author_addr, p->author_addr);
	p->poster_name = keep_end(a, r.poster_name, r.from_name, p->from_name);
	p->poster_addr = keep_end(a, r.poster_addr, r.from_addr, p->from_addr);
}

/* Gives the post its own copies of the other texts. */
static void keep_texts(struct post *p, struct arena *a)
{
	struct str *const texts[] = {
		&p->message_id,	     &p->in_reply_to, &p->refs,	   &p->version,
		&p->prefix,	     &p->trailers,    &p->paths,   &p->links,
		&p->parts,	     &p->patch_id,    &p->raw_tag, &p->raw_author,
		&p->raw_contributor,
	};
	const bool apart = p->statements.s != p->links.s;

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		*texts[i] = arena_str(a, *texts[i]);
	p->statements = apart ? arena_str(a, p->statements) : p->links;
}

void post_keep(struct post *p, struct arena *a)
{
	p->key = post_key(p);
	p->id = post_id(p);
	p->answers = post_answers(p);
	p->title_hash = post_title_hash(p);
	keep_shared(p, a);
	keep_texts(p, a);
}

void post_init(struct post *p, struct inbox *inbox, const struct mail *m, struct arena *a,
	       bool classic)
{
	const struct record *r = &m->record;

	post_borrow(p, inbox, m);
	if (classic) {
		p->raw_tag = r->raw_tag;
		p->raw_author = r->raw_author;
		p->raw_contributor = r->raw_contributor;
	}
	post_keep(p, a);
}

enum status post_text(const struct post *p, struct mail *m)
{
	return inbox_mail(p->inbox, p->seq, m);
}

bool post_is_counted(const struct post *p)
{
	return p->kind == KIND_PATCH || p->kind == KIND_COVER;
}

bool post_is_shown(const struct post *p)
{
	return post_is_counted(p) && (!(p->facts & FACT_NUMBERED) || p->number <= 1);
}

uint32_t post_patches(const struct post *p)
{
	uint32_t n = record_parts_count(p->parts);

	return n ? n : 1;
}

bool post_in_series(const struct post *p)
{
	return p->kind == KIND_COVER || (p->facts & FACT_NUMBERED);
}

bool post_is_cover(const struct post *p)
{
	return p->kind == KIND_COVER || (post_in_series(p) && p->number == 0);
}

/* Whether the flag says in what state the work is, not what it is for; "RESEND2" too. */
static bool flag_is_state(struct str flag)
{
	static const struct str states[] = { STR("rfc"),    STR("resend"), STR("repost"),
					     STR("resent"), STR("rebase"), STR("rebased"),
					     STR("rft"),    STR("wip"),	   STR("draft"),
					     STR("ping") };

	for (size_t i = 0; i < ARRAY_SIZE(states); i++) {
		size_t len = states[i].len;

		if (str_istarts(flag, states[i]) &&
		    (flag.len == len || !is_alpha(flag.s[len])))
			return true;
	}
	return false;
}

static bool flag_ends(struct str flag, struct str end)
{
	return flag.len > end.len &&
	       str_ieq(str_sub(flag, flag.len - end.len, flag.len), end);
}

/*
 * Whether the flag names a branch or a release of one repository, between which work
 * moves: net, net-next, for-6.20. iproute2-next is another repository than iproute2's
 * kernel, and for-stable-5.10 is a kernel series.
 */
static bool flag_is_branch(struct str flag)
{
	static const struct str trees[] = {
		STR("next"),	STR("net"),   STR("bpf"),    STR("mm"),
		STR("tip"),	STR("rcu"),   STR("nf"),     STR("drm"),
		STR("vfs"),	STR("rdma"),  STR("ipsec"),  STR("wireless"),
		STR("staging"), STR("linux"), STR("kernel"),
	};

	for (size_t i = 0; i < ARRAY_SIZE(trees); i++)
		if (str_ieq(flag, trees[i]))
			return true;
	if (str_istarts(flag, STR("for-")))
		return !str_istarts(flag, STR("for-stable"));
	return (flag_ends(flag, STR("-next")) && !str_istarts(flag, STR("iproute2"))) ||
	       flag_ends(flag, STR("-fixes")) || flag_ends(flag, STR("-rc"));
}

/* "v4.9" is the kernel series "4.9". */
static uint64_t flag_hash(struct str flag)
{
	size_t from = to_lower(str_at(flag, 0)) == 'v' && is_digit(str_at(flag, 1));

	return hash_text(str_sub(flag, from, flag.len));
}

uint64_t post_targets(const struct post *p)
{
	struct str rest = p->prefix, flag;
	uint64_t sum = 0;

	while (str_token(&rest, ',', &flag))
		if (!flag_is_state(flag))
			sum += flag_hash(flag);
	return sum;
}

uint64_t post_repository(const struct post *p)
{
	struct str rest = p->prefix, flag;
	uint64_t sum = 0;

	while (str_token(&rest, ',', &flag))
		if (!flag_is_state(flag) && !flag_is_branch(flag))
			sum += flag_hash(flag);
	return sum;
}

bool post_same_author(const struct post *a, const struct post *b)
{
	return (a->author_addr.len && str_ieq(a->author_addr, b->author_addr)) ||
	       (a->author_name.len && str_ieq(a->author_name, b->author_name)) ||
	       (a->from_name.len && str_ieq(a->from_name, b->from_name)) ||
	       /* An address with a name may be the list's, put there for DMARC. */
	       (!a->from_name.len && !b->from_name.len && a->from_addr.len &&
		str_ieq(a->from_addr, b->from_addr));
}

bool post_links_next(struct str *links, struct str word, struct str *value)
{
	struct str line;

	while (str_line(links, &line)) {
		if (!str_starts(line, word))
			continue;
		*value = str_trim(str_sub(line, word.len, line.len));
		if (value->len)
			return true;
	}
	return false;
}

/* Bytes on the stack: enough for nearly all names of mails. */
#define NAME_SMALL 512

/* Case and white space don't tell mails apart. */
static char *add_letters(char *to, struct str s)
{
	const char *folded = folded_bytes();

	*to++ = '\0';
	/* no branch for each byte: a blank is overwritten */
	for (size_t i = 0; i < s.len; i++) {
		*to = folded[(unsigned char)s.s[i]];
		to += *to != ' ';
	}
	return to;
}

static uint64_t key_of(struct str message_id, struct str poster, struct str title)
{
	const size_t most = message_id.len + poster.len + title.len + 2;
	char small[NAME_SMALL], *name = most > sizeof(small) ? xmalloc(most) : small;
	char *end = name + message_id.len;
	uint64_t key;

	if (message_id.len)
		memcpy(name, message_id.s, message_id.len);
	end = add_letters(end, poster);
	end = add_letters(end, title);
	key = siphash((struct str){ name, (size_t)(end - name) });
	if (name != small)
		free(name);
	return key;
}

uint64_t post_key(const struct post *p)
{
	return p->key ? p->key : key_of(p->message_id, p->poster_addr, p->title);
}

uint64_t post_id(const struct post *p)
{
	return p->id ? p->id : hash_id(p->message_id);
}

uint64_t post_answers(const struct post *p)
{
	return p->answers || !p->in_reply_to.len ? p->answers : hash_id(p->in_reply_to);
}

uint64_t post_title_hash(const struct post *p)
{
	return p->title_hash ? p->title_hash : hash_text(p->title);
}

uint64_t mail_key(const struct record *r)
{
	return key_of(r->message_id, record_poster(r), r->title);
}

/* Compares what identifies a mail: its Message-ID, poster and title. */
static int cmp_names(const struct post *a, const struct post *b)
{
	int d = str_cmp(a->message_id, b->message_id);

	if (!d)
		d = str_cmp_nocase(a->poster_addr, b->poster_addr);
	return d ? d : str_cmp(a->title, b->title);
}

int post_cmp_arrival(const struct post *a, const struct post *b)
{
	if (a->arrival != b->arrival)
		return a->arrival < b->arrival ? -1 : 1;
	return cmp_names(a, b);
}

int post_cmp_date(const struct post *a, const struct post *b)
{
	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return cmp_names(a, b);
}
