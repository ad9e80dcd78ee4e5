/* SPDX-License-Identifier: MIT */
#include "tests/support/rows.h"

#include "report/series/series_match.h"
#include "tests/support/posts.h"

#define RULES 4

static const struct match_row {
	const char *name;
	struct series_match_rule rules[RULES];
	const char *author, *addr, *prefix, *paths;
	bool matches;	    /* and is not excluded, as a mail of no series */
	const char *poster; /* NULL: the author */
} matches[] = {
	{ .name = "nothing asked", .matches = true },
	{ "part of a name, any case",
	  { { MATCH_AUTHOR, "ZYNG" } },
	  "Marc Zyngier",
	  "maz@k.org",
	  "",
	  "",
	  true },
	{ "part of an address",
	  { { MATCH_AUTHOR, "@k.org" } },
	  "Marc Zyngier",
	  "maz@k.org",
	  "",
	  "",
	  true },
	{ "from the one into the other",
	  { { MATCH_AUTHOR, "ngier <maz@" } },
	  "Marc Zyngier",
	  "maz@k.org",
	  "",
	  "",
	  true },
	{ "somebody else",
	  { { MATCH_AUTHOR, "oliver" } },
	  "Marc Zyngier",
	  "maz@k.org",
	  "",
	  "",
	  false },
	{ "a pattern for an address",
	  { { MATCH_AUTHOR, "*@K.org" } },
	  "Marc Zyngier",
	  "maz@k.org",
	  "",
	  "",
	  true },
	{ "a pattern is for all of it",
	  { { MATCH_AUTHOR, "*@k.or?" } },
	  "Marc",
	  "maz@k.org.uk",
	  "",
	  "",
	  false },
	{ "a pattern for a name",
	  { { MATCH_AUTHOR, "marc z*" } },
	  "Marc Zyngier",
	  "maz@k.org",
	  "",
	  "",
	  true },
	{ "a pattern for both",
	  { { MATCH_AUTHOR, "Marc*<*@k.org>" } },
	  "Marc Zyngier",
	  "maz@k.org",
	  "",
	  "",
	  true },
	{ "no author", { { MATCH_AUTHOR, "*a*" } }, "", "", "", "", false },
	{ "one of two people",
	  { { MATCH_AUTHOR, "oliver" }, { MATCH_AUTHOR, "marc" } },
	  "Marc",
	  "maz@k.org",
	  "",
	  "",
	  true },
	{ "who and what",
	  { { MATCH_AUTHOR, "marc" }, { MATCH_PATH, "arch" } },
	  "Marc",
	  "maz@k.org",
	  "",
	  "arch/a.c\n",
	  true },
	{ "who, not what",
	  { { MATCH_AUTHOR, "marc" }, { MATCH_PATH, "virt" } },
	  "Marc",
	  "maz@k.org",
	  "",
	  "arch/a.c\n",
	  false },
	{ "a file", { { MATCH_PATH, "a/b.c" } }, "", "", "", "x\na/b.c\n", true },
	{ "a folder",
	  { { MATCH_PATH, "arch/arm64" } },
	  "",
	  "",
	  "",
	  "x\narch/arm64/kvm/arm.c\n",
	  true },
	{ "a folder with its slash",
	  { { MATCH_PATH, "arch/arm64/" } },
	  "",
	  "",
	  "",
	  "arch/arm64/kvm/arm.c\n",
	  true },
	{ "no folder of that name",
	  { { MATCH_PATH, "arch/arm" } },
	  "",
	  "",
	  "",
	  "arch/arm64/kvm/arm.c\n",
	  false },
	{ "not in the middle",
	  { { MATCH_PATH, "kvm" } },
	  "",
	  "",
	  "",
	  "arch/arm64/kvm/arm.c\n",
	  false },
	{ "a path's case counts",
	  { { MATCH_PATH, "Arch" } },
	  "",
	  "",
	  "",
	  "arch/arm.c\n",
	  false },
	{ "a star stands for slashes",
	  { { MATCH_PATH, "arch/*.S" } },
	  "",
	  "",
	  "",
	  "arch/arm64/kvm/hyp.S\n",
	  true },
	{ "a pattern matches to the end",
	  { { MATCH_PATH, "arch/*/kvm" } },
	  "",
	  "",
	  "",
	  "arch/arm64/kvm/hyp.S\n",
	  false },
	{ "a set", { { MATCH_PATH, "[ab]/?.c" } }, "", "", "", "b/x.c\n", true },
	{ "no paths", { { MATCH_PATH, "*" } }, "", "", "", "", false },
	{ "a flag", { { MATCH_PREFIX, "rfc" } }, "", "", "net-next,RFC", "", true },
	{ "a longer flag",
	  { { MATCH_PREFIX, "net" } },
	  "",
	  "",
	  "net-next,RFC",
	  "",
	  false },
	{ .name = "an area",
	  { { MATCH_AREA, "virtual*" } },
	  .paths = "x\narch/x86/kvm/a.c\n",
	  .matches = true },
	{ .name = "another area", { { MATCH_AREA, "arches" } }, .paths = "virt/a.c\n" },
	{ .name = "one of two areas",
	  { { MATCH_AREA, "arches" }, { MATCH_AREA, "virtual*" } },
	  .paths = "virt/a.c\n",
	  .matches = true },
	{ "no flags", { { MATCH_PREFIX, "net" } }, "", "", "", "", false },
	{ "a pattern for a flag",
	  { { MATCH_PREFIX, "NET*" } },
	  "",
	  "",
	  "RFC,net-next",
	  "",
	  true },
	{ "a pattern for all of a flag",
	  { { MATCH_PREFIX, "net?" } },
	  "",
	  "",
	  "net-next",
	  "",
	  false },
	{ "no flag for a pattern", { { MATCH_PREFIX, "*" } }, "", "", "", "", false },
	{ "somebody else is excluded",
	  { { MATCH_AUTHOR, "oliver", true } },
	  "Marc",
	  "maz@k.org",
	  "",
	  "",
	  true },
	{ "an excluded author",
	  { { MATCH_AUTHOR, "MAZ@", true } },
	  "Marc",
	  "maz@k.org",
	  "",
	  "",
	  false },
	{ "an excluded poster",
	  { { MATCH_AUTHOR, "*@bots.org", true } },
	  "Marc",
	  "maz@k.org",
	  "",
	  "",
	  false,
	  "sync@bots.org" },
	{ "the author of what a robot posted",
	  { { MATCH_AUTHOR, "maz", true } },
	  "Marc",
	  "maz@k.org",
	  "",
	  "",
	  false,
	  "sync@bots.org" },
	{ "one of two is excluded",
	  { { MATCH_AUTHOR, "oliver", true }, { MATCH_AUTHOR, "marc", true } },
	  "Marc",
	  "",
	  "",
	  "",
	  false },
	{ "asked for, and excluded",
	  { { MATCH_PATH, "arch" }, { MATCH_AUTHOR, "marc", true } },
	  "Marc",
	  "",
	  "",
	  "arch/a.c\n",
	  false },
	{ "all files are excluded",
	  { { MATCH_PATH, "doc", true }, { MATCH_PATH, "*.rst", true } },
	  "",
	  "",
	  "",
	  "doc/a\nb.rst\n",
	  false },
	{ "a file is not excluded",
	  { { MATCH_PATH, "doc", true } },
	  "",
	  "",
	  "",
	  "doc/a\nb.rst\n",
	  true },
	{ "no file to exclude", { { MATCH_PATH, "*", true } }, "", "", "", "", true },
	{ "a file that is asked for is excluded",
	  { { MATCH_PATH, "arch" }, { MATCH_PATH, "arch/arm64", true } },
	  "",
	  "",
	  "",
	  "arch/arm64/a.c\nvirt/b.c\n",
	  false },
	{ "another file that is asked for is not",
	  { { MATCH_PATH, "arch" }, { MATCH_PATH, "arch/arm64", true } },
	  "",
	  "",
	  "",
	  "arch/arm64/a.c\narch/arm/b.c\n",
	  true },
	{ "an excluded flag",
	  { { MATCH_PREFIX, "rfc", true } },
	  "",
	  "",
	  "net-next,RFC",
	  "",
	  false },
	{ "an excluded pattern for flags",
	  { { MATCH_PREFIX, "*-next", true } },
	  "",
	  "",
	  "net-next",
	  "",
	  false },
	{ "another flag is excluded",
	  { { MATCH_PREFIX, "net", true } },
	  "",
	  "",
	  "net-next",
	  "",
	  true },
};

