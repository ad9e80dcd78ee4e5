/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "report/window/bookmark.h"
#include "report/command/command.h"
#include "report/config/config_value.h"
#include "report/digest/digest_subject.h"
#include "store/util/array.h"
#include "store/util/paths.h"
#include "store/util/suggest.h"
#include "store/util/wrong_option.h"
#include "store/util/timespec.h"

/* How an option changes the command. */
enum option_effect {
	SET_WORD,
	SET_NAME, /* a word, and not the empty one */
	SET_TRUE,
	SET_FALSE,
	SET_ACTION,
	SET_NUMBER,
	ADD_MATCH,
	CALL_FUNCTION
};

typedef enum status take_fn(struct command *, const char *word, struct buf *why);
static take_fn add_store_dir, add_list, add_tree, add_viewer, take_output, take_color,
    take_no_color, take_format, take_max_size, take_since_last, take_to, take_sections,
    take_names, take_archive_url, take_site_url, take_mask, take_no_mask;

#define AT(member) offsetof(struct command, member)

/* The effect uses one of at (the offset of a member), action, match and call. */
static const struct command_option {
	const char *name;
	int letter;
	const char *arg;  /* the name of its value; in [] if that may be missing */
	const char *help; /* lines */
	enum option_effect effect;
	enum action action;
	size_t at;
	const char *of;			/* SET_NUMBER: what is counted */
	struct series_match_rule match; /* without the text */
	take_fn *call;
} options[] = {
	{ "store", 's', "DIR", "where the mails are; repeatable: read as one",
	  CALL_FUNCTION, .call = add_store_dir },
	{ "list", 'l', "NAME",
	  "which list, by name or first label, if there are several;\n"
	  "repeatable, or a pattern with *, ?, []: one digest of all",
	  CALL_FUNCTION, .call = add_list },
	{ "title", 't', "NAME", "the name in the heading; default: the first labels",
	  SET_NAME, .at = AT(title) },
	{ "since", 0, "T",
	  "arrived at T or later: 2026-11-13, monday, yesterday,\n"
	  "'2026-11-13 07:00', '3 days ago', 2.weeks.ago, @1763000000",
	  SET_WORD, .at = AT(since) },
	{ "until", 0, "T", "arrived before T", SET_WORD, .at = AT(until) },
	{ "since-last", 0, "[=NAME]",
	  "came since the last report with this bookmark, which\n"
	  "is moved once the output was taken",
	  CALL_FUNCTION, .call = take_since_last },
	{ "peek", 0, "", "leave the bookmark where it is", SET_TRUE, .at = AT(peek) },
	{ "unless-since", 0, "T", "nothing, if that bookmark was moved at T or later",
	  SET_WORD, .at = AT(unless_since) },
	{ "author", 0, "TEXT",
	  "series of people whose name or address contains it; with *,\n"
	  "?, [] a pattern for the whole name or address",
	  ADD_MATCH, .match = { .by = MATCH_AUTHOR } },
	{ "path", 0, "GLOB", "series that touch such a file, or one in that folder",
	  ADD_MATCH, .match = { .by = MATCH_PATH } },
	{ "prefix", 0, "TAG", "series with that flag, or such a flag: RFC, net*",
	  ADD_MATCH, .match = { .by = MATCH_PREFIX } },
	{ "area", 0, "GLOB", "series that touch files of such an area of --maintainers",
	  ADD_MATCH, .match = { .by = MATCH_AREA } },
	{ "exclude-author", 0, "TEXT", "no series that such people posted or wrote",
	  ADD_MATCH, .match = { .by = MATCH_AUTHOR, .excludes = true } },
	{ "exclude-path", 0, "GLOB", "no series that touch only such files", ADD_MATCH,
	  .match = { .by = MATCH_PATH, .excludes = true } },
	{ "exclude-prefix", 0, "TAG",
	  "no series with such a flag. From --author to here:\n"
	  "each repeatable; a series is printed with all its mails",
	  ADD_MATCH, .match = { .by = MATCH_PREFIX, .excludes = true } },
	{ "for", 0, "ADDRESS",
	  "what concerns that person: section mine; me: the addresses\n"
	  "of the configuration; repeatable",
	  CALL_FUNCTION, .call = add_viewer },
	{ "classic", 0, "", "the byte-exact classic style", SET_TRUE, .at = AT(classic) },
	{ "sections", 0, "LIST",
	  "what became of it, in that order: standard (the digest),\n"
	  "board (the state of every series), mine (what concerns\n"
	  "the people of --for), incomplete, pulls, reviewed,\n"
	  "unanswered, applied, reviewers, discussions; all",
	  CALL_FUNCTION, .call = take_sections },
	{ "series", 0, "ID",
	  "one series with its versions: by the Message-ID or URL of\n"
	  "one of its mails, or by words of its title",
	  SET_WORD, .at = AT(series) },
	{ "quiet-days", 0, "N", "unanswered after N days, default 7", SET_NUMBER,
	  .at = AT(quiet_days), .of = "days" },
	{ "titles-only", 0, "", "tables and patch list, no commit messages", SET_TRUE,
	  .at = AT(titles_only) },
	{ "explain", 0, "", "why an older version is skipped, below each Exist/Skip pair",
	  SET_TRUE, .at = AT(explain) },
	{ "local", 0, "", "times of the text by the local time zone, not UTC", SET_TRUE,
	  .at = AT(local) },
	{ "ids", 0, "", "board, mine: the link or Message-ID of each row", SET_TRUE,
	  .at = AT(ids) },
	{ "format", 0, "FORMAT",
	  "text; json; html: a page for a browser, the board first;\n"
	  "atom: a feed with the board; mail: a message for\n"
	  "sendmail -t",
	  CALL_FUNCTION, .call = take_format },
	{ "html", 0, "", "in the mail, beside the text, a page", SET_TRUE,
	  .at = AT(html) },
	{ "subject", 0, "TEXT",
	  "of the mail: %l list, %d days, %s series, %a applied, %r\n"
	  "ready; the page has the others",
	  SET_NAME, .at = AT(subject) },
	{ "max-size", 0, "SIZE",
	  "cut commit messages so that the output has at most so many\n"
	  "bytes (500k, 2M); default: 1M for a mail",
	  CALL_FUNCTION, .call = take_max_size },
	{ "to", 0, "ADDRESS",
	  "who gets the mail; repeatable, or with commas between them", CALL_FUNCTION,
	  .call = take_to },
	{ "from", 0, "ADDRESS", "who sends it; default: the user at this host", SET_NAME,
	  .at = AT(from) },
	{ "send", 0, "", "hand the mail to sendmail", SET_TRUE, .at = AT(send) },
	{ "sendmail", 0, "PATH", "that program; default: the system's", SET_NAME,
	  .at = AT(sendmail) },
	{ "top", 0, "N", "rows in the tables, default 15", SET_NUMBER, .at = AT(top),
	  .of = "rows" },
	{ "archive-url", 0, "U",
	  "a line \"Link: U/MESSAGE-ID/\" instead of the Message-ID", CALL_FUNCTION,
	  .call = take_archive_url },
	{ "config", 0, "FILE",
	  "read this configuration alone; default: the system's, then\n"
	  "patchdigest/config in ~/.config",
	  SET_NAME, .at = AT(config) },
	{ "digest", 'd', "NAME",
	  "a digest that the configuration describes: its lists, time,\n"
	  "format, recipients; other options count more",
	  SET_NAME, .at = AT(digest) },
	{ "mailmap", 0, "FILE",
	  "names and addresses by git's rules; default: .mailmap in\n"
	  "the store's folder",
	  SET_NAME, .at = AT(people.mailmap) },
	{ "employers", 0, "FILE", "employers instead of domains, in gitdm's format",
	  SET_NAME, .at = AT(people.employers) },
	{ "robots", 0, "FILE", "more senders that are robots, and some that are not",
	  SET_NAME, .at = AT(people.robots) },
	{ "tree", 0, "DIR[#REV]", "a git repository with applied patches; repeatable",
	  CALL_FUNCTION, .call = add_tree },
	{ "maintainers", 0, "FILE",
	  "areas and their files: MAINTAINERS of the kernel, of\n"
	  "QEMU or U-Boot",
	  SET_NAME, .at = AT(maintainers) },
	{ "output", 'o', "FILE", "write it there, whole or not at all", CALL_FUNCTION,
	  .call = take_output },
	{ "site", 0, "DIR",
	  "add it to a site: a folder for a web server, with pages\n"
	  "of all digests, text, JSON, an index and a feed",
	  SET_NAME, .at = AT(site) },
	{ "site-url", 0, "URL", "where readers find that folder", CALL_FUNCTION,
	  .call = take_site_url },
	{ "mask-addresses", 0, "",
	  "jane@... for each address and Message-ID; the default with\n"
	  "--site",
	  CALL_FUNCTION, .call = take_mask },
	{ "no-mask-addresses", 0, "", "with --site: addresses as they are", CALL_FUNCTION,
	  .call = take_no_mask },
	{ "lists", 0, "", "name, mails, first and last arrival, bytes of each list",
	  SET_ACTION, .action = ACTION_LISTS },
	{ "check", 0, "", "verify the store", SET_ACTION, .action = ACTION_CHECK },
	{ "names", 0, "KIND", "lists, digests, sections or formats, one per line",
	  CALL_FUNCTION, .call = take_names },
	{ "color", 0, "[=WHEN]", "always, never, auto", CALL_FUNCTION,
	  .call = take_color },
	{ "no-color", 0, "", "as --color=never", CALL_FUNCTION, .call = take_no_color },
	{ "no-pager", 0, "", "text on a terminal without a pager", SET_FALSE,
	  .at = AT(pager) },
	{ "help", 'h', "", "this text", SET_ACTION, .action = ACTION_HELP },
	{ "version", 'V', "", "the number of this version", SET_ACTION,
	  .action = ACTION_VERSION },
};

