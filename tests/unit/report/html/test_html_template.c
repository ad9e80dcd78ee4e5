/* SPDX-License-Identifier: MIT */
#include "report/html/html_template.h"
#include "report/html/page_files.h"
#include "tests/support/rows.h"

static const struct template_case {
	const char *name, *text;
	bool sound;
	const char *pieces; /* of each fragment: "name: =value &address >fill 'markup'" */
} cases[] = {
	{ "nothing", "", true, "page:\n" },
	{ "markup", "<p>a { b</p>", true, "page: '<p>a { b</p>'\n" },
	{ "slots", "a{{b}}{{&c}}{{>d}}", true, "page: 'a' =b &c >d\n" },
	{ "a fragment is no part of the one around it",
	  "a<!-- begin b -->c{{d}}<!-- end b -->e", true, "page: 'a' 'e'\nb: 'c' =d\n" },
	{ "fragments in a fragment",
	  "<!-- begin a -->1<!-- begin b -->2<!-- end b --><!-- begin c --><!-- end c "
	  "-->3"
	  "<!-- end a -->",
	  true, "page:\na: '1' '3'\nb: '2'\nc:\n" },
	{ "a comment", "<!-- a -->", true, "page: '<!-- a -->'\n" },
	{ "a fragment without its end", "<!-- begin a -->b", false, "page:\na: 'b'\n" },
	{ "an end without a fragment", "<!-- end page -->", false, "page:\n" },
	{ "ends that cross",
	  "<!-- begin a --><!-- begin b --><!-- end a --><!-- end b -->", false,
	  "page:\na:\nb:\n" },
	{ "two fragments of one name",
	  "<!-- begin a --><!-- end a --><!-- begin a --><!-- end a -->", false,
	  "page:\na:\n" },
	{ "a slot without its end", "{{a}", false, "page:\n" },
	{ "a mark without its end", "<!-- begin a", false, "page:\n" },
};

static void check_parse(void **state)
{
	static const char signs[] = { '\'', '=', '&', '>' };
	const struct template_case *c = *state;
	struct html_template t;
	struct buf got = BUF_INIT;

	assert_int_equal(html_template_parse(&t, str_from(c->text)), c->sound);
	for (size_t i = 0; i < t.n; i++) {
		const struct html_fragment *f = &t.fragments[i];

		buf_adds(&got, f->name);
		buf_addch(&got, ':');
		for (size_t k = 0; k < f->n; k++) {
			buf_addf(&got, " %c", signs[f->pieces[k].kind]);
			buf_adds(&got, f->pieces[k].text);
			if (f->pieces[k].kind == PIECE_MARKUP)
				buf_addch(&got, '\'');
		}
		buf_addch(&got, '\n');
	}
	same_buf(&got, c->pieces);
	html_template_release(&t);
}

/* Whether the markup before a slot ends inside of a tag, and how. */
static void note_markup(struct str markup, bool *in_tag, bool *in_value)
{
	for (size_t i = 0; i < markup.len; i++) {
		if (*in_value)
			*in_value = markup.s[i] != '"';
		else if (markup.s[i] == '"' && *in_tag)
			*in_value = true;
		else if (markup.s[i] == '<')
			*in_tag = true;
		else if (markup.s[i] == '>')
			*in_tag = false;
	}
}

/* In a tag, values stand between quotes only, fills nowhere, and addresses make up the
 * whole value of an href; a href has no other value than "#...". */
static void check_slot(const struct html_piece *piece, struct str before, bool in_tag,
		       bool in_value)
{
	bool whole = str_ends(before, STR("href=\""));

	if (piece->kind == PIECE_ADDRESS)
		assert_true(in_value && whole);
	else if (piece->kind == PIECE_FILL)
		assert_false(in_tag);
	else
		assert_true(!in_tag || (in_value && !whole));
}

static void check_page(void **state)
{
	struct html_template t;

	(void)state;
	assert_true(html_template_parse(&t, page_template()));
	for (size_t i = 0; i < t.n; i++) {
		bool in_tag = false, in_value = false;
		struct str before = STR_EMPTY;

		for (size_t k = 0; k < t.fragments[i].n; k++) {
			const struct html_piece *piece = &t.fragments[i].pieces[k];

			if (piece->kind == PIECE_MARKUP) {
				note_markup(piece->text, &in_tag, &in_value);
				before = piece->text;
			} else {
				check_slot(piece, before, in_tag, in_value);
				before = STR_EMPTY;
			}
		}
		assert_false(in_tag || in_value);
	}
	html_template_release(&t);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, cases, ARRAY_SIZE(cases), sizeof(cases[0]), check_parse);
	add_test(&t, "check_page", check_page);
	return run_group("html_template", &t);
}
