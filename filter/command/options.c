/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/util/array.h"
#include "store/util/list_name.h"
#include "store/util/paths.h"
#include "store/util/suggest.h"
#include "store/util/wrong_option.h"

#include "filter/mail/message.h"
#include "filter/mail/mail_list.h"
#include "filter/command/options.h"
#include "store/inbox/archive_pos.h"
#include "store/util/timespec.h"
#include "store/util/utc.h"

/* Option values as given; they are interpreted once all options are read. */
struct option_texts {
	const char *store, *list, *commit, *spool, *wait, *segment_size, *max_message;
	const char *max_lists;
	const char *since, *password_command, *ca_file;
};

enum option_kind { FLAG, TEXT, PATTERN, MODE };

#define FLAG_AT(member) FLAG, offsetof(struct options, member)
#define TEXT_AT(member) TEXT, offsetof(struct option_texts, member)

static const struct option_row {
	const char *name;
	int letter;
	enum option_kind kind;
	size_t value; /* offset of the member to set, or the mode */
	const char *arg, *help;
} rows[] = {
	{ "eml", 0, MODE, MODE_EML, "FILE...", "files of one message each" },
	{ "mbox", 0, MODE, MODE_MBOX, "FILE...", "mboxes (\"-\": standard input)" },
	{ "maildir", 0, MODE, MODE_MAILDIR, "DIR...", "new/ and cur/ of Maildirs" },
	{ "public-inbox", 0, MODE, MODE_PUBLIC_INBOX, "DIR [A..B]",
	  "a public-inbox, or one of its repositories" },
	{ "fetch", 0, MODE, MODE_FETCH, "URL...",
	  "new mails of nntps://HOST/GROUP, imaps://USER@HOST/FOLDER" },
	{ "drain", 0, MODE, MODE_DRAIN, "", "bring spooled messages into the store" },
	{ "rebuild", 0, MODE, MODE_REBUILD, "FROM",
	  "make a store anew: from a public-inbox, or from what is left of a store" },
	{ "store", 's', TEXT_AT(store), "DIR", "the store (~/.local/share/patchdigest)" },
	{ "list", 'l', TEXT_AT(list), "NAME",
	  "the list this mail belongs to (its List-Id)" },
	{ "only", 0, PATTERN, offsetof(struct options, only), "GLOB",
	  "repeatable: mail that names other lists goes to \"unsorted\"" },
	{ "max-lists", 0, TEXT_AT(max_lists), "N",
	  "lists made for names in mails (200); then \"unsorted\"" },
	{ "commit", 'c', TEXT_AT(commit), "HEX", "the archive commit of this message" },
	{ "pass-through", 'p', FLAG_AT(pass_through), "",
	  "copy the message to standard output with one header added" },
	{ "dry-run", 'n', FLAG_AT(dry_run), "",
	  "classify, print the facts, store nothing" },
	{ "spool", 0, TEXT_AT(spool), "DIR",
	  "emergency Maildir (~/.local/state/patchdigest/spool)" },
	{ "no-spool", 0, FLAG_AT(no_spool), "", "exit 75 instead" },
	{ "wait", 0, TEXT_AT(wait), "SECONDS",
	  "how long a delivery may try the store (8)" },
	{ "shared", 0, FLAG_AT(shared), "", "a new store is for the group too" },
	{ "epoch-size", 0, TEXT_AT(segment_size), "SIZE",
	  "bytes (K, M, G) after which a list continues in a new file" },
	{ "again", 0, FLAG_AT(again), "",
	  "read an archive from its beginning: records of older rules are made anew" },
	{ "purge", 0, FLAG_AT(purge), "",
	  "take out all that an archive's edited history no longer has" },
	{ "max-message", 0, TEXT_AT(max_message), "SIZE",
	  "pass over larger messages of an import (64M)" },
	{ "since", 0, TEXT_AT(since), "TIME",
	  "--fetch: the first time, mails from about then on" },
	{ "password-command", 0, TEXT_AT(password_command), "COMMAND",
	  "--fetch: prints the password (else ~/.netrc has it)" },
	{ "ca-file", 0, TEXT_AT(ca_file), "FILE",
	  "--fetch: certificates to trust, instead of the system's" },
	{ "progress", 0, FLAG_AT(progress), "", "a progress line on standard error" },
	{ "quiet", 0, FLAG_AT(quiet), "", "no progress line, no summary" },
	{ "help", 'h', MODE, MODE_HELP, "", "this text" },
	{ "version", 'V', MODE, MODE_VERSION, "", "the number of this version" },
};

/* The column of the help texts: after the longest option. */
#define HELP_COLUMN 24
#define LONG_BASE 256 /* getopt's values for rows: above every letter */

