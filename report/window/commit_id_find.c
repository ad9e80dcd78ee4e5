/* SPDX-License-Identifier: MIT */
/* Finds the commit or mail that digits name, or says which ones they may name. */
#include <string.h>

#include "report/window/commit_id.h"
#include "report/window/same_id.h"
#include "store/util/hex.h"

#define CANDIDATES_SHOWN 10

/* The ids that begin with the wanted digits. */
struct candidates {
	struct str wanted;
	struct commit_id found; /* the exact id, else the first that fits */
	size_t store;		/* being searched */
	size_t n;
	bool exact;
	struct buf names; /* all that fit, one per line */
};

/* An archive's entry is better than a live one; else the first store's counts. */
static bool entry_is_better(const struct commit_id *old, const struct commit_entry *entry)
{
	return archive_pos_is_live(old->entry.pos) && !archive_pos_is_live(entry->pos);
}

static void set_candidate(struct commit_id *id, const char *hex,
			  const struct commit_entry *entry, size_t store)
{
	size_t len = strlen(hex);

	memcpy(id->hex, hex, len < ID_HEX ? len + 1 : 0);
	id->entry = *entry;
	id->store = store;
}

static bool add_candidate(void *arg, const char *hex, const struct commit_entry *entry)
{
	struct candidates *c = arg;
	struct str name = str_from(hex);
	bool exact = str_eq(name, c->wanted);

	if (strcmp(hex, c->found.hex) == 0) {
		if (entry_is_better(&c->found, entry))
			set_candidate(&c->found, hex, entry, c->store);
		return true;
	}
	if (!str_has_line(buf_str(&c->names), name)) {
		buf_addf(&c->names, "%s\n", hex);
		c->n++;
	}
	if (exact || c->n == 1)
		set_candidate(&c->found, hex, entry, c->store);
	c->exact |= exact;
	return true;
}

struct own_id_search {
	struct candidates *c;
	struct inbox *inbox;
};

static enum status search_stores(struct candidates *c, const struct stores *s)
{
	enum status worst = ST_OK;

	for (c->store = 0; c->store < s->n; c->store++) {
		enum status st =
		    inbox_abbrev(s->inboxes[c->store], c->wanted, add_candidate, c);

		if (st != ST_OK)
			worst = st;
	}
	return worst;
}

/*
 * The digits may be those of a mail's own id although no store has the mail under it: no
 * other mail with its Message-ID was there before it. Nothing leads to such an id.
 */
static bool match_own_id(void *arg, struct mail *m)
{
	struct own_id_search *a = arg;
	unsigned char own[MAIL_ID_SIZE];
	char hex[2 * MAIL_ID_SIZE + 1];
	struct commit_entry entry = { .seq = m->seq };

	inbox_own_id(a->inbox, &m->record, own);
	hex_write(hex, own, 2 * MAIL_ID_SIZE);
	if (str_starts(str_from(hex), a->c->wanted) &&
	    inbox_lookup_mail(a->inbox, &m->record, &entry.seq, &entry.pos) == ST_OK)
		add_candidate(a->c, hex, &entry);
	return true;
}

/* Reads all mails: only if nothing else fits, and if a Message-ID may be used twice. */
static enum status search_own_ids(struct candidates *c, const struct stores *s)
{
	enum status worst = ST_OK;

	for (c->store = 0; c->store < s->n; c->store++) {
		struct own_id_search a = { c, s->inboxes[c->store] };
		struct inbox_totals t;
		enum status st = ST_OK;

		inbox_totals(a.inbox, &t);
		if (s->n > 1 || t.reused)
			st = inbox_inserted(a.inbox, 1, UINT32_MAX, match_own_id, &a);
		if (st != ST_OK)
			worst = st;
	}
	return worst;
}

/*
 * Loads the mail that was found. If that has the plain id of a Message-ID which several
 * mails bear, the id is the earliest one's.
 */
static void load_found(struct commit_id *id, const struct stores *s)
{
	unsigned char plain[MAIL_ID_SIZE];
	char hex[2 * MAIL_ID_SIZE + 1];
	const struct record *r = &id->mail.record;
	struct same_id_wish wish = { .max = SIZE_MAX };
	struct mail m = MAIL_INIT;

	commit_id_load_mail(id, s);
	inbox_mail_id(s->inboxes[id->store], r->message_id, plain);
	hex_write(hex, plain, 2 * MAIL_ID_SIZE);
	if (!id->entry.commit_digits && r->message_id.len && strcmp(hex, id->hex) == 0 &&
	    !same_id_is_earliest(s->inboxes, s->n, r)) {
		wish.message_id = r->message_id;
		if (same_id_find(s->inboxes, s->n, &wish, &m, &id->store) == ST_OK &&
		    inbox_lookup_mail(s->inboxes[id->store], &m.record, &id->entry.seq,
				      &id->entry.pos) == ST_OK)
			commit_id_load_mail(id, s);
	}
	mail_release(&m);
}

