/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "report/areas/maintainers.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

static void parse(struct maintainers *m, struct str text)
{
	struct buf why = BUF_INIT;

	*m = MAINTAINERS_INIT;
	assert_int_equal(maintainers_parse(m, text, "list", &why), ST_OK);
	same_buf(&why, "");
}

/* "title: L value; F value | title: ..." */
static const struct format_row {
	const char *name;
	const char *text, *areas;
} formats[] = {
	{ "the kernel's",
	  "List of maintainers\n===================\n\nDescriptions of section entries:\n"
	  "\n\tF: *Files* and directories\n\t   F:\tdrivers/net/\tall files in it\n"
	  "1.\tAlways test\n\nMaintainers List\n----------------\n\n"
	  ".. note:: In alphabetical order.\n\n"
	  "3C59X NETWORK DRIVER\nM:\tAda Loe <ada@x>\nL:\tnetdev@x\nS:\tOdd Fixes\n"
	  "F:\tdrivers/net/3c59x.c\n\nTHE REST\nF:\t*\nF:\t*/\n",
	  "3C59X NETWORK DRIVER: M Ada Loe <ada@x>; L netdev@x; S Odd Fixes; "
	  "F drivers/net/3c59x.c | THE REST: F *; F */" },
	{ "U-Boot's",
	  "Descriptions of section entries:\n\n\tP: Person (obsolete)\n\n"
	  "Maintainers List (try to look for most precise areas first)\n\n"
	  "\t\t-----------------------------------\nARC\nM:\tAda Loe <ada@x>\n"
	  "F:\tarch/arc/\n\n\nARM STM\nN:\tstm\nN:\tstm32\n",
	  "ARC: M Ada Loe <ada@x>; F arch/arc/ | ARM STM: N stm; N stm32" },
	{ "QEMU's",
	  "QEMU Maintainers\n================\n\nText of an introduction.\n\n"
	  "General Project Administration\n------------------------------\n"
	  "M: Ada Loe <ada@x>\n\nAll patches CC here\nL: all@x\nF: *\nF: */\n\n"
	  "Guest CPU cores (TCG)\n---------------------\nOverall TCG CPUs\nF: "
	  "accel/tcg/\n",
	  "General Project Administration: M Ada Loe <ada@x> | "
	  "All patches CC here: L all@x; F *; F */ | Overall TCG CPUs: F accel/tcg/" },
	{ "blank lines and comments in an area", "A\nF:\ta/\n\n# b\nF:\tb/\n",
	  "A: F a/; F b/" },
	{ "a title of two lines", "A\nB\nF:\ta/\n", "B: F a/" },
	{ "an area without a title", "F:\ta/\n", ": F a/" },
	{ "no blank", "A\nF:a/ \n", "A: F a/" },
	{ "CRLF", "A\r\nF:\ta/\r\n\r\nB\r\nF:\tb/\r\n", "A: F a/ | B: F b/" },
	{ "no line end", "A\nF:\ta/", "A: F a/" },
	{ "no value", "A\nF:\nF:\ta/\n", "A: F ; F a/" },
	{ "small letters begin no line of an area", "A\nF:\ta/\nf: b/\nF:\tc/\n",
	  "A: F a/ | f: b/: F c/" },
};

static void check_format(void **state)
{
	const struct format_row *row = *state;
	struct buf got = BUF_INIT;
	struct maintainers m;

	parse(&m, str_from(row->text));
	for (size_t i = 0; i < m.n; i++) {
		const struct area *a = &m.areas[i];

		buf_addf(&got, "%s%s:", i ? " | " : "", a->title.s);
		for (size_t k = 0; k < a->n_lines; k++)
			buf_addf(&got, "%s %c %s", k ? ";" : "",
				 m.lines[a->lines + k].letter,
				 m.lines[a->lines + k].value.s);
	}
	same_buf(&got, row->areas);
	maintainers_release(&m);
}

static const struct fault_row {
	const char *name;
	const char *text, *why;
} faults[] = {
	{ "an empty file", "", "; it is empty" },
	{ "blank lines", "\n \n", "; it is empty" },
	{ "some other file", "\n# Names\nAda <ada@x>\n", "begins with \"# Names\"" },
	{ "people without files", "A\nM:\tAda <ada@x>\n", "such as \"M: Name" },
};

static void check_fault(void **state)
{
	const struct fault_row *row = *state;
	struct maintainers m = MAINTAINERS_INIT;
	struct buf why = BUF_INIT;

	assert_int_equal(maintainers_parse(&m, str_from(row->text), "list", &why),
			 ST_NOINPUT);
	assert_true(
	    str_starts(buf_str(&why), STR("list: no MAINTAINERS file: expected ")));
	assert_non_null(strstr(buf_cstr(&why), row->why));
	buf_release(&why);
	maintainers_release(&m);
}

