/* SPDX-License-Identifier: MIT */
#include "filter/fetch/certificate.h"
#include "store/util/array.h"

#ifdef FETCH_HAS_GNUTLS
/* More than any server sends. */
#define CHAIN_MAX 16

struct chain {
	gnutls_x509_crt_t certificate[CHAIN_MAX];
	unsigned n;
};

/* The certificates are in DER, the server's own first. */
static bool read_chain(const struct fetch_library *l, mailstream *stream, struct chain *c)
{
	carray *sent = l->mailstream_get_certificate_chain(stream);
	bool good = sent && carray_count(sent) > 0;

	for (unsigned i = 0; good && i < carray_count(sent) && c->n < CHAIN_MAX; i++) {
		MMAPString *der = carray_get(sent, i);
		gnutls_datum_t bytes = { (unsigned char *)der->str, (unsigned)der->len };

		good = l->gnutls_x509_crt_init(&c->certificate[c->n]) == 0;
		if (good)
			c->n++;
		good = good && l->gnutls_x509_crt_import(c->certificate[c->n - 1], &bytes,
							 GNUTLS_X509_FMT_DER) == 0;
	}
	if (sent)
		l->mailstream_certificate_chain_free(sent);
	return good;
}

/* Returns how many certificates there are to trust; below 1: none can be read. */
static int load_trusted(const struct fetch_library *l, gnutls_x509_trust_list_t trusted,
			const char *ca_file)
{
	return ca_file ? l->gnutls_x509_trust_list_add_trust_file(
			     trusted, ca_file, NULL, GNUTLS_X509_FMT_PEM, 0, 0)
		       : l->gnutls_x509_trust_list_add_system_trust(trusted, 0, 0);
}

static void say_verification(const struct fetch_library *l, unsigned status,
			     const char *host, struct buf *why)
{
	gnutls_datum_t text = { NULL, 0 };

	buf_addf(why, "%s: the server's certificate is not to be trusted", host);
	if (l->gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509,
							    &text, 0) == 0) {
		buf_addf(why, ": %.*s", (int)text.size, (char *)text.data);
		buf_trim(why, why->len - (why->data[why->len - 1] == ' '));
	}
}

static enum status verify_chain(const struct fetch_library *l,
				gnutls_x509_trust_list_t trusted, struct chain *c,
				const char *host, struct buf *why)
{
	gnutls_typed_vdata_st wanted[] = {
		{ GNUTLS_DT_DNS_HOSTNAME, (unsigned char *)(uintptr_t)host, 0 },
		{ GNUTLS_DT_KEY_PURPOSE_OID,
		  (unsigned char *)(uintptr_t)GNUTLS_KP_TLS_WWW_SERVER, 0 },
	};
	unsigned status = 0;

	if (l->gnutls_x509_trust_list_verify_crt2(trusted, c->certificate, c->n, wanted,
						  ARRAY_SIZE(wanted), 0, &status,
						  NULL) == 0 &&
	    !status)
		return ST_OK;
	say_verification(l, status, host, why);
	return ST_NOINPUT;
}

enum status certificate_check(const struct fetch_library *l, mailstream *stream,
			      const char *host, const char *ca_file, struct buf *why)
{
	gnutls_x509_trust_list_t trusted;
	struct chain c = { .n = 0 };
	enum status st = ST_OK;

	if (!l->checks_certificates)
		return status_say(why, ST_NOINPUT,
				  "%s: the certificate can't be checked: libgnutls.so.30 "
				  "is missing",
				  host);
	if (l->gnutls_x509_trust_list_init(&trusted, 0) != 0)
		return status_say(why, ST_BUSY, "out of memory");
	if (load_trusted(l, trusted, ca_file) < 1)
		st = status_say(why, ST_NOINPUT, "%s: no certificates to trust there",
				ca_file ? ca_file : "the system's store");
	else if (!read_chain(l, stream, &c))
		st = status_say(why, ST_NOINPUT,
				"%s: the server's certificate can't be read", host);
	else
		st = verify_chain(l, trusted, &c, host, why);
	for (unsigned i = 0; i < c.n; i++)
		l->gnutls_x509_crt_deinit(c.certificate[i]);
	l->gnutls_x509_trust_list_deinit(trusted, 1);
	return st;
}
#else
enum status certificate_check(const struct fetch_library *l, mailstream *stream,
			      const char *host, const char *ca_file, struct buf *why)
{
	(void)l;
	(void)stream;
	(void)ca_file;
	return status_say(why, ST_NOINPUT,
			  "%s: the certificate can't be checked: this program was built "
			  "without GnuTLS",
			  host);
}
#endif
