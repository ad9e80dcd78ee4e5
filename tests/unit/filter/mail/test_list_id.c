/* SPDX-License-Identifier: MIT */
#include "filter/mail/list_id.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *in, *out;
} rows[] = {
	{ "phrase", "Kernel talk <kvm.vger.kernel.org>", "kvm.vger.kernel.org" },
	{ "folded", "\"A <b> c\"\n\t<List.Example.org>", "list.example.org" },
	{ "no brackets", "list.example.org (a list)", "list.example.org" },
	{ "X-Mailing-List", "kvm@vger.kernel.org", "kvm.vger.kernel.org" },
	{ "X-Mailing-List with its archive", "<list@example.org> archive/latest/1",
	  "list.example.org" },
	{ "two names", "<kvm.example.org> <evil.example>", "unsorted" },
	{ "a name in the phrase", "\"<kvm.example.org>\" <evil.example>", "unsorted" },
	{ "an address in it", "x <kvm@example> y <evil.example>", "unsorted" },
	{ "a name begun in it", "x <kvm.example.org <evil.example>", "unsorted" },
	{ "one name twice", "<kvm.example.org> <KVM.example.org>", "kvm.example.org" },
	{ "open bracket", "x <list.example.org", "list.example.org" },
	{ "nothing in brackets", "x < >", "" },
	{ "empty field", "", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct buf b = BUF_INIT;

	list_id_add_name(&b, str_from(row->in));
	same_buf(&b, row->out);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("list_id", &t);
}
