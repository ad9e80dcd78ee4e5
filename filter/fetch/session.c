/* SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "filter/fetch/certificate.h"
#include "filter/fetch/session.h"

void session_init(struct session *s, const struct fetch_library *library,
		  const struct fetch_url *url)
{
	*s = (struct session){
		.ops =
		    url->protocol == FETCH_NNTP ? &nntp_session_ops : &imap_session_ops,
		.library = library,
		.url = url,
		.user = STR_EMPTY,
		.password = STR_EMPTY,
	};
}

void session_name_host(struct mailstream_ssl_context *context, void *arg)
{
	const struct session *s = arg;
	char host[256];
	struct str name = str_sub(buf_str(&s->url->host), 0, sizeof(host) - 1);

	memcpy(host, name.s, name.len);
	host[name.len] = '\0';
	s->library->mailstream_ssl_set_server_name(context, host);
}

static bool is_loopback(int fd)
{
	struct sockaddr_storage a = { .ss_family = AF_UNSPEC };
	socklen_t size = sizeof(a);
	const struct sockaddr_in *four = (const struct sockaddr_in *)&a;
	const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)&a;

	if (getpeername(fd, (struct sockaddr *)&a, &size) != 0)
		return false;
	if (a.ss_family == AF_INET)
		return ntohl(four->sin_addr.s_addr) >> 24 == 127;
	return a.ss_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
}

static enum status check_stream(struct session *s, mailstream *stream, bool tls,
				struct buf *why)
{
	int fd =
	    s->library->mailstream_low_get_fd(s->library->mailstream_get_low(stream));

	if (tls)
		return certificate_check(s->library, stream, buf_cstr(&s->url->host),
					 s->ca_file, why);
	if (s->password.len && !is_loopback(fd))
		return status_say(
		    why, ST_NOINPUT,
		    "%s: the connection has no TLS, so no password is sent; "
		    "use %s://",
		    buf_cstr(&s->url->text),
		    s->url->protocol == FETCH_NNTP ? "nntps" : "imaps");
	return ST_OK;
}

enum status session_check_stream(struct session *s, mailstream *stream, bool tls,
				 struct buf *why)
{
	enum status st = check_stream(s, stream, tls, why);

	if (st == ST_OK && !limited_stream_wrap(&s->stream, s->library, stream))
		return status_say(why, ST_BUSY, "out of memory");
	session_expect_list(s);
	return st;
}

enum status session_not_connected(const struct session *s, bool no_tls, struct buf *why)
{
	return status_say(why, ST_BUSY, "%s: %s", buf_cstr(&s->url->text),
			  no_tls ? "the server does not speak TLS"
				 : "no connection to the server");
}

uint32_t session_last(const struct session *s, uint32_t from, uint32_t most)
{
	return s->next - from > most ? from + most - 1 : s->next - 1;
}

/* Line ends and dots that are sent twice make a mail longer on its way. */
void session_expect_mail(struct session *s)
{
	limited_stream_begin(&s->stream, 2 * s->max_message + (64u << 10));
}

void session_expect_list(struct session *s)
{
	limited_stream_begin(&s->stream, 64u << 20);
}

enum status session_lost(const struct session *s, struct buf *why)
{
	const char *text = buf_cstr(&s->url->text);

	if (s->stream.over)
		return status_say(
		    why, ST_INPUT,
		    "%s: the server's answer was too long; the next run goes on "
		    "after it",
		    text);
	return status_say(why, ST_BUSY,
			  "%s: the connection was lost; the next run goes on from there",
			  text);
}
