/* SPDX-License-Identifier: MIT */
#include "report/window/bookmark.h"
#include "tests/support/rows.h"

#define HEAD "patchdigest bookmark 1\n"
#define KVM                                                                              \
	"1763000000 00000000000000ff 42 0123456789abcdef kvm.vger.kernel.org /srv/mail " \
	"store\n"

static const struct row {
	const char *name, *text;
	enum status st;
	const char *why;
} rows[] = {
	{ "nothing read yet", HEAD, ST_OK, NULL },
	{ "two lists", HEAD KVM "1 abc 1 0 qemu /a\\nb\\\\c\n", ST_OK, NULL },
	{ "nothing at all", "", ST_DAMAGED, "first line" },
	{ "something else", "\177ELF", ST_DAMAGED, "first line" },
	{ "a version that is no number", "patchdigest bookmark x\n", ST_DAMAGED,
	  "version" },
	{ "a newer version", "patchdigest bookmark 2\nwhatever\n", ST_NEWER,
	  "version 2" },
	{ "cut in a line", HEAD KVM "1763000000 00000000000000ff 42 0 qemu /srv/ma",
	  ST_DAMAGED, "line 3" },
	{ "no position", HEAD "1763000000 ff kvm /srv\n", ST_DAMAGED, "line 2" },
	{ "no folder", HEAD "1763000000 ff 42 0 kvm\n", ST_DAMAGED, "line 2" },
	{ "no time", HEAD "x ff 42 0 kvm /srv\n", ST_DAMAGED, "line 2" },
	{ "a negative position", HEAD "1 ff -42 kvm /srv\n", ST_DAMAGED, "line 2" },
	{ "a position too great", HEAD "1 ff 4294967296 0 kvm /srv\n", ST_DAMAGED,
	  "line 2" },
	{ "an id too long", HEAD "1 00000000000000001 1 0 kvm /srv\n", ST_DAMAGED,
	  "line 2" },
	{ "an unknown escape", HEAD "1 ff 1 0 kvm /s\\rv\n", ST_DAMAGED, "line 2" },
	{ "an empty line", HEAD "\n", ST_DAMAGED, "line 2" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct bookmark b = BOOKMARK_INIT;
	struct buf why = BUF_INIT;

	assert_int_equal(bookmark_parse(&b, str_from(row->text), &why), row->st);
	if (row->why)
		assert_non_null(strstr(buf_cstr(&why), row->why));
	bookmark_release(&b);
	buf_release(&why);
}

static void prints_what_it_reads(void **state)
{
	static const char text[] = HEAD KVM
	    "1 0000000000000abc 1 0000000000000000 qemu.example.org /a\\nb\\\\c\r\n";
	struct bookmark b = BOOKMARK_INIT;
	struct buf why = BUF_INIT, out = BUF_INIT;

	(void)state;
	assert_int_equal(bookmark_parse(&b, STR(text), &why), ST_OK);
	assert_int_equal(b.n, 2);
	assert_true(b.lines[0].time == 1763000000 && b.lines[0].next_seq == 42);
	assert_string_equal(b.lines[0].dir.s, "/srv/mail store");
	assert_string_equal(b.lines[1].dir.s, "/a\nb\\c\r");
	bookmark_print(&out, &b);
	assert_string_equal(buf_cstr(&out), text);
	bookmark_release(&b);
	buf_release(&out);
	buf_release(&why);
}

static void set_line(struct bookmark *b, const char *dir, const char *list, uint64_t id,
		     uint32_t seq)
{
	bookmark_set(
	    b, &(struct bookmark_line){ 1, id, seq, 0, str_from(list), str_from(dir) });
}

static uint32_t seq_of(const struct bookmark *b, const char *dir, const char *list,
		       uint64_t id)
{
	const struct bookmark_line *l =
	    bookmark_find(b, str_from(dir), str_from(list), id);

	return l ? l->next_seq : 0;
}

static void finds_by_folder_and_list(void **state)
{
	struct bookmark b = BOOKMARK_INIT;

	(void)state;
	set_line(&b, "/usr", "kvm", 7, 10);
	set_line(&b, "/usr", "qemu", 8, 20);
	set_line(&b, "/", "kvm", 9, 30);
	assert_int_equal(seq_of(&b, "/usr", "kvm", 7), 10);
	/* Another id, a store that was made anew: that is for the caller to see. */
	assert_int_equal(seq_of(&b, "/usr", "kvm", 1), 10);
	assert_int_equal(seq_of(&b, "/usr", "qemu", 8), 20);
	assert_int_equal(seq_of(&b, "/", "kvm", 9), 30);
	assert_int_equal(seq_of(&b, "/", "xen", 6), 0);
	set_line(&b, "/usr", "kvm", 17, 11);
	assert_int_equal(b.n, 3);
	assert_int_equal(seq_of(&b, "/usr", "kvm", 17), 11);
	bookmark_release(&b);
}

/* The folder /usr/bin exists: another list of that id is a copy. */
static void follows_a_store_that_was_moved(void **state)
{
	struct bookmark b = BOOKMARK_INIT;

	(void)state;
	set_line(&b, "/no such folder", "kvm", 7, 10);
	set_line(&b, "/usr", "bin", 8, 20);
	assert_int_equal(seq_of(&b, "/new", "kvm", 7), 10);
	assert_int_equal(seq_of(&b, "/new", "kvm", 6), 0);
	assert_int_equal(seq_of(&b, "/new", "bin", 8), 0);
	set_line(&b, "/new", "kvm", 7, 12);
	assert_int_equal(b.n, 2);
	assert_string_equal(b.lines[0].dir.s, "/new");
	bookmark_release(&b);
}

static void follows_a_list_that_was_renamed(void **state)
{
	struct bookmark b = BOOKMARK_INIT;

	(void)state;
	set_line(&b, "/usr", "kvm", 7, 10);
	set_line(&b, "/usr", "bin", 8, 20);
	assert_int_equal(seq_of(&b, "/usr", "qemu", 7), 10);
	assert_int_equal(seq_of(&b, "/usr", "qemu", 6), 0);
	assert_int_equal(seq_of(&b, "/usr", "qemu", 8), 0);
	set_line(&b, "/usr", "qemu", 7, 12);
	assert_int_equal(b.n, 2);
	assert_string_equal(b.lines[0].list.s, "qemu");
	bookmark_release(&b);
}

static void was_moved_since(void **state)
{
	struct bookmark b = BOOKMARK_INIT;
	struct bookmark_line kvm = { 100, 7, 1, 1, STR("kvm"), STR("/usr") };
	struct bookmark_line net = { 200, 8, 1, 1, STR("net"), STR("/usr") };

	(void)state;
	bookmark_set(&b, &kvm);
	bookmark_set(&b, &net);
	assert_true(bookmark_moved_since(&b, STR("kvm"), 100));
	assert_false(bookmark_moved_since(&b, STR("kvm"), 101));
	assert_true(bookmark_moved_since(&b, STR("net"), 101));
	assert_false(bookmark_moved_since(&b, STR("kvm\nnet"), 101));
	assert_true(bookmark_moved_since(&b, STR("kvm\nnet"), 100));
	assert_false(bookmark_moved_since(&b, STR("lkml"), 0));
	bookmark_release(&b);
}

static void knows_names(void **state)
{
	static const char *const good[] = { "default", "a", "Weekly.2_x-1", "-" };
	static const char *const bad[] = { "",	  ".",	 "..",	   ".a", "a/b",
					   "a b", "a\n", "a.lock", "ä" };
	char longest[122];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++)
		assert_true(bookmark_name_valid(str_from(good[i])));
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(bookmark_name_valid(str_from(bad[i])));
	assert_false(bookmark_name_valid((struct str){ "a\0b", 3 }));
	memset(longest, 'x', sizeof(longest));
	assert_true(bookmark_name_valid((struct str){ longest, 120 }));
	assert_false(bookmark_name_valid((struct str){ longest, 121 }));
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "prints_what_it_reads", prints_what_it_reads);
	add_test(&t, "finds_by_folder_and_list", finds_by_folder_and_list);
	add_test(&t, "follows_a_store_that_was_moved", follows_a_store_that_was_moved);
	add_test(&t, "follows_a_list_that_was_renamed", follows_a_list_that_was_renamed);
	add_test(&t, "was_moved_since", was_moved_since);
	add_test(&t, "knows_names", knows_names);
	return run_group("bookmark", &t);
}
