/* SPDX-License-Identifier: MIT */
#include "filter/record/facts.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	enum kind kind;
	uint32_t facts, number, total;
	const char *version;
	const char *summary;
} rows[] = {
	{ "patch", KIND_PATCH, 0, 0, 0, "1", "patch" },
	{ "patch v2", KIND_PATCH, FACT_VERSIONED, 0, 0, "2", "patch v2" },
	{ "part", KIND_PATCH, FACT_NUMBERED | FACT_TOTAL, 3, 7, "2", "patch v2 3/7" },
	{ "open part", KIND_PATCH, FACT_NUMBERED, 3, 0, "1", "patch 3/?" },
	{ "cover", KIND_COVER, FACT_NUMBERED | FACT_TOTAL, 0, 14, "5.1",
	  "cover v5.1 0/14" },
	{ "reply", KIND_REPLY, FACT_NUMBERED | FACT_TOTAL, 3, 7, "2", "reply" },
	{ "pull", KIND_PULL, FACT_NUMBERED | FACT_TOTAL, 0, 7, "2", "pull" },
	{ "other", KIND_OTHER, 0, 0, 0, "1", "other" },
};

static void check_summary(void **state)
{
	const struct row *row = *state;
	struct record r = RECORD_INIT;
	struct buf out = BUF_INIT;

	r.kind = row->kind;
	r.facts = row->facts;
	r.number = row->number;
	r.total = row->total;
	r.version = str_from(row->version);
	facts_summary(&out, &r);
	same_buf(&out, row->summary);
}

static struct record full(void)
{
	struct record r = RECORD_INIT;

	r.kind = KIND_PATCH;
	r.facts = FACT_NUMBERED | FACT_TOTAL | FACT_STAT;
	r.number = 3;
	r.total = 7;
	r.date = 1794553200;
	r.files = 1;
	r.insertions = 20;
	r.message_id = STR("i@d");
	r.in_reply_to = STR("p@d");
	r.title = STR("a \x1b[1m title\xff");
	r.version = STR("2");
	r.prefix = STR("RFC,net");
	r.author_name = STR("A U Thor");
	r.author_addr = r.from_addr = STR("a@b");
	r.trailers = STR("Acked-by: A <a@b>\nCc: c@d\n");
	return r;
}

static void test_lines(void **state)
{
	struct record r = full();
	struct buf out = BUF_INIT;

	(void)state;
	facts_lines(&out, &r, STR("kvm.example"));
	same_buf(&out,
		 "kind: patch\nversion: 2\nnumber: 3\ntotal: 7\n"
		 "title: a \xef\xbf\xbd[1m title\xef\xbf\xbd\nprefix: RFC,net\n"
		 "author: A U Thor <a@b>\nfrom: a@b\nmessage-id: i@d\nin-reply-to: p@d\n"
		 "list: kvm.example\ndate: 2026-11-13T07:00:00Z\n"
		 "files: 1\ninsertions: 20\ndeletions: 0\n"
		 "trailer: Acked-by: A <a@b>\ntrailer: Cc: c@d\n");
}

static void test_empty(void **state)
{
	struct record r = RECORD_INIT;
	struct buf out = BUF_INIT;

	(void)state;
	r.version = STR("1");
	facts_lines(&out, &r, STR_EMPTY);
	same_buf(&out, "kind: other\n");
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_summary);
	add_test(&t, "lines", test_lines);
	add_test(&t, "nothing known", test_empty);
	return run_group("facts", &t);
}