void filter_options_help(struct buf *out)
{
	buf_addstr(out, "usage: patchdigest-filter [OPTIONS] < MESSAGE\n"
			"       patchdigest-filter [OPTIONS] "
			"--eml|--mbox|--maildir|--public-inbox|--fetch|--rebuild|--drain "
			"[INPUT...]\n");
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

/* Keeps the first complaint; later ones often only follow from it. */
static void complain_once(struct buf *out, const char *about, const char *what)
{
	if (!out->len)
		buf_addf(out, "%.200s: %s", about, what);
}

static void complain_of_second_kind(struct buf *wrong, const char *option)
{
	struct buf name = BUF_INIT;

	buf_addf(&name, "--%s", option);
	complain_once(wrong, buf_cstr(&name), "another kind of input is named already");
	buf_release(&name);
}

static void set_option(struct options *o, struct option_texts *t,
		       const struct option_row *r, const char *value)
{
	switch (r->kind) {
	case FLAG:
		*(bool *)((char *)o + r->value) = true;
		break;
	case TEXT:
		*(const char **)((char *)t + r->value) = value;
		break;
	case PATTERN:
		mail_list_add_pattern((struct buf *)((char *)o + r->value),
				      str_from(value));
		break;
	case MODE:
		/* --help and --version win */
		if (o->mode == MODE_HELP || o->mode == MODE_VERSION)
			break;
		if (o->mode != MODE_DELIVER && o->mode != (enum mode)r->value &&
		    r->value < MODE_HELP)
			complain_of_second_kind(&o->wrong, r->name);
		o->mode = (enum mode)r->value;
		break;
	}
}

/*
 * Whether an unknown option was meant as --pass-through: then the host takes
 * standard output for the mail, and it must not be empty.
 */
static bool like_pass_through(const char *arg)
{
	return strncmp(arg, "--pa", 4) == 0 || strcmp(arg, "--p") == 0;
}

static void complain_of_name(struct buf *wrong, struct str arg)
{
	struct str name = str_sub(arg, 0, str_chr(arg, '='));
	struct suggest near = suggest_start(str_sub(name, 2, name.len));
	struct buf what = BUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(rows) && str_starts(name, STR("--")); i++)
		suggest_try(&near, str_from(rows[i].name));
	buf_addstr(&what, "no such option");
	if (near.word.len && str_eq(near.word, near.typed))
		buf_addstr(&what, ", or not with that value");
	else
		suggest_add(&what, &near, "--");
	complain_once(wrong, arg.s, buf_cstr(&what));
	buf_release(&what);
}

static void note_unknown(struct options *o, const char *arg, bool missing)
{
	if (like_pass_through(arg))
		o->pass_through = true;
	/* an abbreviation that --password-command shares is no fault */
	if (strncmp(arg, "--pa", 4) == 0 &&
	    str_starts(STR("--pass-through"), str_from(arg)))
		return;
	if (missing)
		complain_once(&o->wrong, arg, "a value is missing");
	else
		complain_of_name(&o->wrong, str_from(arg));
}

static void note_wrong(struct options *o, char *const *argv, bool missing)
{
	struct buf option = BUF_INIT;

	wrong_option_add(&option, argv);
	note_unknown(o, buf_cstr(&option), missing);
	buf_release(&option);
}

static void read_args(struct options *o, struct option_texts *t, int argc, char **argv)
{
	struct option longs[ARRAY_SIZE(rows) + 1] = { { 0 } };
	/* ":" distinguishes a missing value from an unknown option */
	char letters[2 * ARRAY_SIZE(rows) + 2] = ":";
	size_t n = 1;
	int c;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		int takes = rows[i].kind == TEXT || rows[i].kind == PATTERN
				? required_argument
				: no_argument;

		longs[i] =
		    (struct option){ rows[i].name, takes, NULL, LONG_BASE + (int)i };
		if (rows[i].letter)
			letters[n++] = (char)rows[i].letter;
		if (rows[i].letter && takes)
			letters[n++] = ':';
	}
	opterr = 0;
	optind = 0;
	while ((c = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		const struct option_row *r = NULL;

		for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
			if (c == LONG_BASE + (int)i || (c == rows[i].letter && c))
				r = &rows[i];
		if (r)
			set_option(o, t, r, optarg);
		else
			note_wrong(o, argv, c == ':');
	}
	o->args = argv + optind;
	o->n_args = argc - optind;
}

/*
 * Appends path, made absolute by the current directory. Returns false, and
 * appends nothing, if that directory is gone.
 */
static bool add_absolute(struct buf *out, const char *path)
{
	if (*path != '/') {
		char *cwd = getcwd(NULL, 0);

		if (!cwd)
			return false;
		buf_addstr(out, cwd);
		buf_addch(out, '/');
		free(cwd);
	}
	buf_addstr(out, path);
	while (out->len > 1 && out->data[out->len - 1] == '/')
		buf_trim(out, out->len - 1);
	return true;
}

static const char cwd_gone[] = "relative to a current directory that is gone";

static void set_store(struct options *o, const char *given)
{
	struct buf path = BUF_INIT;

	if (given && *given)
		buf_addstr(&path, given);
	else
		paths_store(&path);
	if (!add_absolute(&o->store, buf_cstr(&path)))
		complain_once(&o->wrong, buf_cstr(&path), cwd_gone);
	else
		o->store_given = given && *given;
	buf_release(&path);
}

