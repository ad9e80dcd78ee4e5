/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/command/command.h"
#include "tests/support/rows.h"

#define WORDS 8

static const struct row {
	const char *name;
	const char *words[WORDS];
	const char *why; /* NULL: accepted */
	struct command want;
	const char *lists, *to;
} rows[] = {
	{ .name = "nothing", .want = { .top = 15, .color = -1, .pager = true } },
	{ .name = "all of it",
	  .words = { "--classic", "-tKVM", "--top=3", "abcdef1..", "-l", "kvm",
		     "--titles-only" },
	  .want = { .classic = true,
		    .title = "KVM",
		    .top = 3,
		    .range = "abcdef1..",
		    .titles_only = true,
		    .color = -1,
		    .pager = true },
	  .lists = "kvm" },
	{ .name = "several lists",
	  .words = { "-l", "kvm", "--list=linux-*", "-lkvm" },
	  .want = { .top = 15, .color = -1, .pager = true },
	  .lists = "kvm linux-* kvm" },
	{ .name = "times",
	  .words = { "--since", "3 days ago", "--until=now", "--no-pager", "--color" },
	  .want = { .since = "3 days ago", .until = "now", .top = 15, .color = 1 } },
	{ .name = "the last colour counts",
	  .words = { "--color=always", "--no-color" },
	  .want = { .top = 15, .pager = true } },
	{ .name = "standard output",
	  .words = { "-o", "-", "--format=text" },
	  .want = { .top = 15, .color = -1, .pager = true } },
	{ .name = "a file",
	  .words = { "-o", "x", "--lists" },
	  .want = { .output = "x",
		    .action = ACTION_LISTS,
		    .top = 15,
		    .color = -1,
		    .pager = true } },
	{ .name = "help beats what follows",
	  .words = { "--help", "--nonsense" },
	  .want = { .action = ACTION_HELP, .top = 15, .color = -1, .pager = true } },
	{ .name = "an unknown option", .words = { "--nonsense" }, .why = "'--nonsense'" },
	{ .name = "an unknown letter", .words = { "-x" }, .why = "'-x'" },
	{ .name = "a value that is missing",
	  .words = { "--list" },
	  .why = "'--list' wants" },
	{ .name = "a value for an option without",
	  .words = { "--classic=yes" },
	  .why = "'--classic=yes'" },
	{ .name = "two windows", .words = { "a..b", "c..d" }, .why = "'c..d'" },
	{ .name = "commits and time",
	  .words = { "a..b", "--until=now" },
	  .why = "--until" },
	{ .name = "a bookmark",
	  .words = { "--since-last", "--peek" },
	  .want = { .since_last = "default",
		    .peek = true,
		    .top = 15,
		    .color = -1,
		    .pager = true } },
	{ .name = "a bookmark with a name",
	  .words = { "--since-last=weekly" },
	  .want = { .since_last = "weekly", .top = 15, .color = -1, .pager = true } },
	{ .name = "a bookmark and time",
	  .words = { "--since-last", "--since=now" },
	  .why = "--since with --since-last" },
	{ .name = "a bookmark and commits",
	  .words = { "--since-last", "abcdef1..abcdef2" },
	  .why = "abcdef2 with --since-last" },
	{ .name = "a name that no bookmark can have",
	  .words = { "--since-last=a/b" },
	  .why = "--since-last=a/b" },
	{ .name = "nothing to peek at", .words = { "--peek" }, .why = "--since-last" },
	{ .name = "a mail",
	  .words = { "--send", "--to=a@b", "--to", "C <c@d>", "--from", "e@f" },
	  .want = { .send = true,
		    .format = FORMAT_MAIL,
		    .from = "e@f",
		    .top = 15,
		    .color = -1,
		    .pager = true },
	  .to = "a@b, C <c@d>" },
	{ .name = "a mail with a page, a size and a subject",
	  .words = { "--format=mail", "--html", "--max-size=2m", "--subject",
		     "%l 100%%" },
	  .want = { .format = FORMAT_MAIL,
		    .html = true,
		    .max_size = 2 << 20,
		    .subject = "%l 100%%",
		    .top = 15,
		    .color = -1,
		    .pager = true } },
	{ .name = "a page for no mail", .words = { "--html" }, .why = "--html wants" },
	{ .name = "a subject for no mail",
	  .words = { "--subject=x" },
	  .why = "--subject wants" },
	{ .name = "a subject with an unknown escape",
	  .words = { "--format=mail", "--subject=%x" },
	  .why = "'%x'" },
	{ .name = "a text of a size",
	  .words = { "--max-size=7" },
	  .want = { .max_size = 7, .top = 15, .color = -1, .pager = true } },
	{ .name = "no size", .words = { "--max-size=1t" }, .why = "--max-size 1t" },
	{ .name = "JSON of a size",
	  .words = { "--max-size=1k", "--format=json" },
	  .why = "--format=json" },
	{ .name = "the classic style of a size",
	  .words = { "--classic", "--max-size=1k" },
	  .why = "--classic" },
	{ .name = "a mail without a recipient", .words = { "--send" }, .why = "--to" },
	{ .name = "a mail to no address",
	  .words = { "--format=mail", "--to=a b" },
	  .why = "--to a b" },
	{ .name = "a mail in classic style",
	  .words = { "--format=mail", "--classic" },
	  .why = "--classic" },
	{ .name = "a mail into a file",
	  .words = { "--send", "--to=a@b", "-ox" },
	  .why = "-o" },
	{ .name = "text with a recipient",
	  .words = { "--to=a@b" },
	  .why = "--format=mail" },
	{ .name = "text, sent",
	  .words = { "--format=text", "--send", "--to=a@b" },
	  .why = "--send" },
	{ .name = "no title", .words = { "--title=" }, .why = "option '--title' wants" },
	{ .name = "no folder", .words = { "-s", "" }, .why = "option '--store' wants" },
	{ .name = "a list of checks",
	  .words = { "--lists", "--check" },
	  .why = "--lists with --check: that verifies whole lists" },
	{ .name = "a check of lists",
	  .words = { "--check", "--lists" },
	  .why = "--check with --lists: that prints a line for each list" },
	{ .name = "lists of a time",
	  .words = { "--lists", "--since=now" },
	  .why = "--since with --lists" },
	{ .name = "lists in a format",
	  .words = { "--format=json", "--lists" },
	  .why = "--format with --lists" },
	{ .name = "a check of a window",
	  .words = { "--check", "abcdef1.." },
	  .why = "abcdef1.. with --check" },
	{ .name = "a negative top", .words = { "--top", "-1" }, .why = "--top -1" },
	{ .name = "a colour", .words = { "--color=red" }, .why = "--color=red" },
	{ .name = "people, paths and prefixes",
	  .words = { "--author=jan", "--path", "arch/*", "--prefix=RFC", "--path=b" },
	  .want = { .pick = { NULL, 4, NULL }, .top = 15, .color = -1, .pager = true } },
	{ .name = "what is excluded",
	  .words = { "--exclude-author=jan", "--exclude-path", "a",
		     "--exclude-prefix=b" },
	  .want = { .pick = { NULL, 3, NULL }, .top = 15, .color = -1, .pager = true } },
	{ .name = "areas",
	  .words = { "--area=a", "--maintainers=file", "--area", "b" },
	  .want = { .pick = { NULL, 2, NULL },
		    .maintainers = "file",
		    .top = 15,
		    .color = -1,
		    .pager = true } },
	{ .name = "areas in classic style",
	  .words = { "--classic", "--maintainers=file" },
	  .why = "--maintainers with --classic" },
	{ .name = "an empty author",
	  .words = { "--author", "" },
	  .why = "'--author' wants" },
	{ .name = "a tree in classic style",
	  .words = { "--classic", "--tree=a" },
	  .why = "--tree with --classic" },
	{ .name = "a tree without a name",
	  .words = { "--tree" },
	  .why = "'--tree' wants" },
	{ .name = "an own view in classic style",
	  .words = { "--classic", "--for=a@x" },
	  .why = "--for with --classic" },
	{ .name = "an own view of no address",
	  .words = { "--for", "jane" },
	  .why = "--for 'jane': expected an address alone, such as jane@example.org, "
		 "or me" },
	{ .name = "an own view of a name with its address",
	  .words = { "--for", "Jane <jane@x>" },
	  .why = "--for 'Jane <jane@x>': expected" },
	{ .name = "a selection in classic style",
	  .words = { "--classic", "--path=a" },
	  .why = "--path with --classic" },
	{ .name = "an exclusion in classic style",
	  .words = { "--classic", "--exclude-author=a" },
	  .why = "--exclude-author with --classic" },
	{ .name = "a format", .words = { "--format=pdf" }, .why = "--format pdf" },
	{ .name = "a series as a page",
	  .words = { "--series=a@x", "--format=html" },
	  .want = { .series = "a@x",
		    .format = FORMAT_HTML,
		    .top = 15,
		    .color = -1,
		    .pager = true } },
	{ .name = "a series",
	  .words = { "--series", "a@x", "--format=json" },
	  .want = { .series = "a@x",
		    .format = FORMAT_JSON,
		    .top = 15,
		    .color = -1,
		    .pager = true } },
	{ .name = "a series and commits",
	  .words = { "--series=a@x", "abcdef1..abcdef2" },
	  .why = "abcdef1..abcdef2 with --series" },
	{ .name = "a series and a bookmark",
	  .words = { "--series=a@x", "--since-last" },
	  .why = "--since-last with --series" },
	{ .name = "a series and sections",
	  .words = { "--series=a@x", "--sections=board" },
	  .why = "--sections with --series" },
	{ .name = "a series and authors",
	  .words = { "--series=a@x", "--author=a" },
	  .why = "--author with --series" },
	{ .name = "a series by mail",
	  .words = { "--series=a@x", "--format=mail" },
	  .why = "--format=mail with --series" },
	{ .name = "a series of a size",
	  .words = { "--series=a@x", "--max-size=1k" },
	  .why = "--max-size with --series" },
	{ .name = "a series to be sent",
	  .words = { "--series=a@x", "--send", "--to=a@b" },
	  .why = "--send with --series" },
	{ .name = "a site",
	  .words = { "--site=a", "--site-url", "https://x.example/a" },
	  .want = { .site = "a",
		    .site_url = "https://x.example/a",
		    .mask = 1,
		    .format = FORMAT_SITE,
		    .top = 15,
		    .color = -1,
		    .pager = true } },
	{ .name = "a site with addresses",
	  .words = { "--site=a", "--mask-addresses", "--no-mask-addresses" },
	  .want = { .site = "a",
		    .format = FORMAT_SITE,
		    .top = 15,
		    .color = -1,
		    .pager = true } },
	{ .name = "masked text",
	  .words = { "--mask-addresses" },
	  .want = { .mask = 1, .top = 15, .color = -1, .pager = true } },
	{ .name = "a feed",
	  .words = { "--format=atom", "--site-url=http://x.example" },
	  .want = { .format = FORMAT_ATOM,
		    .site_url = "http://x.example",
		    .top = 15,
		    .color = -1,
		    .pager = true } },
	{ .name = "a site in no folder",
	  .words = { "--site=" },
	  .why = "option '--site' wants a value" },
	{ .name = "a site in a file",
	  .words = { "--site=a", "-ob" },
	  .why = "-o with --site" },
	{ .name = "a site of one format",
	  .words = { "--site=a", "--format=html" },
	  .why = "--format with --site" },
	{ .name = "a site by mail",
	  .words = { "--site=a", "--send", "--to=a@b" },
	  .why = "--send with --site" },
	{ .name = "a site of a series",
	  .words = { "--site=a", "--series=a@x" },
	  .why = "--site with --series" },
	{ .name = "a site in classic style",
	  .words = { "--site=a", "--classic" },
	  .why = "--site with --classic" },
	{ .name = "masked classic style",
	  .words = { "--mask-addresses", "--classic" },
	  .why = "--mask-addresses with --classic" },
	{ .name = "a URL of no site",
	  .words = { "--site-url=https://x.example" },
	  .why = "--site-url wants" },
	{ .name = "a site at no URL",
	  .words = { "--site=a", "--site-url=example.org" },
	  .why = "--site-url 'example.org': expected a URL" },
	{ .name = "a feed of sections",
	  .words = { "--format=atom", "--sections=pulls" },
	  .why = "--sections with --format=atom" },
	{ .name = "a feed of a series",
	  .words = { "--format=atom", "--series=a@x" },
	  .why = "--format=atom with --series" },
	{ .name = "a configuration",
	  .words = { "--config", "x" },
	  .want = { .config = "x", .top = 15, .color = -1, .pager = true } },
};

