/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"
#include "tests/support/digests.h"

#include "report/atom/digest_atom.h"

static void print_atom(struct output *out, const void *digest)
{
	assert_int_equal(digest_atom_print(out, digest), ST_OK);
}

static size_t count(const struct buf *b, const char *text)
{
	size_t n = 0;

	for (const char *at = buf_cstr(b); (at = strstr(at, text)); at++)
		n++;
	return n;
}

static void one_entry(void **state)
{
	struct made_digest m;
	struct buf text = BUF_INIT;

	(void)state;
	make_a_week(&m);
	print_to_memory(&text, print_atom, &m.digest);
	assert_int_equal(count(&text, "<entry>"), 1);
	has_text(&text,
		 "<title>Toys</title>\n<id>tag:patchdigest,2026:toys.example.org</id>"
		 "\n<updated>2025-11-27T01:00:00Z</updated>");
	has_text(&text,
		 "<title>Toys, 20 - 26 November 2025: 6 mails, 3 series, 0 applied, "
		 "0 ready</title>\n<id>tag:patchdigest,2025-11-26:toys.example.org</id>\n"
		 "<published>2025-11-27T00:00:00Z</published>");
	has_text(&text, "&lt;h3&gt;New (2)&lt;/h3&gt;");
	assert_int_equal(count(&text, "<link"), 0);
	release_made_digest(&m);
	buf_release(&text);
}

static void with_a_url(void **state)
{
	struct made_digest m;
	struct buf text = BUF_INIT;

	(void)state;
	make_a_week(&m);
	m.digest.options.site_url = "https://x.example/d/";
	print_to_memory(&text, print_atom, &m.digest);
	has_text(&text, "<id>tag:x.example,2025-11-26:d/toys.example.org</id>");
	has_text(&text, "rel=\"self\" type=\"application/atom+xml\" "
			"href=\"https://x.example/d/feed.atom\"");
	has_text(&text, "href=\"https://x.example/d/2025-11-26/index.html\"");
	release_made_digest(&m);
	buf_release(&text);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_test(&t, "one entry", one_entry);
	add_test(&t, "with a URL", with_a_url);
	return run_group("digest atom", &t);
}
