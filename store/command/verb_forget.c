/* SPDX-License-Identifier: MIT */
#include "store/command/verb_forget.h"
#include "store/inbox/erase.h"
#include "store/inbox/same_mail.h"

/* Whom and what to forget. */
struct forget_request {
	struct str ids;	    /* Message-IDs without <>, a line each */
	struct str one;	    /* an address: only this poster's mail of them; "" */
	struct str address; /* of an author or poster: all mails of that; "" */
	uint64_t lists;	    /* that had such mails */
	bool known;	    /* a list has forgotten all of it already */
};

static bool is_by(const struct record *r, struct str address)
{
	return str_ieq(record_poster(r), address) || str_ieq(r->author_addr, address) ||
	       str_ieq(r->from_addr, address);
}

static bool is_meant(void *arg, const struct record *r)
{
	const struct forget_request *f = arg;

	if (f->address.len)
		return is_by(r, f->address);
	return str_has_line(f->ids, r->message_id) &&
	       (!f->one.len || str_ieq(record_poster(r), f->one));
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

static bool all_are_forgotten(struct inbox *ib, struct str ids)
{
	struct record r = RECORD_INIT;
	struct str id;

	while (str_line(&ids, &id)) {
		r.message_id = id;
		if (!inbox_has_forgotten(ib, &r))
			return false;
	}
	return true;
}

static enum status forget_in_list(struct tool *t, const char *list, void *arg,
				  struct buf *why)
{
	const struct store_options so =
	    tool_options(t, list, t->dry_run ? STORE_READ : STORE_WRITE_EXISTING);
	struct forget_request *f = arg;
	const bool whole = !f->address.len && !f->one.len;
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
	f->known |= whole && all_are_forgotten(ib, f->ids);
	st = inbox_erase(ib, &o, &n, why);
	inbox_close(ib);
	f->lists += n.records > 0;
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
	return ST_OK;
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
	if (st == ST_OK)
		st = tool_each_list(t, forget_in_list, &f, why);
	if (st == ST_OK && !f.lists && f.known)
		tool_say("forgotten already");
	else if (st == ST_OK && !f.lists && !t->list)
		st = status_say(
		    why, ST_INPUT,
		    "no list has such a mail; with --list NAME a Message-ID is "
		    "kept out of that list all the same");
	if (f.lists && !t->dry_run)
		say_where_else(t);
	buf_release(&ids);
	return st;
}