static void set_spool(struct options *o, const char *given)
{
	if (given && *given && add_absolute(&o->spool, given))
		return;
	if (given && *given)
		complain_once(&o->ignored, given, cwd_gone);
	paths_state(&o->spool);
	buf_addstr(&o->spool, "/spool");
}

#define WAIT_MAX DAY_SECONDS /* seconds: a day, longer than any host waits */

static void complain_of_value(struct options *o, const char *option, const char *value,
			      const char *what)
{
	struct buf about = BUF_INIT;

	buf_addf(&about, "%s %s", option, value);
	complain_once(&o->ignored, buf_cstr(&about), what);
	buf_release(&about);
}

static void set_wait(struct options *o, const char *given)
{
	uint32_t seconds;

	if (given && str_number(str_from(given), &seconds) && seconds <= WAIT_MAX)
		o->wait_ms = (int)seconds * 1000;
	else if (given)
		complain_of_value(o, "--wait", given,
				  "not a number of seconds, of a day at most");
}

static void set_values(struct options *o, const struct option_texts *t)
{
	if (t->list)
		list_name_make(&o->list, str_from(t->list));
	if (t->commit && !commit_ref_parse(&o->commit_ref, str_from(t->commit)))
		complain_of_value(o, "--commit", t->commit, "not 7 to 64 hex digits");
	if (t->segment_size && (!str_size(str_from(t->segment_size), &o->segment_size) ||
				o->segment_size > STORE_SEGMENT_MAX))
		complain_of_value(o, "--epoch-size", t->segment_size,
				  "not a size up to 2G");
	if (t->max_lists && !str_number(str_from(t->max_lists), &o->max_lists))
		complain_of_value(o, "--max-lists", t->max_lists,
				  "not a number of lists");
	if (t->max_message && !str_size(str_from(t->max_message), &o->max_message))
		complain_of_value(o, "--max-message", t->max_message,
				  "not a size such as 64M");
	o->password_command = t->password_command;
	o->ca_file = t->ca_file;
	set_wait(o, t->wait);
}

static void set_since(struct options *o, const char *given)
{
	struct buf why = BUF_INIT;

	if (given &&
	    timespec_parse(&o->since, str_from(given), time(NULL), &why) != ST_OK)
		complain_once(&o->ignored, "--since", buf_cstr(&why));
	buf_release(&why);
}

/* An import has all mails; who names a time expects fewer. */
static void check_fetch_alone(struct options *o)
{
	const char *given = o->since != DATE_NONE ? "--since"
			    : o->password_command ? "--password-command"
			    : o->ca_file	  ? "--ca-file"
						  : NULL;

	if (given)
		complain_once(&o->wrong, given, "for --fetch only");
}

static void check_together(struct options *o)
{
	bool bulk_mode = o->mode != MODE_DELIVER && o->mode < MODE_HELP;

	if (o->n_args && (o->mode == MODE_DELIVER || o->mode == MODE_DRAIN))
		complain_once(&o->wrong, o->args[0],
			      o->mode == MODE_DRAIN
				  ? "--drain takes no input"
				  : "a file is read by --eml or --mbox, a folder by "
				    "--maildir or --public-inbox");
	if (bulk_mode && o->mode != MODE_DRAIN && !o->n_args)
		complain_once(&o->wrong, "no input",
			      "the files or folders are named after the options");
	if (o->mode == MODE_PUBLIC_INBOX && o->n_args > 2)
		complain_once(&o->wrong, o->args[2], "only DIR and A..B may be named");
	if (o->mode == MODE_REBUILD && o->n_args > 1)
		complain_once(&o->wrong, o->args[1], "--rebuild takes one folder");
	if (bulk_mode && o->pass_through)
		complain_once(&o->wrong, "--pass-through",
			      "for one message on standard input only");
	if (bulk_mode && o->commit_ref.commit_digits)
		complain_once(&o->wrong, "--commit",
			      "for one message on standard input only");
	if ((o->mode == MODE_DRAIN || o->mode == MODE_REBUILD) && o->dry_run)
		complain_once(&o->wrong, "--dry-run", "not with --drain or --rebuild");
	if (bulk_mode && o->mode != MODE_FETCH)
		check_fetch_alone(o);
	if (o->purge && o->mode != MODE_PUBLIC_INBOX)
		complain_once(&o->wrong, "--purge", "for --public-inbox only");
	if (o->again && (o->mode != MODE_PUBLIC_INBOX || o->n_args > 1))
		complain_once(&o->wrong, "--again",
			      "for --public-inbox without A..B only");
	if (bulk_mode && !o->wrong.len)
		buf_adds(&o->wrong, buf_str(&o->ignored));
}

void filter_options_parse(struct options *o, int argc, char **argv)
{
	struct option_texts t = { 0 };

	read_args(o, &t, argc, argv);
	set_store(o, t.store);
	set_spool(o, t.spool);
	set_values(o, &t);
	set_since(o, t.since);
	check_together(o);
}

void filter_options_release(struct options *o)
{
	buf_release(&o->store);
	buf_release(&o->list);
	buf_release(&o->only);
	buf_release(&o->spool);
	buf_release(&o->wrong);
	buf_release(&o->ignored);
}
