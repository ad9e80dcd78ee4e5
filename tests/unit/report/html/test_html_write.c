/* SPDX-License-Identifier: MIT */
#include "report/html/html_write.h"
#include "report/html/page_files.h"
#include "report/util/address_mask.h"
#include "tests/support/rows.h"

#define BAD "\xef\xbf\xbd"

struct written {
	struct html html;
	struct html_template template;
	struct output *out;
	struct buf text;
};

static void begin(struct written *w, const char *template)
{
	struct output_options memory = { .into = &w->text };
	struct buf why = BUF_INIT;

	w->text = (struct buf)BUF_INIT;
	assert_true(html_template_parse(&w->template, str_from(template)));
	assert_int_equal(output_open(&w->out, &memory, &why), ST_OK);
	html_init(&w->html, w->out, &w->template);
}

static void end(struct written *w, const char *want)
{
	struct buf why = BUF_INIT;
	bool taken;

	assert_int_equal(output_finish(w->out, true, &taken, &why), ST_OK);
	html_release(&w->html);
	html_template_release(&w->template);
	same_buf(&w->text, want);
}

/* The text stands as text and between quotes. */
static const struct value_case {
	const char *name;
	struct str text;
	const char *text_html, *lines_html;
} values[] = {
	{ "plain", STR("a b"), "a b", "a b" },
	{ "nothing", STR(""), "", "" },
	{ "a tag", STR("<script>alert(1)</script>"),
	  "&lt;script&gt;alert(1)&lt;/script&gt;",
	  "&lt;script&gt;alert(1)&lt;/script&gt;" },
	{ "quotes", STR("\" onload='x'"), "&quot; onload=&#39;x&#39;",
	  "&quot; onload=&#39;x&#39;" },
	{ "an entity", STR("&lt;"), "&amp;lt;", "&amp;lt;" },
	{ "the marks of a template", STR("{{a}}<!-- end page -->"),
	  "{{a}}&lt;!-- end page --&gt;", "{{a}}&lt;!-- end page --&gt;" },
	{ "lines", STR("a\n\tb"), "a" BAD BAD "b", "a\n\tb" },
	{ "NUL", STR("a\0b"), "a" BAD "b", "a" BAD "b" },
	{ "a return", STR("a\rb"), "a" BAD "b", "a" BAD "b" },
	{ "no UTF-8", STR("\xff<\xc3"), BAD "&lt;" BAD, BAD "&lt;" BAD },
	{ "the other direction", STR("a\xe2\x80\xae<"), "a" BAD "&lt;", "a" BAD "&lt;" },
	{ "other scripts", STR("\xd7\xa9\xe2\x82\xac\xf0\x9f\x90\xa7"),
	  "\xd7\xa9\xe2\x82\xac\xf0\x9f\x90\xa7",
	  "\xd7\xa9\xe2\x82\xac\xf0\x9f\x90\xa7" },
	{ "what is no character", STR("\xef\xbf\xbf\xef\xb7\x90\xf0\x9f\xbf\xbe."),
	  BAD BAD BAD ".", BAD BAD BAD "." },
};

static void check_value(void **state)
{
	const struct value_case *c = *state;
	struct buf want = BUF_INIT;
	struct written w;

	begin(&w, "<p title=\"{{a}}\">{{b}}</p>{{n}}");
	html_print(&w.html, "page",
		   HTML_SLOTS(html_text("a", c->text), html_lines("b", c->text),
			      html_number("n", -7)));
	buf_addf(&want, "<p title=\"%s\">%s</p>-7", c->text_html, c->lines_html);
	end(&w, buf_cstr(&want));
	buf_release(&want);
}