/* Adds "  1a2b3c4d5e6f  SUBJECT", from the first store that has the candidate. */
static void describe_candidate(struct buf *why, const struct stores *s, struct str hex)
{
	struct candidates c = { .wanted = hex, .found = COMMIT_ID_INIT };
	struct mail m = MAIL_INIT;

	search_stores(&c, s);
	buf_addstr(why, "\n  ");
	buf_adds(why, str_sub(hex, 0, 16));
	if (c.exact && c.found.entry.seq != SEQ_NONE &&
	    inbox_mail(s->inboxes[c.found.store], c.found.entry.seq, &m) == ST_OK) {
		buf_addstr(why, "  ");
		buf_adds(why, m.record.subject);
	}
	mail_release(&m);
	buf_release(&c.names);
}

static void say_ambiguous(struct buf *why, const struct stores *s,
			  const struct candidates *c)
{
	struct str rest = buf_str(&c->names), line;
	size_t shown = 0;

	buf_addf(why, "%.*s is ambiguous in %s, it may be:", (int)c->wanted.len,
		 c->wanted.s, buf_cstr(&s->lists));
	for (; shown < CANDIDATES_SHOWN && str_line(&rest, &line); shown++)
		describe_candidate(why, s, line);
	if (shown < c->n)
		buf_addf(why, "\n  and %zu more", c->n - shown);
}

static bool list_has_id(const struct stores *s, struct str list, struct str hex)
{
	struct candidates c = { .wanted = hex, .found = COMMIT_ID_INIT };
	struct stores other = STORES_INIT;
	struct buf name = BUF_INIT, ignored = BUF_INIT;
	const char *word;

	buf_adds(&name, list);
	word = buf_cstr(&name);
	if (stores_open(&other, &(struct list_request){ s->dirs, s->n_dirs, &word, 1 },
			&ignored) == ST_OK)
		search_stores(&c, &other);
	stores_close(&other);
	buf_release(&name);
	buf_release(&ignored);
	buf_release(&c.names);
	return c.n > 0;
}

/* Appends the names of these stores' other lists that have the id. */
static bool find_in_other_lists(const struct stores *s, struct str hex, struct buf *lists)
{
	struct buf names = BUF_INIT, ignored = BUF_INIT;
	struct str rest, line;

	stores_lists(s->dirs, s->n_dirs, &names, &ignored);
	rest = buf_str(&names);
	while (str_line(&rest, &line)) {
		if (str_eq(line, buf_str(&s->lists)) || !list_has_id(s, line, hex))
			continue;
		buf_addstr(lists, lists->len ? ", " : "");
		buf_adds(lists, line);
	}
	buf_release(&names);
	buf_release(&ignored);
	return lists->len > 0;
}

static void say_unknown(struct buf *why, const struct stores *s, struct str hex)
{
	struct buf lists = BUF_INIT;

	buf_addf(why, "no mail of %s has the commit or id %.*s", buf_cstr(&s->lists),
		 (int)hex.len, hex.s);
	if (find_in_other_lists(s, hex, &lists))
		buf_addf(why, "; it belongs to %s: use --list", buf_cstr(&lists));
	buf_release(&lists);
}

enum status commit_id_find(struct commit_id *id, const struct stores *s, struct str hex,
			   struct buf *why)
{
	struct candidates c = { .wanted = hex, .found = COMMIT_ID_INIT };
	enum status st = search_stores(&c, s);

	if (st == ST_OK && !c.n)
		st = search_own_ids(&c, s);
	if (c.exact || c.n == 1) {
		*id = c.found;
		load_found(id, s);
		st = ST_OK;
	} else if (st == ST_OK || c.n) {
		st = ST_NOCOMMIT;
		if (c.n)
			say_ambiguous(why, s, &c);
		else
			say_unknown(why, s, hex);
	} else {
		buf_addf(why, "looking for %.*s: %s", (int)hex.len, hex.s,
			 status_text(st));
	}
	buf_release(&c.names);
	return st;
}
