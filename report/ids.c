/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "report/ids.h"

#define CANDIDATES_SHOWN 10

void id_release(struct id *id)
{
	buf_release(&id->message_id);
	*id = (struct id)ID_INIT;
}

bool place_is_live(struct place p)
{
	return p.epoch == EPOCH_LIVE;
}

struct place place_before(struct place p)
{
	if (p.ordinal)
		return (struct place){ p.epoch, p.generation, p.ordinal - 1 };
	if (!p.epoch)
		return PLACE_START;
	return (struct place){ p.epoch - 1, 0, UINT32_MAX };
}

int id_cmp(const struct id *a, const struct id *b)
{
	struct place x = a->spot.place, y = b->spot.place;

	if (x.epoch != y.epoch)
		return x.epoch < y.epoch ? -1 : 1;
	if (!place_is_live(x) || a->store == b->store)
		return (x.ordinal > y.ordinal) - (x.ordinal < y.ordinal);
	if (a->arrival != b->arrival)
		return a->arrival < b->arrival ? -1 : 1;
	return str_cmp(buf_str(&a->message_id), buf_str(&b->message_id));
}

/* The ids that fit, each once. */
struct candidates {
	struct str wanted;
	struct id found;      /* the first, or the exact one */
	size_t store;	      /* being searched */
	size_t n;
	bool exact;
	struct buf names;     /* all that were found, a line each */
};

/* Of two spots of the same id: an archive's before a live one, then the first store's. */
static bool better_spot(const struct id *old, const struct spot *spot)
{
	return place_is_live(old->spot.place) && !place_is_live(spot->place);
}

static bool has_name(struct str names, struct str hex)
{
	struct str line;

	while (str_line(&names, &line))
		if (str_eq(line, hex))
			return true;
	return false;
}

static void take_spot(struct id *id, const char *hex, const struct spot *spot, size_t store)
{
	size_t len = strlen(hex);

	memcpy(id->hex, hex, len < ID_HEX ? len + 1 : 0);
	id->spot = *spot;
	id->store = store;
}

static bool add_candidate(void *arg, const char *hex, const struct spot *spot)
{
	struct candidates *c = arg;
	struct str name = str_from(hex);
	bool exact = str_eq(name, c->wanted);

	if (strcmp(hex, c->found.hex) == 0) {
		if (better_spot(&c->found, spot))
			take_spot(&c->found, hex, spot, c->store);
		return true;
	}
	if (!has_name(buf_str(&c->names), name)) {
		buf_addf(&c->names, "%s\n", hex);
		c->n++;
	}
	if (exact || c->n == 1)
		take_spot(&c->found, hex, spot, c->store);
	c->exact |= exact;
	return true;
}

static enum status search(struct candidates *c, const struct stores *s)
{
	enum status worst = ST_OK;

	for (c->store = 0; c->store < s->n; c->store++) {
		enum status st = inbox_find(s->inboxes[c->store], c->wanted, add_candidate, c);

		if (st != ST_OK)
			worst = st;
	}
	return worst;
}

/* What is known of the mail at its spot. */
static void load_mail(struct id *id, const struct stores *s)
{
	struct mail m = MAIL_INIT;

	if (id->spot.seq != SEQ_NONE &&
	    inbox_mail(s->inboxes[id->store], id->spot.seq, &m) == ST_OK) {
		id->arrival = m.record.arrival;
		buf_reset(&id->message_id);
		buf_adds(&id->message_id, m.record.message_id);
	}
	mail_release(&m);
}

/* "  1a2b3c4d5e6f  SUBJECT" of one candidate, from the first store that has it. */
static void add_subject(struct buf *why, const struct stores *s, struct str hex)
{
	struct candidates c = { .wanted = hex, .found = ID_INIT };
	struct mail m = MAIL_INIT;

	search(&c, s);
	buf_addf(why, "\n  %.16s", hex.s);
	if (c.exact && c.found.spot.seq != SEQ_NONE &&
	    inbox_mail(s->inboxes[c.found.store], c.found.spot.seq, &m) == ST_OK) {
		buf_addstr(why, "  ");
		buf_adds(why, m.record.subject);
	}
	mail_release(&m);
	buf_release(&c.names);
}

static void tell_ambiguous(struct buf *why, const struct stores *s, const struct candidates *c)
{
	struct str rest = buf_str(&c->names), line;
	size_t shown = 0;

	buf_addf(why, "%.*s is ambiguous in %s, it may be:", (int)c->wanted.len, c->wanted.s,
		 buf_cstr(&s->list));
	for (; shown < CANDIDATES_SHOWN && str_line(&rest, &line); shown++)
		add_subject(why, s, line);
	if (shown < c->n)
		buf_addf(why, "\n  and %zu more", c->n - shown);
}

/* Whether another list of these stores has it. */
static bool found_elsewhere(const struct stores *s, struct str hex, struct buf *lists)
{
	struct buf names = BUF_INIT, ignored = BUF_INIT;
	struct str rest, line;

	stores_lists(s->dirs, s->n_dirs, &names, &ignored);
	rest = buf_str(&names);
	while (str_line(&rest, &line)) {
		struct candidates c = { .wanted = hex, .found = ID_INIT };
		struct stores other = STORES_INIT;
		struct buf name = BUF_INIT;

		buf_adds(&name, line);
		if (!str_eq(line, buf_str(&s->list)) &&
		    stores_open(&other, s->dirs, s->n_dirs, buf_cstr(&name), &ignored) == ST_OK)
			search(&c, &other);
		if (c.n)
			buf_addf(lists, "%s%s", lists->len ? ", " : "", buf_cstr(&name));
		stores_close(&other);
		buf_release(&name);
		buf_release(&c.names);
	}
	buf_release(&names);
	buf_release(&ignored);
	return lists->len > 0;
}