static const struct address_case {
	const char *name, *archive;
	struct str id;
	const char *want;
} addresses[] = {
	{ "of an archive", "https://lore.example/kvm", STR("a@b"),
	  "https://lore.example/kvm/a@b/" },
	{ "http", "HTTP://x/", STR("a"), "HTTP://x/a/" },
	{ "an id that would leave the attribute", "https://x", STR("\"><script>"),
	  "https://x/%22%3E%3Cscript%3E/" },
	{ "an id with a way up", "https://x", STR("../../a"), "https://x/..%2F..%2Fa/" },
	{ "an archive that would leave the attribute", "https://x\"><script>", STR("a"),
	  "https://x&quot;&gt;&lt;script&gt;/a/" },
	{ "a script", "javascript:alert(1)//", STR("a"), "" },
	{ "a script behind a blank", " javascript:alert(1)", STR("a"), "" },
	{ "data", "data:text/html,x", STR("a"), "" },
	{ "a file", "/etc/passwd", STR("a"), "" },
	{ "none", NULL, STR("a"), "" },
};

static void check_address(void **state)
{
	const struct address_case *c = *state;
	struct buf url = BUF_INIT;
	struct written w;

	begin(&w, "{{&u}}");
	html_print(
	    &w.html, "page",
	    HTML_SLOTS(html_address("u", html_url_archive(&url, c->archive, c->id))));
	end(&w, c->want);
	buf_release(&url);
}

/* An address that did not come from html_url_archive() is not printed. */
static void check_other_address(void **state)
{
	struct html_url other = { STR("javascript:alert(1)") };
	struct written w;

	(void)state;
	begin(&w, "{{&u}}");
	html_print(&w.html, "page", HTML_SLOTS(html_address("u", other)));
	end(&w, "");
}

static void print_item(void *context, const void *number)
{
	struct written *w = context;

	html_print(&w->html, "item", HTML_SLOTS(html_number("n", *(const int *)number)));
}

static void check_fragments(void **state)
{
	static const int one = 1;
	struct written w;

	(void)state;
	begin(&w,
	      "<ul>{{>items}}<!-- begin item --><li>{{n}}</li><!-- end item --></ul>");
	html_print(&w.html, "page", HTML_SLOTS(html_fill("items", print_item, &w, &one)));
	html_print(&w.html, "page", HTML_SLOTS(html_fill("items", print_item, &w, &one)));
	assert_int_equal(html_template_find(&w.template, STR("item"))->printed, 2);
	end(&w, "<ul><li>1</li></ul><ul><li>1</li></ul>");
}

/* Our own text is escaped, and masked only as text of others. */
static void check_exact(void **state)
{
	struct written w;

	(void)state;
	address_mask_use(true);
	begin(&w, "{{a}}|{{b}}|{{c}}");
	html_print(&w.html, "page",
		   HTML_SLOTS(html_exact("a", STR("<a@b.example\n\">")),
			      html_text("b", STR("<a@b.example>")),
			      html_lines("c", STR("\na@b.example"))));
	address_mask_use(false);
	end(&w, "&lt;a@b.example\n&quot;&gt;|&lt;a@\xe2\x80\xa6&gt;|\na@\xe2\x80\xa6");
}

static void check_files(void **state)
{
	struct buf want = BUF_INIT;
	struct written w;

	(void)state;
	begin(&w, "{{>a}}|{{>b}}");
	html_print(&w.html, "page", HTML_SLOTS(html_style("a"), html_script("b")));
	buf_adds(&want, page_style());
	buf_addch(&want, '|');
	buf_adds(&want, page_script());
	end(&w, buf_cstr(&want));
	buf_release(&want);
}

int main(void)
{
	static struct tests t;

	add_rows(&t, values, ARRAY_SIZE(values), sizeof(values[0]), check_value);
	add_rows(&t, addresses, ARRAY_SIZE(addresses), sizeof(addresses[0]),
		 check_address);
	add_test(&t, "check_other_address", check_other_address);
	add_test(&t, "check_fragments", check_fragments);
	add_test(&t, "check_exact", check_exact);
	add_test(&t, "check_files", check_files);
	return run_group("html_write", &t);
}
