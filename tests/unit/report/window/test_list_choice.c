/* SPDX-License-Identifier: MIT */
#include "tests/support/lists.h"
#include "tests/support/rows.h"

#define BPF "bpf.vger.kernel.org"
#define KVM "kvm.vger.kernel.org"
#define KVM_PPC "kvm-ppc.vger.kernel.org"
#define LINUX_ "linux-_.example.org"
#define LINUX_MM "linux-mm.kvack.org"
#define MINE "qemu.example.net"
#define QEMU "qemu.nongnu.org"

#define ALL BPF "\n" KVM_PPC "\n" KVM "\n" LINUX_ "\n" LINUX_MM "\n" MINE "\n" QEMU "\n"

static const struct row {
	const char *name, *names, *words;
	enum status st;
	const char *want; /* the lists, or a part of the message */
} rows[] = {
	{ "by name", ALL, KVM, ST_OK, KVM },
	{ "by label", ALL, "kvm", ST_OK, KVM },
	{ "as an address", ALL, "KVM@vger.kernel.org", ST_OK, KVM },
	{ "the only one", KVM "\n", NULL, ST_OK, KVM },
	{ "a name beats a label", "kvm\n" KVM "\n", "kvm", ST_OK, "kvm" },
	{ "several, sorted", ALL, "linux-mm kvm bpf", ST_OK, BPF "\n" KVM "\n" LINUX_MM },
	{ "one list by two words is one", ALL, "kvm " KVM " kvm", ST_OK, KVM },
	{ "a pattern for labels", ALL, "*m", ST_OK, KVM "\n" LINUX_MM },
	{ "a pattern for names", ALL, "*.vger.kernel.org", ST_OK,
	  BPF "\n" KVM_PPC "\n" KVM },
	{ "a pattern for addresses, in any case", ALL, "*@VGER.*", ST_OK,
	  BPF "\n" KVM_PPC "\n" KVM },
	{ "a pattern with a range", ALL, "[b-k]*", ST_OK, BPF "\n" KVM_PPC "\n" KVM },
	{ "a pattern that fits one", ALL, "b?f", ST_OK, BPF },
	{ "all of them", BPF "\n" QEMU "\n", "*", ST_OK, BPF "\n" QEMU },
	{ "a name and a pattern", ALL, "kvm* bpf", ST_OK, BPF "\n" KVM_PPC "\n" KVM },
	{ "a list that the pattern spells beats the pattern", ALL, "linux-*", ST_OK,
	  LINUX_ },
	{ "which one?", BPF "\n" KVM "\n", NULL, ST_USAGE,
	  "which list? --list is one of: " BPF ", " KVM "; --list '*'" },
	{ "a label of two", ALL, "qemu", ST_USAGE,
	  "--list qemu: more than one fits: " MINE ", " QEMU },
	{ "the second word is unknown", ALL, "kvm netdev", ST_NOINPUT,
	  "no list 'netdev' in /one, /two; there are: " BPF ", " KVM_PPC },
	{ "a pattern that fits none", ALL, "net*", ST_NOINPUT,
	  "no list 'net*' in /one, /two; there are: " BPF },
	{ "no list at all", "", "kvm", ST_NOINPUT, "/one, /two holds no list yet" },
};

static void check_row(void **state)
{
	static const char *const dirs[] = { "/one", "/two" };
	const struct row *row = *state;
	struct buf chosen = BUF_INIT, why = BUF_INIT;
	struct asked_lists asked;
	enum status st = list_choice_find(&chosen, str_from(row->names),
					  ask_lists(&asked, dirs, 2, row->words), &why);

	assert_int_equal(st, row->st);
	if (st == ST_OK)
		assert_string_equal(buf_cstr(&chosen), row->want);
	else
		assert_non_null(strstr(buf_cstr(&why), row->want));
	buf_release(&chosen);
	buf_release(&why);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("list_choice", &t);
}
