/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stdlib.h>

#include <jansson.h>

#include "report/json/json.h"
#include "report/util/reader_text.h"
#include "store/util/utc.h"
#include "store/util/utf8.h"

#define DEPTH_MAX 8 /* values open at once */

struct json {
	struct output *out;
	bool started;  /* a member was written */
	bool in_array; /* an array that is a member is open */
	bool in_first; /* its first element isn't written yet */
	/* Open values: each holds the next; the first is a member, or in that array. */
	json_t *open[DEPTH_MAX];
	size_t depth;
	const char *key; /* of open[0], if it is a member */
	struct buf text; /* memory for the text being added */
};

struct json *json_open(struct output *out)
{
	struct json *j = xcalloc(1, sizeof(*j));

	json_set_alloc_funcs(xmalloc, free);
	j->out = out;
	output_add(out, STR("{"));
	return j;
}

void json_close(struct json *j)
{
	assert(!j->depth && !j->in_array);
	output_add(j->out, STR("\n}\n"));
	buf_release(&j->text);
	free(j);
}

static int write_bytes(const char *bytes, size_t len, void *out)
{
	output_add(out, (struct str){ bytes, len });
	return 0;
}

/* Writes the key: the value of the member follows. */
static void write_key(struct json *j, const char *key)
{
	output_addf(j->out, "%s\n\"%s\": ", j->started ? "," : "", key);
	j->started = true;
}

/* Writes a complete value, and frees it. */
static void write_value(struct json *j, const char *key, json_t *value)
{
	if (j->in_array)
		output_add(j->out, j->in_first ? STR("\n") : STR(",\n"));
	else
		write_key(j, key);
	j->in_first = false;
	json_dump_callback(value, write_bytes, j->out, JSON_COMPACT | JSON_ENCODE_ANY);
	json_decref(value);
}

/* Adds a complete value to the open one; writes it if no value is open. */
static void add_value(struct json *j, const char *key, json_t *value)
{
	json_t *to = j->depth ? j->open[j->depth - 1] : NULL;

	if (!to)
		write_value(j, key, value);
	else if (key)
		json_object_set_new(to, key, value);
	else
		json_array_append_new(to, value);
}

/* Opens a value, in the open one or as the first; json_end writes the first. */
static void open_value(struct json *j, const char *key, json_t *value)
{
	assert(j->depth < DEPTH_MAX);
	if (j->depth)
		add_value(j, key, value);
	else
		j->key = key;
	j->open[j->depth++] = value;
}

void json_begin_object(struct json *j, const char *key)
{
	open_value(j, key, json_object());
}

void json_begin_array(struct json *j, const char *key)
{
	if (j->depth || j->in_array) {
		open_value(j, key, json_array());
		return;
	}
	write_key(j, key);
	output_add(j->out, STR("["));
	j->in_array = j->in_first = true;
}

void json_end(struct json *j)
{
	if (j->depth > 1) {
		j->depth--;
	} else if (j->depth) {
		j->depth = 0;
		write_value(j, j->key, j->open[0]);
	} else {
		output_add(j->out, j->in_first ? STR("]") : STR("\n]"));
		j->in_array = j->in_first = false;
	}
}

static void add_text(struct json *j, const char *key, struct str text, bool lines)
{
	if (key && !text.len)
		return;
	buf_reset(&j->text);
	reader_text_add(&j->text, text, lines);
	add_value(j, key, json_stringn(buf_cstr(&j->text), j->text.len));
}

void json_put_text(struct json *j, const char *key, struct str text)
{
	add_text(j, key, text, false);
}

void json_put_lines(struct json *j, const char *key, struct str text)
{
	add_text(j, key, text, true);
}

void json_put_url(struct json *j, const char *key, struct str url)
{
	if (!url.len)
		return;
	buf_reset(&j->text);
	utf8_add_clean(&j->text, url, false);
	add_value(j, key, json_stringn(buf_cstr(&j->text), j->text.len));
}

void json_put_number(struct json *j, const char *key, int64_t number)
{
	add_value(j, key, json_integer(number));
}

void json_put_flag(struct json *j, const char *key, bool flag)
{
	add_value(j, key, json_boolean(flag));
}

void json_put_time(struct json *j, const char *key, int64_t seconds)
{
	buf_reset(&j->text);
	if (utc_add(&j->text, seconds, UTC_WHOLE))
		add_value(j, key, json_string(buf_cstr(&j->text)));
}
