/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/utf8.h"

#include "report/digest.h"
#include "report/patchlist.h"
#include "report/series.h"
#include "report/tables.h"

#define RULE                                                                             \
	STR("----------------------------------------------------------------------\n")

struct digest {
	struct output *out;
	const struct selection *sel;
	const struct digest_options *options;
	struct series_set set;
	struct buf line;
	struct mail mail; /* the text of the entry being printed */
	bool in_run;	  /* the last thing printed was an Exist/Skip pair */
	enum status st;
};

/* "2026-11-13 07:00", with ":SS" where asked for and not zero; false for what is no date.
 */
static bool add_minute(struct buf *b, int64_t seconds, bool with_seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (seconds == DATE_NONE || t != seconds || !gmtime_r(&t, &tm))
		return false;
	buf_addf(b, "%04lld-%02d-%02d %02d:%02d", tm.tm_year + 1900LL, tm.tm_mon + 1,
		 tm.tm_mday, tm.tm_hour, tm.tm_min);
	if (with_seconds && tm.tm_sec)
		buf_addf(b, ":%02d", tm.tm_sec);
	return true;
}

static void put_line(struct digest *d, enum ink ink)
{
	output_ink(d->out, ink, buf_str(&d->line));
	output_add(d->out, STR("\n"));
	buf_reset(&d->line);
}

static void put_text(struct digest *d, enum ink ink, const char *label, struct str text)
{
	buf_addstr(&d->line, label);
	utf8_add_clean(&d->line, text, false);
	put_line(d, ink);
}

static void print_head(struct digest *d)
{
	const struct window *w = &d->sel->window;
	struct buf *b = &d->line;

	buf_addstr(b, "From ");
	utf8_add_clean(b, w->from, false);
	put_text(d, INK_HEADING, " to ", w->to);
	utf8_add_clean(b, d->sel->title, false);
	buf_addstr(b, " mailing list update from ");
	utf8_add_clean(b, w->from, false);
	put_text(d, INK_HEADING, " to ", w->to);
	if (w->kind != WINDOW_COMMITS) {
		buf_addstr(b, "Mails from ");
		add_minute(b, w->since, true);
		buf_addstr(b, " to ");
		add_minute(b, w->until, true);
		buf_addstr(b, " UTC");
		put_line(d, INK_HEADING);
	}
	output_add(d->out, STR("\n"));
}

/* What an id may hold in a URL's path, as public-inbox writes it (RFC 3986, pchar). */
static void add_path_segment(struct buf *b, struct str id)
{
	static const struct str plain = STR("-._~!$&'()*+,;=:@");

	for (size_t i = 0; i < id.len; i++) {
		char c = id.s[i];

		if (is_alpha(c) || is_digit(c) || (c && str_chr(plain, c) < plain.len))
			buf_addch(b, c);
		else
			buf_addf(b, "%%%02X", (unsigned char)c);
	}
}

static void print_address(struct digest *d, const struct post *p)
{
	const char *url = d->options->archive_url;

	if (!url) {
		buf_addstr(&d->line, "Message-ID: <");
		utf8_add_clean(&d->line, p->message_id, false);
		buf_addch(&d->line, '>');
	} else {
		struct str base = str_from(url);

		buf_addstr(&d->line, "Link: ");
		utf8_add_clean(&d->line, base, false);
		if (!str_ends(base, STR("/")))
			buf_addch(&d->line, '/');
		add_path_segment(&d->line, p->message_id);
		buf_addch(&d->line, '/');
	}
	put_line(d, INK_META);
}

static void print_entry_head(struct digest *d, const struct post *p)
{
	struct buf author = BUF_INIT;

	put_text(d, INK_HEADING, "New:  ", p->title);
	put_text(d, INK_TAG, "", p->subject);
	author_line(&author, p->author_name, p->author_addr);
	put_text(d, INK_AUTHOR, "Author: ", buf_str(&author));
	buf_release(&author);
	buf_addstr(&d->line, "Date: ");
	if (add_minute(&d->line, p->date, false)) {
		buf_addstr(&d->line, " UTC");
		put_line(d, INK_META);
	}
	buf_reset(&d->line);
	print_address(d, p);
	output_add(d->out, STR("\n"));
}

/* Without empty lines at its ends. */
static struct str trim_lines(struct str body)
{
	struct str rest = body, line;

	while (str_line(&rest, &line) && !str_trim(line).len)
		body = rest;
	return str_rtrim(body);
}

static void print_body(struct digest *d, const struct post *p)
{
	enum status st = post_text(p, &d->mail);
	struct str body;

	if (st != ST_OK) {
		d->st = st == ST_NOTFOUND ? ST_DAMAGED : st;
		put_text(d, INK_META, "", STR("(the text of this mail can't be read)"));
		output_add(d->out, STR("\n"));
		return;
	}
	body = trim_lines(d->mail.record.body);
	if (!body.len)
		return;
	utf8_add_clean(&d->line, body, true);
	put_line(d, INK_PLAIN);
	output_add(d->out, STR("\n"));
}

