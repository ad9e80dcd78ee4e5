/* SPDX-License-Identifier: MIT */
#include "filter/fetch/fetch_url.h"
#include "store/util/array.h"
#include "store/util/hex.h"

static const struct scheme {
	struct str name;
	enum fetch_protocol protocol;
	bool tls;
	uint16_t port;
} schemes[] = {
	{ { "nntp", 4 }, FETCH_NNTP, false, 119 },
	{ { "nntps", 5 }, FETCH_NNTP, true, 563 },
	{ { "news", 4 }, FETCH_NNTP, false, 119 },
	{ { "imap", 4 }, FETCH_IMAP, false, 143 },
	{ { "imaps", 5 }, FETCH_IMAP, true, 993 },
};

static const struct scheme *find_scheme(struct str name)
{
	for (size_t i = 0; i < ARRAY_SIZE(schemes); i++)
		if (str_ieq(name, schemes[i].name))
			return &schemes[i];
	return NULL;
}

/* Appends the text with its %hh decoded. False for a wrong escape or a control byte:
 * a line end in a folder's name would be a command of its own. */
static bool add_decoded(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		int byte = (unsigned char)text.s[i];

		if (byte == '%') {
			byte = hex_byte(str_sub(text, i + 1, i + 3));
			i += 2;
		}
		if (byte < ' ' || byte == 0x7f)
			return false;
		buf_addch(out, byte);
	}
	return true;
}

static bool add_host(struct buf *out, struct str host)
{
	for (size_t i = 0; i < host.len; i++) {
		char c = to_lower(host.s[i]);

		if (c <= ' ' || c == 0x7f || c == '[')
			return false;
		buf_addch(out, c);
	}
	return host.len > 0;
}

/* ":PORT" or nothing. */
static bool parse_port(struct fetch_url *u, struct str text)
{
	uint32_t port;

	if (!text.len)
		return true;
	if (text.s[0] != ':' || !str_number(str_sub(text, 1, text.len), &port) || !port ||
	    port > UINT16_MAX)
		return false;
	u->port = (uint16_t)port;
	return true;
}

/* Splits HOST[:PORT]; an IPv6 address has brackets around it. */
static bool parse_host(struct fetch_url *u, struct str text)
{
	bool brackets = str_at(text, 0) == '[';
	size_t end = str_chr(text, brackets ? ']' : ':');

	if (brackets && end == text.len)
		return false;
	return add_host(&u->host, str_sub(text, brackets, end)) &&
	       parse_port(u, str_sub(text, end + brackets, text.len));
}

static bool parse_server(struct fetch_url *u, struct str text)
{
	size_t at = str_rchr(text, '@');

	if (at < text.len) {
		if (!at || !add_decoded(&u->user, str_sub(text, 0, at)))
			return false;
		text = str_sub(text, at + 1, text.len);
	}
	return parse_host(u, text);
}

/* A folder's name as a server spells it may not end with the slash that a user adds. */
static bool parse_folder(struct fetch_url *u, struct str text)
{
	while (str_ends(text, STR("/")))
		text.len--;
	return add_decoded(&u->folder, text) && u->folder.len;
}

static void write_text(struct fetch_url *u, struct str scheme)
{
	for (size_t i = 0; i < scheme.len; i++)
		buf_addch(&u->text, to_lower(scheme.s[i]));
	buf_addstr(&u->text, "://");
	if (u->user.len)
		buf_addf(&u->text, "%s@", buf_cstr(&u->user));
	buf_addf(&u->text, "%s:%u/%s", buf_cstr(&u->host), u->port, buf_cstr(&u->folder));
}

static enum status refuse(struct buf *why, struct str text)
{
	return status_say(why, ST_USAGE,
			  "%.*s: not a URL to fetch from; expected nntps://HOST/GROUP, "
			  "nntp://HOST/GROUP, imaps://USER@HOST/FOLDER or "
			  "imap://USER@HOST/FOLDER",
			  (int)(text.len < 200 ? text.len : 200), text.s);
}

/* USER:PASSWORD@HOST */
static bool names_password(struct str server)
{
	size_t at = str_rchr(server, '@');

	return at < server.len && str_chr(str_sub(server, 0, at), ':') < at;
}

enum status fetch_url_parse(struct fetch_url *u, struct str text, struct buf *why)
{
	size_t colon = str_find(text, STR("://"));
	struct str scheme_name = str_sub(text, 0, colon);
	struct str rest = str_sub(text, colon + 3, text.len);
	size_t slash = str_chr(rest, '/');
	struct str server = str_sub(rest, 0, slash);
	const struct scheme *scheme = find_scheme(scheme_name);

	if (!scheme)
		return refuse(why, text);
	u->protocol = scheme->protocol;
	u->tls = scheme->tls;
	u->port = scheme->port;
	if (names_password(server))
		return status_say(why, ST_USAGE,
				  "a password in a URL is seen by all users of this "
				  "machine; give it by --password-command or ~/.netrc");
	if (!parse_server(u, server) ||
	    !parse_folder(u, str_sub(rest, slash + 1, rest.len)))
		return refuse(why, text);
	write_text(u, scheme->name);
	return ST_OK;
}

void fetch_url_release(struct fetch_url *u)
{
	buf_release(&u->user);
	buf_release(&u->host);
	buf_release(&u->folder);
	buf_release(&u->text);
}
