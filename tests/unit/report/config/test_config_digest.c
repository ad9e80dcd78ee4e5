/* SPDX-License-Identifier: MIT */
#include "report/config/config_digest.h"
#include "tests/support/rows.h"
#include "tests/support/temp.h"

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

static const struct row {
	const char *name;
	const char *text;
	const char *want; /* of the digest "weekly"; NULL: no such digest */
} rows[] = {
	{ "nothing", "[digest \"daily\"]\n\ttop = 3\n", NULL },
	{ "keys in another case", "[digest \"weekly\"]\n\tSINCELAST\n\tperlist = no\n",
	  "sinceLast; perList=no; " },
	{ "the last value",
	  "[digest \"weekly\"]\n\ttop = 3\n\tformat = text\n\ttop = 4\n",
	  "format=text; top=4; " },
	{ "repeated values", "[digest \"weekly\"]\n\tlist = a\n\tto = x@y\n\tlist = b*\n",
	  "list=a; to=x@y; list=b*; " },
	{ "what is taken back",
	  "[digest \"weekly\"]\n\tlist = a\n\ttop = 1\n\tlist =\n\tlist = b\n\ttop =\n",
	  "list=b; " },
	{ "a file beside the configuration",
	  "[digest \"weekly\"]\n\toutput = sub/%l.txt\n\tsite = /srv\n",
	  "output=sub/%l.txt; site=/srv; " },
	{ "two sections",
	  "[digest \"weekly\"]\n\ttop = 1\n[digest \"daily\"]\n\ttop = 2\n"
	  "[digest \"weekly\"]\n\tpath = a\n",
	  "top=1; path=a; " },
};

static void add_settings(struct buf *got, const struct digest_config *d)
{
	for (size_t i = 0; i < d->n; i++)
		buf_addf(got, "%s%s%s; ", d->settings[i].key,
			 d->settings[i].value ? "=" : "",
			 d->settings[i].value ? d->settings[i].value : "");
}

static void check_row(void **state)
{
	const struct row *row = *state;
	struct config c = CONFIG_INIT;
	struct buf why = BUF_INIT, got = BUF_INIT;
	const struct digest_config *d;

	temp_write("config", row->text);
	assert_int_equal(config_add_file(&c, "config", &why), ST_OK);
	d = config_digest(&c, STR("weekly"));
	assert_int_equal(!d, !row->want);
	if (d)
		add_settings(&got, d);
	same_buf(&got, row->want ? row->want : "");
	config_release(&c);
}

static void says_where(void **state)
{
	struct config c = CONFIG_INIT;
	struct buf why = BUF_INIT;

	(void)state;
	temp_write("config", "[digest \"weekly\"]\n\tto = a@b\n\tto = c@d\n");
	assert_int_equal(config_add_file(&c, "config", &why), ST_OK);
	assert_string_equal(config_digest(&c, STR("weekly"))->settings[1].where,
			    "config:3: digest.weekly.to");
	config_release(&c);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "says where", says_where);
	return run_group_with("config_digest", &t, set_up, tear_down);
}
