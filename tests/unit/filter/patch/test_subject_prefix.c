/* SPDX-License-Identifier: MIT */
#include "filter/patch/subject_prefix.h"
#include "tests/support/rows.h"

static const char *const kinds[] = {
	[WORD_FLAG] = "flag",	    [WORD_PATCH] = "patch",
	[WORD_PULL] = "pull",	    [WORD_RFC] = "rfc",
	[WORD_RESEND] = "resend",   [WORD_VERSION] = "version",
	[WORD_COUNTER] = "counter", [WORD_PATCHSET] = "patchset",
};

/* words: "kind:text", blank between them */
static const struct row {
	const char *group, *words;
} rows[] = {
	{ "", "" },
	{ " , ;", "" },
	{ "PATCH", "patch:PATCH" },
	{ "patch v2,1/3", "patch:patch version:v2 counter:1/3" },
	{ "v2PATCH1/4", "version:v2 patch:PATCH counter:1/4" },
	{ "RESENDv2", "resend:RESEND version:v2" },
	{ "RFC-PATCH", "rfc:RFC patch:PATCH" },
	{ "RFCPATCHv3", "rfc:RFC patch:PATCH version:v3" },
	{ "PATCH-for-9.1", "patch:PATCH flag:for-9.1" },
	{ "foo-PATCH", "flag:foo-PATCH" },
	{ "foo_PATCHv2", "flag:foo patch:PATCH version:v2" },
	{ "v.3", "version:v.3" },
	{ "v5.10-rc1", "flag:v5.10-rc1" },
	{ "GIT PULL", "flag:GIT pull:PULL" },
	{ "git-pull", "pull:git-pull" },
	{ "a[b]c", "flag:a flag:b flag:c" },
	{ "1 of 2 of 3", "counter:1 of 2 flag:of flag:3" },
	{ "1 of n", "counter:1 of n" },
	{ "1 / ??", "counter:1 / ??" },
	{ "0/XX", "counter:0/XX" },
	{ "0/XXXX", "flag:0/XXXX" },
	{ "PATCHSETv2", "patchset:PATCHSET version:v2" },
	{ "foo/patch_set", "flag:foo patchset:patch_set" },
	{ "PATCHSET-for-6.1", "patchset:PATCHSET flag:for-6.1" },
	{ "PATCH v4rev2", "patch:PATCH version:v4rev2" },
	{ "v4rev2", "flag:v4rev2" },
	{ "v4a", "version:v4a" },
	{ "v4a-foo", "version:v4a flag:foo" },
	{ "PATCH v4bc-foo", "patch:PATCH flag:v4bc-foo" },
	{ "V4L v4l2 v9fs", "flag:V4L flag:v4l2 flag:v9fs" },
	{ "v2rfc", "version:v2 rfc:rfc" },
	{ "v2v3", "flag:v2v3" },
	{ "x:y 1/2", "flag:x:y flag:1/2" },
	{ "x: 1/2", "flag:x counter:1/2" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct subject_prefix p = { .n = 0 };
	struct buf words = BUF_INIT;

	subject_prefix_add_group(&p, str_from(row->group));
	for (size_t i = 0; i < p.n; i++) {
		buf_addf(&words, "%s%s:", i ? " " : "", kinds[p.words[i].kind]);
		buf_adds(&words, p.words[i].text);
	}
	same_buf(&words, row->words);
}

static void test_has(void **state)
{
	struct subject_prefix p = { .n = 0 };

	(void)state;
	subject_prefix_add_group(&p, STR("PATCH net"));
	assert_true(subject_prefix_has(&p, 0, WORD_PATCH));
	assert_false(subject_prefix_has(&p, 1, WORD_PATCH));
	assert_true(subject_prefix_has_flag(&p, 0, STR("NET")));
	assert_false(subject_prefix_has_flag(&p, 0, STR("PATCH")));
}

static void test_limit(void **state)
{
	struct buf text = BUF_INIT;
	struct subject_prefix p = { .n = 0 };

	(void)state;
	for (int i = 0; i < 2 * PREFIX_WORDS; i++)
		buf_addstr(&text, "PATCHv2/RFC ");
	subject_prefix_add_group(&p, buf_str(&text));
	assert_int_equal(p.n, PREFIX_WORDS);
	buf_release(&text);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "has", test_has);
	add_test(&t, "limit", test_limit);
	return run_group("subject_prefix", &t);
}
