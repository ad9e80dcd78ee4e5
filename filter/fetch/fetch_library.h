/* SPDX-License-Identifier: MIT */
/*
 * libetpan's clients of NNTP and IMAP, and GnuTLS to check a server's certificate. Both
 * are loaded only by the process that fetches: a delivery starts without them.
 */
#ifndef FILTER_FETCH_FETCH_LIBRARY_H
#define FILTER_FETCH_FETCH_LIBRARY_H

#include <stdbool.h>

#include <libetpan/mailimap.h>
#include <libetpan/mailstream_ssl.h>
#include <libetpan/newsnntp.h>

#if __has_include(<gnutls/x509.h>)
#include <gnutls/x509.h>
#define FETCH_HAS_GNUTLS 1
#endif

#define FETCH_ETPAN_FUNCTIONS(f)                                                                \
	f(newsnntp_new) f(newsnntp_free) f(newsnntp_set_timeout) f(                             \
	    newsnntp_socket_connect) f(newsnntp_ssl_connect_with_callback)                      \
	    f(newsnntp_mode_reader) f(newsnntp_authinfo_username) f(                            \
		newsnntp_authinfo_password) f(newsnntp_group) f(newsnntp_group_free)            \
		f(newsnntp_xover_range) f(newsnntp_xover_resp_list_free) f(                     \
		    newsnntp_article) f(newsnntp_article_free) f(mailimap_new)                  \
		    f(mailimap_free) f(mailimap_set_timeout) f(                                 \
			mailimap_socket_connect) f(mailimap_ssl_connect_with_callback)          \
			f(mailimap_socket_starttls_with_callback) f(mailimap_login) f(          \
			    mailimap_examine) f(mailimap_uid_fetch) f(mailimap_fetch_list_free) \
			    f(mailimap_uid_search) f(mailimap_search_result_free) f(            \
				mailimap_search_key_new_since) f(mailimap_search_key_free)      \
				f(mailimap_date_new) f(mailimap_set_new_interval) f(            \
				    mailimap_set_free) f(mailimap_set_new_single)               \
				    f(mailimap_fetch_type_new_fetch_att_list_empty) f(          \
					mailimap_fetch_type_new_fetch_att_list_add)             \
					f(mailimap_fetch_type_free) f(                          \
					    mailimap_fetch_att_new_uid)                         \
					    f(mailimap_fetch_att_new_rfc822_size) f(            \
						mailimap_fetch_att_new_body_peek_section)       \
						f(mailimap_section_new) f(                      \
						    mailstream_ssl_set_server_name)             \
						    f(mailstream_get_certificate_chain) f(      \
							mailstream_certificate_chain_free)      \
							f(mailstream_get_low)                   \
							    f(mailstream_low_get_fd)            \
								f(mailstream_set_low) f(        \
								    mailstream_low_new)

#define FETCH_GNUTLS_FUNCTIONS(f)                                                 \
	f(gnutls_x509_trust_list_init) f(gnutls_x509_trust_list_deinit)           \
	    f(gnutls_x509_trust_list_add_system_trust)                            \
		f(gnutls_x509_trust_list_add_trust_file)                          \
		    f(gnutls_x509_trust_list_verify_crt2) f(gnutls_x509_crt_init) \
			f(gnutls_x509_crt_deinit) f(gnutls_x509_crt_import)       \
			    f(gnutls_certificate_verification_status_print)

struct fetch_library {
#define FETCH_MEMBER(name) __typeof__(name) *name;
	FETCH_ETPAN_FUNCTIONS(FETCH_MEMBER)
#ifdef FETCH_HAS_GNUTLS
	FETCH_GNUTLS_FUNCTIONS(FETCH_MEMBER)
#endif
#undef FETCH_MEMBER
	bool checks_certificates; /* GnuTLS is there */
};

/*
 * Loads what the system has. Returns NULL, or what is missing: libetpan or one of its
 * functions. The libraries stay loaded until the process ends.
 */
const char *fetch_library_load(struct fetch_library *);

#endif
