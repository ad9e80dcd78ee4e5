/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "report/command/lists.h"
#include "store/inbox/list_check.h"
#include "store/util/utc.h"

/* Counts the mails of one store of which no other store has a better copy. */
struct mail_count {
	const struct stores *stores;
	size_t store;
	uint64_t mails;
};

static bool count_best_copy(void *arg, struct mail *m)
{
	struct mail_count *c = arg;

	if (!stores_better_elsewhere(c->stores, c->store, &m->record))
		c->mails++;
	return true;
}

/* Bytes of the list's files in all stores. */
static enum status sum_list_sizes(const struct stores *s, uint64_t *sum, struct buf *why)
{
	enum status st = ST_OK;

	*sum = 0;
	for (size_t i = 0; i < s->n && st == ST_OK; i++) {
		uint64_t bytes;

		st = inbox_size(s->inboxes[i], &bytes, why);
		*sum += bytes;
	}
	return st;
}

/* The totals of all stores. Only if there are several, each mail is read. */
static enum status sum_list_totals(const struct stores *s, struct inbox_totals *sum)
{
	enum status worst = ST_OK;

	*sum = (struct inbox_totals){ 0 };
	for (size_t i = 0; i < s->n; i++) {
		struct mail_count c = { s, i, 0 };
		struct inbox_totals t;
		enum status st = ST_OK;

		inbox_totals(s->inboxes[i], &t);
		c.mails = t.mails;
		if (s->n > 1) {
			c.mails = 0;
			st = inbox_inserted(s->inboxes[i], 0, UINT32_MAX, count_best_copy,
					    &c);
		}
		if (st != ST_OK)
			worst = st;
		if (t.mails && (!sum->mails || t.first_arrival < sum->first_arrival))
			sum->first_arrival = t.first_arrival;
		if (t.mails && (!sum->mails || t.last_arrival > sum->last_arrival))
			sum->last_arrival = t.last_arrival;
		sum->mails += c.mails;
	}
	return worst;
}

static void add_time(struct output *o, bool any, int64_t seconds)
{
	struct buf text = BUF_INIT;

	if (any)
		utc_add(&text, seconds, UTC_WHOLE);
	output_addf(o, "\t%s", buf_cstr(&text));
	buf_release(&text);
}

static enum status print_list(struct output *o, const struct stores *s, struct buf *why)
{
	struct inbox_totals sum;
	uint64_t bytes;
	enum status st = sum_list_sizes(s, &bytes, why);

	if (st != ST_OK)
		return st;
	st = sum_list_totals(s, &sum);
	output_add(o, buf_str(&s->lists));
	output_addf(o, "\t%" PRIu64, sum.mails);
	add_time(o, sum.mails > 0, sum.first_arrival);
	add_time(o, sum.mails > 0, sum.last_arrival);
	output_addf(o, "\t%" PRIu64 "\n", bytes);
	return st;
}

/* The lists asked for, else all lists. Opens no list, since --check names those that it
 * can't open. */
static enum status find_list_names(struct buf *names, const struct list_request *r,
				   struct buf *why)
{
	struct stores s = STORES_INIT;
	enum status st;

	if (!r->n_lists)
		return stores_lists(r->dirs, r->n_dirs, names, why);
	st = stores_pick(&s, r, why);
	buf_adds(names, buf_str(&s.lists));
	stores_close(&s);
	return st;
}

/* Opens the list that has this name, and prints its line. */
static enum status open_and_print_list(struct output *o, const struct list_request *r,
				       const char *name, struct buf *why)
{
	struct stores s = STORES_INIT;
	enum status st = stores_open_list(&s, r, name, why);

	if (st == ST_OK)
		st = print_list(o, &s, why);
	stores_close(&s);
	return st;
}

enum status lists_print(struct output *o, const struct list_request *r, struct buf *why)
{
	struct buf names = BUF_INIT, name = BUF_INIT;
	enum status st = find_list_names(&names, r, why);
	struct str rest = st == ST_OK ? buf_str(&names) : STR_EMPTY, line;

	while (str_line(&rest, &line)) {
		struct buf trouble = BUF_INIT;
		enum status one;

		buf_reset(&name);
		buf_adds(&name, line);
		one = open_and_print_list(o, r, buf_cstr(&name), &trouble);
		/* If a list can't be read, the others are printed all the same. */
		if (trouble.len)
			buf_addf(why, "%s%s", why->len ? "\n" : "", buf_cstr(&trouble));
		if (st == ST_OK)
			st = one;
		buf_release(&trouble);
	}
	buf_release(&names);
	buf_release(&name);
	return st;
}

static void print_fault(void *arg, const char *fault)
{
	output_add(arg, str_from(fault));
	output_add(arg, STR("\n"));
}

enum status lists_check(struct output *o, const struct list_request *r, struct buf *why)
{
	struct buf names = BUF_INIT, name = BUF_INIT;
	enum status st = find_list_names(&names, r, why);
	struct str rest = buf_str(&names), line;
	size_t faults = 0;

	while (st == ST_OK && str_line(&rest, &line)) {
		buf_reset(&name);
		buf_adds(&name, line);
		for (size_t i = 0; i < r->n_dirs; i++)
			faults += list_check(r->dirs[i], buf_cstr(&name), print_fault, o);
	}
	buf_release(&names);
	buf_release(&name);
	return st == ST_OK && faults ? ST_INPUT : st;
}
