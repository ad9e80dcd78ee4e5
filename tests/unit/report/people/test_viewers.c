/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/people/viewers.h"

#define MAP                                 \
	"Jane Doe <jane@x> <jane@old>\n"    \
	"<jane@x> <JANE@older>\n"           \
	"Jane Doe <jane@home>\n"            \
	"Jane Doe <jane@x> Jane <root@h>\n" \
	"Bob <bob@x> <bob@old>\n"

static const struct viewers_row {
	const char *name;
	const char *asked; /* with blanks between them */
	const char *all;   /* each followed by a blank */
} viewers_rows[] = {
	{ "one", "a@x", "a@x " },
	{ "several, each once, in any case", "a@x b@x A@x", "a@x b@x " },
	{ "by the address that a map prints", "jane@x",
	  "jane@x jane@old JANE@older jane@home " },
	{ "by an old address", "jane@older", "jane@older jane@x jane@old jane@home " },
	{ "by the name in the map", "jane@home",
	  "jane@home jane@old jane@x JANE@older " },
	{ "two people", "bob@x a@x", "bob@x a@x bob@old " },
	{ "an address that only goes with a name", "root@h", "root@h " },
};

static struct viewers viewers_of(const struct mailmap *map, const char *asked)
{
	struct viewers v = VIEWERS_INIT;
	struct str rest = str_from(asked), word;

	while (str_token(&rest, ' ', &word))
		viewers_add(&v, word);
	viewers_add_mapped(&v, map);
	return v;
}

static void check_addresses(void **state)
{
	const struct viewers_row *row = *state;
	struct mailmap map = MAILMAP_INIT;
	struct buf out = BUF_INIT;
	struct viewers v;

	mailmap_add(&map, STR(MAP));
	v = viewers_of(&map, row->asked);
	for (size_t i = 0; i < v.n; i++) {
		buf_adds(&out, v.addresses[i]);
		buf_addch(&out, ' ');
	}
	same_buf(&out, row->all);
	viewers_release(&v);
	mailmap_release(&map);
}

static const struct sent_row {
	const char *name;
	const char *author_name, *author, *poster;
	bool sent;
} sent_rows[] = {
	{ "wrote it", "J", "jane@x", "list@x", true },
	{ "posted it", "B", "b@x", "Jane@X", true },
	{ "by an old address", "J", "jane@old", "b@x", true },
	{ "by an address that goes with a name", "Jane", "root@h", "b@x", true },
	{ "another name at that address", "Joe", "root@h", "b@x", false },
	{ "only the name", "Jane Doe", "other@x", "other@x", false },
	{ "no address", "Jane Doe", "", "", false },
};

static void check_sent(void **state)
{
	const struct sent_row *row = *state;
	struct post p = { .author_name = str_from(row->author_name),
			  .author_addr = str_from(row->author),
			  .poster_addr = str_from(row->poster) };
	struct mailmap map = MAILMAP_INIT;
	struct viewers v;

	mailmap_add(&map, STR(MAP));
	v = viewers_of(&map, "jane@x");
	assert_int_equal(viewers_sent(&v, &map, &p), row->sent);
	viewers_release(&v);
	mailmap_release(&map);
}

static void finds_recipients(void **state)
{
	struct mailmap map = MAILMAP_INIT;
	struct viewers v = viewers_of(&map, "jane@x");
	unsigned char hashes[2 * ID_HASH];
	struct str all = { (const char *)hashes, sizeof(hashes) };

	(void)state;
	id_hash_address(hashes, STR("b@x"));
	id_hash_address(hashes + ID_HASH, STR("JANE@x"));
	assert_true(viewers_received(&v, all));
	assert_false(viewers_received(&v, str_sub(all, 0, ID_HASH)));
	assert_false(viewers_received(&v, str_sub(all, 0, 2 * ID_HASH - 1)));
	assert_false(viewers_received(&v, STR_EMPTY));
	viewers_release(&v);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, viewers_rows, ARRAY_SIZE(viewers_rows), sizeof(viewers_rows[0]),
		 check_addresses);
	add_rows(&t, sent_rows, ARRAY_SIZE(sent_rows), sizeof(sent_rows[0]), check_sent);
	add_test(&t, "recipients", finds_recipients);
	return run_group("viewers", &t);
}