static void end_run(struct digest *d)
{
	if (d->in_run)
		output_add(d->out, STR("\n"));
	d->in_run = false;
}

static void print_entry(struct digest *d, const struct post *p)
{
	end_run(d);
	print_entry_head(d, p);
	print_body(d, p);
	output_add(d->out, RULE);
	output_add(d->out, STR("\n"));
}

static const char *rule_text(const char *rule)
{
	static const struct {
		const char *rule, *text;
	} rows[] = {
		{ "title", "same title and author" },
		{ "supersedes", "it says Supersedes:" },
		{ "change-id", "same change-id" },
		{ "link", "it links to the older one" },
		{ "thread", "it replies to the older one" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].rule, rule) == 0)
			return rows[i].text;
	return rule;
}

/* "v2", "RFC v1" */
static void add_version(struct buf *b, const struct series *s)
{
	if (s->head->facts & FACT_RFC)
		buf_addstr(b, "RFC ");
	if (s->head->facts & FACT_RESEND)
		buf_addstr(b, "RESEND ");
	buf_addch(b, 'v');
	utf8_add_clean(b, s->version, false);
}

/* "  Why: v3 after v1: same title and author; v4 after v3: ..." */
static void print_reasons(struct digest *d, const struct series *older)
{
	const char *lead = "  Why: ";

	for (const struct series *s = older; s->bound_to; s = s->bound_to) {
		buf_addstr(&d->line, lead);
		add_version(&d->line, s->bound_to);
		buf_addstr(&d->line, " after ");
		add_version(&d->line, s);
		buf_addf(&d->line, ": %s", rule_text(s->bound_by));
		lead = "; ";
	}
	put_line(d, INK_META);
}

static void print_pair(struct digest *d, const struct post *exists,
		       const struct post *skipped, const struct series *older)
{
	put_text(d, INK_META, "Exist: ", exists->subject);
	put_text(d, INK_META, " Skip: ", skipped->subject);
	if (d->options->explain)
		print_reasons(d, older);
	d->in_run = true;
}

/* How well q stands for p: the same part, else a patch of the same title, else the cover.
 */
static int fitness(const struct post *q, const struct post *p)
{
	if (q->number == p->number && !((q->facts ^ p->facts) & FACT_NUMBERED))
		return 3;
	return str_ieq(q->title, p->title) ? 2 : 1;
}

/* The shown mail of s that stands for p; the cover comes first. NULL if it shows none. */
static const struct post *counterpart(const struct digest *d, const struct series *s,
				      const struct post *p)
{
	const struct post *best = NULL;

	/* What is shown stands before the other parts. */
	for (size_t i = 0; i < s->n; i++) {
		const struct post *q = &d->sel->posts[s->posts[i]];

		if (!post_is_shown(q))
			break;
		if (!best || fitness(q, p) > fitness(best, p))
			best = q;
	}
	return best;
}

/*
 * What stands in the digest for a mail of an older version: the newest version that shows
 * anything here.
 */
static const struct post *successor(const struct digest *d, const struct series *s,
				    const struct post *p)
{
	for (const struct series *newer = s->newer; newer && newer != s;
	     newer = newer->older) {
		const struct post *q = counterpart(d, newer, p);

		if (q)
			return q;
	}
	return NULL;
}

static void print_series(struct digest *d, const struct series *s)
{
	for (size_t i = 0; i < s->n && !output_failed(d->out); i++) {
		const struct post *p = &d->sel->posts[s->posts[i]], *q;

		if (!post_is_shown(p))
			continue;
		q = successor(d, s, p);
		if (q)
			print_pair(d, q, p, s);
		else
			print_entry(d, p);
	}
}

static void print_digest(struct digest *d)
{
	const struct series **order = patchlist_order(d->sel, &d->set);

	print_head(d);
	tables_print(d->out, d->sel, d->options->top, false);
	output_ink(d->out, INK_HEADING,
		   STR("===== Patch list in this time period ====="));
	output_add(d->out, STR("\n"));
	patchlist_print(d->out, order, d->set.n);
	if (!d->options->titles_only) {
		output_ink(d->out, INK_HEADING, STR("===== Patch Commit Messages ===="));
		output_add(d->out, STR("\n\n"));
		for (size_t i = 0; i < d->set.n; i++)
			print_series(d, order[i]);
		end_run(d);
	}
	free(order);
}

enum status digest_print(struct output *out, const struct selection *sel,
			 const struct digest_options *options)
{
	struct digest d = {
		.out = out,
		.sel = sel,
		.options = options,
		.line = BUF_INIT,
		.mail = MAIL_INIT,
	};

	d.st = series_build(&d.set, sel);
	print_digest(&d);
	mail_release(&d.mail);
	buf_release(&d.line);
	series_release(&d.set);
	return output_failed(out) ? ST_OUTPUT : d.st;
}
