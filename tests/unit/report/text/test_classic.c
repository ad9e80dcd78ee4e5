/* SPDX-License-Identifier: MIT */
#include "report/text/classic.h"
#include "tests/support/rows.h"
#include "tests/support/inboxes.h"
#include "tests/support/printed.h"

#define LIST "kvm.example.org"
#define RULE "----------------------------------------------------------------------\n"
#define SHOWN (FACT_CLASSIC_COUNTED | FACT_CLASSIC_SHOWN)
#define HEAD                                                                           \
	"From aaaaaaa to bbbbbbb\nKVM mailing list update from aaaaaaa to bbbbbbb\n\n" \
	"Top 15 contributor Email domains (Based on Email Body)\n\n\n"                 \
	"Top 15 contributors (Based on Email Body)\n\n\n"                              \
	"===== Patch list in this time period =====\n\n\n"
#define MESSAGES "===== Patch Commit Messages ====\n\n"

struct mail_row {
	const char *tag, *body;
	uint32_t facts;
};

static const struct row {
	const char *name;
	bool titles_only;
	struct mail_row mails[4]; /* newest first */
	const char *want;
} rows[] = {
	{ "nothing", false, { { 0 } }, HEAD MESSAGES },
	{ "titles only", true, { { "[PATCH] a", "Text.\n", SHOWN } }, HEAD },
	{ "an entry",
	  false,
	  { { "[PATCH v2 0/5] a: [b] c", "\nText.\n\n 2 files changed\n", SHOWN } },
	  HEAD MESSAGES "New:  a: [b] c\n[PATCH v2 0/5] a: [b] c\nAuthor: Jan <j@x>\n\n"
			"\nText.\n\n 2 files changed\n\n" RULE "\n" },
	{ "no body, no title",
	  false,
	  { { "[PATCH]", "", SHOWN } },
	  HEAD MESSAGES "New:  \n[PATCH]\nAuthor: Jan <j@x>\n\n\n" RULE "\n" },
	{ "a trailing blank, a body without an end",
	  false,
	  { { "[PATCH] a ", "x", SHOWN } },
	  HEAD MESSAGES "New:  a \n[PATCH] a \nAuthor: Jan <j@x>\n\nx\n\n" RULE "\n" },
	{ "not shown",
	  false,
	  { { "[PATCH v2] a", "x\n", FACT_CLASSIC_COUNTED } },
	  HEAD MESSAGES },
	{ "older ones of the same title are skipped",
	  false,
	  { { "[PATCH v3 1/2] a", "x\n", SHOWN },
	    { "[PATCH v2 1/2] a", "y\n", SHOWN },
	    { "[PATCH] A", "z\n", SHOWN },
	    { "[PATCH 0/1] a", "y\n", SHOWN } },
	  HEAD MESSAGES "New:  a\n[PATCH v3 1/2] a\nAuthor: Jan <j@x>\n\nx\n\n" RULE "\n"
			"Exist: [PATCH v3 1/2] a\n Skip: [PATCH v2 1/2] a\n"
			"New:  A\n[PATCH] A\nAuthor: Jan <j@x>\n\nz\n\n" RULE "\n"
			"Exist: [PATCH v3 1/2] a\n Skip: [PATCH 0/1] a\n" },
};

static char dir[] = "/tmp/test-classic-XXXXXX";

/* Stores the mails of a row, of which classic prints the raw values. */
static void fill(const struct row *row, struct store_options *o)
{
	struct buf why = BUF_INIT;
	struct inbox *inbox;

	o->mode = STORE_WRITE;
	assert_int_equal(inbox_open(&inbox, o, &why), ST_OK);
	assert_int_equal(inbox_begin(inbox, &why), ST_OK);
	for (size_t i = 0; i < 4 && row->mails[i].tag; i++) {
		struct record r = RECORD_INIT;
		struct commit_ref none = { 0 };
		char id[2] = { (char)('a' + i), '\0' };

		r.message_id = str_from(id);
		r.facts = row->mails[i].facts;
		r.raw_tag = str_from(row->mails[i].tag);
		r.raw_author = STR("Jan <j@x>");
		r.raw_body = str_from(row->mails[i].body);
		assert_int_equal(inbox_put(inbox, &r, &none), ST_OK);
	}
	assert_int_equal(inbox_commit(inbox, &why), ST_OK);
	inbox_close(inbox);
}

static bool take(void *arg, struct mail *m)
{
	struct selection *s = arg;

	post_init(&s->posts[s->n++], s->inboxes[0], m, &s->arena, true);
	return true;
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct digest_options options = { .top = 15, .titles_only = row->titles_only };
	struct store_options o = { .dir = dir, .list = LIST };
	struct post posts[4];
	struct inbox *inbox;
	struct selection s = { .window = { .from = STR("aaaaaaa"), .to = STR("bbbbbbb") },
			       .posts = posts,
			       .inboxes = &inbox,
			       .title = STR("KVM") };
	struct digest digest;
	char name[] = PRINTED_NAME;
	struct output *out = printed_open(name);
	struct buf text = BUF_INIT, why = BUF_INIT;

	fill(row, &o);
	o.mode = STORE_READ;
	assert_int_equal(inbox_open(&inbox, &o, &why), ST_OK);
	assert_int_equal(inbox_inserted(inbox, 1, UINT32_MAX, take, &s), ST_OK);
	digest_init(&digest, &s, &options);
	assert_int_equal(classic_print(out, &digest), ST_OK);
	printed_take(out, name, &text);
	assert_string_equal(buf_cstr(&text), row->want);
	inbox_close(inbox);
	arena_release(&s.arena);
	buf_release(&text);
	temp_remove_folder(dir);
}

static int setup(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	temp_remove_folder(dir);
	return 0;
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group_with("classic", &t, setup, teardown);
}
