/* SPDX-License-Identifier: MIT */
#include "report/json/json.h"
#include "store/inbox/record.h"
#include "tests/support/rows.h"

static const struct row {
	const char *name;
	struct str text;
	const char *line, *lines; /* by json_put_text, by json_put_lines */
} rows[] = {
	{ "plain", STR("a b"), "{\"t\":\"a b\"}", "{\"t\":\"a b\"}" },
	{ "nothing", STR(""), "{}", "{}" },
	{ "quotes", STR("\"\\/"), "{\"t\":\"\\\"\\\\/\"}", "{\"t\":\"\\\"\\\\/\"}" },
	{ "lines", STR("a\n\tb"),
	  "{\"t\":\"a\xef\xbf\xbd\xef\xbf\xbd"
	  "b\"}",
	  "{\"t\":\"a\\n\\tb\"}" },
	{ "NUL", STR("a\0b"),
	  "{\"t\":\"a\xef\xbf\xbd"
	  "b\"}",
	  "{\"t\":\"a\xef\xbf\xbd"
	  "b\"}" },
	{ "no UTF-8", STR("\xff\xc3"), "{\"t\":\"\xef\xbf\xbd\xef\xbf\xbd\"}",
	  "{\"t\":\"\xef\xbf\xbd\xef\xbf\xbd\"}" },
	{ "an escape", STR("\033[31m"), "{\"t\":\"\xef\xbf\xbd[31m\"}",
	  "{\"t\":\"\xef\xbf\xbd[31m\"}" },
	{ "other scripts", STR("\xd7\xa9\xe2\x82\xac"),
	  "{\"t\":\"\xd7\xa9\xe2\x82\xac\"}", "{\"t\":\"\xd7\xa9\xe2\x82\xac\"}" },
};

static struct json *begin(struct buf *text, struct output **out)
{
	struct output_options memory = { .into = text };
	struct buf why = BUF_INIT;

	assert_int_equal(output_open(out, &memory, &why), ST_OK);
	return json_open(*out);
}

static void end(struct json *j, struct output *out, struct buf *text, const char *want)
{
	struct buf why = BUF_INIT;
	bool taken;

	json_close(j);
	assert_int_equal(output_finish(out, true, &taken, &why), ST_OK);
	assert_string_equal(buf_cstr(text), want);
	buf_release(text);
}

static void check_one(void (*put)(struct json *, const char *, struct str),
		      struct str value, const char *want)
{
	struct buf text = BUF_INIT, whole = BUF_INIT;
	struct output *out;
	struct json *j = begin(&text, &out);

	json_begin_object(j, "m");
	put(j, "t", value);
	json_end(j);
	buf_addf(&whole, "{\n\"m\": %s\n}\n", want);
	end(j, out, &text, buf_cstr(&whole));
	buf_release(&whole);
}

static void check_row(void **state)
{
	const struct row *row = *state;

	check_one(json_put_text, row->text, row->line);
	check_one(json_put_lines, row->text, row->lines);
}

static void an_empty_object(void **state)
{
	struct buf text = BUF_INIT;
	struct output *out;
	struct json *j = begin(&text, &out);

	(void)state;
	end(j, out, &text, "{\n}\n");
}

/* Each member is a line of its own; so is each element of an array that is a member. */
static void a_document(void **state)
{
	struct buf text = BUF_INIT;
	struct output *out;
	struct json *j = begin(&text, &out);

	(void)state;
	json_put_number(j, "number", -5);
	json_begin_array(j, "none");
	json_end(j);
	json_begin_array(j, "some");
	json_put_text(j, NULL, STR("a"));
	json_begin_object(j, NULL);
	json_begin_array(j, "deep");
	json_begin_object(j, NULL);
	json_put_flag(j, "yes", true);
	json_end(j);
	json_put_text(j, NULL, STR_EMPTY);
	json_end(j);
	json_put_flag(j, "no", false);
	json_end(j);
	json_end(j);
	json_put_time(j, "never", DATE_NONE);
	json_put_time(j, "then", 1763017200);
	end(j, out, &text,
	    "{\n\"number\": -5,\n\"none\": [],\n\"some\": [\n\"a\",\n"
	    "{\"deep\":[{\"yes\":true},\"\"],\"no\":false}\n],\n"
	    "\"then\": \"2025-11-13T07:00:00Z\"\n}\n");
}

int main(void)
{
	static struct tests t;

	add_rows(&t, rows, ARRAY_SIZE(rows), sizeof(rows[0]), check_row);
	add_test(&t, "an_empty_object", an_empty_object);
	add_test(&t, "a_document", a_document);
	return run_group("json", &t);
}
