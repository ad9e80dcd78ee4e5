/* SPDX-License-Identifier: MIT */
#include "report/config/config_key.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *key, *value; /* NULL: no value */
	const char *found;	 /* the key's name, or NULL */
	const char *fault;
} rows[] = {
	{ "an address", "user.address", "jane@x", "address", "" },
	{ "a key in lower case", "list.kvm.x.archiveurl", "https://x", "archiveUrl", "" },
	{ "a key in another case", "list.kvm.TITLE", "KVM", "title", "" },
	{ "a digest's key", "digest.weekly.perlist", "true", "perList", "" },
	{ "a digest's key without a value", "digest.weekly.perlist", NULL, "perList",
	  "" },
	{ "what git has included", "include.path", "more", "path", "" },
	{ "included if", "includeif.gitdir:a.b.path", "more", "path", "" },
	{ "an empty value", "user.address", "", "address", "" },
	{ "no such section", "frob.x", "1", NULL,
	  "no such section; there are [user], [list \"NAME\"] and [digest \"NAME\"]" },
	{ "no such key of a user", "user.name", "Jane", NULL,
	  "no such key; [user] has address" },
	{ "no such key of a list", "list.kvm.titel", "KVM", NULL,
	  "no such key; [list \"NAME\"] has title, archiveUrl, mailmap, employers, "
	  "maintainers, tree, robots, ignore" },
	{ "a user with a name", "user.jane.address", "jane@x", NULL,
	  "no such key; [user] has address" },
	{ "a list without a name", "list.title", "KVM", NULL,
	  "a name is missing: [list \"NAME\"]" },
	{ "a list with an empty name", "list..title", "KVM", NULL,
	  "a name is missing: [list \"NAME\"]" },
	{ "no value", "list.kvm.title", NULL, NULL, "a value is missing" },
	{ "no address", "user.address", "jane", NULL,
	  "expected an address alone, such as jane@example.org: jane" },
	{ "no URL", "list.kvm.archiveurl", "x.org", NULL,
	  "expected a URL that begins with https:// or http://: x.org" },
	{ "a tag in a URL", "list.kvm.archiveurl", "https://x.org/<b>", NULL,
	  "a URL has no blank, \", < or >: https://x.org/<b>" },
	{ "no pattern", "list.kvm.robots", "!", NULL, "a '!' without a pattern: !" },
	{ "no id", "list.kvm.ignore", "a b", NULL, "expected a Message-ID: a b" },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	const struct config_entry entry = {
		.key = str_from(row->key),
		.value = row->value ? str_from(row->value) : STR_EMPTY,
		.has_value = row->value,
	};
	struct buf fault = BUF_INIT;
	const struct config_key *key = config_key_of(&entry, &fault);

	assert_int_equal(key != NULL, row->found != NULL);
	if (key)
		assert_string_equal(key->name, row->found);
	same_buf(&fault, row->fault);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	return run_group("config_key", &t);
}
