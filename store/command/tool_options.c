/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "store/command/tool_options.h"
#include "store/util/array.h"
#include "store/util/paths.h"
#include "store/util/spool_state.h"
#include "store/util/wrong_option.h"

enum option_kind { FLAG, TEXT, STORE, SPOOL, HELP, VERSION };

static const struct option_row {
	const char *name;
	int letter;
	enum option_kind kind;
	size_t value;	/* offset of the member of struct tool */
	unsigned verbs; /* which verbs take it; 0: all */
	const char *arg, *help;
} rows[] = {
	{ "store", 's', STORE, 0, 0, "DIR", "the store (~/.local/share/patchdigest)" },
	{ "dry-run", 'n', FLAG, offsetof(struct tool, dry_run), 0, "",
	  "change nothing; say what would be done" },
	{ "list", 'l', TEXT, offsetof(struct tool, list), TAKES_LIST, "NAME",
	  "only this list" },
	{ "address", 0, TEXT, offsetof(struct tool, address), TAKES_MAIL, "A",
	  "forget: all mails of this author or poster" },
	{ "one", 0, TEXT, offsetof(struct tool, one), TAKES_MAIL, "POSTER",
	  "forget: only this poster's mail of the Message-ID" },
	{ "nagios", 0, FLAG, offsetof(struct tool, nagios), TAKES_NAGIOS, "",
	  "status: one line and exit 0, 1, 2, as monitoring wants it" },
	{ "max-age", 0, TEXT, offsetof(struct tool, max_age), TAKES_NAGIOS, "AGE",
	  "status: warn if no list got a mail for so long" },
	{ "all", 0, FLAG, offsetof(struct tool, all), TAKES_ALL, "",
	  "compact: as few files as possible" },
	{ "spool", 0, SPOOL, 0, TAKES_SPOOL, "DIR",
	  "emergency Maildir (~/.local/state/patchdigest/spool)" },
	{ "help", 'h', HELP, 0, 0, "", "this text" },
	{ "version", 'V', VERSION, 0, 0, "", "the number of this version" },
};

#define HELP_COLUMN 18
#define LONG_BASE 256 /* getopt's values for rows: above every letter */

void tool_options_help(struct buf *out)
{
	buf_addstr(out, "usage: patchdigest-store [OPTIONS] VERB [ARGUMENTS]\n");
	verb_help(out);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct option_row *r = &rows[i];
		char letter[] = "    ";

		if (r->letter)
			snprintf(letter, sizeof(letter), "-%c, ", r->letter);
		buf_addf(out, "  %s--%s %s%*s%s\n", letter, r->name, r->arg,
			 HELP_COLUMN - (int)(strlen(r->name) + strlen(r->arg)), "",
			 r->help);
	}
}

struct parse {
	struct tool *t;
	enum tool_action *action;
	const struct option_row *of_some_verbs[ARRAY_SIZE(rows)]; /* those given */
	size_t n;
};

static void set_option(struct parse *p, const struct option_row *r, const char *value)
{
	switch (r->kind) {
	case FLAG:
		*(bool *)((char *)p->t + r->value) = true;
		break;
	case TEXT:
		*(const char **)((char *)p->t + r->value) = value;
		break;
	case STORE:
		buf_reset(&p->t->store);
		buf_addstr(&p->t->store, value);
		break;
	case SPOOL:
		buf_reset(&p->t->spool);
		buf_addstr(&p->t->spool, value);
		break;
	case HELP:
		*p->action = TOOL_HELP;
		break;
	case VERSION:
		*p->action = TOOL_VERSION;
		break;
	}
	if (r->verbs && p->n < ARRAY_SIZE(rows))
		p->of_some_verbs[p->n++] = r;
}

static const struct option_row *row_of(int c)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (c == LONG_BASE + (int)i || (c == rows[i].letter && c))
			return &rows[i];
	return NULL;
}

static bool takes_value(const struct option_row *r)
{
	return r->arg[0] != '\0';
}

static enum status say_wrong_option(int c, char *const *argv, struct buf *why)
{
	wrong_option_add(why, argv);
	buf_addstr(why, c == ':' ? ": a value is missing" : ": no such option");
	return ST_USAGE;
}

static enum status read_options(struct parse *p, int argc, char **argv, struct buf *why)
{
	struct option longs[ARRAY_SIZE(rows) + 1] = { { 0 } };
	/* ":" distinguishes a missing value from an unknown option */
	char letters[2 * ARRAY_SIZE(rows) + 2] = ":";
	size_t n = 1;
	int c;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		longs[i] = (struct option){ rows[i].name, takes_value(&rows[i]), NULL,
					    LONG_BASE + (int)i };
		if (rows[i].letter)
			letters[n++] = (char)rows[i].letter;
		if (rows[i].letter && takes_value(&rows[i]))
			letters[n++] = ':';
	}
	opterr = 0;
	optind = 0;
	while ((c = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		const struct option_row *r = row_of(c);

		if (!r)
			return say_wrong_option(c, argv, why);
		/* a variable of a script that is not set must not mean another store */
		if ((r->kind == STORE || r->kind == SPOOL) && !*optarg)
			return status_say(why, ST_USAGE, "--%s: the value is empty",
					  r->name);
		set_option(p, r, optarg);
	}
	return ST_OK;
}

static enum status check_arguments(const struct parse *p, const struct verb *v,
				   struct buf *why)
{
	for (size_t i = 0; i < p->n; i++)
		if (!(p->of_some_verbs[i]->verbs & v->options))
			return status_say(why, ST_USAGE, "--%s: %s does not take it",
					  p->of_some_verbs[i]->name, v->name);
	if (p->t->n_args >= v->least && p->t->n_args <= v->most)
		return ST_OK;
	buf_addf(why, "%s takes %s", v->name, v->args[0] ? v->args : "no argument");
	if (p->t->n_args > v->most)
		buf_addf(why, ", and '%.200s' is too many%s", p->t->args[v->most],
			 v->most ? ": several words need quotes" : "");
	return ST_USAGE;
}

static enum status say_no_verb(const char *name, struct buf *why)
{
	buf_addf(why, "%.200s: no such verb", name);
	verb_suggest(why, name);
	return ST_USAGE;
}

static void set_defaults(struct tool *t)
{
	if (!t->store.len)
		paths_store(&t->store);
	while (t->store.len > 1 && t->store.data[t->store.len - 1] == '/')
		buf_trim(&t->store, t->store.len - 1);
	if (!t->spool.len)
		spool_state_dir(&t->spool);
	t->now = time(NULL);
}

enum status tool_options_parse(struct tool *t, enum tool_action *action,
			       const struct verb **verb, int argc, char **argv,
			       struct buf *why)
{
	struct parse p = { .t = t, .action = action };
	enum status st;

	*action = TOOL_RUN;
	st = read_options(&p, argc, argv, why);
	if (st != ST_OK || *action != TOOL_RUN)
		return st;
	if (optind == argc)
		return status_say(why, ST_USAGE, "no verb is given");
	*verb = verb_find(argv[optind]);
	if (!*verb)
		return say_no_verb(argv[optind], why);
	t->args = argv + optind + 1;
	t->n_args = (size_t)(argc - optind - 1);
	set_defaults(t);
	return check_arguments(&p, *verb, why);
}