static void reads_a_file(void **state)
{
	struct maintainers m = MAINTAINERS_INIT;
	struct buf name = BUF_INIT, why = BUF_INIT;
	char *dir = temp_dir();
	FILE *f;

	(void)state;
	buf_addf(&name, "%s/list", dir);
	assert_int_equal(maintainers_read(&m, buf_cstr(&name), &why), ST_NOINPUT);
	assert_non_null(strstr(buf_cstr(&why), "list: No such file"));
	f = fopen(buf_cstr(&name), "w");
	assert_non_null(f);
	fputs("A\nF:\ta/\n", f);
	fclose(f);
	assert_int_equal(maintainers_read(&m, buf_cstr(&name), &why), ST_OK);
	assert_int_equal(m.n, 1);
	maintainers_release(&m);
	buf_release(&name);
	buf_release(&why);
	temp_remove(dir);
}

static const char kernel[] =
    "DOCUMENTATION\nM:\tDora <dora@x>\nF:\tDocumentation/\n"
    "X:\tDocumentation/devicetree/\n\n"
    "KERNEL VIRTUAL MACHINE (KVM)\nM:\tAda Loe <ada@x>\nR:\t\"Max, M.\" <max@x>\n"
    "F:\tDocumentation/virt/kvm/\nF:\tinclude/*/kvm*\nF:\tvirt/kvm/*\n\n"
    "KERNEL VIRTUAL MACHINE FOR S390\nM:\tKim <kim@x>\nF:\tarch/s390/kvm/\n"
    "F:\tarch/s390/include/asm/kvm*\n\n"
    "NETWORKING\nM:\tnet@x\nF:\tnet/\nF:\tdrivers/net/\nX:\tnet/wireless/\n\n"
    "NVIDIA TEGRA\nM:\tTea <tea@x>\nN:\t[^a-z]tegra\nX:\tdrivers/net/tegra_old.c\n\n"
    "S390 ARCHITECTURE\nM:\tVera <vera@x>\nF:\tarch/s390/\nF:\tdrivers/s390/\n\n"
    "THE REST\nM:\tTux <tux@x>\nF:\t*\nF:\t*/\n\n"
    "WIRELESS\nM:\tWim <wim@x>\nF:\tnet/wireless/\nF:\tdrivers/net/wireless/\n";

static const struct area_row {
	const char *name;
	const char *paths, *title;
} areas[] = {
	{ "the narrowest", "arch/s390/kvm/a.c\n", "KERNEL VIRTUAL MACHINE FOR S390" },
	{ "the wider one elsewhere", "arch/s390/mm/a.c\n", "S390 ARCHITECTURE" },
	{ "most of the paths", "arch/s390/kvm/a.c\narch/s390/kvm/b.c\narch/s390/mm/c.c\n",
	  "KERNEL VIRTUAL MACHINE FOR S390" },
	{ "a minority", "arch/s390/kvm/a.c\narch/s390/mm/b.c\narch/s390/mm/c.c\n",
	  "S390 ARCHITECTURE" },
	{ "half of them", "Documentation/admin-guide/a.rst\nvirt/kvm/b.c\n",
	  "KERNEL VIRTUAL MACHINE (KVM)" },
	{ "less than half", "net/a.c\narch/s390/a.c\nvirt/kvm/b.c\n", NULL },
	{ "nobody's beside it", "lib/a.c\nnet/a.c\n", "NETWORKING" },
	{ "excluded", "net/wireless/a.c\n", "WIRELESS" },
	{ "excluded, and of nobody", "Documentation/devicetree/a.yaml\n", NULL },
	{ "by its name", "drivers/clk/tegra30.c\n", "NVIDIA TEGRA" },
	{ "a folder is narrower than a name", "drivers/net/tegra.c\n", "NETWORKING" },
	{ "excluded by its name", "drivers/net/tegra_old.c\n", "NETWORKING" },
	{ "the rest is nobody's", "lib/a.c\n", NULL },
	{ "no paths", "", NULL },
	{ "more paths of the same depth",
	  "net/core/a.c\nnet/core/b.c\nnet/wireless/c.c\nnet/ipv4/d.c\n", "NETWORKING" },
};

static void check_area(void **state)
{
	const struct area_row *row = *state;
	const struct area *area;
	struct maintainers m;

	parse(&m, STR(kernel));
	area = maintainers_area(&m, str_from(row->paths));
	if (row->title)
		assert_string_equal(area ? area->title.s : "none", row->title);
	else
		assert_null(area);
	maintainers_release(&m);
}

static const struct person_row {
	const char *name;
	const char *paths, *address;
	bool named;
} people[] = {
	{ "a maintainer", "virt/kvm/a.c\n", "ada@x", true },
	{ "a reviewer, any case", "virt/kvm/a.c\n", "MAX@x", true },
	{ "an address alone", "net/a.c\n", "net@x", true },
	{ "another area's", "virt/kvm/a.c\n", "kim@x", false },
	{ "of one path", "lib/a.c\nvirt/kvm/a.c\n", "ada@x", true },
	{ "of a wider area", "arch/s390/kvm/a.c\n", "vera@x", true },
	{ "of an area that excludes it", "net/wireless/a.c\n", "net@x", false },
	{ "of all files", "lib/a.c\n", "tux@x", false },
	{ "nobody", "virt/kvm/a.c\n", "", false },
};

