/* SPDX-License-Identifier: MIT */
#include "report/util/hashmap.h"
#include "report/view/series_query.h"

static bool has_blank(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_blank(s.s[i]))
			return true;
	return false;
}

static enum status parse_url(struct series_query *q, struct str url, struct buf *why)
{
	q->message_id = linked_id_of_url(&q->room, url);
	if (q->message_id.len)
		return ST_OK;
	return status_say(why, ST_USAGE,
			  "--series %.*s: expected the URL of a mail: "
			  "https://HOST/LIST/MESSAGE-ID/",
			  (int)url.len, url.s);
}

/* The title of a reply is pasted with its mark. */
static struct str skip_reply_mark(struct str words)
{
	return str_istarts(words, STR("re:")) ? str_ltrim(str_sub(words, 3, words.len))
					      : words;
}

enum status series_query_parse(struct series_query *q, const char *text, struct buf *why)
{
	struct str s = str_trim(str_from(text));

	q->message_id = q->words = STR_EMPTY;
	if (str_istarts(s, STR("http://")) || str_istarts(s, STR("https://")))
		return parse_url(q, s, why);
	if (str_starts(s, STR("<")) && str_ends(s, STR(">")))
		q->message_id = str_trim(str_sub(s, 1, s.len - 1));
	else if (str_chr(s, '@') < s.len && !has_blank(s))
		q->message_id = s;
	else
		q->words = skip_reply_mark(s);
	if (q->message_id.len || q->words.len)
		return ST_OK;
	return status_say(why, ST_USAGE,
			  "--series '%s': expected a Message-ID, the URL of a mail, or "
			  "words of a title",
			  text);
}

static bool next_word(struct str *rest, struct str *word)
{
	size_t n = 0;

	*rest = str_ltrim(*rest);
	while (n < rest->len && !is_blank(rest->s[n]))
		n++;
	*word = str_sub(*rest, 0, n);
	*rest = str_sub(*rest, n, rest->len);
	return n > 0;
}

static bool has_words(struct str subject, struct str words)
{
	struct str word;

	while (next_word(&words, &word))
		if (str_ifind(subject, word) == subject.len)
			return false;
	return true;
}

static bool is_head(const struct record *r)
{
	if (r->kind == KIND_COVER || !(r->facts & FACT_NUMBERED) || !r->number)
		return true;
	return r->number == 1 && !r->in_reply_to.len;
}

enum query_fit series_query_fit(const struct series_query *q, const struct record *r)
{
	uint64_t words = hash_text(q->words);

	if (!has_words(r->subject, q->words))
		return FITS_NOT;
	if (words == hash_text(r->title) || words == hash_text(r->subject))
		return is_head(r) ? FITS_HEAD_WHOLE : FITS_PART_WHOLE;
	return is_head(r) ? FITS_HEAD : FITS_PART;
}
