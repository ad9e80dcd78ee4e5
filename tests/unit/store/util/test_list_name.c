/* SPDX-License-Identifier: MIT */
#include "store/util/list_name.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *in, *out;
} names[] = {
	{ "unchanged", "kvm.vger.kernel.org", "kvm.vger.kernel.org" },
	{ "address", "KVM@vger.Kernel.org", "kvm.vger.kernel.org" },
	{ "all allowed bytes", "a-z_0+9.x", "a-z_0+9.x" },
	{ "odd bytes", "a b/c\xc3\xa9:", "a_b_c___" },
	{ "leading dot", ".hidden", "_hidden" },
	{ "parent folder", "..", "_." },
	{ "leading sign", "@list", "_list" },
	{ "path", "../../etc/passwd", "_._.._etc_passwd" },
	{ "blanks around", " kvm\n", "kvm" },
	{ "empty", "", "" },
};

static void check_name(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;

	list_name_make(&b, str_from(row->in));
	if (*row->out)
		assert_true(list_name_valid(buf_str(&b)));
	same_buf(&b, row->out);
}

/* Other names in a store's folder are no lists. */
static void test_foreign(void **state)
{
	static const char *const others[] = {
		"",    ".",   "..",	     ".hidden", "KVM",	    "a b",
		"a@b", "a/b", "a\033]0;x\a", "a\nb",	"\xc3\xa9", "a~",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		assert_false(list_name_valid(str_from(others[i])));
}

static void test_length(void **state)
{
	struct buf in = BUF_INIT, out = BUF_INIT;

	(void)state;
	while (in.len < 2 * LIST_NAME_MAX)
		buf_addch(&in, 'X');
	list_name_make(&out, buf_str(&in));
	assert_int_equal(out.len, LIST_NAME_MAX);
	assert_true(list_name_valid(buf_str(&out)));
	buf_addch(&out, 'x');
	assert_false(list_name_valid(buf_str(&out)));
	buf_release(&in);
	buf_release(&out);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, names, ARRAY_SIZE(names), sizeof(names[0]), check_name);
	add_test(&t, "long name", test_length);
	add_test(&t, "invalid names", test_foreign);
	return run_group("list_name", &t);
}
