/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/command/command_digest.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

#define WORDS 8

static char *dir;

static int set_up(void **state)
{
	(void)state;
	dir = temp_dir();
	return chdir(dir);
}

static int tear_down(void **state)
{
	(void)state;
	temp_remove(dir);
	return 0;
}

#define MAIL "[digest \"weekly\"]\n\tformat = mail\n\tto = jane@example.org\n"

static const struct row {
	const char *name;
	const char *text;	  /* of the configuration */
	const char *words[WORDS]; /* after --digest=weekly */
	const char *want;	  /* the command, or why it is refused */
} rows[] = {
	{ "nothing said", "[digest \"weekly\"]\n\ttop = 3\n", { NULL }, "text; top 3; " },
	{ "lists",
	  "[digest \"weekly\"]\n\tlist = kvm\n\tlist = linux-*\n\tperList\n",
	  { NULL },
	  "list kvm; list linux-*; per list; text; " },
	{ "other lists",
	  "[digest \"weekly\"]\n\tlist = kvm\n\tperList = yes\n",
	  { "-lnetdev" },
	  "list netdev; per list; text; " },
	{ "a site",
	  "[digest \"weekly\"]\n\tsite = /srv/d\n\tsiteUrl = https://x.example/d\n",
	  { NULL },
	  "site /srv/d; URL https://x.example/d; masked; " },
	{ "another folder, and addresses",
	  "[digest \"weekly\"]\n\tsite = /srv/d\n",
	  { "--site=/srv/e", "--no-mask-addresses" },
	  "site /srv/e; " },
	{ "a site at no URL",
	  "[digest \"weekly\"]\n\tsite = a\n\tsiteUrl = x.example\n",
	  { NULL },
	  "config:3: digest.weekly.siteurl: --site-url 'x.example': expected a URL" },
	{ "its bookmark",
	  "[digest \"weekly\"]\n\tsinceLast = true\n",
	  { NULL },
	  "bookmark weekly; text; " },
	{ "another bookmark",
	  "[digest \"weekly\"]\n\tsinceLast = w2\n",
	  { NULL },
	  "bookmark w2; text; " },
	{ "no bookmark",
	  "[digest \"weekly\"]\n\tsinceLast = no\n\tsince = monday\n",
	  { NULL },
	  "since monday; text; " },
	{ "another window",
	  "[digest \"weekly\"]\n\tsinceLast\n",
	  { "--since=now" },
	  "since now; text; " },
	{ "a window of commits",
	  "[digest \"weekly\"]\n\tsinceLast\n",
	  { "abcdef1.." },
	  "range abcdef1..; text; " },
	{ "a mail that is sent", MAIL, { NULL }, "mail; send; to jane@example.org; " },
	{ "a mail, as a recipient says",
	  "[digest \"weekly\"]\n\tto = jane@example.org\n",
	  { NULL },
	  "mail; send; to jane@example.org; " },
	{ "a mail into a file",
	  MAIL,
	  { "-o", "mail" },
	  "mail; to jane@example.org; output mail; " },
	{ "a mail to somebody else",
	  MAIL,
	  { "--to=joe@example.org" },
	  "mail; send; to joe@example.org; " },
	{ "text instead of a mail", MAIL, { "--format=text" }, "text; " },
	{ "several recipients",
	  MAIL "\tto = joe@example.org\n",
	  { NULL },
	  "mail; send; to jane@example.org, joe@example.org; " },
	{ "what is selected",
	  "[digest \"weekly\"]\n\tauthor = a\n\texcludePath = b\n",
	  { NULL },
	  "text; 2 rules; " },
	{ "a page in the mail",
	  MAIL "\thtml = true\n\tmaxSize = 500k\n\tsubject = %l\n",
	  { NULL },
	  "mail; send; html; 512000; subject %l; to jane@example.org; " },
	{ "no page, as text",
	  MAIL "\thtml\n\tsubject = %l\n",
	  { "--format=text" },
	  "text; " },
	{ "sections",
	  "[digest \"weekly\"]\n\tsections = board,applied\n",
	  { NULL },
	  "text; section board; section applied; " },
	{ "no such digest",
	  "[digest \"daily\"]\n\ttop = 3\n[digest \"monthly\"]\n\ttop = 3\n",
	  { NULL },
	  "no digest 'weekly' is configured; there are: daily, monthly" },
	{ "no digest",
	  "",
	  { NULL },
	  "no digest 'weekly' is configured: write [digest \"weekly\"] into a "
	  "configuration file" },
	{ "a value",
	  "[digest \"weekly\"]\n\n\ttop = many\n",
	  { NULL },
	  "config:3: digest.weekly.top: --top many: expected a number of rows" },
	{ "a value that is overridden",
	  "[digest \"weekly\"]\n\ttop = many\n",
	  { "--top=3" },
	  "config:2: digest.weekly.top: --top many: expected a number of rows" },
	{ "a value of another digest",
	  "[digest \"weekly\"]\n\ttop = 3\n[digest \"daily\"]\n\tformat = pdf\n",
	  { NULL },
	  "config:4: digest.daily.format: --format pdf: expected text, " },
	{ "no true or false",
	  "[digest \"weekly\"]\n\tperList = maybe\n",
	  { NULL },
	  "config:2: digest.weekly.perlist: expected true or false: maybe" },
	{ "no time",
	  "[digest \"weekly\"]\n\tsince = tea\n",
	  { NULL },
	  "config:2: digest.weekly.since: 'tea' is no time: expected 2026-11-13" },
	{ "no time, of another digest",
	  "[digest \"weekly\"]\n\ttop = 3\n[digest \"daily\"]\n\tsince\n",
	  { NULL },
	  "config:4: digest.daily.since: a value is missing" },
	{ "no value",
	  "[digest \"weekly\"]\n\ttop\n",
	  { NULL },
	  "config:2: digest.weekly.top: a value is missing" },
	{ "a name that no bookmark can have",
	  "[digest \"weekly\"]\n\tsinceLast = a/b\n",
	  { NULL },
	  "config:2: digest.weekly.sincelast: --since-last=a/b: a bookmark's name " },
	{ "options that don't go together",
	  "[digest \"weekly\"]\n\tsinceLast\n",
	  { "--classic", "--author=a" },
	  "digest 'weekly': --author with --classic" },
	{ "keys that don't go together",
	  "[digest \"weekly\"]\n\tsubject = x\n",
	  { NULL },
	  "digest 'weekly': --subject wants --format=mail or --send" },
};

