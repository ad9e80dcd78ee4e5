/* SPDX-License-Identifier: MIT */
#include "filter/fetch/fetch_library.h"
#include "filter/system/library.h"
#include "store/util/array.h"
#include "store/util/dlopen_note.h"

#define ETPAN_NAME "libetpan.so.20"
#define GNUTLS_NAME "libgnutls.so.30"

DLOPEN_NOTE(etpan_note, "fetch", "Fetches mails by NNTP and IMAP", ETPAN_NAME);

#define FETCH_ROW(name) { &l->name, #name },

#ifdef FETCH_HAS_GNUTLS
DLOPEN_NOTE(gnutls_note, "fetch", "Checks the certificates of mail servers", GNUTLS_NAME);

static bool load_gnutls(struct fetch_library *l)
{
	const struct library_function functions[] = { FETCH_GNUTLS_FUNCTIONS(FETCH_ROW) };

	return !library_load(GNUTLS_NAME, functions, ARRAY_SIZE(functions));
}
#else
static bool load_gnutls(struct fetch_library *l)
{
	(void)l;
	return false;
}
#endif

const char *fetch_library_load(struct fetch_library *l)
{
	const struct library_function functions[] = { FETCH_ETPAN_FUNCTIONS(FETCH_ROW) };

	l->checks_certificates = load_gnutls(l);
	return library_load(ETPAN_NAME, functions, ARRAY_SIZE(functions));
}
