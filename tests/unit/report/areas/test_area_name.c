/* SPDX-License-Identifier: MIT */
#include "report/areas/area_name.h"
#include "tests/support/rows.h"

/* These areas follow the area that is named. */
#define OTHERS                                                                 \
	"X86\nL:\tkvm@vger.kernel.org\nL:\tnetdev@vger.kernel.org\nF:\tx86/\n" \
	"ARM\nL:\tkvm@vger.kernel.org\nF:\tarm/\n"                             \
	"THE REST\nL:\tlinux-kernel@vger.kernel.org\nF:\t*\nF:\t*/\n"

static const struct name_row {
	const char *name;
	const char *lines, *short_name;
} names[] = {
	{ "a list", "L:\tkvm@vger.kernel.org\n", "kvm" },
	{ "a project's list", "L:\tlinux-s390@vger.kernel.org\n", "s390" },
	{ "QEMU's", "L: qemu-ppc@nongnu.org\n", "ppc" },
	{ "U-Boot's", "L:\tuboot-stm32@st.com (moderated)\n", "stm32" },
	{ "a project alone", "L:\tlinux-@x\n", "linux-" },
	{ "cut", "L:\tlinux-arm-kernel@lists.infradead.org\n", "arm-kern" },
	{ "with a name", "L:\tVirtual machines <virt@x>\n", "virt" },
	{ "the list of fewer areas",
	  "L:\tkvm@vger.kernel.org\nL:\tnetdev@vger.kernel.org\nL:\tvirt@x\n", "virt" },
	{ "the first of the fewest", "L:\ta@x\nL:\tb@x\n", "a" },
	{ "no list of everybody",
	  "L:\tlinux-kernel@vger.kernel.org\nL:\tkvm@vger.kernel.org\n", "kvm" },
	{ "a list before a tree", "T:\tgit git://x/net.git\nL:\tkvm@vger.kernel.org\n",
	  "kvm" },
	{ "a tree",
	  "L:\tlinux-kernel@vger.kernel.org\nT:\tgit git://git.kernel.org/netdev/net.git "
	  "main\n",
	  "net" },
	{ "a tree called linux", "T:\tgit git://x/pub/scm/riscv/linux.git for-next\n",
	  "riscv" },
	{ "a project's tree", "T:\tgit https://x/custodians/u-boot-arm.git\n", "arm" },
	{ "a tree without .git", "T:\tgit git://x/lenb/acpi/\n", "acpi" },
	{ "the second tree", "T:\tquilt\nT:\tgit git://x/tip.git\n", "tip" },
	{ "the title", "", "S390 CPU" },
};

static void check_name(void **state)
{
	const struct name_row *row = *state;
	struct maintainers m = MAINTAINERS_INIT;
	struct buf text = BUF_INIT, why = BUF_INIT;

	buf_addf(&text, "S390 CPU MODELS\n%sF:\ta/\n\n%s", row->lines, OTHERS);
	assert_int_equal(maintainers_parse(&m, buf_str(&text), "file", &why), ST_OK);
	same_str(m.areas[0].name, row->short_name);
	maintainers_release(&m);
	buf_release(&text);
}

static const struct title_row {
	const char *name;
	const char *title, *short_name;
} titles[] = {
	{ "a short title", "KVM", "KVM" },
	{ "words that fit in", "ARM TCG CPUs", "ARM TCG" },
	{ "words that just fit in", "S390 CPU MODELS", "S390 CPU" },
	{ "a long word", "DOCUMENTATION", "DOCUMENT" },
	{ "a word and a long word", "X DOCUMENTATION", "X" },
	{ "characters, not bytes",
	  "\u00c4\u00c4\u00c4\u00c4\u00c4\u00c4\u00c4\u00c4\u00c4",
	  "\u00c4\u00c4\u00c4\u00c4\u00c4\u00c4\u00c4\u00c4" },
};

static void check_title(void **state)
{
	const struct title_row *row = *state;
	struct maintainers m = MAINTAINERS_INIT;
	struct buf text = BUF_INIT, why = BUF_INIT;

	buf_addf(&text, "%s\nF:\ta/\n", row->title);
	assert_int_equal(maintainers_parse(&m, buf_str(&text), "file", &why), ST_OK);
	same_str(m.areas[0].name, row->short_name);
	maintainers_release(&m);
	buf_release(&text);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, names, ARRAY_SIZE(names), sizeof(names[0]), check_name);
	add_rows(&t, titles, ARRAY_SIZE(titles), sizeof(titles[0]), check_title);
	return run_group("area_name", &t);
}
