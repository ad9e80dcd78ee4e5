/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <sys/wait.h>

#include "filter/fetch/password.h"

enum status password_from_command(struct buf *password, const char *command,
				  struct buf *why)
{
	char line[1024] = "";
	FILE *output = popen(command, "re");
	struct str text;
	bool read = output && fgets(line, sizeof(line), output);
	int end = output ? pclose(output) : -1;

	text = str_from(line);
	while (str_ends(text, STR("\n")) || str_ends(text, STR("\r")))
		text.len--;
	if (end == -1 || WIFSIGNALED(end))
		return status_say(why, ST_NOINPUT, "--password-command '%s' failed",
				  command);
	if (end != 0)
		return status_say(why, ST_NOINPUT,
				  "--password-command '%s' failed: it exited with %d",
				  command, WEXITSTATUS(end));
	if (!read || !text.len)
		return status_say(why, ST_NOINPUT,
				  "--password-command '%s' printed no password", command);
	buf_adds(password, text);
	return ST_OK;
}

/* One entry: "machine NAME" or "default", and the words up to the next one. */
struct netrc_entry {
	bool any; /* default */
	struct str machine, login, password;
};

/* Takes a word; one in quotes may hold blanks. False at the end. */
static bool next_word(struct str *rest, struct str *word)
{
	size_t end = 0;

	*rest = str_ltrim(*rest);
	if (!rest->len)
		return false;
	if (rest->s[0] == '"') {
		*rest = str_sub(*rest, 1, rest->len);
		end = str_chr(*rest, '"');
	} else {
		while (end < rest->len && !is_blank(rest->s[end]))
			end++;
	}
	*word = str_sub(*rest, 0, end);
	*rest = str_sub(*rest, end + 1, rest->len);
	return true;
}

static bool begins_entry(struct str word)
{
	return str_eq(word, STR("machine")) || str_eq(word, STR("default"));
}

/* A macro's definition goes on to the next empty line. */
static void skip_macro(struct str *rest)
{
	struct str line;

	while (str_line(rest, &line) && str_trim(line).len)
		;
}

/* Reads the words after "machine" or "default", up to the next entry. */
static void read_entry(struct str *rest, struct netrc_entry *e)
{
	struct str before = *rest, word;

	while (next_word(rest, &word) && !begins_entry(word)) {
		if (str_eq(word, STR("login")))
			(void)next_word(rest, &e->login);
		else if (str_eq(word, STR("password")))
			(void)next_word(rest, &e->password);
		else if (str_eq(word, STR("macdef")))
			skip_macro(rest);
		before = *rest;
	}
	*rest = before;
}

static bool next_entry(struct str *rest, struct netrc_entry *e)
{
	struct str word;

	*e = (struct netrc_entry){ .machine = STR_EMPTY,
				   .login = STR_EMPTY,
				   .password = STR_EMPTY };
	while (next_word(rest, &word))
		if (begins_entry(word)) {
			e->any = str_eq(word, STR("default"));
			if (!e->any && !next_word(rest, &e->machine))
				return false;
			read_entry(rest, e);
			return true;
		}
	return false;
}

enum status password_from_netrc(struct buf *user, struct buf *password, struct str netrc,
				struct str host)
{
	struct netrc_entry e;

	while (next_entry(&netrc, &e)) {
		if (!e.any && !str_ieq(e.machine, host))
			continue;
		if (user->len && e.login.len && !str_eq(e.login, buf_str(user)))
			continue;
		if (!user->len)
			buf_adds(user, e.login);
		buf_adds(password, e.password);
		return ST_OK;
	}
	return ST_NOTFOUND;
}
