/* SPDX-License-Identifier: MIT */
#include "filter/fetch/password.h"
#include "tests/support/rows.h"

#define NETRC                                              \
	"# a comment without a keyword\n"                  \
	"machine a.example.org login ada password one\n"   \
	"machine B.example.org\n"                          \
	"\tlogin bob\n"                                    \
	"\tpassword \"two words\"\n"                       \
	"\tmacdef init\n"                                  \
	"machine c.example.org login x password y\n"       \
	"\n"                                               \
	"machine a.example.org login bob password three\n" \
	"machine d.example.org password four\n"

/* password NULL: no entry fits. */
static const struct row {
	const char *name, *netrc, *user, *host, *found, *password;
} rows[] = {
	{ "host", NETRC, "", "a.example.org", "ada", "one" },
	{ "host and user", NETRC, "bob", "a.example.org", "bob", "three" },
	{ "host in other letters, over lines, quoted", NETRC, "", "b.example.org", "bob",
	  "two words" },
	{ "inside of a macro", NETRC, "", "c.example.org", NULL, NULL },
	{ "entry without a login", NETRC, "dora", "d.example.org", "dora", "four" },
	{ "another user", NETRC, "eve", "b.example.org", NULL, NULL },
	{ "another host", NETRC, "", "e.example.org", NULL, NULL },
	{ "default", "machine x login y password z\ndefault login ada password one", "",
	  "h", "ada", "one" },
	{ "empty file", "", "", "h", NULL, NULL },
	{ "cut short", "machine", "", "h", NULL, NULL },
	{ "cut short after the host", "machine h", "ada", "h", "ada", "" },
	{ "cut short in quotes", "machine h login ada password \"one", "", "h", "ada",
	  "one" },
};

static void check_netrc(void **state)
{
	const struct row *row = *state;
	struct buf user = BUF_INIT, password = BUF_INIT;
	enum status st;

	buf_addstr(&user, row->user);
	st = password_from_netrc(&user, &password, str_from(row->netrc),
				 str_from(row->host));
	assert_int_equal(st, row->password ? ST_OK : ST_NOTFOUND);
	if (row->password) {
		same_buf(&user, row->found);
		same_buf(&password, row->password);
	}
	buf_release(&user);
	buf_release(&password);
}

static const struct command_row {
	const char *name, *command, *password, *why;
} commands[] = {
	{ "first line", "printf 'one\\ntwo\\n'", "one", NULL },
	{ "no line end", "printf 'a b '", "a b ", NULL },
	{ "CR LF", "printf 'one\\r\\n'", "one", NULL },
	{ "nothing", "true", NULL, "printed no password" },
	{ "failure", "echo one; exit 3", NULL, "failed: it exited with 3" },
	{ "a signal", "echo one; kill -9 $$", NULL, "failed" },
	{ "no such program", "/nonexistent 2>&1", NULL, "failed" },
};

static void check_command(void **state)
{
	const struct command_row *row = *state;
	struct buf password = BUF_INIT, why = BUF_INIT;
	enum status st = password_from_command(&password, row->command, &why);

	assert_int_equal(st, row->password ? ST_OK : ST_NOINPUT);
	same_buf(&password, row->password ? row->password : "");
	if (row->why)
		assert_non_null(strstr(buf_cstr(&why), row->why));
	buf_release(&password);
	buf_release(&why);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_netrc);
	add_rows(&t, commands, ARRAY_SIZE(commands), sizeof(commands[0]), check_command);
	return run_group("password", &t);
}
