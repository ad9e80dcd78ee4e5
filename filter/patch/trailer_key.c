/* SPDX-License-Identifier: MIT */
#include "filter/patch/trailer_key.h"
#include "store/util/array.h"
#include "store/util/masked_at.h"

#define KEY(literal, kind)                             \
	{                                              \
		{ literal, sizeof(literal) - 1 }, kind \
	}

static const struct {
	struct str key;
	enum key_kind kind;
} keys[] = {
	KEY("Cc", KEY_PERSON),
	KEY("Link", KEY_LINK),
	KEY("Closes", KEY_LINK),
	KEY("BugLink", KEY_LINK),
	KEY("Fixes", KEY_FIXES),
	KEY("Bug", KEY_BUG),
	KEY("Bugzilla", KEY_BUG),
	KEY("Resolves", KEY_BUG),
	KEY("References", KEY_ID),
	KEY("Supersedes", KEY_ID),
	KEY("From", KEY_HEADER),
	KEY("To", KEY_HEADER),
	KEY("Sent", KEY_HEADER),
	KEY("Date", KEY_HEADER),
	KEY("Subject", KEY_HEADER),
	KEY("Reply-To", KEY_HEADER),
	KEY("In-Reply-To", KEY_HEADER),
	KEY("Message-ID", KEY_ID),
	KEY("Change-Id", KEY_ID),
	KEY("Based-on", KEY_ID),
	KEY("Depends-on", KEY_ID),
	KEY("Obsoletes", KEY_ID),
	KEY("Stable-dep-of", KEY_ID),
	KEY("Upstream-commit", KEY_ID),
	KEY("Git-commit", KEY_ID),
	KEY("Reviewed-on", KEY_LINK),
	KEY("Upstream-Status", KEY_OTHER),
	KEY("Patch-mainline", KEY_OTHER),
	KEY("Tested-on", KEY_OTHER),
	KEY("Tracked-On", KEY_OTHER),
	KEY("Addresses-Coverity", KEY_OTHER),
	KEY("Addresses-Coverity-ID", KEY_OTHER),
};

struct str trailer_take_key(struct str *line)
{
	size_t n = 0;
	struct str key;

	while (n < line->len &&
	       (is_alpha(line->s[n]) || is_digit(line->s[n]) || line->s[n] == '-'))
		n++;
	if (n == 0 || n == line->len || line->s[n] != ':' || !is_alpha(line->s[0]))
		return STR_EMPTY;
	key = str_sub(*line, 0, n);
	*line = str_trim(str_sub(*line, n + 1, line->len));
	return key;
}

enum key_kind trailer_key_kind(struct str key)
{
	/* "X-Forwarded-By:" is a field of a mail header */
	if (key.len > 3 && str_ieq(str_sub(key, key.len - 3, key.len), STR("-by")))
		return str_istarts(key, STR("X-")) ? KEY_NONE : KEY_PERSON;
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (str_ieq(key, keys[i].key))
			return keys[i].kind;
	return KEY_NONE;
}

/* Whether value holds "name@host.domain", or that as an archive masks it. */
static bool has_address(struct str value)
{
	struct str host;
	size_t at = str_chr(value, '@'), dot;

	if (masked_at_find(value) < value.len)
		return true;
	if (at == value.len || at == 0 || is_blank(value.s[at - 1]))
		return false;
	host = str_sub(value, at + 1, value.len);
	host = str_sub(host, 0, str_chr(host, ' '));
	dot = str_chr(host, '.');
	return dot > 0 && dot + 1 < host.len;
}

static bool has_url(struct str value)
{
	return str_find(value, STR("://")) < value.len;
}

/* Whether value is a hash, "commit" and a hash, a bug's number, or has a URL. */
static bool names_commit(struct str value)
{
	size_t n = 0;

	if (str_istarts(value, STR("commit ")))
		value = str_ltrim(str_sub(value, 7, value.len));
	while (n < value.len && (is_digit(value.s[n]) || (to_lower(value.s[n]) >= 'a' &&
							  to_lower(value.s[n]) <= 'f')))
		n++;
	return n >= 6 || str_starts(value, STR("#")) || has_url(value);
}

bool trailer_is(struct str key, struct str value, bool reply)
{
	enum key_kind kind = key.len && value.len ? trailer_key_kind(key) : KEY_NONE;

	switch (kind) {
	case KEY_NONE:
	case KEY_HEADER:
		return false;
	case KEY_FIXES:
		return names_commit(value);
	case KEY_ID:
		return !reply;
	case KEY_LINK:
		return !reply || has_url(value);
	case KEY_BUG:
		return !reply &&
		       (has_url(value) || value.s[0] == '#' || is_digit(value.s[0]));
	default:
		return !reply || (has_address(value) && !has_url(value));
	}
}

bool trailer_is_review(struct str key)
{
	static const char *const reviews[] = { "Reviewed-by",
					       "Acked-by",
					       "Tested-by",
					       "Nacked-by",
					       "Reviewed-and-tested-by",
					       "Acked-and-tested-by" };

	for (size_t i = 0; i < ARRAY_SIZE(reviews); i++)
		if (str_ieq(key, str_from(reviews[i])))
			return true;
	return false;
}
