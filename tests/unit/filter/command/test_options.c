/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <unistd.h>

#include "filter/command/options.h"
#include "tests/support/rows.h"

#define ARGS_MAX 8

/* Every row runs with HOME=/home/jdoe, PATCHDIGEST_STORE and the XDG variables unset. */
static const struct row {
	const char *name;
	const char *args[ARGS_MAX];
	enum mode mode;
	const char *store, *list, *spool; /* NULL: the default */
	const char *wrong, *ignored;	  /* NULL: nothing */
	int wait_ms;			  /* 0: the default */
	bool pass_through;
} rows[] = {
	{ .name = "nothing" },
	{ .name = "store and list",
	  .args = { "-s", "/srv/x/", "--list=KVM@vger.kernel.org" },
	  .store = "/srv/x",
	  .list = "kvm.vger.kernel.org" },
	{ .name = "an abbreviation", .args = { "--pass" }, .pass_through = true },
	{ .name = "the last one counts",
	  .args = { "-s", "/a", "--store", "/b" },
	  .store = "/b" },
	{ .name = "an empty store is the default", .args = { "--store=" } },
	{ .name = "spool",
	  .args = { "--spool", "/var/spool/pd" },
	  .spool = "/var/spool/pd" },
	{ .name = "wait", .args = { "--wait", "30" }, .wait_ms = 30000 },
	{ .name = "wait for ever",
	  .args = { "--wait", "99999999" },
	  .ignored = "--wait 99999999: not a number of seconds, of a day at most" },
	{ .name = "no number",
	  .args = { "--wait=soon" },
	  .ignored = "--wait soon: not a number of seconds, of a day at most" },
	{ .name = "no commit",
	  .args = { "--commit", "123456g" },
	  .ignored = "--commit 123456g: not 7 to 64 hex digits" },
	{ .name = "a short commit",
	  .args = { "--commit", "123456" },
	  .ignored = "--commit 123456: not 7 to 64 hex digits" },
	{ .name = "no size",
	  .args = { "--epoch-size=3G" },
	  .ignored = "--epoch-size 3G: not a size up to 2G" },
	{ .name = "unknown",
	  .args = { "--stroe=/x", "-l", "kvm" },
	  .list = "kvm",
	  .wrong = "--stroe=/x: no such option; did you mean --store?" },
	{ .name = "again, a range",
	  .args = { "--again", "--public-inbox", "/a", "1234567.." },
	  .mode = MODE_PUBLIC_INBOX,
	  .wrong = "--again: for --public-inbox without A..B only" },
	{ .name = "unknown letter", .args = { "-x" }, .wrong = "-x: no such option" },
	{ .name = "value missing",
	  .args = { "--store" },
	  .wrong = "--store: a value is missing" },
	{ .name = "value too many",
	  .args = { "--quiet=1" },
	  .wrong = "--quiet=1: no such option, or not with that value" },
	{ .name = "meant as --pass-through",
	  .args = { "--passthru" },
	  .pass_through = true,
	  .wrong = "--passthru: no such option" },
	{ .name = "ambiguous",
	  .args = { "--p" },
	  .pass_through = true,
	  .wrong = "--p: no such option" },
	{ .name = "a stray argument",
	  .args = { "-p", "kvm" },
	  .pass_through = true,
	  .wrong = "kvm: a file is read by --eml or --mbox, a folder by --maildir or "
		   "--public-inbox" },
	{ .name = "bulk",
	  .args = { "--mbox", "a", "-s", "/s", "-" },
	  .mode = MODE_MBOX,
	  .store = "/s" },
	{ .name = "bulk without input",
	  .args = { "--mbox" },
	  .mode = MODE_MBOX,
	  .wrong = "no input: the files or folders are named after the options" },
	{ .name = "two kinds of input",
	  .args = { "--mbox", "--eml", "x" },
	  .mode = MODE_EML,
	  .wrong = "--eml: another kind of input is named already" },
	{ .name = "bulk takes no bad value",
	  .args = { "--mbox", "x", "--wait=x" },
	  .mode = MODE_MBOX,
	  .wrong = "--wait x: not a number of seconds, of a day at most",
	  .ignored = "--wait x: not a number of seconds, of a day at most" },
	{ .name = "a time for an import of all",
	  .args = { "--mbox", "x", "--since=2025-11-01" },
	  .mode = MODE_MBOX,
	  .wrong = "--since: for --fetch only" },
	{ .name = "a password for a file",
	  .args = { "--password-command=pass", "--eml", "x" },
	  .mode = MODE_EML,
	  .wrong = "--password-command: for --fetch only" },
	{ .name = "a time for a fetch",
	  .args = { "--fetch", "nntp://localhost/a", "--since=2025-11-01" },
	  .mode = MODE_FETCH },
	{ .name = "a time for a delivery", .args = { "--since=2025-11-01" } },
	{ .name = "drain", .args = { "--drain" }, .mode = MODE_DRAIN },
	{ .name = "drain takes no input",
	  .args = { "--drain", "x" },
	  .mode = MODE_DRAIN,
	  .wrong = "x: --drain takes no input" },
	{ .name = "help wins", .args = { "--help", "--drain" }, .mode = MODE_HELP },
	{ .name = "version", .args = { "--mbox", "--version" }, .mode = MODE_VERSION },
};