/* Any of a mail's patches has an author. */
static void knows_all_authors(void **state)
{
	static const struct {
		const char *text;
		bool matches;
	} authors[] = {
		{ "b@y", true }, { "B", true }, { "poster", true }, { "c@", false }
	};
	struct post p = { .author_name = STR("Poster"), .parts = STR(ROW_PARTS) };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(authors); i++) {
		struct series_match pick = SERIES_MATCH_INIT;

		series_match_add(
		    &pick, (struct series_match_rule){ MATCH_AUTHOR, authors[i].text });
		assert_int_equal(series_match_matches(&pick, NULL, &p),
				 authors[i].matches);
		series_match_release(&pick);
	}
}

#define AREAS "VIRTUAL MACHINES\nF:\tvirt/\nF:\tarch/*/kvm/\n\nARCHES\nF:\tarch/\n"

static void check_match(void **state)
{
	const struct match_row *row = *state;
	struct series_match pick = SERIES_MATCH_INIT;
	struct maintainers areas = MAINTAINERS_INIT;
	struct buf why = BUF_INIT;
	const struct post mail = {
		.author_name = str_from(row->author),
		.author_addr = str_from(row->addr),
		.poster_name = STR_EMPTY,
		.poster_addr = str_from(row->poster ? row->poster : row->addr),
		.prefix = str_from(row->prefix),
		.paths = str_from(row->paths),
	};
	const struct post *p = &mail;

	assert_int_equal(maintainers_parse(&areas, STR(AREAS), "file", &why), ST_OK);
	for (size_t i = 0; i < RULES && row->rules[i].text; i++)
		series_match_add(&pick, row->rules[i]);
	pick.maintainers = &areas;
	assert_int_equal(series_match_check_areas(&pick, &areas, &why), ST_OK);
	assert_int_equal(series_match_matches(&pick, NULL, p) &&
			     !series_match_excludes(&pick, NULL, p, &p, 1),
			 row->matches);
	series_match_release(&pick);
	maintainers_release(&areas);
}

