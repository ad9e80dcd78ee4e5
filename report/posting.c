/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "store/id.h"

#include "report/posting.h"

#define DAY 86400
/* Of a mail's References the newest: a series hangs together by far fewer, a hostile mail has thousands. */
#define REFS_MAX 64
#define ANY_TARGET UINT64_MAX

/* What was seen so far; all values are indices of postings, the newest of that key. */
struct binder {
	struct postings *set;
	struct idmap claims;  /* (an id somebody refers to, version, total[, sender]) */
	struct idmap markers; /* (version, total, targets or any, sender) */
	struct idmap slots;   /* (posting, number): taken */
};

static bool in_series(const struct post *p)
{
	return p->kind == KIND_COVER || (p->facts & FACT_NUMBERED);
}

static int64_t post_date(const struct post *p)
{
	return p->date == DATE_NONE ? p->arrival : p->date;
}

/* It says in what state the work is, not what it is for; "RESEND2" too. */
static bool is_state(struct str flag)
{
	static const struct str states[] = { STR("rfc"), STR("resend"), STR("repost"),
					     STR("rft"), STR("wip"), STR("draft") };

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		size_t len = states[i].len;

		if (str_istarts(flag, states[i]) && (flag.len == len || !is_alpha(flag.s[len])))
			return true;
	}
	return false;
}

uint64_t post_targets(const struct post *p)
{
	struct str rest = p->prefix, flag;
	uint64_t sum = 0;

	while (str_token(&rest, ',', &flag))
		if (!is_state(flag))
			sum += hash_text(flag);
	return sum;
}

bool post_same_author(const struct post *a, const struct post *b)
{
	return (a->author_addr.len && str_ieq(a->author_addr, b->author_addr)) ||
	       (a->author_name.len && str_ieq(a->author_name, b->author_name)) ||
	       (a->from_name.len && str_ieq(a->from_name, b->from_name)) ||
	       /* Without a name an address may be the list's own, put there for DMARC. */
	       (!a->from_name.len && !b->from_name.len && a->from_addr.len &&
		str_ieq(a->from_addr, b->from_addr));
}

/* Digits up to the next byte that is none, without leading zeros. */
static struct str take_number(struct str *s)
{
	size_t n = 0, zeros = 0;
	struct str number;

	while (n < s->len && is_digit(s->s[n]))
		n++;
	while (zeros + 1 < n && s->s[zeros] == '0')
		zeros++;
	number = str_sub(*s, zeros, n);
	*s = str_sub(*s, n + 1, s->len);
	return number;
}

int version_cmp(struct str a, struct str b)
{
	while (a.len || b.len) {
		struct str x = take_number(&a), y = take_number(&b);

		if (x.len != y.len)
			return x.len < y.len ? -1 : 1;
		if (str_cmp(x, y))
			return str_cmp(x, y);
	}
	return 0;
}

static bool slot_free(const struct binder *b, size_t posting, const struct post *p)
{
	return idmap_get(&b->slots, hash_mix(posting, p->number)) == IDMAP_NONE;
}

/* Rule 15: an unversioned part that replies to a versioned cover takes its version. */
static bool version_fits(const struct posting *to, const struct post *p)
{
	if (version_cmp(to->version, p->version) == 0)
		return true;
	return !(p->facts & FACT_VERSIONED) && to->cover && (to->cover->facts & FACT_VERSIONED);
}

/* A cover whose total is wrong still is the cover of what its author sends in reply to it. */
static bool total_fits(const struct posting *to, const struct post *p, const struct post *parent)
{
	return !to->total || !p->total || to->total == p->total ||
	       (parent == to->cover && post_same_author(parent, p));
}

/* By a mail of the set that p refers to; direct: its parent. */
static size_t by_member(const struct binder *b, const struct post *p, uint64_t id, bool direct)
{
	size_t i = idmap_get(&b->set->by_id, id), at;
	const struct posting *to;
	const struct post *member;

	if (i == IDMAP_NONE || b->set->mails[i].posting == POSTING_NONE)
		return POSTING_NONE;
	at = b->set->mails[i].posting;
	to = &b->set->list[at];
	member = b->set->mails[i].post;
	if (!to->numbered || !version_fits(to, p) || !slot_free(b, at, p) ||
	    !total_fits(to, p, direct ? member : NULL))
		return POSTING_NONE;
	return direct || post_same_author(member, p) ? at : POSTING_NONE;
}

/* The text by which a sender is known: one of three, so that a series from two addresses holds together. */
enum { SENDER_FROM, SENDER_NAME, SENDER_AUTHOR, SENDER_COUNT };

