/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "report/command.h"
#include "store/paths.h"

/* Options without a letter of their own. */
enum {
	OPT_SINCE = 256,
	OPT_UNTIL,
	OPT_CLASSIC,
	OPT_TITLES_ONLY,
	OPT_FORMAT,
	OPT_TOP,
	OPT_ARCHIVE_URL,
	OPT_LISTS,
	OPT_CHECK,
	OPT_COLOR,
	OPT_NO_COLOR,
	OPT_NO_PAGER,
	OPT_HELP,
	OPT_VERSION,
};

static const struct option longs[] = {
	{ "store", required_argument, NULL, 's' },
	{ "list", required_argument, NULL, 'l' },
	{ "title", required_argument, NULL, 't' },
	{ "output", required_argument, NULL, 'o' },
	{ "since", required_argument, NULL, OPT_SINCE },
	{ "until", required_argument, NULL, OPT_UNTIL },
	{ "classic", no_argument, NULL, OPT_CLASSIC },
	{ "titles-only", no_argument, NULL, OPT_TITLES_ONLY },
	{ "format", required_argument, NULL, OPT_FORMAT },
	{ "top", required_argument, NULL, OPT_TOP },
	{ "archive-url", required_argument, NULL, OPT_ARCHIVE_URL },
	{ "lists", no_argument, NULL, OPT_LISTS },
	{ "check", no_argument, NULL, OPT_CHECK },
	{ "color", optional_argument, NULL, OPT_COLOR },
	{ "no-color", no_argument, NULL, OPT_NO_COLOR },
	{ "no-pager", no_argument, NULL, OPT_NO_PAGER },
	{ "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ NULL, 0, NULL, 0 },
};

const char *command_help(void)
{
	return "usage: patchdigest-report [OPTIONS] [A..B | A..]\n"
	       "\n"
	       "Prints a digest of the patches of a mailing list: of the mails after the one\n"
	       "with commit A, up to and with that of commit B, or of a time, else of the last\n"
	       "seven days.\n"
	       "\n"
	       "  -s, --store DIR      where the mails are; repeatable: read as one\n"
	       "  -l, --list NAME      which list, by name or first label; needed if there are several\n"
	       "  -t, --title NAME     the name in the heading; default: the list's first label\n"
	       "      --since T        arrived at T or later: 2026-11-13, '2026-11-13 07:00',\n"
	       "                       monday, yesterday, '3 days ago', 2.weeks.ago, @1763000000\n"
	       "      --until T        arrived before T\n"
	       "      --classic        the byte-exact classic style\n"
	       "      --titles-only    tables and patch list, no commit messages\n"
	       "      --format FORMAT  text\n"
	       "      --top N          rows in the tables, default 15\n"
	       "      --archive-url U  a line \"Link: U/MESSAGE-ID/\" instead of the Message-ID\n"
	       "  -o, --output FILE    write it there, whole or not at all\n"
	       "      --lists          name, mails, first and last arrival, bytes of each list\n"
	       "      --check          verify the store\n"
	       "      --color[=WHEN]   always, never, auto; --no-color\n"
	       "      --no-pager\n"
	       "      --help, --version\n";
}

static enum status parse_color(int *color, const char *when, struct buf *why)
{
	static const struct {
		const char *name;
		int color;
	} rows[] = { { "always", 1 }, { "never", 0 }, { "auto", -1 } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!when || strcmp(when, rows[i].name) == 0) {
			*color = rows[i].color;
			return ST_OK;
		}
	}
	buf_addf(why, "--color=%s: expected always, never or auto", when);
	return ST_USAGE;
}

static enum status parse_top(size_t *top, const char *text, struct buf *why)
{
	uint32_t n;

	if (!str_number(str_from(text), &n)) {
		buf_addf(why, "--top %s: expected a number of rows", text);
		return ST_USAGE;
	}
	*top = n;
	return ST_OK;
}

static void add_store(struct command *c, const char *dir)
{
	c->stores = xrealloc(c->stores, (c->n_stores + 1) * sizeof(*c->stores));
	c->stores[c->n_stores++] = dir;
}

/* The options that take a word of their own; false for the others. */
static bool take_word(struct command *c, int opt, const char *word)
{
	switch (opt) {
	case 's': add_store(c, word); return true;
	case 'l': c->list = word; return true;
	case 't': c->title = word; return true;
	case 'o': c->output = strcmp(word, "-") != 0 ? word : NULL; return true;
	case OPT_SINCE: c->since = word; return true;
	case OPT_UNTIL: c->until = word; return true;
	case OPT_ARCHIVE_URL: c->archive_url = word; return true;
	default: return false;
	}
}

static bool take_flag(struct command *c, int opt)
{
	switch (opt) {
	case OPT_CLASSIC: c->classic = true; return true;
	case OPT_TITLES_ONLY: c->titles_only = true; return true;
	case OPT_LISTS: c->action = ACTION_LISTS; return true;
	case OPT_CHECK: c->action = ACTION_CHECK; return true;
	case OPT_NO_COLOR: c->color = 0; return true;
	case OPT_NO_PAGER: c->pager = false; return true;
	case OPT_HELP: c->action = ACTION_HELP; return true;
	case OPT_VERSION: c->action = ACTION_VERSION; return true;
	default: return false;
	}
}

static enum status take_option(struct command *c, int opt, const char *word, struct buf *why)
{
	if (take_word(c, opt, word) || take_flag(c, opt))
		return ST_OK;
	if (opt == OPT_COLOR)
		return parse_color(&c->color, word, why);
	if (opt == OPT_TOP)
		return parse_top(&c->top, word, why);
	if (opt == OPT_FORMAT && strcmp(word, "text") == 0)
		return ST_OK;
	buf_addf(why, "--format %s: expected text", word);
	return ST_USAGE;
}

static enum status take_range(struct command *c, int argc, char **argv, struct buf *why)
{
	if (optind == argc)
		return ST_OK;
	if (optind + 1 < argc) {
		buf_addf(why, "'%s': one window is expected, A..B", argv[optind + 1]);
		return ST_USAGE;
	}
	c->range = argv[optind];
	if (!c->since && !c->until)
		return ST_OK;
	buf_addf(why, "%s with %s: a window is given by commits or by time, not by both",
		 c->range, c->since ? "--since" : "--until");
	return ST_USAGE;
}

enum status command_parse(struct command *c, int argc, char **argv, struct buf *why)
{
	enum status st = ST_OK;
	int opt;

	opterr = 0;
	optind = 0;
	while (st == ST_OK && (opt = getopt_long(argc, argv, ":s:l:t:o:", longs, NULL)) != -1) {
		const char *given = argv[optind - 1];

		if (opt == '?' || opt == ':') {
			buf_addf(why, opt == ':' ? "option '%s' wants a value" :
						   "'%s' is no option here, or not with that value",
				 given);
			return ST_USAGE;
		}
		st = take_option(c, opt, optarg, why);
		if (c->action == ACTION_HELP || c->action == ACTION_VERSION)
			return ST_OK;
	}
	if (st == ST_OK)
		st = take_range(c, argc, argv, why);
	if (st == ST_OK && !c->n_stores) {
		paths_store(&c->fallback);
		add_store(c, buf_cstr(&c->fallback));
	}
	return st;
}

void command_release(struct command *c)
{
	free(c->stores);
	buf_release(&c->fallback);
}
