/* SPDX-License-Identifier: MIT */
#include "report/util/glob.h"
#include "report/util/lines.h"
#include "report/window/list_choice.h"
#include "report/window/list_label.h"
#include "store/util/list_name.h"
#include "store/util/suggest.h"

static void add_line(struct buf *lines, struct str line)
{
	buf_adds(lines, line);
	buf_addch(lines, '\n');
}

/* Appends the list of that name, else all with that first label. Returns how many. */
static size_t add_named_lists(struct buf *found, struct str names, struct str wanted)
{
	struct str line;
	size_t n = 0;

	while (str_line(&names, &line)) {
		if (str_eq(line, wanted)) {
			buf_reset(found);
			add_line(found, line);
			return 1;
		}
		if (str_eq(list_first_label(line), wanted)) {
			add_line(found, line);
			n++;
		}
	}
	return n;
}

/* Appends the lists that the pattern fits. Returns how many. */
static size_t add_matching_lists(struct buf *found, struct str names, const char *word)
{
	struct buf pattern = BUF_INIT;
	struct str line;
	size_t n = 0;

	/* A list's address has the dot of its name at the "@". */
	for (; *word; word++)
		buf_addch(&pattern, *word == '@' ? '.' : *word);
	while (str_line(&names, &line))
		if (glob_matches(buf_cstr(&pattern), line, true) ||
		    glob_matches(buf_cstr(&pattern), list_first_label(line), true)) {
			add_line(found, line);
			n++;
		}
	buf_release(&pattern);
	return n;
}

static void append_list_names(struct buf *why, struct str names)
{
	const char *gap = "";
	struct str line;

	while (str_line(&names, &line)) {
		buf_addstr(why, gap);
		buf_adds(why, line);
		gap = ", ";
	}
}

static void append_dirs(struct buf *why, const struct list_request *r)
{
	for (size_t i = 0; i < r->n_dirs; i++)
		buf_addf(why, "%s%s", i ? ", " : "", r->dirs[i]);
}

static enum status say_no_such_list(struct buf *why, const struct list_request *r,
				    struct str names, const char *word)
{
	struct suggest near = suggest_start(str_from(word));
	struct str rest = names, line;

	while (str_line(&rest, &line)) {
		suggest_try(&near, list_first_label(line));
		suggest_try(&near, line);
	}
	buf_addf(why, "no list '%s' in ", word);
	append_dirs(why, r);
	suggest_add(why, &near, "");
	buf_addstr(why, "; there are: ");
	append_list_names(why, names);
	return ST_NOINPUT;
}

static enum status choose_by_word(struct buf *chosen, struct str names,
				  const struct list_request *r, const char *word,
				  struct buf *why)
{
	struct buf folded = BUF_INIT, found = BUF_INIT;
	bool pattern = glob_is_pattern(word);
	enum status st = ST_OK;
	size_t n;

	list_name_make(&folded, str_from(word));
	n = add_named_lists(&found, names, buf_str(&folded));
	if (pattern && n != 1) {
		buf_reset(&found);
		n = add_matching_lists(&found, names, word);
	}
	if (n == 0) {
		st = say_no_such_list(why, r, names, word);
	} else if (n > 1 && !pattern) {
		buf_addf(why, "--list %s: more than one fits: ", word);
		append_list_names(why, buf_str(&found));
		st = ST_USAGE;
	} else {
		buf_adds(chosen, buf_str(&found));
	}
	buf_release(&folded);
	buf_release(&found);
	return st;
}

static enum status choose_the_only_list(struct buf *chosen, struct str names,
					struct buf *why)
{
	struct str rest = names, line;

	if (str_line(&rest, &line) && !rest.len) {
		add_line(chosen, line);
		return ST_OK;
	}
	buf_addstr(why, "which list? --list is one of: ");
	append_list_names(why, names);
	buf_addstr(why, "; --list '*' means all of them");
	return ST_USAGE;
}

enum status list_choice_find(struct buf *chosen, struct str names,
			     const struct list_request *r, struct buf *why)
{
	enum status st = ST_OK;

	if (!names.len) {
		append_dirs(why, r);
		return status_say(
		    why, ST_NOINPUT,
		    " holds no list yet: patchdigest-filter brings mail in");
	}
	if (!r->n_lists)
		st = choose_the_only_list(chosen, names, why);
	for (size_t i = 0; i < r->n_lists && st == ST_OK; i++)
		st = choose_by_word(chosen, names, r, r->lists[i], why);
	lines_sort(chosen);
	if (chosen->len)
		buf_trim(chosen, chosen->len - 1);
	return st;
}
