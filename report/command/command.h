/* SPDX-License-Identifier: MIT */
/* The command line of patchdigest-report. */
#ifndef REPORT_COMMAND_COMMAND_H
#define REPORT_COMMAND_COMMAND_H

#include "report/config/config.h"
#include "report/people/people.h"
#include "report/sections/sections.h"
#include "report/window/list_choice.h"
#include "store/util/status.h"

enum action {
	ACTION_REPORT,
	ACTION_LISTS,
	ACTION_CHECK,
	ACTION_NAMES,
	ACTION_HELP,
	ACTION_VERSION
};
enum format {
	FORMAT_UNSET,
	FORMAT_TEXT,
	FORMAT_MAIL,
	FORMAT_JSON,
	FORMAT_HTML,
	FORMAT_ATOM,
	FORMAT_SITE /* of --site */
};

#define COMMAND_OPTIONS_MAX 96

/* Strings are borrowed from argv or the environment; NULL if not given. */
struct command {
	enum action action;
	const char **stores; /* at least one; the array is owned */
	size_t n_stores;
	struct buf fallback; /* the default store, if --store is not given */
	const char **lists;  /* names or patterns; the array is owned */
	size_t n_lists;
	const char *title;
	const char *range; /* A..B */
	const char *since, *until;
	const char *since_last; /* the bookmark's name */
	bool peek;
	struct series_match pick; /* owned */
	struct section_list sections;
	uint32_t quiet_days, top;
	bool classic, titles_only, explain;
	bool local;	    /* times of a text by the local time zone */
	bool ids;	    /* the board names mails, also on a terminal */
	enum format format; /* set by command_parse */
	bool send;
	bool html;			   /* of a mail: as HTML too */
	struct section_list page_sections; /* of the HTML; set by command_parse */
	uint64_t max_size;		   /* bytes; 0: no limit */
	const char *subject;		   /* with %-escapes; NULL: DIGEST_SUBJECT */
	const char *from, *sendmail;
	struct buf to;	    /* all --to, with commas between them; or empty */
	const char *series; /* --series: what it asks for */
	const char *archive_url;
	const char *config; /* a file */
	const char *digest; /* the name of a digest in the configuration */
	const char *names;  /* ACTION_NAMES: the kind of names */
	bool per_list;	    /* the digest is made for each list */
	const char *unless_since;
	struct str
	    *ignore; /* Message-IDs of series that wait no more; the array is owned */
	size_t n_ignore;
	struct people_files people;
	const char *maintainers;
	const char **viewers; /* addresses, or "me"; the array is owned */
	size_t n_viewers;
	const char **trees; /* the array is owned */
	size_t n_trees;
	const char *output;
	const char *site;     /* --site: a folder; or NULL */
	const char *site_url; /* where readers find it, or NULL */
	bool several_sites;   /* the site has a folder for each list */
	int mask;  /* addresses: 1: yes, 0: no, -1: not given; command_parse sets it */
	int color; /* 1: always, 0: never, -1: on a terminal */
	bool pager;
	bool given[COMMAND_OPTIONS_MAX]; /* per row of the options: it was given */
};

#define COMMAND_INIT                                 \
	((struct command){ .top = 15,                \
			   .quiet_days = QUIET_DAYS, \
			   .mask = -1,               \
			   .color = -1,              \
			   .pager = true })

/* Reads and checks the command line. ST_USAGE: why names the option and what was
 * expected. With --digest the command is not checked yet, see command_take_digest. */
enum status command_parse(struct command *, int argc, char **argv, struct buf *why);
void command_release(struct command *);

/* Whether the long option of that name takes a value, and whether it was on the command
 * line; false if there is no such option. */
bool command_option_takes_value(const char *name);
bool command_was_given(const struct command *, const char *name);
/* Does what the option of that name does. value: NULL if it takes no value. ST_USAGE. */
enum status command_apply(struct command *, const char *name, const char *value,
			  struct buf *why);
/* The stores and lists to read. Valid as long as the command. */
struct list_request command_list_request(const struct command *);
/* Checks that the options go together, and sets the format if it was not given. ST_USAGE.
 */
enum status command_check(struct command *, struct buf *why);
/* The sections of the text and of the page, each once. */
struct section_list command_sections(const struct command *);
/* The text of a mail's subject, with its escapes. */
const char *command_subject(const struct command *);
/* Whether figures of the board are needed that no section has: for a mail's subject. */
bool command_needs_figures(const struct command *);
/* Whether other mails than patches are needed. */
bool command_needs_replies(const struct command *);
/* Sets what the command line leaves open; trees only if a section needs them. Borrows
 * from the configuration. */
void command_configure(struct command *, const struct list_config *);
/* Appends the words that --format takes, one per line. */
void command_add_formats(struct buf *);
/* Appends the text that --help prints. */
void command_help(struct buf *);

#endif