static void knows_unknown_areas(void **state)
{
	static const char *const globs[] = { "arches", "VIRTUAL*", "networks" };
	struct series_match pick = SERIES_MATCH_INIT;
	struct maintainers areas = MAINTAINERS_INIT;
	struct buf why = BUF_INIT;

	(void)state;
	assert_int_equal(maintainers_parse(&areas, STR(AREAS), "file", &why), ST_OK);
	for (size_t i = 0; i < ARRAY_SIZE(globs); i++) {
		series_match_add(
		    &pick, (struct series_match_rule){ MATCH_AREA, globs[i], false });
		assert_int_equal(series_match_check_areas(&pick, &areas, &why),
				 i == 2 ? ST_USAGE : ST_OK);
	}
	assert_non_null(strstr(buf_cstr(&why), "'networks'"));
	assert_int_equal(series_match_check_areas(&pick, NULL, &why), ST_USAGE);
	assert_non_null(strstr(buf_cstr(&why), "--area arches wants --maintainers"));
	buf_release(&why);
	series_match_release(&pick);
	maintainers_release(&areas);
}

#define ROWS 8

static const struct apply_row {
	const char *name;
	struct series_match_rule rule;
	struct row mails[ROWS];
	const char *left; /* Message-IDs, newest first */
} applies[] = {
	{ "a part picks its cover and the other parts",
	  { MATCH_PATH, "virt" },
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "a", 1, .paths = "arch/a.c\n" },
	    { "2", "c", "[PATCH 2/2] two", "a", 2, .paths = "virt/b.c\n" },
	    { "x", NULL, "[PATCH] fix", "b", 3, .paths = "arch/a.c\n" } },
	  "2 1 c " },
	{ "a version picks the other ones: what became of it is to be seen",
	  { MATCH_PATH, "virt" },
	  { { "1", NULL, "[PATCH] fix", "a", 0, .paths = "virt/b.c\n" },
	    { "x", NULL, "[PATCH] other", "b", 1 },
	    { "2", NULL, "[PATCH v2] fix", "a", 2, .paths = "arch/a.c\n" },
	    { "3", NULL, "[PATCH v3] fix", "a", 3, .paths = "arch/a.c\n" } },
	  "3 2 1 " },
	{ "what stands in the thread of a series is not of it",
	  { MATCH_AUTHOR, "a@x" },
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0 },
	    { "1", "c", "[PATCH 1/1] one", "a", 1 },
	    { "x", "1", "[PATCH] instead", "b", 2 } },
	  "1 c " },
	{ "other mails speak for themselves",
	  { MATCH_AUTHOR, "b" },
	  { { "p", NULL, "fixes for 6.1", "b", 0 },
	    { "q", NULL, "fixes for 6.2", "c", 1 } },
	  "p " },
	{ "a part that somebody else wrote excludes no series",
	  { MATCH_AUTHOR, "b@x", true },
	  { { "c", NULL, "[PATCH 0/2] work", "a", 0 },
	    { "1", "c", "[PATCH 1/2] one", "b/a", 1 },
	    { "2", "c", "[PATCH 2/2] two", "a", 2 },
	    { "x", NULL, "[PATCH] fix", "b", 3 } },
	  "2 1 c " },
	{ "files of all parts count, and those of other versions do not",
	  { MATCH_PATH, "doc", true },
	  { { "1", NULL, "[PATCH 1/2] one", "a", 0, .paths = "doc/a\n" },
	    { "2", "1", "[PATCH 2/2] two", "a", 1, .paths = "lib/b\n" },
	    { "x", NULL, "[PATCH] fix", "b", 2, .paths = "lib/c\n" },
	    { "y", NULL, "[PATCH v2] fix", "b", 3, .paths = "doc/c\n" } },
	  "2 1 " },
	{ "a cover's diffstat may cut paths that its patches have",
	  { MATCH_PATH, "doc", true },
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0, .paths = ".../x/a\n" },
	    { "1", "c", "[PATCH 1/1] one", "a", 1, .paths = "doc/x/a\n" } },
	  "" },
	{ "a cover alone does not say which file it is",
	  { MATCH_PATH, "doc", true },
	  { { "c", NULL, "[PATCH 0/1] work", "a", 0, .paths = "doc/b\n.../x/a\n" },
	    { "d", NULL, "[PATCH 0/1] other", "b", 1, .paths = "doc/b\n" } },
	  "c " },
	{ "a flag of an older version excludes nothing",
	  { MATCH_PREFIX, "rfc", true },
	  { { "1", NULL, "[PATCH RFC] fix", "a", 0 },
	    { "x", NULL, "[PATCH RFC] other", "b", 1 },
	    { "2", NULL, "[PATCH v2] fix", "a", 2 } },
	  "2 1 " },
	{ "other mails are excluded like series",
	  { MATCH_AUTHOR, "b@x", true },
	  { { "p", NULL, "fixes for 6.1", "b", 0 },
	    { "q", NULL, "fixes for 6.2", "c", 1 } },
	  "q " },
	{ "everybody is excluded",
	  { MATCH_AUTHOR, "*", true },
	  { { "1", NULL, "[PATCH] fix", "a", 0 } },
	  "" },
	{ "nobody", { MATCH_AUTHOR, "z" }, { { "1", NULL, "[PATCH] fix", "a", 0 } }, "" },
};