static void check_text(const char *got, const char *want)
{
	assert_int_equal(!got, !want);
	if (want)
		assert_string_equal(got, want);
}

static void check_lists(const struct command *c, const char *want)
{
	struct list_request asked = command_list_request(c);
	struct buf got = BUF_INIT;

	for (size_t i = 0; i < asked.n_lists; i++)
		buf_addf(&got, "%s%s", i ? " " : "", asked.lists[i]);
	same_buf(&got, want ? want : "");
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct command c = COMMAND_INIT;
	struct buf why = BUF_INIT;
	char *argv[WORDS + 2] = { strdup("patchdigest-report") };
	int argc = 1;

	for (; argc <= WORDS && row->words[argc - 1]; argc++)
		argv[argc] = strdup(row->words[argc - 1]);
	assert_int_equal(command_parse(&c, argc, argv, &why),
			 row->why ? ST_USAGE : ST_OK);
	if (row->why) {
		assert_non_null(strstr(buf_cstr(&why), row->why));
	} else {
		assert_int_equal(c.action, row->want.action);
		assert_int_equal(c.classic, row->want.classic);
		assert_int_equal(c.titles_only, row->want.titles_only);
		assert_int_equal(c.pick.n, row->want.pick.n);
		check_text(c.series, row->want.series);
		assert_int_equal(c.top, row->want.top);
		assert_int_equal(c.color, row->want.color);
		assert_int_equal(c.pager, row->want.pager);
		check_text(c.config, row->want.config);
		check_lists(&c, row->lists);
		check_text(c.title, row->want.title);
		check_text(c.maintainers, row->want.maintainers);
		check_text(c.range, row->want.range);
		check_text(c.since, row->want.since);
		check_text(c.until, row->want.until);
		check_text(c.since_last, row->want.since_last);
		check_text(c.from, row->want.from);
		check_text(c.to.len ? buf_cstr(&c.to) : NULL, row->to);
		assert_int_equal(c.peek, row->want.peek);
		assert_int_equal(c.send, row->want.send);
		assert_int_equal(c.html, row->want.html);
		check_text(c.subject, row->want.subject);
		assert_int_equal(c.max_size, row->want.max_size || c.format != FORMAT_MAIL
						 ? row->want.max_size
						 : 1 << 20);
		if (c.action == ACTION_REPORT)
			assert_int_equal(c.mask, row->want.mask);
		if (c.action == ACTION_REPORT)
			assert_int_equal(c.format, row->want.format ? row->want.format
								    : FORMAT_TEXT);
		check_text(c.output, row->want.output);
		check_text(c.site, row->want.site);
		check_text(c.site_url, row->want.site_url);
	}
	command_release(&c);
	buf_release(&why);
	for (int i = 0; i < argc; i++)
		free(argv[i]);
}