#define OPTIONS ARRAY_SIZE(options)
_Static_assert(OPTIONS <= COMMAND_OPTIONS_MAX, "command.given has a place per option");
#define OPTION_BASE 256 /* of the values for long names: greater than any letter */

#define HELP_COLUMN 23 /* of the help texts */

static int takes_value(const struct command_option *o)
{
	return o->arg[0] == '\0'  ? no_argument
	       : o->arg[0] == '[' ? optional_argument
				  : required_argument;
}

static void add_help(struct buf *out, const struct command_option *o)
{
	size_t start = out->len, width;
	struct str rest = str_from(o->help);

	if (o->letter)
		buf_addf(out, "  -%c, --%s", o->letter, o->name);
	else
		buf_addf(out, "      --%s", o->name);
	buf_addf(out, "%s%s", takes_value(o) == required_argument ? " " : "", o->arg);
	width = out->len - start;
	buf_addf(out, "%*s", width < HELP_COLUMN ? (int)(HELP_COLUMN - width) : 2, "");
	for (size_t end = str_chr(rest, '\n'); end < rest.len;
	     end = str_chr(rest, '\n')) {
		buf_addf(out, "%.*s\n%*s", (int)end, rest.s, HELP_COLUMN, "");
		rest = str_sub(rest, end + 1, rest.len);
	}
	buf_addf(out, "%s\n", rest.s);
}

