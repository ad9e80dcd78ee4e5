/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/command/lists.h"
#include "tests/support/inboxes.h"
#include "tests/support/lists.h"
#include "tests/support/printed.h"

#define KVM "\t1970-01-01T00:01:40Z\t1970-01-01T00:05:00Z\t"

static const struct inbox_row first[] = {
	{ "a@x", "[PATCH] a", "A", "a@x", 100, "aaaaaaa1", 0 },
	{ "b@x", "[PATCH] b", "B", "b@x", 200, "bbbbbbb1", 1 },
};

static const struct inbox_row second[] = {
	{ "b@x", "[PATCH] b", "B", "b@x", 200, NULL, -1 },
	{ "c@x", "[PATCH] c", "C", "c@x", 300, NULL, -1 },
};

static char base[] = "/tmp/test-lists-XXXXXX";
static char *dirs[2];

/* The printed lines without their last column, the bytes. */
static enum status print_to(struct buf *text, size_t n, const char *wanted)
{
	struct asked_lists asked;
	struct buf all = BUF_INIT, why = BUF_INIT;
	char name[] = PRINTED_NAME;
	struct output *out = printed_open(name);
	enum status st = lists_print(
	    out, ask_lists(&asked, (const char *const *)dirs, n, wanted), &why);
	struct str rest, line;

	printed_take(out, name, &all);
	rest = buf_str(&all);
	while (str_line(&rest, &line)) {
		buf_adds(text, str_sub(line, 0, str_rchr(line, '\t') + 1));
		assert_true(str_rchr(line, '\t') + 1 < line.len);
		buf_addch(text, '\n');
	}
	buf_release(&all);
	buf_release(&why);
	return st;
}

static void prints_a_line_per_list(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	assert_int_equal(print_to(&text, 1, NULL), ST_OK);
	assert_string_equal(
	    buf_cstr(&text),
	    "empty.example.org\t0\t\t\t\n"
	    "kvm.example.org\t2\t1970-01-01T00:01:40Z\t1970-01-01T00:03:20Z\t\n");
	buf_release(&text);
}

static void counts_a_mail_of_two_stores_once(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	assert_int_equal(print_to(&text, 2, "kvm"), ST_OK);
	assert_string_equal(buf_cstr(&text), "kvm.example.org\t3" KVM "\n");
	buf_release(&text);
}

static void prints_the_lists_asked_for(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	assert_int_equal(print_to(&text, 2, "kvm e*"), ST_OK);
	assert_string_equal(buf_cstr(&text), "empty.example.org\t0\t\t\t\n"
					     "kvm.example.org\t3" KVM "\n");
	buf_release(&text);
}

static void refuses_an_unknown_list(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	assert_int_equal(print_to(&text, 1, "netdev"), ST_NOINPUT);
	assert_string_equal(buf_cstr(&text), "");
	buf_release(&text);
}

static enum status check_to(struct buf *text)
{
	struct asked_lists asked;
	struct buf why = BUF_INIT;
	char name[] = PRINTED_NAME;
	struct output *out = printed_open(name);
	enum status st = lists_check(
	    out, ask_lists(&asked, (const char *const *)dirs, 2, "kvm e*"), &why);

	printed_take(out, name, text);
	buf_release(&why);
	return st;
}

/* Flips one byte of a record's text. */
static void damage_record(const char *file)
{
	char content[1 << 16];
	char *where;
	ssize_t n;
	FILE *f = fopen(file, "r+");

	assert_non_null(f);
	do {
		long at = ftell(f);

		n = (ssize_t)fread(content, 1, sizeof(content), f);
		where = n > 0 ? memmem(content, (size_t)n, "[PATCH] b", 9) : NULL;
		if (where) {
			assert_int_equal(fseek(f, at + (where - content), SEEK_SET), 0);
			fputc('<', f);
		}
	} while (n > 0 && !where);
	assert_non_null(where);
	fclose(f);
}

static void names_a_fault(void **state)
{
	struct buf text = BUF_INIT;
	char *file;

	(void)state;
	assert_int_equal(check_to(&text), ST_OK);
	assert_int_equal(text.len, 0);
	assert_true(asprintf(&file, "%s/kvm.example.org/0.tdb", dirs[1]) > 0);
	damage_record(file);
	assert_int_equal(check_to(&text), ST_INPUT);
	assert_non_null(strstr(buf_cstr(&text), "kvm.example.org: "));
	free(file);
	buf_release(&text);
}

static int setup(void **state)
{
	(void)state;
	if (!mkdtemp(base))
		return -1;
	for (int i = 0; i < 2; i++)
		if (asprintf(&dirs[i], "%s/%d", base, i) < 0)
			return -1;
	inbox_fill(dirs[0], "kvm.example.org", ROWS_OF(first));
	inbox_fill(dirs[0], "empty.example.org", NULL, 0);
	inbox_fill(dirs[1], "kvm.example.org", ROWS_OF(second));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	temp_remove_folder(base);
	free(dirs[0]);
	free(dirs[1]);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prints_a_line_per_list),
		cmocka_unit_test(counts_a_mail_of_two_stores_once),
		cmocka_unit_test(prints_the_lists_asked_for),
		cmocka_unit_test(refuses_an_unknown_list),
		cmocka_unit_test(names_a_fault),
	};

	return cmocka_run_group_tests_name("lists", tests, setup, teardown);
}