static size_t number_of(const struct series_set *set, const struct series *s)
{
	return s ? (size_t)(s - set->series) : SIZE_MAX;
}

/* The set that is left equals that of the selection that is left. */
static void check_same_series(const struct series_set *left, const struct selection *sel)
{
	struct series_set want;

	assert_int_equal(series_build_versions(&want, sel), ST_OK);
	assert_int_equal(left->n, want.n);
	for (size_t i = 0; i < sel->n; i++)
		assert_int_equal(number_of(left, left->of[i]),
				 number_of(&want, want.of[i]));
	for (size_t i = 0; i < want.n; i++) {
		const struct series *s = &left->series[i], *w = &want.series[i];

		assert_ptr_equal(s->head, w->head);
		assert_int_equal(s->n, w->n);
		assert_memory_equal(s->posts, w->posts, w->n * sizeof(*w->posts));
		assert_int_equal(s->n_mails, w->n_mails);
		assert_memory_equal(s->mails, w->mails, w->n_mails * sizeof(*w->mails));
		assert_int_equal(number_of(left, s->newer), number_of(&want, w->newer));
		assert_int_equal(number_of(left, s->older), number_of(&want, w->older));
		assert_int_equal(number_of(left, s->replaced_by),
				 number_of(&want, w->replaced_by));
		assert_int_equal(number_of(left, s->bound_to),
				 number_of(&want, w->bound_to));
	}
	series_release(&want);
}

