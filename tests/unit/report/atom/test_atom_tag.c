/* SPDX-License-Identifier: MIT */
#include "report/atom/atom_tag.h"
#include "tests/support/rows.h"

static const struct tag_case {
	const char *name, *url, *day, *lists, *tag, *file;
} cases[] = {
	{ "no URL", NULL, "2026-07-12", "kvm.vger.kernel.org",
	  "tag:patchdigest,2026-07-12:kvm.vger.kernel.org", "feed.atom" },
	{ "the feed", NULL, "", "kvm", "tag:patchdigest,2026:kvm", "feed.atom" },
	{ "a host", "https://Example.org", "2026-07-12", "kvm",
	  "tag:example.org,2026-07-12:kvm", "https://Example.org/feed.atom" },
	{ "a folder", "https://example.org/a/b/", "2026-07-12", "kvm",
	  "tag:example.org,2026-07-12:a/b/kvm", "https://example.org/a/b/feed.atom" },
	{ "a user and a port", "http://me@example.org:8080/a", "", "kvm",
	  "tag:example.org,2026:a/kvm", "http://me@example.org:8080/a/feed.atom" },
	{ "an @ in the folder", "https://example.org/~a@b", "", "kvm",
	  "tag:example.org,2026:~a@b/kvm", "https://example.org/~a@b/feed.atom" },
	{ "a host that a tag can't have", "http://[::1]/a", "", "kvm",
	  "tag:patchdigest,2026:a/kvm", "http://%5B::1%5D/a/feed.atom" },
	{ "several lists", NULL, "", "a.example\nb+c.example",
	  "tag:patchdigest,2026:a.example,b+c.example", "feed.atom" },
	{ "bytes that no URL has", "https://example.org/\xc3\xa4{\"", "", "a",
	  "tag:example.org,2026:%C3%A4%7B%22/a",
	  "https://example.org/%C3%A4%7B%22/feed.atom" },
};

static void check_tag(void **state)
{
	const struct tag_case *c = *state;
	struct buf b = BUF_INIT;

	atom_tag_add(&b, c->url, str_from(c->day), str_from(c->lists));
	same_buf(&b, c->tag);
	atom_url_add(&b, c->url, STR("feed.atom"));
	same_buf(&b, c->file);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_tag);
	return run_group("atom tag", &t);
}