static void add_text(struct buf *got, const char *name, const char *value)
{
	if (value)
		buf_addf(got, "%s %s; ", name, value);
}

static void add_format(struct buf *got, const struct command *c)
{
	if (c->format != FORMAT_SITE)
		buf_addstr(got, c->format == FORMAT_MAIL ? "mail; " : "text; ");
	add_text(got, "site", c->site);
	add_text(got, "URL", c->site_url);
	if (c->mask)
		buf_addstr(got, "masked; ");
	if (c->send)
		buf_addstr(got, "send; ");
	if (c->html)
		buf_addstr(got, "html; ");
	if (c->max_size && c->max_size != 1 << 20)
		buf_addf(got, "%ju; ", (uintmax_t)c->max_size);
	add_text(got, "subject", c->subject);
	add_text(got, "to", c->to.len ? buf_cstr(&c->to) : NULL);
	add_text(got, "output", c->output);
}

static void add_command(struct buf *got, const struct command *c)
{
	for (size_t i = 0; i < c->n_lists; i++)
		add_text(got, "list", c->lists[i]);
	if (c->per_list)
		buf_addstr(got, "per list; ");
	add_text(got, "range", c->range);
	add_text(got, "since", c->since);
	add_text(got, "bookmark", c->since_last);
	add_format(got, c);
	if (c->top != 15)
		buf_addf(got, "top %u; ", c->top);
	if (c->pick.n)
		buf_addf(got, "%zu rules; ", c->pick.n);
	for (size_t i = 0; i < c->sections.n; i++)
		add_text(got, "section", section_name(c->sections.ids[i]));
}

static void check_row(void **state)
{
	const struct row *row = *state;
	char program[] = "patchdigest-report", digest[] = "--digest=weekly";
	char *argv[WORDS + 3] = { program, digest };
	struct command c = COMMAND_INIT;
	struct config config = CONFIG_INIT;
	struct buf got = BUF_INIT;
	int argc = 2;

	for (; argc < WORDS + 2 && row->words[argc - 2]; argc++)
		argv[argc] = strdup(row->words[argc - 2]);
	temp_write("config", row->text);
	assert_int_equal(config_add_file(&config, "config", &got), ST_OK);
	assert_int_equal(command_parse(&c, argc, argv, &got), ST_OK);
	if (command_take_digest(&c, &config, &got) == ST_OK)
		add_command(&got, &c);
	if (strncmp(buf_cstr(&got), row->want, strlen(row->want)) != 0)
		assert_string_equal(buf_cstr(&got), row->want);
	buf_release(&got);
	command_release(&c);
	config_release(&config);
	for (int i = 2; i < argc; i++)
		free(argv[i]);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group_with("command_digest", &t, set_up, tear_down);
}
