/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/series/note_text.h"
#include "store/util/array.h"

struct text_case {
	const char *items[4]; /* "+" before words that go on with an item */
	size_t limit;
	const char *note; /* NULL: none */
};

static const struct text_case cases[] = {
	{ { NULL }, 20, NULL },
	{ { " ", "" }, 20, NULL },
	{ { "a", "b" }, 20, "a; b" },
	{ { " a  b\t", "", "c" }, 20, "a b; c" },
	{ { "a", "+b", "c" }, 20, "a b; c" },
	{ { "a\xe3\x80\x80"
	    "b" },
	  20,
	  "a b" },
	{ { "a.", "b;", "c,", "d." }, 20, "a; b; c; d." },
	{ { "a:", "b...", "!." }, 20, "a: b...; !." },
	{ { "1234567890" }, 10, "1234567890" },
	{ { "1234567 901" }, 10, "1234567..." },
	{ { "123456 8901" }, 10, "123456..." },
	{ { "12345, 8901" }, 10, "12345..." },
	{ { "12345", "78901" }, 10, "12345..." },
	{ { "12345678901" }, 10, "1234567..." },
	{ { "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4" },
	  5,
	  "\xc3\xa4\xc3\xa4..." },
	{ { "\xff\xff\xff\xff\xff\xff" }, 5, "\xff\xff..." },
};

static void check_text(void **state)
{
	const struct text_case *c = *state;
	struct buf out = BUF_INIT;
	struct note_text n;

	buf_addstr(&out, "before");
	note_text_init(&n, &out, c->limit);
	for (size_t i = 0; i < ARRAY_SIZE(c->items) && c->items[i]; i++) {
		struct str words = str_from(c->items[i]);
		bool more = str_starts(words, STR("+"));

		if (!more)
			note_text_begin_item(&n);
		note_text_add(&n, str_sub(words, more, words.len));
	}
	assert_int_equal(note_text_end(&n), c->note != NULL);
	assert_string_equal(buf_cstr(&out) + strlen("before"), c->note ? c->note : "");
	buf_release(&out);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_SIZE(cases)];

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		tests[i] =
		    (struct CMUnitTest){ .name = cases[i].note ? cases[i].note : "none",
					 .test_func = check_text,
					 .initial_state = (void *)&cases[i] };
	return cmocka_run_group_tests_name("note_text", tests, NULL, NULL);
}
