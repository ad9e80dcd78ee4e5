/* SPDX-License-Identifier: MIT */
#include "filter/mail/mail_list.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *given, *patterns[3], *named, *want;
} rows[] = {
	{ "the mail's own", "", { NULL }, "kvm.example", "kvm.example" },
	{ "none", "", { NULL }, "", "unsorted" },
	{ "given", "lkml", { "kvm.*" }, "evil.example", "lkml" },
	{ "a pattern", "", { "*.example" }, "kvm.example", "kvm.example" },
	{ "the second one", "", { "lkml.*", "kvm.*" }, "kvm.example", "kvm.example" },
	{ "an address", "", { "KVM@Example" }, "kvm.example", "kvm.example" },
	{ "no match", "", { "kvm.*", "lkml.*" }, "evil.kvm.example", "unsorted" },
	{ "no match of a part", "", { "kvm" }, "kvm.example", "unsorted" },
	{ "a set", "", { "[kl]*" }, "lkml.example", "lkml.example" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct message m = { .list_id = str_from(row->named) };
	struct buf patterns = BUF_INIT;

	for (int i = 0; i < 3 && row->patterns[i]; i++)
		mail_list_add_pattern(&patterns, str_from(row->patterns[i]));
	same_str(mail_list(str_from(row->given), buf_str(&patterns), &m), row->want);
	buf_release(&patterns);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("mail_list", &t);
}
