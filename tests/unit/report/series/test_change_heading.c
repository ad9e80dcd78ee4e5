/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/series/change_heading.h"
#include "store/util/array.h"
#include "store/util/buf.h"

/* The expected members of struct change_heading. */
enum expected { SINCE = 1, IS_RFC = 2, UNNUMBERED = 4, LABELLED = 8, SURE = 16 };

struct heading_case {
	const char *line;
	const char *version; /* NULL: it is no heading */
	unsigned members;
	const char *rest;
};

static const struct heading_case cases[] = {
	/* the version itself */
	{ "v3", "3", 0, "" },
	{ "V3:", "3", SURE, "" },
	{ "[v3]", "3", 0, "" },
	{ "v03:", "3", SURE, "" },
	{ "v5.1:", "5.1", SURE, "" },
	{ "v4a:", "4a", SURE, "" },
	{ "version 3:", "3", SURE, "" },
	{ "v3: rebased", "3", SURE, "rebased" },
	{ "v3 - rebased", "3", SURE, "rebased" },
	{ "v3 \xe2\x80\x93 rebased", "3", SURE, "rebased" },
	{ "v3: https://lists.example/1", "3", SURE, "https://lists.example/1" },
	{ "**v3:** rebased", "3", SURE, "rebased" },
	{ "=== v3 ===", "3", 0, "" },
	{ "v3 changes:", "3", LABELLED | SURE, "" },
	{ "V3 changes", "3", LABELLED, "" },
	{ "Changes in v3:", "3", LABELLED | SURE, "" },
	{ "CHANGES IN V3", "3", LABELLED, "" },
	{ "Changes in v3 [1]:", "3", LABELLED | SURE, "" },
	{ "Changes for v3 (thanks to Ann):", "3", LABELLED | SURE, "" },
	{ "Changelog[v3]:", "3", LABELLED | SURE, "" },
	{ "Change log for PATCH v3:", "3", LABELLED | SURE, "" },
	{ "Change overview in v3:", "3", LABELLED | SURE, "" },
	{ "Changes in RFC v3:", "3", IS_RFC | LABELLED | SURE, "" },
	{ "RFCv3:", "3", IS_RFC | SURE, "" },
	{ "RFC-v3:", "3", IS_RFC | SURE, "" },
	{ "v3 RFC:", "3", IS_RFC | SURE, "" },
	/* since a version */
	{ "Since v2:", "2", SINCE | LABELLED | SURE, "" },
	{ "Changes since v2:", "2", SINCE | LABELLED | SURE, "" },
	{ "Changes since v2[3]:", "2", SINCE | LABELLED | SURE, "" },
	{ "Changes since v2 include:", "2", SINCE | LABELLED | SURE, "" },
	{ "Changes since the previous v2 posting [1]:", "2", SINCE | LABELLED | SURE,
	  "" },
	{ "From v2 <old@x.example>:", "2", SINCE | LABELLED | SURE, "" },
	{ "From v2: [1]", "2", SINCE | LABELLED | SURE, "" },
	{ "v3: (https://lists.example/1)", "3", SURE, "" },
	{ "v3: [1] has it all", "3", SURE, "[1] has it all" },
	{ "Changes since v2 (https://lists.example/1):", "2", SINCE | LABELLED | SURE,
	  "" },
	{ "Main changes compared to v2:", "2", SINCE | LABELLED | SURE, "" },
	{ "Changes since RFC:", "", SINCE | IS_RFC | LABELLED | SURE, "" },
	{ "Since RFC-v2:", "2", SINCE | IS_RFC | LABELLED | SURE, "" },
	{ "Changes since v2 in v3:", "3", LABELLED | SURE, "" },
	{ "Changes in v3 since v2:", "3", LABELLED | SURE, "" },
	/* from one version to another */
	{ "v2 -> v3", "3", LABELLED | SURE, "" },
	{ "v2->v3:", "3", LABELLED | SURE, "" },
	{ "v2 --> v3:", "3", LABELLED | SURE, "" },
	{ "v2 => v3:", "3", LABELLED | SURE, "" },
	{ "v2 \xe2\x86\x92 v3:", "3", LABELLED | SURE, "" },
	{ "v2..v3:", "3", LABELLED | SURE, "" },
	{ "v2\xe2\x80\xa6v3: rebased", "3", LABELLED | SURE, "rebased" },
	{ "v2 - v3", "3", LABELLED | SURE, "" },
	{ "v2-v3:", "3", LABELLED | SURE, "" },
	{ "v9 -> v10", "10", LABELLED | SURE, "" },
	{ "v1 -> v2 -> v3", "3", LABELLED | SURE, "" },
	{ "Changelog v3..v2", "3", LABELLED | SURE, "" },
	{ "Changelog \"v2\" ... v3:", "3", LABELLED | SURE, "" },
	{ "Changes from v2 to v3", "3", LABELLED | SURE, "" },
	{ "from v3 to v2", "3", LABELLED | SURE, "" },
	{ "Changes from v2->v3: (after a review)", "3", LABELLED | SURE,
	  "(after a review)" },
	{ "v2->v3 rebased, fixed", "3", LABELLED | SURE, "rebased, fixed" },
	{ "v2 -> v3 changes the lock", "3", LABELLED | SURE, "changes the lock" },
	{ "RFC -> v1:", "1", LABELLED | SURE, "" },
	{ "RFC v3 -> v1", "1", LABELLED | SURE, "" },
	{ "RFCv1 -> RFCv2", "2", IS_RFC | LABELLED | SURE, "" },
	/* a version without a number */
	{ "Changes since last version:", "", SINCE | UNNUMBERED | LABELLED | SURE, "" },
	{ "Since the previous posting:", "", SINCE | UNNUMBERED | LABELLED | SURE, "" },
	{ "The main changes in this version are:", "", UNNUMBERED | LABELLED | SURE, "" },
	/* other words, a word of change, a colon */
	{ "Here are some changes since v2:", "2", SINCE | LABELLED | SURE, "" },
	{ "There is one big change in v3, including:", "3", LABELLED | SURE, "" },
	{ "Here are some changes since v2", NULL, 0, "" },
	{ "Results of tests in v3:", NULL, 0, "" },
	{ "Changes of the gadget v3:", NULL, 0, "" },
	/* no headings */
	{ "", NULL, 0, "" },
	{ "Changes:", NULL, 0, "" },
	{ "Changelog", NULL, 0, "" },
	{ "Since v2, I rewrote the lock.", NULL, 0, "" },
	{ "v3 can be found here:", NULL, 0, "" },
	{ "v3 of this work is late", NULL, 0, "" },
	{ "This is v3:", NULL, 0, "" },
	{ "Link to v2: https://lists.example/1", NULL, 0, "" },
	{ "[PATCH v3 2/5] gadget: new lock", NULL, 0, "" },
	{ "v5-rc1:", NULL, 0, "" },
	{ "v6.rc1:", NULL, 0, "" },
	{ "v3/head:", NULL, 0, "" },
	{ "gadget-v3: new lock", NULL, 0, "" },
	{ "GADGETv3: new lock", NULL, 0, "" },
	{ "RFC 2822 says so", NULL, 0, "" },
	{ "RFCs:", NULL, 0, "" },
	{ "-> v3", NULL, 0, "" },
	{ "v3 [1", NULL, 0, "" },
	{ "in v2 in v3:", NULL, 0, "" },
};

