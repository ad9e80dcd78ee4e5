/* SPDX-License-Identifier: MIT */
#include "report/window/post.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	enum kind kind;
	uint32_t facts, number;
	bool counted, shown;
} rows[] = {
	{ "standalone", KIND_PATCH, 0, 0, true, true },
	{ "cover", KIND_COVER, FACT_NUMBERED, 0, true, true },
	{ "first part", KIND_PATCH, FACT_NUMBERED, 1, true, true },
	{ "part 0 with a diff", KIND_PATCH, FACT_NUMBERED, 0, true, true },
	{ "second part", KIND_PATCH, FACT_NUMBERED, 2, true, false },
	{ "reply", KIND_REPLY, FACT_NUMBERED, 1, false, false },
	{ "pull", KIND_PULL, 0, 0, false, false },
	{ "other", KIND_OTHER, FACT_BOT, 0, false, false },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct post p = { .kind = row->kind, .facts = row->facts, .number = row->number };

	assert_int_equal(post_is_counted(&p), row->counted);
	assert_int_equal(post_is_shown(&p), row->shown);
}

/* The strings of a post outlive the mail. */
static void copies_outlive_the_mail(void **state)
{
	char title[] = "title", tag[] = "[PATCH] title";
	struct mail m = MAIL_INIT;
	struct arena arena = ARENA_INIT;
	struct post with, without;

	(void)state;
	m.seq = 7;
	m.record.title = str_from(title);
	m.record.raw_tag = str_from(tag);
	post_init(&with, NULL, &m, &arena, true);
	post_init(&without, NULL, &m, &arena, false);
	title[0] = tag[0] = 'x';
	assert_int_equal(with.seq, 7);
	assert_string_equal(with.title.s, "title");
	assert_string_equal(with.raw_tag.s, "[PATCH] title");
	assert_int_equal(without.raw_tag.len, 0);
	arena_release(&arena);
}

/* A mail with several patches has no place in another series. */
static void has_several_patches(void **state)
{
	struct mail m = MAIL_INIT;
	struct arena arena = ARENA_INIT;
	struct post p;

	(void)state;
	m.record.kind = KIND_PATCH;
	m.record.facts = FACT_NUMBERED | FACT_TOTAL | FACT_DIFF;
	m.record.number = 2;
	m.record.total = 3;
	post_init(&p, NULL, &m, &arena, false);
	assert_true(post_in_series(&p) && !post_is_shown(&p));
	assert_int_equal(post_patches(&p), 1);
	m.record.parts = STR("2 1 1 0 - A\ta@x\tone\n3 1 1 0 - B\tb@x\ttwo\n");
	post_init(&p, NULL, &m, &arena, false);
	assert_true(!post_in_series(&p) && post_is_shown(&p));
	assert_int_equal(p.facts, FACT_DIFF);
	assert_int_equal(p.number + p.total, 0);
	assert_int_equal(post_patches(&p), 2);
	m.record.parts = STR("?\n");
	post_init(&p, NULL, &m, &arena, false);
	assert_int_equal(post_patches(&p), 1);
	arena_release(&arena);
}

