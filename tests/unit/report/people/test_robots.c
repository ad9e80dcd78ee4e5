/* SPDX-License-Identifier: MIT */
#include "report/people/robots.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	const char *file;
	const char *who, *addr;
	bool robot;
} rows[] = {
	{ "no file: by the address", "", "Frob", "frob-bot@x.example", true },
	{ "no file: a person", "", "Jane", "jane@x.example", false },
	{ "text in the address", "@checks.", "Jane", "jane@checks.example", true },
	{ "in any case", "JANE", "Jane", "j@x.example", true },
	{ "across name and address", "doe <jane", "Jane Doe", "jane@x.example", true },
	{ "a pattern for the address", "*@x.example", "Jane", "jane@x.example", true },
	{ "a pattern fits the whole", "jane*", "Mary Jane", "mary@x.example", false },
	{ "a pattern for both", "J?ne <j*>", "Jane", "jane@x.example", true },
	{ "taken away", "!frob-bot@", "Frob", "frob-bot@x.example", false },
	{ "a blank after the mark", "! frob-bot@", "Frob", "frob-bot@x.example", false },
	{ "another one taken away", "!frob-bot@", "Knob", "knob-bot@x.example", true },
	{ "the last line counts", "jane\n!jane\n", "Jane", "jane@x.example", false },
	{ "the last line counts, again", "!jane\njane\n", "Jane", "jane@x.example",
	  true },
	{ "comments and empty lines", "# jane\n\n  mary # jane\n", "Jane",
	  "jane@x.example", false },
	{ "before a comment", "mary # the robot", "Mary", "mary@x.example", true },
};

static void check_row(void **state)
{
	const struct row *row = *state;
	struct robots r = ROBOTS_INIT;
	struct buf why = BUF_INIT;
	struct person p = { str_from(row->who), str_from(row->addr) };

	assert_int_equal(robots_parse(&r, str_from(row->file), "robots", &why), ST_OK);
	assert_int_equal(why.len, 0);
	assert_int_equal(robots_named(&r, p), row->robot);
	robots_release(&r);
}

static const struct fault_row {
	const char *name;
	const char *file, *why;
} faults[] = {
	{ "no pattern", "jane\n!\n", "robots:2: a '!' without a pattern: !" },
	{ "no end", "\n\nja[ne\n", "robots:3: a '[' without a ']': ja[ne" },
	{ "a comment is no pattern", "! # jane\n",
	  "robots:1: a '!' without a pattern: !" },
};

static void check_fault(void **state)
{
	const struct fault_row *row = *state;
	struct robots r = ROBOTS_INIT;
	struct buf why = BUF_INIT;

	assert_int_equal(robots_parse(&r, str_from(row->file), "robots", &why), ST_USAGE);
	same_buf(&why, row->why);
	robots_release(&r);
}

static void of_mails(void **state)
{
	struct post notice = { .facts = FACT_BOT,
			       .from_name = STR("Jane"),
			       .from_addr = STR("jane@x.example") };
	struct post sent = { .facts = FACT_BOT | FACT_AUTO_SUBMITTED,
			     .from_name = STR("Jane"),
			     .from_addr = STR("jane@x.example") };
	struct robots r = ROBOTS_INIT;
	struct buf why = BUF_INIT;

	(void)state;
	assert_true(robots_posted(NULL, &notice));
	assert_false(robots_sent(NULL, &notice)); /* a person sends it */
	assert_true(robots_sent(NULL, &sent));
	assert_int_equal(robots_parse(&r, STR("!jane@"), "robots", &why), ST_OK);
	assert_false(robots_posted(&r, &notice));
	assert_false(robots_sent(&r, &sent));
	robots_release(&r);
}

int main(void)
{
	struct tests t = { .n = 0 };

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_rows(&t, faults, ARRAY_SIZE(faults), sizeof(faults[0]), check_fault);
	add_test(&t, "of mails", of_mails);
	return run_group("robots", &t);
}
