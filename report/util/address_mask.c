/* SPDX-License-Identifier: MIT */
#include "report/util/address_mask.h"
#include "store/util/utf8.h"

#define MASK "\xe2\x80\xa6"

static bool mask_used;

void address_mask_use(bool on)
{
	mask_used = on;
}

bool address_mask_is_used(void)
{
	return mask_used;
}

/* A text on its way out. Words are separated by blanks and <>. */
struct masking {
	struct str text;
	size_t word, word_end; /* the word that is looked at */
	bool alone;	       /* the word can only be an address or a Message-ID */
};

static bool ends_word(char c)
{
	return is_blank(c) || c == '<' || c == '>';
}

static bool is_local_part(char c)
{
	return c && !is_blank(c) && !strchr("()[]{},;:\"@<>", c);
}

/* Whether it can be the left-hand side of an address, and is not the path of a file. */
static bool is_mailbox(struct str s)
{
	size_t i = 0;

	while (i < s.len && s.s[i] != '/' && is_local_part(s.s[i]))
		i++;
	return i == s.len;
}

/* Moves to the word whose first "@" is at that place. */
static void find_word(struct masking *m, size_t at)
{
	size_t i = at;
	struct str left;

	while (i > m->word_end && !ends_word(m->text.s[i - 1]))
		i--;
	m->word = i;
	for (i = at; i < m->text.len && !ends_word(m->text.s[i]); i++)
		;
	m->word_end = i;
	left = str_sub(m->text, m->word, at);
	if (m->word && m->text.s[m->word - 1] == '<')
		m->alone = str_at(m->text, i) == '>';
	else
		m->alone = left.len + (i - at) == m->text.len && is_mailbox(left);
}

static bool is_mark(char c)
{
	return c == '.' || c == '-' || c == '_' || c == '@';
}

static bool is_domain(char c)
{
	return is_alpha(c) || is_digit(c) || (unsigned char)c >= 0x80 || is_mark(c);
}

static bool has_letter(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_alpha(s.s[i]) || (unsigned char)s.s[i] >= 0x80)
			return true;
	return false;
}

/* Finds the domain after the "@". Returns the end of the bytes that a domain may have. */
static size_t find_domain(const struct masking *m, size_t at, struct str *domain)
{
	size_t end = at + 1, dot;

	while (end < m->word_end && is_domain(m->text.s[end]))
		end++;
	*domain = str_sub(m->text, at + 1, end);
	while (domain->len && is_mark(domain->s[domain->len - 1]))
		domain->len--;
	dot = str_rchr(*domain, '.');
	if (!dot || !has_letter(str_sub(*domain, dot, domain->len)))
		domain->len = 0;
	return end;
}

/* Appends the masked or kept text after the "@" at that place. Returns its end. */
static size_t add_masked(struct buf *b, struct masking *m, size_t at)
{
	struct str domain = STR_EMPTY;
	size_t end = at + 1;

	if (at >= m->word_end)
		find_word(m, at);
	if (at == m->word || !is_local_part(m->text.s[at - 1]))
		return end;
	if (m->alone) {
		buf_addstr(b, MASK);
		return m->word_end;
	}
	end = find_domain(m, at, &domain);
	buf_addstr(b, domain.len ? MASK : "");
	buf_adds(b, str_sub(m->text, at + 1 + domain.len, end));
	return end;
}

void address_mask_add(struct buf *b, struct str text)
{
	struct masking m = { text, 0, 0, false };
	size_t from = 0, at;

	while ((at = from + str_chr(str_sub(text, from, text.len), '@')) < text.len) {
		buf_adds(b, str_sub(text, from, at + 1));
		from = add_masked(b, &m, at);
	}
	buf_adds(b, str_sub(text, from, text.len));
}