void command_help(struct buf *out)
{
	buf_addstr(
	    out,
	    "usage: patchdigest-report [OPTIONS] [A..B | A..]\n"
	    "\n"
	    "Prints a digest of the patches on a mailing list: of the mails after "
	    "commit\n"
	    "A through commit B, of the mails of a time, or of the last seven days.\n"
	    "\n");
	for (size_t i = 0; i < OPTIONS; i++)
		add_help(out, &options[i]);
}

static enum status say_no_value(struct buf *why, const char *option)
{
	return status_say(why, ST_USAGE, "option '--%s' wants a value", option);
}

static bool is_same_folder(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
	       x.st_ino == y.st_ino;
}

/* A store that is named twice is read once: TDB can't open a file twice. */
static enum status add_store_dir(struct command *c, const char *dir, struct buf *why)
{
	if (!*dir)
		return say_no_value(why, "store");
	for (size_t i = 0; i < c->n_stores; i++)
		if (is_same_folder(c->stores[i], dir))
			return ST_OK;
	c->stores = xrealloc(c->stores, (c->n_stores + 1) * sizeof(*c->stores));
	c->stores[c->n_stores++] = dir;
	return ST_OK;
}

static enum status add_list(struct command *c, const char *name, struct buf *why)
{
	(void)why;
	c->lists = xrealloc(c->lists, (c->n_lists + 1) * sizeof(*c->lists));
	c->lists[c->n_lists++] = name;
	return ST_OK;
}

static enum status add_tree(struct command *c, const char *tree, struct buf *why)
{
	(void)why;
	c->trees = xrealloc(c->trees, (c->n_trees + 1) * sizeof(*c->trees));
	c->trees[c->n_trees++] = tree;
	return ST_OK;
}