/* Whatever an older program called a robot. */
static void check_robots(void **state)
{
	static const struct {
		enum kind kind;
		uint32_t facts;
		const char *addr;
		bool robot;
	} mails[] = {
		{ KIND_REPLY, 0, "frob-bot@x.example", true },
		{ KIND_REPLY, FACT_BOT, "jane@x.example", false },
		{ KIND_OTHER, FACT_BOT, "jane@x.example", true },
		{ KIND_OTHER, 0, "jane@x.example", false },
		{ KIND_REPLY, FACT_AUTO_SUBMITTED, "jane@x.example", true },
		{ KIND_PATCH, 0, "frob-bot@x.example", true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(mails); i++) {
		struct record r = { .kind = mails[i].kind,
				    .facts = mails[i].facts | FACT_REPLY_MARK,
				    .from_name = STR("Jane"),
				    .from_addr = str_from(mails[i].addr) };

		assert_int_equal((post_facts(&r) & FACT_BOT) != 0, mails[i].robot);
		assert_true(post_facts(&r) & FACT_REPLY_MARK);
	}
}

/* The poster is the sender, but for a list's address in From. REPOST is RESEND. */
static void check_poster(void **state)
{
	struct mail m = MAIL_INIT;
	struct arena arena = ARENA_INIT;
	struct post p;

	(void)state;
	m.record.from_name = STR("A via list");
	m.record.from_addr = STR("list@x.example");
	m.record.prefix = STR("net,Repost");
	post_init(&p, NULL, &m, &arena, false);
	assert_string_equal(p.poster_name.s, "A via list");
	assert_string_equal(p.poster_addr.s, "list@x.example");
	assert_true(p.facts & FACT_RESEND);
	m.record.poster_addr = STR("a@x.example");
	m.record.prefix = STR("reposts-fix");
	post_init(&p, NULL, &m, &arena, false);
	assert_int_equal(p.poster_name.len, 0);
	assert_string_equal(p.poster_addr.s, "a@x.example");
	arena_release(&arena);
}

static void check_order(void **state)
{
	struct post a = { .arrival = 1, .date = 9, .message_id = STR("b") };
	struct post b = { .arrival = 2, .date = 9, .message_id = STR("a") };

	(void)state;
	assert_true(post_cmp_arrival(&a, &b) < 0);
	assert_true(post_cmp_date(&a, &b) > 0);
	assert_int_equal(post_cmp_date(&a, &a), 0);
}

static void check_targets(void **state)
{
	static const struct {
		const char *a, *b;
		bool same, same_repository;
	} targets[] = {
		{ "", "", true, true },
		{ "RFC", "", true, true },
		{ "net", "NET,RESEND", true, true },
		{ "net,stable", "stable,net", true, true },
		{ "RESEND2,rft,ping", "WIP", true, true },
		{ "net", "net-next", false, true },
		{ "net", "", false, true },
		{ "for-10.0", "for-10.1", false, true },
		{ "arm64-fixes,kernel", "next", false, true },
		{ "5.10", "5.15", false, false },
		{ "stable,v5.10", "5.10,stable", true, true },
		{ "for-stable-5.10", "", false, false },
		{ "AUTOSEL,6.18", "AUTOSEL,6.17", false, false },
		{ "kvmtool", "", false, false },
		{ "iproute2-next", "net-next", false, false },
		{ "rfcomm", "", false, false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(targets); i++) {
		struct post a = { .prefix = str_from(targets[i].a) };
		struct post b = { .prefix = str_from(targets[i].b) };

		assert_int_equal(post_targets(&a) == post_targets(&b), targets[i].same);
		assert_int_equal(post_repository(&a) == post_repository(&b),
				 targets[i].same_repository);
	}
}

static struct post written_by(const char *name, const char *addr)
{
	return (struct post){
		.author_name = str_from(name),
		.author_addr = str_from(addr),
		.from_name = str_from(name),
		.from_addr = str_from(addr),
	};
}

static void check_authors(void **state)
{
	struct post a = written_by("A", "a@x.example"),
		    at_home = written_by("a", "a@y.example");
	struct post b = written_by("B", "b@x.example"), none = written_by("", "");
	struct post list = written_by("A via list", "list@x.example");
	struct post other = written_by("B via list", "list@x.example");

	(void)state;
	list.author_addr = STR("a@x.example");
	other.author_addr = STR("b@x.example");
	assert_true(post_same_author(&a, &a));
	assert_true(post_same_author(&a, &at_home));
	assert_false(post_same_author(&a, &b));
	assert_false(post_same_author(&none, &none));
	assert_true(post_same_author(&a, &list));
	assert_false(post_same_author(&list, &other));
}

static void check_part_zero(void **state)
{
	struct post cover = { .kind = KIND_COVER }, diff = { .kind = KIND_PATCH };
	struct post zero = { .kind = KIND_PATCH, .facts = FACT_NUMBERED };

	(void)state;
	assert_true(post_is_cover(&cover) && post_in_series(&cover));
	assert_true(post_is_cover(&zero) && post_in_series(&zero));
	assert_false(post_is_cover(&diff) || post_in_series(&diff));
}

static void check_links(void **state)
{
	struct str links = STR("link a@x\nsupersedes \nsupersedes b@x\nlink c@x\n"), id;

	(void)state;
	assert_true(post_links_next(&links, STR("supersedes "), &id));
	assert_true(str_eq(id, STR("b@x")));
	assert_false(post_links_next(&links, STR("supersedes "), &id));
	assert_int_equal(links.len, 0);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "copies_outlive_the_mail", copies_outlive_the_mail);
	add_test(&t, "has_several_patches", has_several_patches);
	add_test(&t, "robots", check_robots);
	add_test(&t, "check_poster", check_poster);
	add_test(&t, "check_order", check_order);
	add_test(&t, "check_targets", check_targets);
	add_test(&t, "check_authors", check_authors);
	add_test(&t, "check_part_zero", check_part_zero);
	add_test(&t, "check_links", check_links);
	return run_group("post", &t);
}
