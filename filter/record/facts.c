/* SPDX-License-Identifier: MIT */
#include "store/util/utc.h"
#include "store/util/utf8.h"
#include "filter/record/facts.h"

static void add_fact(struct buf *out, const char *name, struct str value)
{
	if (!value.len)
		return;
	buf_addstr(out, name);
	buf_addstr(out, ": ");
	utf8_add_clean(out, value, false);
	buf_addch(out, '\n');
}

static void add_fact_number(struct buf *out, const char *name, uint32_t n)
{
	buf_addf(out, "%s: %lu\n", name, (unsigned long)n);
}

static void add_fact_person(struct buf *out, const char *label, struct str name,
			    struct str addr)
{
	struct buf line = BUF_INIT;

	author_line(&line, name, addr);
	add_fact(out, label, buf_str(&line));
	buf_release(&line);
}

static void add_fact_date(struct buf *out, int64_t date)
{
	struct buf text = BUF_INIT;

	if (utc_add(&text, date, UTC_WHOLE))
		add_fact(out, "date", buf_str(&text));
	buf_release(&text);
}

static bool is_posted(const struct record *r)
{
	return r->kind == KIND_PATCH || r->kind == KIND_COVER;
}

void facts_lines(struct buf *out, const struct record *r, struct str list)
{
	struct str trailers = r->trailers, trailer;

	add_fact(out, "kind", str_from(kind_name(r->kind)));
	if (is_posted(r))
		add_fact(out, "version", r->version);
	if (r->facts & FACT_NUMBERED)
		add_fact_number(out, "number", r->number);
	if (r->facts & FACT_TOTAL)
		add_fact_number(out, "total", r->total);
	add_fact(out, "title", r->title);
	add_fact(out, "prefix", r->prefix);
	add_fact_person(out, "author", r->author_name, r->author_addr);
	add_fact_person(out, "from", r->from_name, r->from_addr);
	add_fact(out, "message-id", r->message_id);
	add_fact(out, "in-reply-to", r->in_reply_to);
	add_fact(out, "list", list);
	add_fact_date(out, r->date);
	if (r->facts & FACT_STAT) {
		add_fact_number(out, "files", r->files);
		add_fact_number(out, "insertions", r->insertions);
		add_fact_number(out, "deletions", r->deletions);
	}
	while (str_line(&trailers, &trailer))
		add_fact(out, "trailer", trailer);
}

void facts_summary(struct buf *out, const struct record *r)
{
	buf_addstr(out, kind_name(r->kind));
	if (!is_posted(r))
		return;
	if (!str_eq(r->version, STR("1")) && r->version.len) {
		buf_addstr(out, " v");
		utf8_add_clean(out, r->version, false);
	}
	if (!(r->facts & FACT_NUMBERED))
		return;
	buf_addf(out, " %lu/", (unsigned long)r->number);
	if (r->facts & FACT_TOTAL)
		buf_addf(out, "%lu", (unsigned long)r->total);
	else
		buf_addch(out, '?');
}
