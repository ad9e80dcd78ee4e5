/* SPDX-License-Identifier: MIT */
#include "report/html/row_facts.h"
#include "store/util/utc.h"
#include "tests/support/rows.h"

/* Rows leave out the members that they do not need. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

#define JULY_6 INT64_C(1783296000) /* 2026-07-06 00:00 UTC, a Monday */
#define TEMPLATE                                                  \
	"<!-- begin fact -->({{text}})<!-- end fact -->"          \
	"<!-- begin fact-bad -->!({{text}})<!-- end fact-bad -->" \
	"<!-- begin change -->[{{text}}]<!-- end change -->"

static const struct post patch = { .poster_name = STR("Eve"), .date = JULY_6 },
			 older = { .date = JULY_6 },
			 rfc = { .date = JULY_6 - 30 * DAY_SECONDS, .facts = FACT_RFC };
static struct series series = { .head = &patch, .version = STR("4") },
		     strange = { .head = &patch, .other_poster = true };
static struct section_range gap[] = { { 2, 3 }, { 5, 5 } };
static struct board_objection objections[] = {
	{ { STR("Bob"), STR("bob@x") }, &patch, 2, STR_EMPTY },
	{ { STR(""), STR("e@x") }, &patch, 0, STR("rejected") },
};
static struct counted_person people[] = { { { STR("A"), STR("") }, 5 },
					  { { STR("B"), STR("") }, 4 },
					  { { STR("C"), STR("") }, 3 },
					  { { STR("D"), STR("") }, 1 } };
static struct board_version versions[] = {
	{ &older, STR("3"), STR_EMPTY, "title", 2, true },
	{ &older, STR("2"), STR("1"), "title", 0, true },
	{ &rfc, STR("1"), STR_EMPTY, "title", 1, true },
};
static struct section_commit commit = { NULL, 0, STR("0123456789abcdef") },
			     two = { &commit, 0, STR("0123456789abcdef") };
static struct section_event whole = { .who = { STR("Liz"), STR("") },
				      .date = JULY_6,
				      .parts = 3,
				      .tree = STR("kvm.git"),
				      .branch = STR("next"),
				      .commits = &commit,
				      .dropped = DATE_NONE },
			    part = { .who = { STR("bot"), STR("") },
				     .robot = true,
				     .date = JULY_6,
				     .parts = 2,
				     .branch = STR("next"),
				     .commits = &two,
				     .dropped = JULY_6 + DAY_SECONDS },
			    pulled = { .who = { STR("Liz"), STR("") },
				       .date = JULY_6,
				       .parts = 3,
				       .pull = &patch,
				       .dropped = DATE_NONE };

static const struct facts_case {
	const char *name;
	struct board_row row;
	const char *want;
} cases[] = {
	{ "nothing", { .series = &series }, "" },
	{ "parts are missing", { .missing = gap, .n_missing = 2 }, "!(missing 2-3, 5)" },
	{ "parts are elsewhere",
	  { .missing = gap, .n_missing = 2, .elsewhere = true },
	  "(other parts were sent elsewhere)" },
	{ "objections",
	  { .objections = objections, .n_objections = 2, .announced = 3 },
	  "!(NAK by Bob (2/3))!(rejected by e@x)" },
	{ "findings", { .robots = { 3, 0, 22 } }, "(22 findings of robots)" },
	{ "a failure", { .robots = { 3, 1, 0 } }, "!(1 failure of robots)" },
	{ "findings and failures",
	  { .robots = { 3, 2, 1 } },
	  "!(1 finding, 2 failures of robots)" },
	{ "answers alone are no fact", { .people = people, .n_people = 4 }, "" },
	{ "most discussed",
	  { .people = people, .n_people = 4, .most_discussed = true },
	  "(most discussed: A 5, B 4, C 3, and 1 more)" },
	{ "somebody else's", { .series = &strange }, "!(posted by Eve)" },
	{ "a first post", { .first_post = true }, "(first post)" },
	{ "an older version",
	  { .versions = versions, .n_versions = 1 },
	  "(after v3 Mon (2 answers to it))" },
	{ "two, one of them without a number",
	  { .versions = versions, .n_versions = 2 },
	  "(after no version, after v1 Mon, v3 Mon (2 answers to them))" },
	{ "more than two",
	  { .versions = versions, .n_versions = 3 },
	  "(3 older versions, last no version, after v1 Mon, v3 Mon (3 answers to "
	  "them))" },
	{ "an RFC",
	  { .versions = versions + 2, .n_versions = 1 },
	  "(after RFC v1 6 Jun (1 answer to it))" },
	{ "unchanged patches",
	  { .versions = versions + 2,
	    .n_versions = 1,
	    .unchanged_known = true,
	    .unchanged = 2,
	    .unchanged_of = 3 },
	  "(after RFC v1 6 Jun (1 answer to it))(2 of 3 patches unchanged)" },
	{ "a pull request",
	  { .events = &whole, .n_events = 1, .arrived = 3 },
	  "(pulled Mon by Liz to kvm.git next (0123456789ab))" },
	{ "applied in a pull request",
	  { .series = &series, .events = &pulled, .n_events = 1, .arrived = 3 },
	  "(applied Mon by Liz in a pull request)" },
	{ "applied",
	  { .series = &series, .events = &whole, .n_events = 1, .arrived = 3 },
	  "(applied Mon by Liz to kvm.git next (0123456789ab))" },
	{ "dropped, in part, by a robot, of several commits",
	  { .events = &part, .n_events = 1, .arrived = 3 },
	  "(dropped Tue 2 of 3 by bot (a robot) to next)" },
	{ "needs", { .needs = STR("that one") }, "(needs: that one)" },
	{ "a change note",
	  { .series = &series, .change_note = STR("<b>") },
	  "[v4: &lt;b&gt;]" },
};

static void check_facts(void **state)
{
	const struct facts_case *c = *state;
	const struct selection sel = { .n = 0 };
	const struct digest digest = { .sel = &sel };
	struct page page = { .digest = &digest, .until = JULY_6 + 7 * DAY_SECONDS };
	struct buf text = BUF_INIT, why = BUF_INIT;
	struct output_options memory = { .into = &text };
	struct html_template template;
	struct output *out;
	bool taken;

	assert_true(html_template_parse(&template, STR(TEMPLATE)));
	assert_int_equal(output_open(&out, &memory, &why), ST_OK);
	html_init(&page.html, out, &template);
	row_facts_print(&page, &c->row);
	assert_int_equal(output_finish(out, true, &taken, &why), ST_OK);
	html_release(&page.html);
	html_template_release(&template);
	same_buf(&text, c->want);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_facts);
	return run_group("row_facts", &t);
}
