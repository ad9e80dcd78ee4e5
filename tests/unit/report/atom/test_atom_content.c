/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"
#include "tests/support/digests.h"

#include "report/atom/atom_content.h"

static void print_content(struct output *out, const void *digest)
{
	atom_content_print(out, digest);
}

/* The board without a mark that a reader of feeds would not know. */
static void shows_the_board(void **state)
{
	struct made_digest m;
	struct buf text = BUF_INIT;

	(void)state;
	make_a_week(&m);
	m.digest.options.archive_url = "https://x.example";
	print_to_memory(&text, print_content, &m.digest);
	has_text(&text, "<b>6</b> mails");
	has_text(&text, "<h3>Revised (1)</h3>");
	has_text(&text,
		 "<li><a href=\"https://x.example/new/\"><b>[PATCH v2] fix</b></a>"
		 "<br>A \xc2\xb7 after v1 16 Nov<br><small>parts 1/1, +5 \xe2\x88\x92"
		 "0, reviewed 0/1, 11 d, no answer</small></li>");
	has_text(&text, "<b>[PATCH 0/3] &lt;script&gt;&quot;&#39;&amp;]]&gt;</b>");
	assert_null(strstr(buf_cstr(&text), "<script"));
	assert_null(strstr(buf_cstr(&text), "class="));
	assert_null(strstr(buf_cstr(&text), "{{"));
	release_made_digest(&m);
	buf_release(&text);
}

/* Groups have as many rows as options.top says. */
static void cuts_groups(void **state)
{
	struct made_digest m;
	struct buf text = BUF_INIT;

	(void)state;
	make_a_week(&m);
	m.digest.options.top = 1;
	print_to_memory(&text, print_content, &m.digest);
	has_text(&text, "<h3>New (2)</h3>");
	has_text(&text, "<li>and 1 more</li>");
	release_made_digest(&m);
	buf_release(&text);
}

static void without_series(void **state)
{
	struct made_digest m;
	struct buf text = BUF_INIT;

	(void)state;
	make_digest(&m, 300 * DAY, 301 * DAY, 400 * DAY);
	print_to_memory(&text, print_content, &m.digest);
	has_text(&text, "<p>No series is in play.</p>");
	release_made_digest(&m);
	buf_release(&text);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_test(&t, "shows the board", shows_the_board);
	add_test(&t, "cuts groups", cuts_groups);
	add_test(&t, "without series", without_series);
	return run_group("atom content", &t);
}