static enum status add_viewer(struct command *c, const char *who, struct buf *why)
{
	const char *fault = config_address_fault(str_from(who));

	if (fault && strcmp(who, "me") != 0)
		return status_say(why, ST_USAGE, "--for '%s': %s, or me", who, fault);
	c->viewers = xrealloc(c->viewers, (c->n_viewers + 1) * sizeof(*c->viewers));
	c->viewers[c->n_viewers++] = who;
	return ST_OK;
}

static void use_default(const char **word, const char *configured)
{
	if (!*word)
		*word = configured;
}

struct section_list command_sections(const struct command *c)
{
	struct section_list all = c->sections;

	for (size_t i = 0; i < c->page_sections.n; i++)
		if (!section_list_has(&all, c->page_sections.ids[i]))
			all.ids[all.n++] = c->page_sections.ids[i];
	return all;
}

const char *command_subject(const struct command *c)
{
	return c->subject ? c->subject : DIGEST_SUBJECT;
}

bool command_needs_figures(const struct command *c)
{
	return c->format == FORMAT_MAIL && digest_subject_has_figures(command_subject(c));
}

bool command_needs_replies(const struct command *c)
{
	struct section_list all = command_sections(c);

	return command_needs_figures(c) || section_list_needs_replies(&all);
}

void command_configure(struct command *c, const struct list_config *l)
{
	bool needs_trees = !c->n_trees && (c->series || command_needs_replies(c));

	use_default(&c->title, l->title);
	use_default(&c->archive_url, l->archive_url);
	use_default(&c->people.mailmap, l->mailmap);
	use_default(&c->people.employers, l->employers);
	use_default(&c->maintainers, l->maintainers);
	c->people.robot_patterns = l->robots.list;
	c->people.n_robot_patterns = l->robots.n;
	c->ignore = xcalloc(l->ignored.n + 1, sizeof(*c->ignore));
	for (size_t i = 0; i < l->ignored.n; i++)
		c->ignore[c->n_ignore++] = str_from(l->ignored.list[i]);
	for (size_t i = 0; needs_trees && i < l->trees.n; i++)
		add_tree(c, l->trees.list[i], NULL);
}

static enum status take_output(struct command *c, const char *file, struct buf *why)
{
	if (!*file)
		return say_no_value(why, "output");
	c->output = strcmp(file, "-") != 0 ? file : NULL;
	return ST_OK;
}

static enum status take_sections(struct command *c, const char *list, struct buf *why)
{
	return section_list_parse(&c->sections, list, why);
}

static enum status take_archive_url(struct command *c, const char *url, struct buf *why)
{
	const char *fault = config_url_fault(str_from(url));

	if (fault)
		return status_say(why, ST_USAGE, "--archive-url %s: %s", url, fault);
	c->archive_url = url;
	return ST_OK;
}

static enum status take_color(struct command *c, const char *when, struct buf *why)
{
	static const struct {
		const char *name;
		int color;
	} words[] = { { "always", 1 }, { "never", 0 }, { "auto", -1 } };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (!when || strcmp(when, words[i].name) == 0) {
			c->color = words[i].color;
			return ST_OK;
		}
	}
	return status_say(why, ST_USAGE, "--color=%s: expected always, never or auto",
			  when);
}

static enum status take_no_color(struct command *c, const char *word, struct buf *why)
{
	(void)word;
	(void)why;
	c->color = 0;
	return ST_OK;
}

static enum status take_mask(struct command *c, const char *word, struct buf *why)
{
	(void)word;
	(void)why;
	c->mask = 1;
	return ST_OK;
}

static enum status take_no_mask(struct command *c, const char *word, struct buf *why)
{
	(void)word;
	(void)why;
	c->mask = 0;
	return ST_OK;
}

static enum status take_names(struct command *c, const char *kind, struct buf *why)
{
	(void)why;
	c->action = ACTION_NAMES;
	c->names = kind;
	return ST_OK;
}

static const struct {
	const char *name;
	enum format format;
} format_words[] = { { "text", FORMAT_TEXT },
		     { "mail", FORMAT_MAIL },
		     { "json", FORMAT_JSON },
		     { "html", FORMAT_HTML },
		     { "atom", FORMAT_ATOM } };

void command_add_formats(struct buf *names)
{
	for (size_t i = 0; i < ARRAY_SIZE(format_words); i++)
		buf_addf(names, "%s\n", format_words[i].name);
}