static void check_text(const struct buf *is, const char *wanted)
{
	assert_string_equal(buf_cstr(is), wanted ? wanted : "");
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct options o = OPTIONS_INIT;
	char *argv[ARGS_MAX + 2] = { (char *)(uintptr_t) "patchdigest-filter" };
	int argc = 1;

	for (int i = 0; i < ARGS_MAX && row->args[i]; i++)
		argv[argc++] = (char *)(uintptr_t)row->args[i];
	filter_options_parse(&o, argc, argv);
	assert_int_equal(o.mode, row->mode);
	assert_int_equal(o.pass_through, row->pass_through);
	assert_int_equal(o.wait_ms, row->wait_ms ? row->wait_ms : 8000);
	check_text(&o.store,
		   row->store ? row->store : "/home/jdoe/.local/share/patchdigest");
	check_text(&o.spool,
		   row->spool ? row->spool : "/home/jdoe/.local/state/patchdigest/spool");
	assert_int_equal(o.store_given, row->store != NULL);
	check_text(&o.list, row->list);
	check_text(&o.wrong, row->wrong);
	check_text(&o.ignored, row->ignored);
	filter_options_release(&o);
}

static const struct commit_row {
	const char *hex;
	size_t digits;
	unsigned char first, last;
} commit_rows[] = {
	{ "0123456", 7, 0x01, 0x60 },
	{ "89ABCDEF", 8, 0x89, 0xef },
	{ "0123456789abcdef0123456789abcdef01234567", 40, 0x01, 0x67 },
	{ "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", 64, 0x01,
	  0xef },
	{ "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0", 0, 0, 0 },
};

static void check_commits(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(commit_rows); i++) {
		const struct commit_row *row = &commit_rows[i];
		char *argv[] = { NULL, (char *)(uintptr_t) "-c",
				 (char *)(uintptr_t)row->hex, NULL };
		struct options o = OPTIONS_INIT;

		filter_options_parse(&o, 3, argv);
		assert_int_equal(o.commit_ref.commit_digits, row->digits);
		assert_int_equal(o.commit_ref.commit[0], row->first);
		assert_int_equal(row->digits ? o.commit_ref.commit[(row->digits - 1) / 2]
					     : 0,
				 row->last);
		assert_int_equal(o.ignored.len == 0, row->digits > 0);
		filter_options_release(&o);
	}
}

static void check_sizes(void **state)
{
	static const struct {
		const char *text;
		uint64_t size;
	} sizes[] = { { "65536", 65536 },   { "64k", 65536 },	  { "3M", 3 << 20 },
		      { "2G", 2ull << 30 }, { "0", 0 },		  { "", 0 },
		      { "k", 0 },	    { "2049m", 0 },	  { "1kk", 0 },
		      { "-1", 0 },	    { "99999999999g", 0 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		char *argv[] = { NULL, (char *)(uintptr_t) "--epoch-size",
				 (char *)(uintptr_t)sizes[i].text, NULL };
		struct options o = OPTIONS_INIT;

		filter_options_parse(&o, 3, argv);
		assert_int_equal(o.ignored.len == 0, sizes[i].size > 0);
		if (sizes[i].size)
			assert_int_equal(o.segment_size, sizes[i].size);
		filter_options_release(&o);
	}
}

static void check_environment(void **state)
{
	char *argv[] = { NULL, NULL };
	struct options o = OPTIONS_INIT;

	(void)state;
	setenv("XDG_STATE_HOME", "/state", 1);
	setenv("PATCHDIGEST_STORE", "/srv/store/", 1);
	filter_options_parse(&o, 1, argv);
	unsetenv("XDG_STATE_HOME");
	unsetenv("PATCHDIGEST_STORE");
	check_text(&o.spool, "/state/patchdigest/spool");
	check_text(&o.store, "/srv/store");
	assert_false(o.store_given);
	filter_options_release(&o);
}

/* A path relative to a directory that is gone is an error. */
static void check_cwd_gone(void **state)
{
	static const char wanted[] = ": relative to a current directory that is gone";
	char *argv[] = { NULL, (char *)(uintptr_t) "--store=s",
			 (char *)(uintptr_t) "--spool=p", NULL };
	char gone[] = "/tmp/test-options-XXXXXX";
	struct options o = OPTIONS_INIT;

	(void)state;
	assert_non_null(mkdtemp(gone));
	assert_int_equal(chdir(gone), 0);
	assert_int_equal(rmdir(gone), 0);
	filter_options_parse(&o, 3, argv);
	assert_int_equal(chdir("/"), 0);
	check_text(&o.store, NULL);
	assert_false(o.store_given);
	check_text(&o.spool, "/home/jdoe/.local/state/patchdigest/spool");
	assert_int_equal(o.wrong.data[0], 's');
	assert_string_equal(o.wrong.data + 1, wanted);
	assert_int_equal(o.ignored.data[0], 'p');
	assert_string_equal(o.ignored.data + 1, wanted);
	filter_options_release(&o);
}

static void check_help(void **state)
{
	struct buf help = BUF_INIT;

	(void)state;
	filter_options_help(&help);
	assert_true(str_find(buf_str(&help), STR("-s, --store DIR")) < help.len);
	assert_true(str_find(buf_str(&help), STR("--public-inbox DIR [A..B]")) <
		    help.len);
	buf_release(&help);
}

static int settle(void **state)
{
	static const char *const unset[] = { "PATCHDIGEST_STORE", "XDG_DATA_HOME",
					     "XDG_STATE_HOME", "POSIXLY_CORRECT" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(unset); i++)
		unsetenv(unset[i]);
	return setenv("HOME", "/home/jdoe", 1);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "check_commits", check_commits);
	add_test(&t, "check_sizes", check_sizes);
	add_test(&t, "check_environment", check_environment);
	add_test(&t, "check_help", check_help);
	add_test(&t, "check_cwd_gone", check_cwd_gone);
	return run_group_with("options", &t, settle, NULL);
}
