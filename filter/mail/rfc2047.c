/* SPDX-License-Identifier: MIT */
#include "filter/mail/charset.h"
#include "filter/mail/rfc2047.h"
#include "filter/mail/header.h"
#include "filter/mail/transfer_encoding.h"
#include "store/util/utf8.h"

/*
 * Bytes of a value that are decoded: decoding holds several copies of them, and a
 * record keeps 4096 bytes.
 */
#define VALUE_MAX (1u << 20)

/* RFC 2047, 2: "=?" charset ["*" language] "?" encoding "?" text "?=" */
struct encoded_word {
	struct str charset, text;
	bool base64;
	size_t end; /* the offset after the word */
};

struct encoded_value {
	struct str value; /* unfolded */
	size_t close;	  /* the "?=" that find_close found last */
	struct buf *out;
	struct buf run;	    /* bytes of adjacent words of one charset */
	struct str charset; /* of that run */
	struct charset converter;
};

/* A name longer than this is no charset (RFC 2978, 2.3: 40); bounds the search for its
 * end. */
#define CHARSET_NAME_MAX 64

/*
 * Returns the offset of the first "?=" at or after from. Offsets only grow, so that
 * all calls together cost one pass.
 */
static size_t find_close(struct encoded_value *w, size_t from)
{
	if (w->close < from)
		w->close =
		    from + str_find(str_sub(w->value, from, w->value.len), STR("?="));
	return w->close;
}

/* Whether an encoded word begins at this offset, which holds "=?". */
static bool word_at(struct encoded_value *w, size_t at, struct encoded_word *word)
{
	struct str name = str_sub(w->value, at + 2, at + 2 + CHARSET_NAME_MAX);
	size_t text;
	char encoding;

	name = str_sub(name, 0, str_chr(name, '?'));
	text = at + 2 + name.len + 3;
	if (!name.len || text > w->value.len || w->value.s[text - 3] != '?' ||
	    w->value.s[text - 1] != '?' || str_chr(name, ' ') < name.len)
		return false;
	encoding = to_lower(w->value.s[text - 2]);
	if (encoding != 'b' && encoding != 'q')
		return false;
	word->end = find_close(w, text) + 2;
	if (word->end > w->value.len)
		return false;
	word->charset = str_sub(name, 0, str_chr(name, '*'));
	word->text = str_sub(w->value, text, word->end - 2);
	word->base64 = encoding == 'b';
	return true;
}

static void flush_run(struct encoded_value *w)
{
	charset_add(&w->converter, w->out, buf_str(&w->run), w->charset);
	buf_reset(&w->run);
}

static void add_word(struct encoded_value *w, const struct encoded_word *word)
{
	if (!str_ieq(w->charset, word->charset))
		flush_run(w);
	w->charset = word->charset;
	if (word->base64)
		transfer_base64_word(&w->run, word->text);
	else
		transfer_qp(&w->run, word->text, true);
}

static void add_plain(struct encoded_value *w, size_t from, size_t to)
{
	flush_run(w);
	charset_add(&w->converter, w->out, str_sub(w->value, from, to), STR_EMPTY);
}

static size_t find_open(struct str value, size_t from)
{
	return from + str_find(str_sub(value, from, value.len), STR("=?"));
}

static void decode_unfolded(struct encoded_value *w)
{
	size_t plain = 0; /* start of the text that is not yet added */
	size_t at = find_open(w->value, 0);
	bool after_word = false;
	struct encoded_word word;

	for (; at < w->value.len; at = find_open(w->value, at)) {
		if (!word_at(w, at, &word)) {
			at += 2;
			continue;
		}
		if (!after_word || str_trim(str_sub(w->value, plain, at)).len)
			add_plain(w, plain, at);
		add_word(w, &word);
		at = plain = word.end;
		after_word = true;
	}
	add_plain(w, plain, w->value.len);
}

/* A value is one line: NUL and line ends become U+FFFD. */
static void add_one_line(struct buf *out, struct str s)
{
	while (s.len) {
		size_t n = 0;

		while (n < s.len && s.s[n] != '\0' && s.s[n] != '\r' && s.s[n] != '\n')
			n++;
		buf_add(out, s.s, n);
		if (n < s.len)
			buf_addstr(out, UTF8_REPLACEMENT);
		s = str_sub(s, n + 1, s.len);
	}
}

/* Whether decoding would change nothing: so are most values. */
static bool is_decoded(struct str value)
{
	return find_open(value, 0) == value.len && str_chr(value, '\n') == value.len &&
	       str_chr(value, '\r') == value.len && str_chr(value, '\0') == value.len &&
	       utf8_valid(value);
}

static void decode_value(struct buf *out, struct str value)
{
	struct buf unfolded = BUF_INIT, decoded = BUF_INIT;
	struct encoded_value w = { .out = &decoded,
				   .charset = STR_EMPTY,
				   .converter = CHARSET_INIT };

	header_unfold(&unfolded, value);
	w.value = buf_str(&unfolded);
	decode_unfolded(&w);
	add_one_line(out, buf_str(&decoded));
	charset_release(&w.converter);
	buf_release(&w.run);
	buf_release(&decoded);
	buf_release(&unfolded);
}

void rfc2047_decode(struct buf *out, struct str value)
{
	value = str_sub(value, 0, VALUE_MAX);
	if (is_decoded(value))
		buf_adds(out, value);
	else
		decode_value(out, value);
}

bool rfc2047_has_word(struct str value)
{
	struct encoded_value w = { .value = value };
	struct encoded_word word;

	for (size_t at = find_open(value, 0); at < value.len;
	     at = find_open(value, at + 2))
		if (word_at(&w, at, &word))
			return true;
	return false;
}