static const struct view_row {
	const char *name;
	const char *words[WORDS];
	const char *viewers, *sections; /* each followed by a blank */
} views[] = {
	{ "nobody's", { NULL }, "", "" },
	{ "of several", { "--for", "a@x", "--for=me" }, "a@x me ", "mine " },
	{ "before other sections",
	  { "--for=a@x", "--sections=board,pulls" },
	  "a@x ",
	  "mine board pulls " },
	{ "where the sections have it",
	  { "--sections=board,mine", "--for=a@x" },
	  "a@x ",
	  "board mine " },
	{ "of the user, if nobody is named", { "--sections=mine" }, "me ", "mine " },
	{ "of a page",
	  { "--format=html" },
	  "",
	  "board pulls applied unanswered discussions reviewers standard " },
	{ "of a site",
	  { "--site=a" },
	  "",
	  "board pulls applied unanswered discussions reviewers standard " },
	{ "of a feed", { "--format=atom" }, "", "board " },
	{ "of a mail", { "--format=mail" }, "", "standard " },
	{ "of a mail with a page: the text's, then those of the page alone",
	  { "--format=mail", "--html" },
	  "",
	  "standard board pulls applied unanswered discussions reviewers " },
	{ "of a mail with a page, named",
	  { "--format=mail", "--html", "--sections=applied" },
	  "",
	  "applied board " },
	{ "of a page, before others",
	  { "--format=html", "--sections=applied,standard" },
	  "",
	  "board applied standard " },
	{ "of a page, where the sections have it",
	  { "--format=html", "--sections=applied,board" },
	  "",
	  "applied board " },
};