static uint64_t sender_key(const struct post *p, int by)
{
	struct str text = by == SENDER_FROM ? p->from_addr
			  : by == SENDER_NAME ? p->from_name
					      : p->author_addr;
	uint64_t key = hash_text(text);

	/* A list's address in From belongs to all who wrote through it. */
	if (by == SENDER_FROM && key)
		key = hash_mix(key, hash_text(p->from_name));
	return key ? hash_mix(key, (uint64_t)by) : 0;
}

static uint64_t kin_key(struct str version, uint32_t total)
{
	return hash_mix(hash_text(version), total);
}

/* By what a mail is recognised. */
struct marks {
	uint64_t kin; /* version and total */
	uint64_t sender[SENDER_COUNT];
};

static struct marks marks_of(const struct post *p)
{
	struct marks s = { .kin = kin_key(p->version, p->total) };

	for (int by = 0; by < SENDER_COUNT; by++)
		s.sender[by] = sender_key(p, by);
	return s;
}

static size_t if_free(const struct binder *b, size_t at, const struct post *p)
{
	return at != IDMAP_NONE && slot_free(b, at, p) ? at : POSTING_NONE;
}

/* By an id that other mails of the posting refer to as well: a cover that is not here, an older version. */
static size_t by_claim(const struct binder *b, const struct post *p, uint64_t id,
		       const struct marks *s)
{
	uint64_t key = hash_mix(id, s->kin);

	for (int by = 0; by < SENDER_COUNT; by++) {
		size_t at = POSTING_NONE;

		if (s->sender[by])
			at = if_free(b, idmap_get(&b->claims, hash_mix(key, s->sender[by])), p);
		if (at != POSTING_NONE)
			return at;
	}
	return POSTING_NONE;
}

/* By mails that came with an earlier Date and refer to p itself. */
static size_t by_own_id(const struct binder *b, const struct posted *m, const struct marks *s)
{
	const struct post *p = m->post;
	size_t at = if_free(b, idmap_get(&b->claims, hash_mix(m->id, s->kin)), p);

	if (at == POSTING_NONE && p->kind == KIND_COVER && (p->facts & FACT_VERSIONED))
		at = if_free(b, idmap_get(&b->claims,
					  hash_mix(m->id, kin_key(STR("1"), p->total))), p);
	return at;
}

static uint64_t marker_key(const struct marks *s, uint64_t targets, int by)
{
	return hash_mix(hash_mix(s->kin, targets), s->sender[by]);
}

/* A part that replies to what isn't here is not given to a posting that has its own thread. */
static bool marker_fits(const struct binder *b, size_t at, const struct posted *m, uint64_t targets)
{
	const struct posting *to;
	const struct post *first;

	if (if_free(b, at, m->post) == POSTING_NONE)
		return false;
	to = &b->set->list[at];
	first = b->set->mails[to->first].post;
	if (targets && post_targets(first) && targets != post_targets(first))
		return false;
	return post_date(m->post) - post_date(first) <= DAY && !(m->parent && to->threaded);
}

/* Without a thread: the newest posting of the same sender, version and total; of the same targets before others. */
static size_t by_markers(const struct binder *b, const struct posted *m, const struct marks *s)
{
	uint64_t targets = post_targets(m->post);
	uint64_t kinds[] = { targets, ANY_TARGET };

	for (int by = 0; by < SENDER_COUNT; by++) {
		if (!s->sender[by])
			continue;
		for (size_t k = 0; k < 2; k++) {
			size_t at = idmap_get(&b->markers, marker_key(s, kinds[k], by));

			if (at != IDMAP_NONE && marker_fits(b, at, m, targets))
				return at;
		}
	}
	return POSTING_NONE;
}

static struct str newest_refs(const struct post *p)
{
	size_t most = REFS_MAX * ID_HASH;

	return str_sub(p->refs, p->refs.len > most ? p->refs.len - most : 0, p->refs.len);
}

/* Takes the newest one off. */
static bool next_ref(struct str *refs, uint64_t *id)
{
	if (refs->len < ID_HASH)
		return false;
	refs->len -= ID_HASH;
	*id = hash_bytes(refs->s + refs->len);
	return true;
}

static size_t find_posting(const struct binder *b, const struct posted *m, const struct marks *s)
{
	struct str refs = newest_refs(m->post);
	size_t at = by_own_id(b, m, s);
	uint64_t id = m->parent;
	bool direct = true;

	while (at == POSTING_NONE && id) {
		at = by_member(b, m->post, id, direct);
		if (at == POSTING_NONE)
			at = by_claim(b, m->post, id, s);
		direct = false;
		if (!next_ref(&refs, &id))
			break;
	}
	return at == POSTING_NONE ? by_markers(b, m, s) : at;
}

