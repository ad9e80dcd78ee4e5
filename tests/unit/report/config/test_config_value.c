/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "report/config/config_value.h"
#include "tests/support/rows.h"

static const struct fault_row {
	const char *name;
	config_fault_fn *fault;
	const char *value;
	bool good;
} faults[] = {
	{ "an address", config_address_fault, "jane@example.org", true },
	{ "no @", config_address_fault, "jane", false },
	{ "nothing before the @", config_address_fault, "@example.org", false },
	{ "nothing after the @", config_address_fault, "jane@", false },
	{ "two @", config_address_fault, "jane@a@b", false },
	{ "a name, too", config_address_fault, "Jane <jane@example.org>", false },
	{ "two addresses", config_address_fault, "jane@a,joe@b", false },
	{ "a line end in an address", config_address_fault, "jane@a\nb", false },
	{ "an id", config_message_id_fault, "1.a@example.org", true },
	{ "an id in brackets", config_message_id_fault, "<1.a@example.org>", true },
	{ "an id without @", config_message_id_fault, "1", true },
	{ "empty brackets", config_message_id_fault, "<>", false },
	{ "one bracket", config_message_id_fault, "<1@x", false },
	{ "a bracket alone", config_message_id_fault, "<", false },
	{ "two ids", config_message_id_fault, "<1@x> <2@x>", false },
	{ "a URL for an id", config_message_id_fault, "https://x.org/1@x/", false },
	{ "a URL", config_url_fault, "https://x.org/list", true },
	{ "a plain URL", config_url_fault, "HTTP://x.org/list", true },
	{ "no URL", config_url_fault, "x.org/list", false },
	{ "a script", config_url_fault, "javascript:x", false },
	{ "a blank in a URL", config_url_fault, "https://x.org/ x", false },
};

static void check_fault(void **state)
{
	const struct fault_row *row = *state;

	assert_int_equal(row->fault(str_from(row->value)) == NULL, row->good);
}

static void brackets(void **state)
{
	(void)state;
	same_str(config_message_id(STR("<1@x>")), "1@x");
	same_str(config_message_id(STR("1@x")), "1@x");
}

static const struct path_row {
	const char *name;
	const char *value, *config, *want;
} paths[] = {
	{ "whole", "/a/b", "/etc/config", "/a/b" },
	{ "beside the file", "b", "/etc/pd/config", "/etc/pd/b" },
	{ "above the file", "../b", "/etc/pd/config", "/etc/pd/../b" },
	{ "the file has no folder", "b/c", "config", "b/c" },
	{ "in the root", "b", "/config", "/b" },
	{ "at home", "~/b", "/etc/config", "/home/jane/b" },
	{ "a name with ~", "~b", "/etc/config", "/etc/~b" },
};

static void check_path(void **state)
{
	const struct path_row *row = *state;
	struct buf path = BUF_INIT;

	setenv("HOME", "/home/jane", 1);
	config_value_path(&path, str_from(row->value), str_from(row->config));
	same_buf(&path, row->want);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, faults, ARRAY_SIZE(faults), sizeof(faults[0]), check_fault);
	add_test(&t, "brackets", brackets);
	add_rows(&t, paths, ARRAY_SIZE(paths), sizeof(paths[0]), check_path);
	return run_group("config_value", &t);
}
