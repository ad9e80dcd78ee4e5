/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "report/areas/file_pattern.h"
#include "tests/support/rows.h"

static const struct pattern_row {
	const char *name;
	const char *pattern, *path;
	bool holds;
} patterns[] = {
	{ "a file", "mm/slab.c", "mm/slab.c", true },
	{ "another file", "mm/slab.c", "mm/slub.c", false },
	{ "the same name elsewhere", "slab.c", "mm/slab.c", false },
	{ "a name that begins so", "mm/slab", "mm/slab_common.c", true },
	{ "a folder", "net/", "net/core.c", true },
	{ "what is below it", "net/", "net/ipv6/core.c", true },
	{ "a folder that begins so", "net/", "netfilter/core.c", false },
	{ "not the folder itself", "net/", "net", false },
	{ "a folder without its slash", "arch/arm/cpu", "arch/arm/cpu/v8/a.c", true },
	{ "no folder whose name begins so", "arch/arm/cpu", "arch/arm/cpus/a.c", false },
	{ "files in a folder", "net/*", "net/core.c", true },
	{ "not those below", "net/*", "net/ipv6/core.c", false },
	{ "in any folder", "*/net/*", "drivers/net/a.c", true },
	{ "not two folders deep", "*/net/*", "a/b/net/a.c", false },
	{ "nor at the top", "*/net/*", "net/a.c", false },
	{ "below any folder", "arch/*/kvm/", "arch/arm64/kvm/hyp/a.c", true },
	{ "below any folders", "arch/*/kvm/", "arch/um/x86/kvm/a.c", true },
	{ "not beside it", "arch/*/kvm/", "arch/arm64/kvm.c", false },
	{ "the end may lack", "net/*.c", "net/a.c.orig", true },
	{ "an end that differs", "net/*.c", "net/a.h", false },
	{ "a byte", "net/a?.c", "net/ab.c", true },
	{ "not none", "net/a?.c", "net/a.c", false },
	{ "a set", "hw/sclp*.[hc]", "hw/sclp0.h", true },
	{ "not in the set", "hw/sclp*.[hc]", "hw/sclp0.S", false },
	{ "a dot is a dot", "net/a.c", "net/abc", false },
	{ "any depth", "fs/**/*foo*.c", "fs/a/b/c/xfoox.c", true },
	{ "any depth, but one", "fs/**/*foo*.c", "fs/foo.c", false },
	{ "case counts", "net/", "Net/a.c", false },
	{ "all", "*/", "a/b/c", true },
	{ "all but the files at the top", "*/", "a", false },
	{ "the files at the top", "*", "a", true },
	{ "those alone", "*", "a/b", false },
};

static void check_pattern(void **state)
{
	const struct pattern_row *row = *state;
	struct arena arena = ARENA_INIT;
	struct file_pattern p;

	file_pattern_parse(&p, str_from(row->pattern), &arena);
	assert_int_equal(file_pattern_holds(&p, str_from(row->path)), row->holds);
	assert_true(!row->holds || str_starts(str_from(row->path), p.literal));
	arena_release(&arena);
}

static const struct depth_row {
	const char *name;
	const char *pattern;
	unsigned depth;
	bool holds_all;
} depths[] = {
	{ "a folder's depth", "drivers/net/", 2, false },
	{ "a file's depth", "drivers/net/a.c", 3, false },
	{ "of a pattern", "drivers/net/a*", 3, false },
	{ "of a star in front", "*/net/", 0, false },
	{ "of all files", "*/", 0, true },
	{ "of all files by two stars", "**", 0, true },
	{ "of all folders in folders", "*/*/", 0, true },
	{ "of the files at the top", "*", 0, false },
	{ "of a folder called anything", "a*/", 1, false },
};

static void check_depth(void **state)
{
	const struct depth_row *row = *state;
	struct arena arena = ARENA_INIT;
	struct file_pattern p;

	file_pattern_parse(&p, str_from(row->pattern), &arena);
	assert_int_equal(p.depth, row->depth);
	assert_int_equal(p.holds_all, row->holds_all);
	arena_release(&arena);
}

/* A pattern that can be tried in many ways, and the longest path. */
static void takes_no_time(void **state)
{
	struct arena arena = ARENA_INIT;
	struct buf path = BUF_INIT;
	struct file_pattern p;
	clock_t start = clock();

	(void)state;
	for (int i = 0; i < 4000; i++)
		buf_addch(&path, 'a');
	file_pattern_parse(&p, STR("a*a*a*a*a*a*a*a*a*a*b"), &arena);
	assert_false(file_pattern_holds(&p, buf_str(&path)));
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
	buf_release(&path);
	arena_release(&arena);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, patterns, ARRAY_SIZE(patterns), sizeof(patterns[0]), check_pattern);
	add_rows(&t, depths, ARRAY_SIZE(depths), sizeof(depths[0]), check_depth);
	add_test(&t, "a hostile pattern takes no time", takes_no_time);
	return run_group("file_pattern", &t);
}
