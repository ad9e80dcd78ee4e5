/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "store/command/verb_forget.h"
#include "store/inbox/erase.h"
#include "store/inbox/same_mail.h"

/* Whom and what to forget. */
struct forget_request {
	struct str ids;	    /* Message-IDs without <>, a line each */
	bool *met;	    /* for each of them: a list had it, or has forgotten it */
	struct str one;	    /* an address: only this poster's mail of them; "" */
	struct str address; /* of an author or poster: all mails of that; "" */
	uint64_t lists;	    /* that had such mails */
	bool kept_out;	    /* a mail that was not there */
};

/* Without a poster or an address, whoever wrote the mail. */
static bool is_whole(const struct forget_request *f)
{
	return !f->address.len && !f->one.len;
}

static bool is_by(const struct record *r, struct str address)
{
	return str_ieq(record_poster(r), address) || str_ieq(r->author_addr, address) ||
	       str_ieq(r->from_addr, address);
}

static bool is_named(struct forget_request *f, struct str message_id)
{
	struct str rest = f->ids, id;

	for (size_t i = 0; str_line(&rest, &id); i++)
		if (str_eq(id, message_id))
			return f->met[i] = true;
	return false;
}

static bool is_meant(void *arg, const struct record *r)
{
	struct forget_request *f = arg;

	if (f->address.len)
		return is_by(r, f->address);
	return (!f->one.len || str_ieq(record_poster(r), f->one)) &&
	       is_named(f, r->message_id);
}

/* Where a copy of a mail may be that no program of patchdigest can reach. */
static void say_where_else(const struct tool *t)
{
	tool_say("It may still be in the spool (%s) and in failed/ there, in backups and "
		 "snapshots, in digests and pages that were made of it, and in the "
		 "archive.",
		 buf_cstr(&t->spool));
	tool_say("Its blocks were written over in their place: on btrfs, on an SSD, in a "
		 "journal of data, and where files were joined before, old blocks may "
		 "remain until the file system uses them again.");
}

static void note_forgotten(struct forget_request *f, struct inbox *ib)
{
	struct record r = RECORD_INIT;
	struct str rest = f->ids, id;

	for (size_t i = 0; str_line(&rest, &id); i++) {
		r.message_id = id;
		f->met[i] |= inbox_has_forgotten(ib, &r);
	}
}

static enum status forget_in_list(struct tool *t, const char *list, void *arg,
				  struct buf *why)
{
	const struct store_options so =
	    tool_options(t, list, t->dry_run ? STORE_READ : STORE_WRITE_EXISTING);
	struct forget_request *f = arg;
	const bool whole = is_whole(f);
	const struct erase_options o = {
		.match = is_meant,
		.arg = f,
		.tombstones = whole ? ERASE_AS_WHOLE : ERASE_AS_ONE,
		/* named for this list: it will not come, even if it is not here */
		.also = whole && t->list ? f->ids : STR_EMPTY,
		.floor = INT64_MIN,
		.thorough = true,
		.dry_run = t->dry_run,
	};
	struct erase_counts n = { 0 };
	struct inbox *ib;
	enum status st = inbox_open(&ib, &so, why);

	if (st != ST_OK)
		return st;
	if (whole)
		note_forgotten(f, ib);
	st = inbox_erase(ib, &o, &n, why);
	inbox_close(ib);
	f->lists += n.records > 0;
	f->kept_out |= n.tombstones > 0;
	if (n.records || n.tombstones)
		tool_say("%s: %s%s %s (%s)", list, tool_would(t),
			 t->dry_run ? "forget" : "forgot",
			 tool_count(n.mails, "mail", "mails"),
			 tool_count(n.records, "record", "records"));
	return st;
}

/* "<a@x>" and "a@x" name one Message-ID. */
static void add_id(struct buf *ids, const char *text)
{
	struct str id = str_trim(str_from(text));

	if (str_starts(id, STR("<")) && str_ends(id, STR(">")))
		id = str_sub(id, 1, id.len - 1);
	buf_adds(ids, id);
	buf_addch(ids, '\n');
}

static enum status check_request(const struct tool *t, struct buf *why)
{
	if (t->address && (t->one || t->n_args))
		return status_say(why, ST_USAGE,
				  "forget --address takes no %s: it forgets all mails of "
				  "the address",
				  t->one ? "--one" : "Message-ID");
	if (!t->address && !t->n_args)
		return status_say(why, ST_USAGE,
				  "forget takes MESSAGE-ID..., or --address A");
	if ((t->address && !*t->address) || (t->one && !*t->one))
		return status_say(why, ST_USAGE, "an empty address is nobody's");
	for (size_t i = 0; i < t->n_args; i++)
		if (!str_trim(str_from(t->args[i])).len)
			return status_say(why, ST_USAGE,
					  "forget '': an empty Message-ID names no mail");
	return ST_OK;
}

/* Who asks for mails that are not there may have mistyped the name. */
static enum status say_not_met(const struct tool *t, const struct forget_request *f,
			       struct buf *why)
{
	const bool kept = t->list && is_whole(f);
	const char *has = t->list ? t->list : "no list has";
	const char *no = t->list ? " has no" : " a";
	struct str rest = f->ids, id;

	if (f->address.len && !f->lists)
		return status_say(why, ST_INPUT, "%s%s mail of %s", has, no, t->address);
	for (size_t i = 0; str_line(&rest, &id); i++) {
		if (f->met[i] || kept)
			continue;
		buf_addf(why, "%s%s%s mail with the Message-ID ", why->len ? "\n" : "",
			 has, no);
		buf_adds(why, id);
		if (f->one.len)
			buf_addf(why, " by %s", t->one);
		else
			buf_addstr(why, "; --list NAME keeps it out of that list all the "
					"same");
	}
	return why->len ? ST_INPUT : ST_OK;
}

enum status verb_forget(struct tool *t, struct buf *why)
{
	struct forget_request f = {
		.one = t->one ? str_from(t->one) : STR_EMPTY,
		.address = t->address ? str_from(t->address) : STR_EMPTY,
	};
	struct buf ids = BUF_INIT;
	enum status st = check_request(t, why);

	for (size_t i = 0; i < t->n_args; i++)
		add_id(&ids, t->args[i]);
	f.ids = buf_str(&ids);
	f.met = xcalloc(t->n_args + 1, sizeof(*f.met));
	if (st == ST_OK)
		st = tool_each_list(t, forget_in_list, &f, why);
	if (st == ST_OK)
		st = say_not_met(t, &f, why);
	if (st == ST_OK && !f.lists && !f.kept_out)
		tool_say("forgotten already");
	if (f.lists && !t->dry_run)
		say_where_else(t);
	free(f.met);
	buf_release(&ids);
	return st;
}