static size_t new_posting(struct binder *b, size_t mail)
{
	const struct post *p = b->set->mails[mail].post;
	size_t at = b->set->n++;

	b->set->list[at] = (struct posting){
		.first = mail,
		.last = mail,
		.head = p,
		.version = p->version,
		.total = p->total,
		.numbered = in_series(p),
	};
	return at;
}

static void join(struct binder *b, size_t at, size_t mail)
{
	struct posting *to = &b->set->list[at];
	struct posted *m = &b->set->mails[mail];
	const struct post *p = m->post;

	if (to->last != mail)
		b->set->mails[to->last].next = mail;
	to->last = mail;
	m->posting = at;
	if (p->kind == KIND_COVER) {
		to->cover = p;
		to->version = p->version;
		to->total = p->total ? p->total : to->total;
	} else {
		to->parts++;
		to->threaded = to->threaded || m->parent;
	}
	if (!to->total)
		to->total = p->total;
	if (p == to->cover || (!to->cover && p->number < to->head->number))
		to->head = p;
	idmap_put(&b->slots, hash_mix(at, p->number), at);
}

static void claim(struct binder *b, size_t at, uint64_t id, const struct marks *s)
{
	uint64_t key = hash_mix(id, s->kin);

	idmap_put(&b->claims, key, at);
	for (int by = 0; by < SENDER_COUNT; by++)
		if (s->sender[by])
			idmap_put(&b->claims, hash_mix(key, s->sender[by]), at);
}

/* So that later mails find the posting. */
static void leave_marks(struct binder *b, size_t at, const struct posted *m, const struct marks *s)
{
	struct str refs = newest_refs(m->post);
	uint64_t targets = post_targets(m->post), id;

	if (m->parent)
		claim(b, at, m->parent, s);
	while (next_ref(&refs, &id))
		claim(b, at, id, s);
	for (int by = 0; by < SENDER_COUNT; by++) {
		if (!s->sender[by])
			continue;
		idmap_put(&b->markers, marker_key(s, targets, by), at);
		idmap_put(&b->markers, marker_key(s, ANY_TARGET, by), at);
	}
}

static void bind_numbered(struct binder *b, size_t mail)
{
	struct posted *m = &b->set->mails[mail];
	struct marks s = marks_of(m->post);
	size_t at = find_posting(b, m, &s);

	if (at == POSTING_NONE)
		at = new_posting(b, mail);
	join(b, at, mail);
	leave_marks(b, at, m, &s);
}

/* A cover whose Date is later than its parts' would come too late for parts by several authors. */
static void bind_cover_of(struct binder *b, const struct posted *m)
{
	size_t i = m->parent ? idmap_get(&b->set->by_id, m->parent) : IDMAP_NONE;

	if (i == IDMAP_NONE || b->set->mails[i].posting != POSTING_NONE ||
	    b->set->mails[i].post->kind != KIND_COVER || m->post->kind == KIND_COVER)
		return;
	bind_numbered(b, i);
}

static void bind_mail(struct binder *b, size_t mail)
{
	struct posted *m = &b->set->mails[mail];

	if (m->posting != POSTING_NONE)
		return;
	if (!in_series(m->post)) {
		join(b, new_posting(b, mail), mail);
		return;
	}
	bind_cover_of(b, m);
	bind_numbered(b, mail);
}

static int cmp_posted(const void *a, const void *b)
{
	return post_cmp_date(((const struct posted *)a)->post, ((const struct posted *)b)->post);
}

void postings_bind(struct postings *set, const struct post *const *posts, size_t n)
{
	struct binder b = { .set = set };

	*set = (struct postings){
		.mails = xcalloc(n + 1, sizeof(*set->mails)),
		.n_mails = n,
		.list = xcalloc(n + 1, sizeof(*set->list)),
	};
	for (size_t i = 0; i < n; i++)
		set->mails[i] = (struct posted){
			.post = posts[i],
			.id = hash_id(posts[i]->message_id),
			.parent = posts[i]->in_reply_to.len ? hash_id(posts[i]->in_reply_to) : 0,
			.posting = POSTING_NONE,
			.next = POSTING_NONE,
		};
	qsort(set->mails, n, sizeof(*set->mails), cmp_posted);
	for (size_t i = 0; i < n; i++)
		idmap_put(&set->by_id, set->mails[i].id, i);
	for (size_t i = 0; i < n; i++)
		bind_mail(&b, i);
	idmap_release(&b.claims);
	idmap_release(&b.markers);
	idmap_release(&b.slots);
}

void postings_release(struct postings *set)
{
	free(set->mails);
	free(set->list);
	idmap_release(&set->by_id);
	*set = (struct postings){ .n = 0 };
}