static void check_apply(void **state)
{
	const struct apply_row *row = *state;
	struct series_match pick = SERIES_MATCH_INIT;
	struct buf left = BUF_INIT;
	struct series_set set;
	struct selection sel;
	bool leaves;

	series_match_add(&pick, row->rule);
	rows_select(&sel, row->mails, ROWS);
	assert_int_equal(series_build_versions(&set, &sel), ST_OK);
	leaves = series_match_leaves(&set, &sel, &pick);
	series_match_keep(&set, &sel, &pick);
	assert_int_equal(leaves, set.n > 0);
	for (size_t i = 0; i < sel.n; i++) {
		buf_adds(&left, sel.posts[i].message_id);
		buf_addch(&left, ' ');
	}
	same_buf(&left, row->left);
	check_same_series(&set, &sel);
	series_release(&set);
	rows_release(&sel);
	series_match_release(&pick);
}

/* A path of a hostile mail, and a pattern that can be tried in many ways. */
static void takes_no_time(void **state)
{
	static const struct series_match_rule rules[] = {
		{ MATCH_PATH, "*a*a*a*a*a*a*a*a*b" },
		{ MATCH_PATH, "*a*a*a*a*a*a*a*a*c", true },
	};
	struct series_match pick = SERIES_MATCH_INIT;
	struct buf paths = BUF_INIT;
	struct post mail = { .kind = KIND_PATCH };
	const struct post *p = &mail;

	(void)state;
	for (int i = 0; i < 64 * 1024; i++)
		buf_addch(&paths, i % 4000 == 3999 ? '\n' : 'a');
	mail.paths = buf_str(&paths);
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		series_match_add(&pick, rules[i]);
	assert_false(series_match_matches(&pick, NULL, p));
	assert_false(series_match_excludes(&pick, NULL, p, &p, 1));
	series_match_release(&pick);
	buf_release(&paths);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, matches, ARRAY_SIZE(matches), sizeof(matches[0]), check_match);
	add_rows(&t, applies, ARRAY_SIZE(applies), sizeof(applies[0]), check_apply);
	add_test(&t, "all authors of a mail", knows_all_authors);
	add_test(&t, "areas that are not there", knows_unknown_areas);
	add_test(&t, "hostile paths take no time", takes_no_time);
	return run_group("pick", &t);
}
