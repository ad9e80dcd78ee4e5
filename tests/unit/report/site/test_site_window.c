/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"
#include "tests/support/digests.h"

#include "report/site/site_window.h"
#include "report/util/address_mask.h"

#define HEAD "patchdigest window 1\n"

static const struct day_case {
	const char *name;
	bool is_day;
} days[] = {
	{ "2026-07-12", true },	 { "0001-01-01", true },   { "2026-7-12", false },
	{ "2026-07-1", false },	 { "2026-07-123", false }, { "", false },
	{ "2026_07_12", false }, { "..", false },	   { "20a6-07-12", false },
};

static void check_day(void **state)
{
	const struct day_case *c = *state;

	assert_int_equal(site_window_is_day(c->name), c->is_day);
}

/* A printed summary can be parsed. */
static void round_trip(void **state)
{
	struct made_digest m;
	struct buf text = BUF_INIT;
	struct site_window w;

	(void)state;
	make_a_week(&m);
	m.sel.title = STR("To\nys of a@b.example");
	address_mask_use(true);
	site_window_print(&text, &m.digest);
	address_mask_use(false);
	assert_true(site_window_parse(&w, "2025-11-26", &text));
	assert_int_equal(text.len, 0);
	assert_string_equal(w.day, "2025-11-26");
	same_str(w.list, "toys.example.org");
	same_str(w.title, "To\xef\xbf\xbdys of a@\xe2\x80\xa6");
	same_str(w.id, "tag:patchdigest,2025-11-26:toys.example.org");
	same_str(w.days, "20 - 26 November 2025");
	assert_true(str_starts(w.entry, w.title));
	assert_int_equal(w.end, ROWS_EPOCH + 60 * DIGEST_TO);
	assert_int_equal(w.updated, ROWS_EPOCH + 60 * (DIGEST_TO + 60));
	assert_int_equal(w.mails, 6);
	assert_int_equal(w.people, 4);
	assert_int_equal(w.series, 3);
	assert_int_equal(w.applied + w.ready + w.contested, 0);
	site_window_release(&w);
	release_made_digest(&m);
}

static const struct text_case {
	const char *name, *text;
	bool good;
} texts[] = {
	{ "the least", HEAD "id tag:x,1:a\ndays 1 May 2026\n", true },
	{ "a later version's keys", HEAD "id tag:x,1:a\nnew 1 2\nnew\n\ndays 1\n", true },
	{ "without a newline", HEAD "id tag:x,1:a\ndays 1", true },
	{ "nothing", "", false },
	{ "another file", "<html>\nid tag:x,1:a\ndays 1\n", false },
	{ "another version", "patchdigest window 2\nid tag:x,1:a\ndays 1\n", false },
	{ "half of it", HEAD "id tag:x,1:a\n", false },
	{ "a number that is none", HEAD "id tag:x,1:a\ndays 1\nmails 12a\n", false },
	{ "a number that is too great", HEAD "id tag:x,1:a\ndays 1\nmails 4294967296\n",
	  false },
};

static void check_text(void **state)
{
	const struct text_case *c = *state;
	struct buf text = BUF_INIT;
	struct site_window w;

	buf_addstr(&text, c->text);
	assert_int_equal(site_window_parse(&w, "2026-05-01", &text), c->good);
	if (c->good)
		same_str(w.id, "tag:x,1:a");
	site_window_release(&w);
	buf_release(&text);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, days, ARRAY_SIZE(days), sizeof(days[0]), check_day);
	add_rows(&t, texts, ARRAY_SIZE(texts), sizeof(texts[0]), check_text);
	add_test(&t, "round trip", round_trip);
	return run_group("site window", &t);
}
