/* SPDX-License-Identifier: MIT */
#include "filter/patch/trailer_key.h"
#include "tests/support/rows.h"

static const struct row {
	const char *line;
	const char *key, *value;
	bool patch, reply; /* whether it is a trailer there */
} rows[] = {
	{ "Acked-by: A <a@b.org>", "Acked-by", "A <a@b.org>", true, true },
	{ "ACKED-BY:a@b.org ", "ACKED-BY", "a@b.org", true, true },
	{ "Acked-by: A", "Acked-by", "A", true, false },
	{ "Acked-by: root@localhost", "Acked-by", "root@localhost", true, false },
	{ "Acked-by: see https://b.org/@c.d", "Acked-by", "see https://b.org/@c.d", true,
	  false },
	{ "Acked-by:", "Acked-by", "", false, false },
	{ "Acked by: a@b.org", "", "Acked by: a@b.org", false, false },
	{ " Acked-by: a@b.org", "", " Acked-by: a@b.org", false, false },
	{ "-by: a@b.org", "", "-by: a@b.org", false, false },
	{ "cc: a@b.org", "cc", "a@b.org", true, true },
	{ "Fixes: 0123abc (\"x\")", "Fixes", "0123abc (\"x\")", true, true },
	{ "Fixes: commit 0123abc", "Fixes", "commit 0123abc", true, true },
	{ "Fixes: abc", "Fixes", "abc", false, false },
	{ "Link: https://b.org", "Link", "https://b.org", true, true },
	{ "Link: b.org", "Link", "b.org", true, false },
	{ "Message-ID: <a@b.org>", "Message-ID", "<a@b.org>", true, false },
	{ "Change-Id: I0123", "Change-Id", "I0123", true, false },
	{ "From: a@b.org", "From", "a@b.org", false, false },
	{ "E-mail: a@b.org", "E-mail", "a@b.org", false, false },
	{ "Tel: 12", "Tel", "12", false, false },
	{ "Git-commit: 12", "Git-commit", "12", true, false },
	{ "git-commit: 12", "git-commit", "12", true, false },
	{ "Depends-on: <a@b.org>", "Depends-on", "<a@b.org>", true, false },
	{ "Upstream-Status: Pending", "Upstream-Status", "Pending", true, false },
	{ "Reviewed-on: https://b.org/1", "Reviewed-on", "https://b.org/1", true, true },
	{ "Return-Path: <a@b.org>", "Return-Path", "<a@b.org>", false, false },
	{ "X-Original-To: a@b.org", "X-Original-To", "a@b.org", false, false },
	{ "X-Forwarded-By: a@b.org", "X-Forwarded-By", "a@b.org", false, false },
	{ "DKIM-Signature: a@b.org", "DKIM-Signature", "a@b.org", false, false },
	{ "RISC-V: fix it", "RISC-V", "fix it", false, false },
	{ "Invented-by: a@b.org", "Invented-by", "a@b.org", true, true },
	{ "https://b.org", "https", "//b.org", false, false },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct str value = str_from(row->line), key = trailer_take_key(&value);

	same_str(key, row->key);
	same_str(value, row->value);
	assert_int_equal(trailer_is(key, value, false), row->patch);
	assert_int_equal(trailer_is(key, value, true), row->reply);
}

static void test_review(void **state)
{
	(void)state;
	assert_true(trailer_is_review(STR("reviewed-by")));
	assert_true(trailer_is_review(STR("Tested-by")));
	assert_false(trailer_is_review(STR("Signed-off-by")));
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "reviews", test_review);
	return run_group("trailer_key", &t);
}