static enum status take_format(struct command *c, const char *name, struct buf *why)
{
	for (size_t i = 0; i < ARRAY_SIZE(format_words); i++) {
		if (strcmp(name, format_words[i].name) == 0) {
			c->format = format_words[i].format;
			return ST_OK;
		}
	}
	return status_say(why, ST_USAGE,
			  "--format %s: expected text, json, html, atom or mail", name);
}

static enum status take_site_url(struct command *c, const char *url, struct buf *why)
{
	const char *fault = config_url_fault(str_from(url));

	c->site_url = url;
	return fault ? status_say(why, ST_USAGE, "--site-url '%s': %s", url, fault)
		     : ST_OK;
}

static enum status take_max_size(struct command *c, const char *text, struct buf *why)
{
	if (str_size(str_from(text), &c->max_size))
		return ST_OK;
	return status_say(why, ST_USAGE,
			  "--max-size %s: expected a number of bytes, as in 500k or 2M",
			  text);
}

static enum status take_to(struct command *c, const char *addresses, struct buf *why)
{
	if (!*addresses)
		return say_no_value(why, "to");
	buf_addf(&c->to, "%s%s", c->to.len ? ", " : "", addresses);
	return ST_OK;
}

static enum status take_since_last(struct command *c, const char *name, struct buf *why)
{
	c->since_last = name ? name : "default";
	if (bookmark_name_valid(str_from(c->since_last)))
		return ST_OK;
	return status_say(
	    why, ST_USAGE,
	    "--since-last=%s: a bookmark's name is made of letters, digits, '.', '_' and "
	    "'-', without a leading dot or a final .lock",
	    name);
}

static enum status add_match(struct command *c, const struct command_option *option,
			     const char *text, struct buf *why)
{
	struct series_match_rule rule = option->match;

	if (!*text)
		return say_no_value(why, option->name);
	rule.text = text;
	series_match_add(&c->pick, rule);
	return ST_OK;
}

static enum status set_number(uint32_t *number, const struct command_option *option,
			      const char *text, struct buf *why)
{
	if (str_number(str_from(text), number))
		return ST_OK;
	return status_say(why, ST_USAGE, "--%s %s: expected a number of %s", option->name,
			  text, option->of);
}

static enum status apply_option(struct command *c, const struct command_option *option,
				const char *word, struct buf *why)
{
	char *member = (char *)c + option->at;

	switch (option->effect) {
	case SET_NAME:
		if (!*word)
			return say_no_value(why, option->name);
		/* fallthrough */
	case SET_WORD:
		memcpy(member, &word, sizeof(word));
		return ST_OK;
	case SET_TRUE:
	case SET_FALSE:
		*(bool *)member = option->effect == SET_TRUE;
		return ST_OK;
	case SET_ACTION:
		c->action = option->action;
		return ST_OK;
	case SET_NUMBER:
		return set_number((uint32_t *)member, option, word, why);
	case ADD_MATCH:
		return add_match(c, option, word, why);
	case CALL_FUNCTION:
		return option->call(c, word, why);
	}
	return ST_USAGE;
}

/* The option for a value of getopt_long; NULL if the value means an error. */
static const struct command_option *find_option(int opt)
{
	for (size_t i = 0; i < OPTIONS; i++)
		if (opt == options[i].letter || opt == OPTION_BASE + (int)i)
			return &options[i];
	return NULL;
}

/* Returns the value of the next option, -1 at the end. */
static int next_option(int argc, char **argv)
{
	struct option longs[OPTIONS + 1] = { { 0 } };
	/* The ":" tells a missing value from an unknown option. */
	char letters[2 * OPTIONS + 2] = ":";
	size_t n = 1;

	for (size_t i = 0; i < OPTIONS; i++) {
		longs[i] = (struct option){ options[i].name, takes_value(&options[i]),
					    NULL, OPTION_BASE + (int)i };
		if (!options[i].letter)
			continue;
		letters[n++] = (char)options[i].letter;
		if (takes_value(&options[i]) == required_argument)
			letters[n++] = ':';
	}
	return getopt_long(argc, argv, letters, longs, NULL);
}

static const struct command_option *find_option_by_name(const char *name)
{
	for (size_t i = 0; i < OPTIONS; i++)
		if (strcmp(options[i].name, name) == 0)
			return &options[i];
	return NULL;
}

bool command_option_takes_value(const char *name)
{
	const struct command_option *o = find_option_by_name(name);

	return o && takes_value(o) != no_argument;
}

