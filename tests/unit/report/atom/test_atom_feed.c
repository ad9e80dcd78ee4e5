/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"
#include "tests/support/digests.h"

#include "report/atom/atom_feed.h"
#include "report/atom/atom_files.h"
#include "report/util/address_mask.h"

static const struct atom_entry entries[] = {
	{ STR("One " HOSTILE), STR("tag:x,1:a"), ROWS_EPOCH, ROWS_EPOCH + 1,
	  STR("https://x.example/1?a=b&c=d"), STR("<p>&lt;a@b.example</p>\n") },
	{ STR("Two a@b.example"), STR("tag:x,1:a@b.example"), ROWS_EPOCH, ROWS_EPOCH,
	  STR(""), STR("") },
};

static bool next_entry(void *arg, struct atom_entry *e)
{
	size_t *n = arg;

	if (*n == ARRAY_SIZE(entries))
		return false;
	*e = entries[(*n)++];
	return true;
}

static void print_feed(struct output *out, const void *feed)
{
	size_t n = 0;

	atom_feed_print(out, feed, next_entry, &n);
}

static void without_links(void **state)
{
	const struct atom_feed feed = { .title = STR("T"), .id = STR("tag:x,1:b") };
	struct buf text = BUF_INIT;

	(void)state;
	print_to_memory(&text, print_feed, &feed);
	has_text(&text, "<updated>1970-01-01T00:00:00Z</updated>");
	assert_null(strstr(buf_cstr(&text), "rel=\"self\""));
	buf_release(&text);
}

static void with_links(void **state)
{
	const struct atom_feed feed = { STR("T & T"), STR("tag:x,1:b"), ROWS_EPOCH,
					STR("https://x.example/feed.atom"),
					STR("https://x.example/") };
	struct buf text = BUF_INIT;

	(void)state;
	address_mask_use(true);
	print_to_memory(&text, print_feed, &feed);
	address_mask_use(false);
	has_text(&text, "<title>T &amp; T</title>\n<id>tag:x,1:b</id>");
	has_text(&text, "rel=\"self\" type=\"application/atom+xml\" "
			"href=\"https://x.example/feed.atom\"/>");
	has_text(&text, "<title>One &lt;script&gt;&quot;&#39;&amp;]]&gt;</title>\n"
			"<id>tag:x,1:a</id>\n"
			"<published>2025-11-13T00:00:00Z</published>\n"
			"<updated>2025-11-13T00:00:01Z</updated>\n"
			"<link rel=\"alternate\" type=\"text/html\" "
			"href=\"https://x.example/1?a=b&amp;c=d\"/>\n");
	has_text(&text, "<content type=\"html\">&lt;p&gt;&amp;lt;a@b.example&lt;/p&gt;\n"
			"</content>");
	has_text(&text,
		 "<title>Two a@\xe2\x80\xa6</title>\n<id>tag:x,1:a@b.example</id>");
	buf_release(&text);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_test(&t, "without links", without_links);
	add_test(&t, "with links", with_links);
	return run_group("atom feed", &t);
}
