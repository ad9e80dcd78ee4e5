/* SPDX-License-Identifier: MIT */
#include "store/util/linked_id.h"
#include "tests/support/rows.h"

static const struct url_row {
	const char *name;
	const char *url, *id;
} urls[] = {
	{ "lore", "https://lore.example/r/a@b", "a@b" },
	{ "a list's folder", "https://lore.example/kvm/a@b/", "a@b" },
	{ "the domain alone", "https://patch.example/a@b", "a@b" },
	{ "a thread", "https://lore.example/all/a@b/T/#u", "a@b" },
	{ "a place in it", "https://lore.example/r/a@b#m12", "a@b" },
	{ "encoded", "https://lore.example/r/CA%2Bx=y%40b", "CA+x=y@b" },
	{ "an encoded slash", "http://lore.example/r/a%2Fc@b/", "a/c@b" },
	{ "an encoded line end stays", "http://lore.example/r/a%0Ac@b", "a%0Ac@b" },
	{ "a user of the host", "https://me@git.example/x", "" },
	{ "no mail", "https://git.example/c/0123456", "" },
	{ "no domain", "https://git.example/a@", "" },
	{ "no path", "https://git.example", "" },
	{ "nothing", "", "" },
};

static void check_url(void **state)
{
	const struct url_row *row = *state;
	struct linked_id room;

	same_str(linked_id_of_url(&room, str_from(row->url)), row->id);
}

static const struct sentence_row {
	const char *name;
	const char *text, *url;
} sentences[] = {
	{ "alone", "http://x.example/a", "http://x.example/a" },
	{ "at an end", "http://x.example/a., and so on", "http://x.example/a" },
	{ "in brackets", "http://x.example/a> [1]", "http://x.example/a" },
};

static void check_sentence(void **state)
{
	const struct sentence_row *row = *state;

	same_str(linked_url_at(str_from(row->text)), row->url);
}

static void longest_id(void **state)
{
	struct buf raw = BUF_INIT;
	struct linked_id room;

	(void)state;
	buf_addstr(&raw, "a@");
	while (raw.len < LINKED_ID_MAX)
		buf_addch(&raw, 'b');
	assert_int_equal(linked_id_decode(&room, buf_str(&raw)).len, LINKED_ID_MAX);
	buf_addch(&raw, 'b');
	assert_int_equal(linked_id_decode(&room, buf_str(&raw)).len, 0);
	buf_release(&raw);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, urls, ARRAY_SIZE(urls), sizeof(urls[0]), check_url);
	add_rows(&t, sentences, ARRAY_SIZE(sentences), sizeof(sentences[0]),
		 check_sentence);
	add_test(&t, "an id that is too long", longest_id);
	return run_group("linked_id", &t);
}
