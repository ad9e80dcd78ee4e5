/* SPDX-License-Identifier: MIT */
#include "filter/patch/reply_mark.h"
#include "store/util/array.h"

/* Bytes before a mark's colon. A longer text is a title. */
#define MARK_MAX 32

#define TEXT(literal)                        \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

/* Shorter words come first. */
static const struct {
	struct str word;
	enum reply_mark mark;
} marks[] = {
	{ TEXT("Re"), MARK_RE },
	{ TEXT("Aw"), MARK_REPLY },
	{ TEXT("Sv"), MARK_REPLY },
	{ TEXT("Vs"), MARK_REPLY },
	{ TEXT("Ha"), MARK_REPLY },
	{ TEXT("Fw"), MARK_FORWARD },
	{ TEXT("Wg"), MARK_FORWARD },
	{ TEXT("Tr"), MARK_FORWARD },
	{ TEXT("Rv"), MARK_FORWARD },
	{ TEXT("Vb"), MARK_FORWARD },
	{ TEXT("Vl"), MARK_FORWARD },
	{ TEXT("Odp"), MARK_REPLY },
	{ TEXT("Ynt"), MARK_REPLY },
	{ TEXT("Res"), MARK_REPLY },
	{ TEXT("Bls"), MARK_REPLY },
	{ TEXT("Fwd"), MARK_FORWARD },
	{ TEXT("Enc"), MARK_FORWARD },
	{ TEXT("EXT"), MARK_GATEWAY },
	{ TEXT("Antw"), MARK_REPLY },
	{ TEXT("SPAM"), MARK_GATEWAY },
	{ TEXT("回复"), MARK_REPLY },
	{ TEXT("答复"), MARK_REPLY },
	{ TEXT("回覆"), MARK_REPLY },
	{ TEXT("答覆"), MARK_REPLY },
	{ TEXT("转发"), MARK_FORWARD },
	{ TEXT("轉寄"), MARK_FORWARD },
	{ TEXT("EXTERN"), MARK_GATEWAY },
	{ TEXT("CAUTION"), MARK_GATEWAY },
	{ TEXT("EXTERNAL"), MARK_GATEWAY },
	{ TEXT("EXTERNAL MAIL"), MARK_GATEWAY },
	{ TEXT("POSSIBLE SPAM"), MARK_GATEWAY },
	{ TEXT("EXTERNAL EMAIL"), MARK_GATEWAY },
	{ TEXT("SUSPECTED SPAM"), MARK_GATEWAY },
	{ TEXT("EXTERNAL SENDER"), MARK_GATEWAY },
};

/* Drops the "[2]" of "Re[2]". */
static struct str drop_count(struct str word)
{
	size_t open = str_chr(word, '[');

	if (open + 2 + str_digits(word, open + 1) == word.len && str_ends(word, STR("]")))
		return str_sub(word, 0, open);
	return word;
}

/* "bug#54321", "Issue #7": a tracker's name for a thread. */
static bool is_tracked(struct str word)
{
	size_t n = 0, digits;

	while (is_alpha(str_at(word, n)))
		n++;
	if (n == 0)
		return false;
	n += str_at(word, n) == ' ';
	if (str_at(word, n) != '#')
		return false;
	digits = str_digits(word, n + 1);
	return digits > 0 && n + 1 + digits == word.len;
}

/* "ping", "Ping^2", "PING #3" */
static bool is_ping(struct str word)
{
	if (!str_istarts(word, STR("ping")))
		return false;
	for (size_t i = 4; i < word.len; i++)
		if (!is_digit(word.s[i]) && !memchr(" ^#*!.", word.s[i], 6))
			return false;
	return true;
}

enum reply_mark reply_mark_word(struct str word)
{
	struct str plain = drop_count(word);

	for (size_t i = 0; i < ARRAY_SIZE(marks) && marks[i].word.len <= plain.len; i++)
		if (marks[i].word.len == plain.len && str_ieq(marks[i].word, plain))
			return marks[i].mark;
	if (is_ping(word))
		return MARK_PING;
	return is_tracked(word) ? MARK_GATEWAY : MARK_NONE;
}

/* Returns the length of ":" or of the full-width colon at i, else 0. */
static size_t colon_length(struct str s, size_t i)
{
	if (str_at(s, i) == ':')
		return 1;
	return str_starts(str_sub(s, i, s.len), STR("\xef\xbc\x9a")) ? 3 : 0;
}

/*
 *   mark = word [ "[" digits "]" ] [blank] colon
 */
static enum reply_mark take_word(struct str *text)
{
	size_t n = 0, colon = 0;
	enum reply_mark mark;

	for (; n < text->len && n <= MARK_MAX; n++)
		if ((text->s[n] == ':' || text->s[n] == '\xef') &&
		    (colon = colon_length(*text, n)))
			break;
	if (!colon)
		return MARK_NONE;
	mark = reply_mark_word(str_rtrim(str_sub(*text, 0, n)));
	if (mark != MARK_NONE)
		*text = str_sub(*text, n + colon, text->len);
	return mark;
}

/* Returns the offset after the stars at from. */
static size_t skip_stars(struct str s, size_t from)
{
	while (from < MARK_MAX && str_at(s, from) == '*')
		from++;
	return from;
}

/*
 * Reads "***SPAM***", any text between stars, "(EXT)", "{Spam?}" or "<External>".
 * Sets *word to the text, and returns the length with its frame; 0 if text begins
 * otherwise.
 */
static size_t read_framed(struct str text, struct str *word)
{
	static const char open[] = "({<", close[] = ")}>";
	const char *frame = text.len ? strchr(open, text.s[0]) : NULL;
	size_t start = frame ? 1 : skip_stars(text, 0), end = start;
	char until = frame ? close[frame - open] : '*';

	if (!start || !text.s[0])
		return 0;
	while (end < text.len && end <= MARK_MAX && text.s[end] != until)
		end++;
	if (str_at(text, end) != until || end == start)
		return 0;
	*word = str_trim(str_sub(text, start, end));
	if (frame && str_ends(*word, STR("?")))
		word->len--;
	return frame ? end + 1 : skip_stars(text, end);
}

static enum reply_mark take_framed(struct str *text)
{
	struct str word;
	size_t n = read_framed(*text, &word);
	enum reply_mark mark = n ? reply_mark_word(word) : MARK_NONE;

	/* a reply's mark is never framed so; between stars anything is a gateway's */
	if (n && mark != MARK_PING && mark != MARK_GATEWAY)
		mark = text->s[0] == '*' ? MARK_GATEWAY : MARK_NONE;
	if (mark == MARK_NONE)
		return MARK_NONE;
	*text = str_ltrim(str_sub(*text, n, text->len));
	*text = str_sub(*text, colon_length(*text, 0), text->len);
	return mark;
}

enum reply_mark reply_mark_take(struct str *text)
{
	enum reply_mark mark;

	if (str_at(*text, 0) == '[')
		return MARK_NONE;
	mark = take_word(text);
	return mark == MARK_NONE ? take_framed(text) : mark;
}