static void tell_unknown(struct buf *why, const struct stores *s, struct str hex)
{
	struct buf lists = BUF_INIT;

	buf_addf(why, "no mail of %s has the commit or id %.*s", buf_cstr(&s->list), (int)hex.len,
		 hex.s);
	if (found_elsewhere(s, hex, &lists))
		buf_addf(why, "; it belongs to %s: use --list", buf_cstr(&lists));
	buf_release(&lists);
}

enum status id_find(struct id *id, const struct stores *s, struct str hex, struct buf *why)
{
	struct candidates c = { .wanted = hex, .found = ID_INIT };
	enum status st = search(&c, s);

	if (c.exact || c.n == 1) {
		*id = c.found;
		load_mail(id, s);
		st = ST_OK;
	} else if (st == ST_OK || c.n) {
		st = ST_NOCOMMIT;
		if (c.n)
			tell_ambiguous(why, s, &c);
		else
			tell_unknown(why, s, hex);
	} else {
		buf_addf(why, "looking for %.*s: %s", (int)hex.len, hex.s, status_text(st));
	}
	buf_release(&c.names);
	return st;
}

static void hex_of_spot(struct id *id, const struct stores *s)
{
	unsigned char alias[ALIAS_SIZE];

	if (id->spot.commit_len) {
		id_hex(id->hex, id->spot.commit, id->spot.commit_len);
		return;
	}
	id_alias(alias, buf_str(&s->list), buf_str(&id->message_id));
	id_hex(id->hex, alias, ALIAS_SIZE);
}

enum status id_newest(struct id *id, const struct stores *s)
{
	bool any = false;

	for (size_t i = 0; i < s->n; i++) {
		struct id other = ID_INIT;
		enum status st = inbox_last_place(s->inboxes[i], &other.spot);

		if (st == ST_NOTFOUND)
			continue;
		if (st != ST_OK)
			return st;
		other.store = i;
		load_mail(&other, s);
		if (any && id_cmp(&other, id) <= 0) {
			id_release(&other);
			continue;
		}
		id_release(id);
		*id = other;
		any = true;
	}
	if (!any)
		return ST_NOTFOUND;
	hex_of_spot(id, s);
	return ST_OK;
}

static bool take_placed(void *arg, struct mail *m, const struct spot *spot)
{
	struct id *id = arg;

	(void)m;
	id->spot = *spot;
	return false;
}

enum status id_of_mail(struct id *id, const struct stores *s, struct str message_id)
{
	enum status st = ST_NOTFOUND;
	struct place best = PLACE_NONE;

	for (size_t i = 0; i < s->n; i++) {
		struct place place;
		uint32_t seq;

		if (inbox_lookup(s->inboxes[i], message_id, &seq, &place) != ST_OK)
			continue;
		if (st == ST_OK && (!place_is_live(best) || place_is_live(place)))
			continue;
		st = ST_OK;
		best = place;
		id->store = i;
		id->spot = (struct spot){ .place = place, .seq = seq };
	}
	if (st != ST_OK)
		return st;
	inbox_placed(s->inboxes[id->store], place_before(best), best, take_placed, id);
	load_mail(id, s);
	hex_of_spot(id, s);
	return ST_OK;
}

enum status id_place(const struct id *id, const struct stores *s, size_t store, struct place *place)
{
	struct candidates c = { .wanted = str_from(id->hex), .found = ID_INIT };
	struct stores one = { .inboxes = &s->inboxes[store], .n = 1 };
	enum status st;
	uint32_t seq;

	if (store == id->store) {
		*place = id->spot.place;
		return ST_OK;
	}
	st = search(&c, &one);
	buf_release(&c.names);
	if (c.exact) {
		*place = c.found.spot.place;
		return ST_OK;
	}
	if (st != ST_OK || !id->message_id.len)
		return st == ST_OK ? ST_NOTFOUND : st;
	return inbox_lookup(s->inboxes[store], buf_str(&id->message_id), &seq, place);
}

struct unique {
	const char *hex;
	size_t len; /* digits that tell it from all seen so far */
};

static bool tell_apart(void *arg, const char *hex, const struct spot *spot)
{
	struct unique *u = arg;
	size_t same = 0;

	(void)spot;
	if (strcmp(hex, u->hex) == 0)
		return true;
	while (hex[same] && hex[same] == u->hex[same])
		same++;
	if (same + 1 > u->len)
		u->len = same + 1;
	return true;
}

size_t id_unique_len(const struct id *id, const struct stores *s, size_t least)
{
	struct unique u = { id->hex, least };
	size_t whole = strlen(id->hex);

	for (size_t i = 0; i < s->n; i++)
		inbox_find(s->inboxes[i], str_sub(str_from(id->hex), 0, least), tell_apart, &u);
	return u.len < whole ? u.len : whole;
}