static void check_person(void **state)
{
	const struct person_row *row = *state;
	struct maintainers m;

	parse(&m, STR(kernel));
	assert_int_equal(
	    maintainers_names(&m, str_from(row->paths), str_from(row->address)),
	    row->named);
	maintainers_release(&m);
}

static const struct glob_row {
	const char *name;
	const char *glob, *paths;
	bool matches;
	const char *why; /* the pattern fits no area */
} globs[] = {
	{ "a title", "networking", "net/a.c\n", true, NULL },
	{ "a pattern", "KERNEL VIRTUAL MACHINE*", "arch/s390/kvm/a.c\n", true, NULL },
	{ "any case", "*kvm*", "virt/kvm/a.c\n", true, NULL },
	{ "another area's path", "*kvm*", "net/a.c\n", false, NULL },
	{ "one of the paths", "*kvm*", "net/a.c\nvirt/kvm/a.c\n", true, NULL },
	{ "the wider area", "S390*", "arch/s390/kvm/a.c\n", true, NULL },
	{ "the rest is all", "the rest", "net/a.c\n", true, NULL },
	{ "a part of a title", "KVM", "virt/kvm/a.c\n", false,
	  "--area 'KVM': no title in list is that, of 8; the closest are 'KERNEL VIRTUAL "
	  "MACHINE (KVM)', 'DOCUMENTATION', 'KERNEL VIRTUAL MACHINE FOR S390'; * stands "
	  "for any text, as in --area '*KVM*'" },
	{ "a word that is wrong", "KERNEL VIRTUEL MACHINE FOR*", "virt/kvm/a.c\n", false,
	  "the closest are 'KERNEL VIRTUAL MACHINE FOR S390', 'KERNEL VIRTUAL MACHINE "
	  "(KVM)', 'DOCUMENTATION'" },
};

static void check_glob(void **state)
{
	const struct glob_row *row = *state;
	struct buf why = BUF_INIT;
	struct maintainers m;

	parse(&m, STR(kernel));
	assert_int_equal(maintainers_match_area(&m, row->glob, str_from(row->paths)),
			 row->matches);
	assert_int_equal(maintainers_check_area(&m, row->glob, &why),
			 row->why ? ST_USAGE : ST_OK);
	if (row->why)
		assert_true(str_ends(buf_str(&why), str_from(row->why)));
	buf_release(&why);
	maintainers_release(&m);
}

static void counts_what_it_passes_over(void **state)
{
	struct buf text = BUF_INIT;
	struct maintainers m;

	(void)state;
	buf_addstr(&text, "A\nN:\ta\nN:\ta(?=b)\n");
	for (int i = 0; i < MAINTAINERS_REGEXES; i++)
		buf_addstr(&text, "N:\t[ab]\n");
	parse(&m, buf_str(&text));
	assert_int_equal(m.n_regexes, MAINTAINERS_REGEXES);
	assert_int_equal(m.n_passed_over, 2);
	assert_int_equal(m.first_passed_over, 3);
	maintainers_release(&m);
	buf_release(&text);
}

/* Many areas, long lines, NUL bytes; paths that are in all of the areas, or in none. */
static void takes_no_time(void **state)
{
	struct buf text = BUF_INIT, paths = BUF_INIT;
	struct maintainers m;
	clock_t start = clock();

	(void)state;
	for (int i = 0; i < 100000; i++)
		buf_addf(&text, "AREA %d\nM:\tAda <ada%d@x>\nF:\tdrivers/a%d/\nF:\ta*\n",
			 i, i, i);
	for (int i = 0; i < 1 << 20; i++)
		buf_addch(&text, i % 3 ? 'F' : '\0');
	buf_addstr(&text, "\nF:\t");
	for (int i = 0; i < 1 << 20; i++)
		buf_addch(&text, '*');
	parse(&m, buf_str(&text));
	assert_int_equal(m.n, 100001);
	for (int i = 0; i < 10000; i++)
		buf_addf(&paths, "drivers/a%d/b.c\n", 77000 + i / 10000);
	same_str(maintainers_area(&m, buf_str(&paths))->title, "AREA 77000");
	assert_true(maintainers_names(&m, STR("abc\n"), STR("ada99999@x")));
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
	maintainers_release(&m);
	buf_release(&text);
	buf_release(&paths);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, formats, ARRAY_SIZE(formats), sizeof(formats[0]), check_format);
	add_rows(&t, faults, ARRAY_SIZE(faults), sizeof(faults[0]), check_fault);
	add_rows(&t, areas, ARRAY_SIZE(areas), sizeof(areas[0]), check_area);
	add_rows(&t, people, ARRAY_SIZE(people), sizeof(people[0]), check_person);
	add_rows(&t, globs, ARRAY_SIZE(globs), sizeof(globs[0]), check_glob);
	add_test(&t, "a file", reads_a_file);
	add_test(&t, "what is passed over", counts_what_it_passes_over);
	add_test(&t, "a hostile file takes no time", takes_no_time);
	return run_group("maintainers", &t);
}
