/* SPDX-License-Identifier: MIT */
#include "report/html/message_html.h"
#include "tests/support/rows.h"

#define TEMPLATE                                             \
	"<!-- begin lines -->{{lines}}<!-- end lines -->"    \
	"<!-- begin stat -->{{lines}}[{{plus}}|{{minus}}]\n" \
	"<!-- end stat -->"

static const struct message_case {
	const char *name, *body, *want;
} cases[] = {
	{ "text", "a\nb", "a\nb" },
	{ "an empty text", "", "" },
	{ "a diffstat", "a\n---\n x.c | 3 ++-\n y.c |  1 +\n 2 files changed",
	  "a\n---\n x.c | 3 [++|-]\n y.c |  1 [+|]\n 2 files changed" },
	{ "at the end, with returns", " x.c | 1 -\r\n", " x.c | 1 [|-]\n" },
	{ "no line of a diffstat", "x.c | 3 ++\n a -- ++\n | x +\n-- \n",
	  "x.c | 3 ++\n a -- "
	  "++\n | x +\n-- \n" },
	{ "a tag", " <b> | 1 +", " &lt;b&gt; | 1 [+|]\n" },
};

static void check_message(void **state)
{
	const struct message_case *c = *state;
	struct html_template template;
	struct buf text = BUF_INIT, why = BUF_INIT;
	struct output_options memory = { .into = &text };
	struct output *out;
	struct html html;
	bool taken;

	assert_true(html_template_parse(&template, STR(TEMPLATE)));
	assert_int_equal(output_open(&out, &memory, &why), ST_OK);
	html_init(&html, out, &template);
	message_html_print(&html, str_from(c->body));
	assert_int_equal(output_finish(out, true, &taken, &why), ST_OK);
	html_release(&html);
	html_template_release(&template);
	same_buf(&text, c->want);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_message);
	return run_group("message_html", &t);
}