static unsigned members(const struct change_heading *h)
{
	return (h->since ? SINCE : 0u) | (h->rfc ? IS_RFC : 0u) |
	       (h->unnumbered ? UNNUMBERED : 0u) | (h->labelled ? LABELLED : 0u) |
	       (h->sure ? SURE : 0u);
}

static void check_heading(void **state)
{
	const struct heading_case *c = *state;
	struct change_heading h;

	assert_int_equal(change_heading_read(&h, str_from(c->line)), c->version != NULL);
	if (!c->version)
		return;
	assert_int_equal(h.version.len, strlen(c->version));
	assert_memory_equal(h.version.s, c->version, h.version.len);
	assert_int_equal(members(&h), c->members);
	assert_int_equal(h.rest.len, strlen(c->rest));
	assert_memory_equal(h.rest.s, c->rest, h.rest.len);
}

/* Only the text after the heading may be long. */
static void check_long_line(void **state)
{
	struct change_heading h;
	struct buf b = BUF_INIT;

	(void)state;
	buf_addstr(&b, "v3:");
	for (int i = 0; i < 1000; i++)
		buf_addstr(&b, " words");
	assert_true(change_heading_read(&h, buf_str(&b)));
	assert_int_equal(h.rest.len, 1000 * strlen(" words") - 1);
	buf_reset(&b);
	for (int i = 0; i < 1000; i++)
		buf_addstr(&b, "changes ");
	buf_addstr(&b, "in v3:");
	assert_false(change_heading_read(&h, buf_str(&b)));
	buf_release(&b);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(cases) + 1];

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		tests[i] = (struct CMUnitTest){ .name = cases[i].line,
						.test_func = check_heading,
						.initial_state = (void *)&cases[i] };
	tests[ARRAY_SIZE(cases)] = (struct CMUnitTest)cmocka_unit_test(check_long_line);
	return cmocka_run_group_tests_name("change_heading", tests, NULL, NULL);
}
