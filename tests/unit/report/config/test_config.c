/* SPDX-License-Identifier: MIT */
#include <sys/stat.h>

#include "report/config/config.h"
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

static void add_text(struct buf *got, const char *name, const char *value)
{
	if (value)
		buf_addf(got, "%s=%s; ", name, value);
}

static void add_texts(struct buf *got, const char *name, const struct config_values *v)
{
	for (size_t i = 0; i < v->n; i++)
		add_text(got, name, v->list[i]);
}

/* Adds the settings of the user and the settings of the lists. */
static void add_config(struct buf *got, struct config *c, const char *lists)
{
	const struct list_config *l = config_lists(c, str_from(lists));

	add_texts(got, "user", &c->addresses);
	add_text(got, "title", l->title);
	add_text(got, "url", l->archive_url);
	add_text(got, "mailmap", l->mailmap);
	add_text(got, "employers", l->employers);
	add_text(got, "maintainers", l->maintainers);
	add_texts(got, "tree", &l->trees);
	add_texts(got, "robots", &l->robots);
	add_texts(got, "ignore", &l->ignored);
}

static const struct row {
	const char *name;
	const char *lists;
	const char *first, *second; /* two files, read in that order */
	const char *want;
} rows[] = {
	{ "nothing", "kvm.x", "", "", "" },
	{ "all of it", "kvm.x",
	  "[user]\n address=a@x\n address=b@x\n[list \"kvm.x\"]\n title=KVM\n"
	  " archiveUrl=https://x/kvm\n mailmap=/m\n employers=/e\n maintainers=/M\n"
	  " tree=/t\n tree=\"/u#next\"\n robots=@checks.\n robots=!jane\n"
	  " ignore=1@x\n ignore=<2@x>\n",
	  "",
	  "user=a@x; user=b@x; title=KVM; url=https://x/kvm; mailmap=/m; employers=/e; "
	  "maintainers=/M; tree=/t; tree=/u#next; robots=@checks.; robots=!jane; "
	  "ignore=1@x; ignore=2@x; " },
	{ "another list", "kvm.x", "[list \"net.x\"]\n title=Net\n", "", "" },
	{ "several lists", "kvm.x",
	  "[list \"net.x\"]\n title=Net\n[list \"kvm.x\"]\n title=KVM\n[list "
	  "\"net.x\"]\n title=Netdev\n",
	  "", "title=KVM; " },
	{ "a list by its address", "kvm.x", "[list \"KVM@x\"]\n title=KVM\n", "",
	  "title=KVM; " },
	{ "the second file counts more", "kvm.x",
	  "[list \"kvm.x\"]\n title=a\n mailmap=/m\n", "[list \"kvm.x\"]\n title=b\n",
	  "title=b; mailmap=/m; " },
	{ "the second file adds", "kvm.x", "[list \"kvm.x\"]\n tree=/a\n",
	  "[list \"kvm.x\"]\n tree=/b\n", "tree=/a; tree=/b; " },
	{ "an empty value takes back", "kvm.x", "[list \"kvm.x\"]\n tree=/a\n title=a\n",
	  "[list \"kvm.x\"]\n tree=\n tree=/b\n title=\n", "tree=/b; " },
	{ "relative names", "kvm.x",
	  "[list \"kvm.x\"]\n mailmap=m\n tree=\"t#v1\"\n title=t\n",
	  "[list \"kvm.x\"]\n employers=e\n maintainers=../M\n",
	  "title=t; mailmap=m; employers=sub/e; maintainers=sub/../M; tree=t#v1; " },
	{ "relative to a file included", "kvm.x", "[include]\n path=sub/second\n",
	  "[list \"kvm.x\"]\n mailmap=m\n", "mailmap=sub/m; " },
	{ "two lists alike", "a.x\nb.x\n",
	  "[list \"a.x\"]\n title=T\n tree=/t\n robots=r\n",
	  "[list \"b.x\"]\n title=T\n tree=/t\n tree=/u\n robots=!r\n",
	  "title=T; tree=/t; tree=/u; robots=r; robots=!r; " },

	{ "two lists that differ", "a.x\nb.x\n",
	  "[list \"a.x\"]\n title=A\n archiveUrl=https://x\n",
	  "[list \"b.x\"]\n title=B\n mailmap=/m\n ignore=1@x", "ignore=1@x; " },

	{ "a list about which nothing is said", "a.x\nb.x\n",
	  "[list \"b.x\"]\n title=B\n", "", "" },

	{ "no list", "", "[list \"b.x\"]\n title=B\n", "", "" },

	{ "digests", "kvm.x", "[digest \"weekly\"]\n perList\n sinceLast=x\n", "", "" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct config c = CONFIG_INIT;
	struct buf why = BUF_INIT, got = BUF_INIT;

	mkdir("sub", 0700);
	temp_write("first", row->first);
	temp_write("sub/second", row->second);
	assert_int_equal(config_add_file(&c, "first", &why), ST_OK);
	assert_int_equal(config_add_file(&c, "sub/second", &why), ST_OK);
	assert_int_equal(why.len, 0);
	add_config(&got, &c, row->lists);
	same_buf(&got, row->want);
	config_release(&c);
}

static const struct fault_row {
	const char *name;
	const char *text, *why;
} faults[] = {
	{ "no such key", "[list \"kvm.x\"]\n\ttitle = KVM\n\n\tTitel = KVM\n",
	  "first:4: list.kvm.x.titel: no such key; [list \"NAME\"] has title, " },
	{ "the second value", "[user]\n\taddress = a@x\n\taddress = b\n",
	  "first:3: user.address: expected an address alone" },
	{ "in a file included", "[include]\n\tpath = sub/second\n",
	  "sub/second:2: frob.x: no such section; " },
	{ "bad syntax", "[user]\nx y\n", "first: git can't read it: bad config line 2 " },
};

static void check_fault(void **state)
{
	const struct fault_row *row = *state;
	struct config c = CONFIG_INIT;
	struct buf why = BUF_INIT;

	mkdir("sub", 0700);
	temp_write("first", row->text);
	temp_write("sub/second", "[frob]\nx=1\n");
	assert_int_equal(config_read(&c, "first", &why), ST_USAGE);
	buf_trim(&why, strlen(row->why));
	same_buf(&why, row->why);
	config_release(&c);
}

/* Reads the user's file; it must say the title, or nothing. */
static void expect_title(const char *title)
{
	struct config c = CONFIG_INIT;
	struct buf why = BUF_INIT, got = BUF_INIT;

	assert_int_equal(config_read(&c, NULL, &why), ST_OK);
	add_config(&got, &c, "kvm.x");
	same_buf(&got, title);
	config_release(&c);
}

static void places(void **state)
{
	struct buf home = BUF_INIT;

	(void)state;
	buf_addf(&home, "%s/home", dir);
	setenv("HOME", buf_cstr(&home), 1);
	unsetenv("XDG_CONFIG_HOME");
	expect_title("");
	assert_int_equal(system("mkdir -p home/.config/patchdigest xdg/patchdigest"), 0);
	expect_title("");
	temp_write("home/.config/patchdigest/config", "[list \"kvm.x\"]\ntitle=a\n");
	expect_title("title=a; ");
	temp_write("xdg/patchdigest/config", "[list \"kvm.x\"]\ntitle=b\n");
	buf_reset(&home);
	buf_addf(&home, "%s/xdg", dir);
	setenv("XDG_CONFIG_HOME", buf_cstr(&home), 1);
	expect_title("title=b; ");
	buf_release(&home);
}

static void missing(void **state)
{
	struct config c = CONFIG_INIT;
	struct buf why = BUF_INIT;

	(void)state;
	assert_int_equal(config_read(&c, "none", &why), ST_NOINPUT);
	same_buf(&why, "none: No such file or directory");
	config_release(&c);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_rows(&t, faults, ARRAY_SIZE(faults), sizeof(faults[0]), check_fault);
	add_test(&t, "places", places);
	add_test(&t, "missing", missing);
	return run_group_with("config", &t, set_up, tear_down);
}
