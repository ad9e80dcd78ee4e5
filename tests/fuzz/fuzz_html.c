/* SPDX-License-Identifier: MIT */
/* Texts of mails on a page: the page is read back, and has the template's tags alone. */
#include "report/digest/digest_subject.h"
#include "report/html/message_html.h"
#include "report/html/page.h"
#include "report/html/page_files.h"
#include "report/html/row_facts.h"
#include "report/html/view_parts_html.h"
#include "tests/fuzz/fuzz.h"

/* Appends the text of the page, with its entities as characters, and counts its tags. */
static size_t read_page(struct buf *text, struct str page)
{
	static const struct {
		struct str entity;
		char c;
	} entities[] = { { STR("&amp;"), '&' },
			 { STR("&lt;"), '<' },
			 { STR("&gt;"), '>' },
			 { STR("&quot;"), '"' },
			 { STR("&#39;"), '\'' } };
	size_t tags = 0;

	while (page.len) {
		size_t i = 0, skip = 1;

		if (page.s[0] == '<') {
			skip = str_chr(page, '>') + 1;
			if (skip > page.len ||
			    str_chr(str_sub(page, 1, skip), '<') < skip - 1)
				abort();
			tags++;
		} else if (page.s[0] == '&') {
			while (!str_starts(page, entities[i].entity))
				if (++i == ARRAY_SIZE(entities))
					abort();
			buf_addch(text, entities[i].c);
			skip = entities[i].entity.len;
		} else {
			buf_addch(text, page.s[0]);
		}
		page = str_sub(page, skip, page.len);
	}
	return tags;
}

/* Prints what print does, and returns how many tags it has. */
static size_t print_page(struct buf *text, html_fill_fn *print, const void *arg)
{
	struct buf html = BUF_INIT, why = BUF_INIT;
	struct output_options memory = { .into = &html };
	struct digest digest = { .options.archive_url = "https://x.example/" };
	struct selection sel = { .n = 0 };
	struct page page = { .digest = &digest, .url = BUF_INIT };
	static struct html_template template;
	struct output *out;
	size_t tags;
	bool taken;

	digest.sel = &sel;
	if ((!template.n && !html_template_parse(&template, page_template())) ||
	    output_open(&out, &memory, &why) != ST_OK)
		abort();
	html_init(&page.html, out, &template);
	print(&page, arg);
	output_finish(out, true, &taken, &why);
	fuzz_expect_utf8(buf_str(&html));
	tags = read_page(text, buf_str(&html));
	html_release(&page.html);
	buf_release(&page.url);
	buf_release(&html);
	buf_release(&why);
	return tags;
}

static void print_message(void *page, const void *body)
{
	message_html_print(&((struct page *)page)->html, *(const struct str *)body);
}

/* Whether some character of the text may be none in HTML. */
static bool may_have_noncharacters(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.s[i] >= 0xef)
			return true;
	return false;
}

/* A message without its tags is the clean text of the mail. A diffstat gets an end of
 * line. */
static void check_message(struct str input)
{
	struct buf got = BUF_INIT, want = BUF_INIT;

	print_page(&got, print_message, &input);
	utf8_add_clean(&want, input, true);
	if (!may_have_noncharacters(buf_str(&want)) &&
	    !str_eq(str_rtrim(buf_str(&got)), str_rtrim(buf_str(&want))))
		abort();
	buf_release(&got);
	buf_release(&want);
}

/* A subject with other letters has as many tags, if it begins like that one. */
static void check_title(struct str input)
{
	const struct post post = { .subject = input, .message_id = input };
	struct buf text = BUF_INIT;
	size_t tags = print_page(&text, page_print_title, &post);

	if (tags != 2 && tags != 4)
		abort();
	buf_release(&text);
}

static void check_facts(struct str input)
{
	const struct post post = { .message_id = input };
	struct board_objection objection = { { input, input }, &post, 1, input };
	struct section_event event = { .who = { input, STR_EMPTY },
				       .tree = input,
				       .branch = input,
				       .dropped = DATE_NONE };
	const struct board_row row = { .post = &post,
				       .needs = input,
				       .objections = &objection,
				       .n_objections = 1,
				       .events = &event,
				       .n_events = 1 };
	struct buf text = BUF_INIT;

	if (print_page(&text, row_facts_print, &row) != (input.len ? 6 : 4))
		abort();
	buf_release(&text);
}

static void print_parts(void *page, const void *parts)
{
	view_parts_html_print(page, parts);
}

/* A part of --series: a table with a row, which has a note for each kind of fact. */
static void check_view_part(struct str input)
{
	const struct post post = { .subject = STR("x"), .message_id = input };
	struct view_trailer trailer = { .key = STR("k"), .who = { input, STR_EMPTY } };
	struct view_part part = {
		.post = &post, .trailers = &trailer, .answers = 1, .commit = input
	};
	const struct view_parts parts = { &part, 1 };
	struct buf text = BUF_INIT;
	size_t tags = print_page(&text, print_parts, &parts);

	if (tags != (input.len ? 24 : 22))
		abort();
	buf_release(&text);
}

/* A body that is cut is a part of it that ends with a line. */
static void check_cut(struct str input)
{
	struct digest digest = { .options.body_max = 1 + input.len / 2 };
	struct digest_reader reader = { .digest = &digest };
	struct str body = input;
	size_t lines = digest_reader_cut(&reader, &body);

	if (body.len > input.len || body.s != input.s)
		abort();
	if (input.len > digest.options.body_max &&
	    (!lines || body.len > digest.options.body_max))
		abort();
	if (body.len < input.len && body.len && input.s[body.len] > ' ')
		abort();
}

/* A subject is one clean line, whatever it and the title are. */
static void check_subject(struct str input)
{
	struct selection sel = { .title = input };
	struct digest digest = { .sel = &sel };
	struct buf text = BUF_INIT, subject = BUF_INIT, why = BUF_INIT;

	buf_adds(&text, input);
	if (digest_subject_check(buf_cstr(&text), &why) == ST_OK)
		digest_subject_add(&subject, buf_cstr(&text), &digest);
	digest_subject_add(&subject, DIGEST_SUBJECT, &digest);
	fuzz_expect_utf8(buf_str(&subject));
	for (size_t i = 0; i < subject.len; i++)
		if ((unsigned char)subject.data[i] < ' ')
			abort();
	buf_release(&text);
	buf_release(&subject);
	buf_release(&why);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy;
	struct str input = fuzz_input(data, size, &copy);

	check_message(input);
	check_title(input);
	check_facts(input);
	check_view_part(input);
	check_cut(input);
	check_subject(input);
	free(copy);
	return 0;
}