bool command_was_given(const struct command *c, const char *name)
{
	const struct command_option *option = find_option_by_name(name);

	return option && c->given[option - options];
}

enum status command_apply(struct command *c, const char *name, const char *value,
			  struct buf *why)
{
	const struct command_option *option = find_option_by_name(name);

	if (!option)
		return status_say(why, ST_USAGE, "no option --%s", name);
	return apply_option(c, option, value, why);
}

static void say_no_option(struct buf *why, struct str given)
{
	struct str name = str_sub(given, 0, str_chr(given, '='));
	struct suggest near = suggest_start(str_sub(name, 2, name.len));

	buf_addf(why, "'%.*s' is no option here, or not with that value", (int)given.len,
		 given.s);
	for (size_t i = 0; i < OPTIONS && str_starts(name, STR("--")); i++)
		suggest_try(&near, str_from(options[i].name));
	if (!str_eq(near.word, near.typed))
		suggest_add(why, &near, "--");
}

static enum status say_wrong_option(struct buf *why, char *const *argv, bool missing)
{
	struct buf given = BUF_INIT;

	wrong_option_add(&given, argv);
	if (missing)
		buf_addf(why, "option '%s' wants a value", buf_cstr(&given));
	else
		say_no_option(why, buf_str(&given));
	buf_release(&given);
	return ST_USAGE;
}

/* Whether the words, which no option takes, belong to a time: --since last week. */
static bool are_words_of_time(const char *option, const char *begin, char *const *words,
			      struct buf *why)
{
	struct buf time = BUF_INIT, fault = BUF_INIT;
	int64_t found;
	bool are;

	if (!begin)
		return false;
	buf_addstr(&time, begin);
	for (; *words; words++)
		buf_addf(&time, " %s", *words);
	are = timespec_parse(&found, buf_str(&time), 0, &fault) == ST_OK;
	if (are)
		buf_addf(why, "%s %s: a time of several words needs quotes: %s '%s'",
			 option, begin, option, buf_cstr(&time));
	buf_release(&time);
	buf_release(&fault);
	return are;
}

static enum status take_range(struct command *c, int argc, char **argv, struct buf *why)
{
	if (optind == argc)
		return ST_OK;
	if (!strstr(argv[optind], "..") &&
	    (are_words_of_time("--since", c->since, argv + optind, why) ||
	     are_words_of_time("--until", c->until, argv + optind, why)))
		return ST_USAGE;
	if (optind + 1 < argc)
		return status_say(why, ST_USAGE, "'%s': one window is expected, A..B",
				  argv[optind + 1]);
	c->range = argv[optind];
	return ST_OK;
}

static enum status check_digest_action(const struct command *c, struct buf *why)
{
	const char *given = c->action == ACTION_LISTS	? "--lists"
			    : c->action == ACTION_CHECK ? "--check"
			    : c->series			? "--series"
							: NULL;

	if (!given)
		return ST_OK;
	return status_say(why, ST_USAGE,
			  "%s with --digest: that describes a report of a "
			  "time",
			  given);
}

enum status command_parse(struct command *c, int argc, char **argv, struct buf *why)
{
	enum status st = ST_OK;
	int opt;

	opterr = 0;
	optind = 0;
	while (st == ST_OK && (opt = next_option(argc, argv)) != -1) {
		const struct command_option *option = find_option(opt);

		if (!option)
			return say_wrong_option(why, argv, opt == ':');
		c->given[option - options] = true;
		st = apply_option(c, option, optarg, why);
		if (c->action == ACTION_HELP || c->action == ACTION_VERSION)
			return ST_OK;
	}
	if (st == ST_OK)
		st = take_range(c, argc, argv, why);
	if (st == ST_OK)
		st = c->digest ? check_digest_action(c, why) : command_check(c, why);
	if (st == ST_OK && !c->n_stores) {
		paths_store(&c->fallback);
		st = add_store_dir(c, buf_cstr(&c->fallback), why);
	}
	return st;
}

void command_release(struct command *c)
{
	free(c->stores);
	free(c->lists);
	free(c->trees);
	free(c->viewers);
	free(c->ignore);
	series_match_release(&c->pick);
	buf_release(&c->fallback);
	buf_release(&c->to);
}

struct list_request command_list_request(const struct command *c)
{
	return (struct list_request){ c->stores, c->n_stores, c->lists, c->n_lists };
}