static void check_view(void **state)
{
	const struct view_row *row = *state;
	struct command c = COMMAND_INIT;
	struct buf why = BUF_INIT, viewers = BUF_INIT, sections = BUF_INIT;
	struct section_list list;
	char *argv[WORDS + 2] = { strdup("patchdigest-report") };
	int argc = 1;

	for (; argc <= WORDS && row->words[argc - 1]; argc++)
		argv[argc] = strdup(row->words[argc - 1]);
	assert_int_equal(command_parse(&c, argc, argv, &why), ST_OK);
	for (size_t i = 0; i < c.n_viewers; i++)
		buf_addf(&viewers, "%s ", c.viewers[i]);
	list = command_sections(&c);
	for (size_t i = 0; i < list.n; i++)
		buf_addf(&sections, "%s ", section_name(list.ids[i]));
	same_buf(&viewers, row->viewers);
	same_buf(&sections, row->sections);
	command_release(&c);
	for (int i = 0; i < argc; i++)
		free(argv[i]);
}

static void takes_several_stores(void **state)
{
	char name[] = "patchdigest-report", a[] = "-s", b[] = "one", d[] = "--store=two";
	char *argv[] = { name, a, b, d, NULL };
	struct command c = COMMAND_INIT;
	struct buf why = BUF_INIT;

	(void)state;
	assert_int_equal(command_parse(&c, 4, argv, &why), ST_OK);
	assert_int_equal(c.n_stores, 2);
	assert_string_equal(c.stores[0], "one");
	assert_string_equal(c.stores[1], "two");
	command_release(&c);
}

