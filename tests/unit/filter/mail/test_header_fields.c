/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "filter/mail/header_fields.h"

#define MIB (1u << 20)

static void collect(struct header_fields *f, const char *unit, size_t times,
		    const char *last)
{
	struct buf header = BUF_INIT;

	buf_addstr(&header, "References: <first@x>");
	for (size_t i = 0; i < times; i++)
		buf_addf(&header, " <%zu%s>", i, unit);
	buf_addf(&header, "\n %s\n", last);
	header_fields_collect(f, buf_str(&header));
	buf_release(&header);
}

/* The first id and the newest of more than a MiB of References stay. */
static void drops_the_middle(void **state)
{
	struct header_fields f;

	(void)state;
	collect(&f, "-some-longer-id@example.org", 100000, "<last@x>");
	assert_true(f.references.len < MIB);
	assert_true(str_starts(buf_str(&f.references), STR("first@x\n")));
	assert_true(str_ends(buf_str(&f.references),
			     STR("\n99999-some-longer-id@example.org\nlast@x\n")));
	header_fields_release(&f);
}

static void keeps_a_thread(void **state)
{
	struct header_fields f;

	(void)state;
	collect(&f, "@x", 2, "<last@x>");
	assert_string_equal(buf_cstr(&f.references), "first@x\n0@x\n1@x\nlast@x\n");
	header_fields_release(&f);
}

/* An id longer than REFERENCES_MAX is left out. */
static void endless_id(void **state)
{
	struct buf header = BUF_INIT;
	struct header_fields f;

	(void)state;
	buf_addstr(&header, "References: <");
	for (size_t i = 0; i < 2 * MIB; i++)
		buf_addch(&header, 'x');
	buf_addstr(&header, "> <last@x>\n");
	header_fields_collect(&f, buf_str(&header));
	assert_string_equal(buf_cstr(&f.references), "last@x\n");
	header_fields_release(&f);
	buf_release(&header);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drops_the_middle),
		cmocka_unit_test(keeps_a_thread),
		cmocka_unit_test(endless_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
