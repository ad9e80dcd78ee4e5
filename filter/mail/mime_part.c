/* SPDX-License-Identifier: MIT */
#include "filter/mail/charset.h"
#include "filter/mail/content_type.h"
#include "filter/mail/flowed.h"
#include "filter/mail/header.h"
#include "filter/mail/mime_part.h"
#include "filter/mail/transfer_encoding.h"
#include "store/util/array.h"
#include "store/util/utf8.h"

void mime_part_read(struct mime_part *p, struct str header, struct str body)
{
	struct field f;

	*p = (struct mime_part)MIME_PART_INIT;
	p->body = body;
	while (header_next(&header, &f)) {
		if (str_ieq(f.name, STR("Content-Type")))
			p->type = f.value;
		else if (str_ieq(f.name, STR("Content-Transfer-Encoding")))
			p->encoding = f.value;
		else if (str_ieq(f.name, STR("Content-Disposition")))
			p->disposition = f.value;
	}
}

/* Returns the charset of Content-Type; empty if it is missing or damaged. */
static struct str part_charset(const struct mime_part *p)
{
	return str_trim(content_param(p->type, STR("charset")));
}

static bool is_patch_file(struct str name)
{
	return str_ends(name, STR(".patch")) || str_ends(name, STR(".diff"));
}

bool mime_part_is_multipart(const struct mime_part *p)
{
	return str_istarts(content_type(p->type), STR("multipart/"));
}

static bool is_among(struct str type, const char *const types[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_ieq(type, str_from(types[i])))
			return true;
	return false;
}

/*
 * Types of text that need a program to be read. Any other text is plain (RFC 2046,
 * 4.1.4).
 */
static bool is_markup(struct str type)
{
	static const char *const types[] = {
		"text/html",	       "text/xml",	  "text/enriched",
		"text/richtext",       "text/rtf",	  "text/css",
		"text/calendar",       "text/vcard",	  "text/x-vcard",
		"text/directory",      "text/x-amp-html", "text/watch-html",
		"text/rfc822-headers",
	};

	return is_among(type, types, ARRAY_SIZE(types));
}

bool mime_part_is_text(const struct mime_part *p)
{
	static const char *const types[] = { "", "text", "application/x-patch" };
	struct str type = content_type(p->type);

	if (str_istarts(type, STR("text/")) && !is_markup(type))
		return true;
	if (is_among(type, types, ARRAY_SIZE(types)))
		return true;
	return is_patch_file(content_param(p->disposition, STR("filename"))) ||
	       is_patch_file(content_param(p->disposition, STR("filename*"))) ||
	       is_patch_file(content_param(p->type, STR("name")));
}

bool mime_part_may_be_text(const struct mime_part *p)
{
	static const char *const others[] = { "image/", "audio/", "video/", "message/" };
	struct str type = content_type(p->type);

	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		if (str_istarts(type, str_from(others[i])))
			return false;
	return true;
}

/* Appends s with U+FFFD for each NUL. */
static void add_without_nul(struct buf *out, struct str s)
{
	size_t n;

	while ((n = str_chr(s, '\0')) < s.len) {
		buf_adds(out, str_sub(s, 0, n));
		buf_addstr(out, UTF8_REPLACEMENT);
		s = str_sub(s, n + 1, s.len);
	}
	buf_adds(out, s);
}

/* Appends s with LF for CRLF (and CRCRLF, which broken gateways make), U+FFFD for NUL. */
static void add_lf(struct buf *out, struct str s)
{
	while (s.len) {
		size_t n = str_chr(s, '\r'), end = n;

		while (end < s.len && s.s[end] == '\r')
			end++;
		/* other CRs are text */
		if (end == s.len || s.s[end] != '\n')
			n = end;
		add_without_nul(out, str_sub(s, 0, n));
		s = str_sub(s, end, s.len);
	}
}

/* Makes next, which a conversion wrote, the text; the old text's buffer becomes next. */
static void swap_in(struct buf *text, struct buf *next)
{
	struct buf old = *text;

	*text = *next;
	*next = old;
	buf_reset(next);
}

static bool decode_transfer(struct buf *out, const struct mime_part *p)
{
	struct str encoding = str_trim(p->encoding);

	if (str_ieq(encoding, STR("base64")))
		transfer_base64(out, p->body);
	else if (str_ieq(encoding, STR("quoted-printable")))
		transfer_qp(out, p->body, false);
	/* Plain text that claims base64 yields nothing: the body is used then. */
	return out->len > 0;
}

static const struct str pgp_begin = { "-----BEGIN PGP SIGNED MESSAGE-----\n", 35 };
static const struct str pgp_signature = { "-----BEGIN PGP SIGNATURE-----", 29 };

static struct str without_empty_start(struct str s)
{
	while (s.len && s.s[0] == '\n')
		s = str_sub(s, 1, s.len);
	return s;
}

/* Appends a signed message without armor and dash escapes (RFC 4880, 7). */
static void add_unsigned(struct buf *out, struct str s)
{
	struct str line;

	s = str_sub(without_empty_start(s), pgp_begin.len, s.len);
	while (str_line(&s, &line) && line.len)
		;
	while (str_line(&s, &line)) {
		if (str_starts(line, pgp_signature))
			return;
		buf_adds(out,
			 str_starts(line, STR("- ")) ? str_sub(line, 2, line.len) : line);
		buf_addch(out, '\n');
	}
}

static bool is_signed(struct str s)
{
	return str_starts(without_empty_start(s), pgp_begin);
}

static bool is_flowed(const struct mime_part *p)
{
	return str_ieq(content_param(p->type, STR("format")), STR("flowed"));
}

/* Drops the empty lines at the end: hosts differ in how many they leave. */
static struct str without_empty_end(struct str s)
{
	size_t n = s.len;

	while (n && (s.s[n - 1] == '\n' || s.s[n - 1] == '\r'))
		n--;
	return n < s.len ? str_sub(s, 0, n + 1) : s;
}

static struct str convert_text(const struct mime_part *p, struct arena *arena)
{
	struct buf text = BUF_INIT, next = BUF_INIT;
	struct str charset = part_charset(p), result;
	struct charset c = CHARSET_INIT;

	if (!decode_transfer(&text, p))
		buf_adds(&text, p->body);
	if (!charset_is_plain(buf_str(&text), charset)) {
		charset_add(&c, &next, buf_str(&text), charset);
		swap_in(&text, &next);
	}
	add_lf(&next, buf_str(&text));
	swap_in(&text, &next);
	if (is_flowed(p)) {
		flowed_add(&next, buf_str(&text),
			   str_ieq(content_param(p->type, STR("delsp")), STR("yes")));
		swap_in(&text, &next);
	}
	if (is_signed(buf_str(&text))) {
		add_unsigned(&next, buf_str(&text));
		swap_in(&text, &next);
	}
	result = arena_str(arena, without_empty_end(buf_str(&text)));
	charset_release(&c);
	buf_release(&next);
	buf_release(&text);
	return result;
}

static bool is_identity(struct str encoding)
{
	encoding = str_trim(encoding);
	return !str_ieq(encoding, STR("base64")) &&
	       !str_ieq(encoding, STR("quoted-printable"));
}

struct str mime_part_text(const struct mime_part *p, struct arena *arena)
{
	struct str body = p->body;

	if (is_identity(p->encoding) && !is_flowed(p) && !is_signed(body) &&
	    str_chr(body, '\r') == body.len && str_chr(body, '\0') == body.len &&
	    charset_is_plain(body, part_charset(p)))
		return without_empty_end(body);
	return convert_text(p, arena);
}