static void falls_back_to_the_environment(void **state)
{
	char name[] = "patchdigest-report";
	char *argv[] = { name, NULL };
	struct command c = COMMAND_INIT;
	struct buf why = BUF_INIT;

	(void)state;
	setenv("PATCHDIGEST_STORE", "/some/where", 1);
	assert_int_equal(command_parse(&c, 1, argv, &why), ST_OK);
	assert_int_equal(c.n_stores, 1);
	assert_string_equal(c.stores[0], "/some/where");
	unsetenv("PATCHDIGEST_STORE");
	command_release(&c);
}

/* A value from the command line overrides the configured value. */
static void takes_what_is_configured(void **state)
{
	static const char *robots[] = { "@x" }, *ids[] = { "1@x", "2@x" };
	static const struct list_config list = {
		.title = "configured",
		.archive_url = "https://x",
		.mailmap = "map",
		.employers = "who",
		.robots = { robots, 1, 1 },
		.ignored = { ids, 2, 2 },
	};
	struct command c = COMMAND_INIT;

	(void)state;
	c.title = "KVM";
	c.people.employers = "given";
	command_configure(&c, &list);
	assert_string_equal(c.title, "KVM");
	assert_string_equal(c.archive_url, "https://x");
	assert_string_equal(c.people.mailmap, "map");
	assert_string_equal(c.people.employers, "given");
	assert_null(c.people.robots);
	assert_int_equal(c.people.n_robot_patterns, 1);
	assert_string_equal(c.people.robot_patterns[0], "@x");
	assert_int_equal(c.n_ignore, 2);
	same_str(c.ignore[1], "2@x");
	command_release(&c);
}

static const struct trees_row {
	const char *name;
	const char *sections, *given;
	size_t n;
	const char *first;
} trees_rows[] = {
	{ "trees for sections", "applied", NULL, 2, "a" },
	{ "a tree given", "applied", "c", 1, "c" },
	{ "trees that nothing needs", "standard", NULL, 0, NULL },
};

static void takes_trees(void **state)
{
	const struct trees_row *row = *state;
	static const char *trees[] = { "a", "b#next" };
	static const struct list_config list = { .trees = { trees, 2, 2 } };
	char *argv[] = { strdup("patchdigest-report"),
			 strdup("--sections"),
			 strdup(row->sections),
			 strdup("--tree"),
			 row->given ? strdup(row->given) : NULL,
			 NULL };
	struct command c = COMMAND_INIT;
	struct buf why = BUF_INIT;

	assert_int_equal(command_parse(&c, row->given ? 5 : 3, argv, &why), ST_OK);
	command_configure(&c, &list);
	assert_int_equal(c.n_trees, row->n);
	if (row->n)
		assert_string_equal(c.trees[0], row->first);
	command_release(&c);
	for (size_t i = 0; i < ARRAY_SIZE(argv); i++)
		free(argv[i]);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_rows(&t, views, ARRAY_SIZE(views), sizeof(views[0]), check_view);
	add_test(&t, "takes_several_stores", takes_several_stores);
	add_test(&t, "falls_back_to_the_environment", falls_back_to_the_environment);
	add_test(&t, "takes_what_is_configured", takes_what_is_configured);
	add_rows(&t, trees_rows, ARRAY_SIZE(trees_rows), sizeof(trees_rows[0]),
		 takes_trees);
	return run_group("command", &t);
}
