/* SPDX-License-Identifier: MIT */
#include <dlfcn.h>
#include <string.h>

#include "filter/fetch/fetch_library.h"
#include "store/util/array.h"
#include "store/util/dlopen_note.h"

#define ETPAN_NAME "libetpan.so.20"
#define GNUTLS_NAME "libgnutls.so.30"

DLOPEN_NOTE(etpan_note, "fetch", "Fetches mails by NNTP and IMAP", ETPAN_NAME);

struct library_function {
	void *to; /* the pointer to set */
	const char *name;
};

static bool find_functions(void *library, const struct library_function *f, size_t n,
			   const char **missing)
{
	for (size_t i = 0; i < n; i++) {
		void *symbol = dlsym(library, f[i].name);

		*missing = f[i].name;
		if (!symbol)
			return false;
		memcpy(f[i].to, &symbol, sizeof(symbol));
	}
	return true;
}

#ifdef FETCH_HAS_GNUTLS
DLOPEN_NOTE(gnutls_note, "fetch", "Checks the certificates of mail servers", GNUTLS_NAME);

static bool load_gnutls(struct fetch_library *l)
{
	const struct library_function functions[] = {
#define FETCH_ROW(name) { &l->name, #name },
		FETCH_GNUTLS_FUNCTIONS(FETCH_ROW)
	};
	void *library = dlopen(GNUTLS_NAME, RTLD_NOW | RTLD_LOCAL);
	const char *missing;

	return library &&
	       find_functions(library, functions, ARRAY_SIZE(functions), &missing);
}
#else
static bool load_gnutls(struct fetch_library *l)
{
	(void)l;
	return false;
}
#endif

bool fetch_library_load(struct fetch_library *l, const char **missing)
{
	const struct library_function functions[] = {
#define FETCH_ETPAN_ROW(name) { &l->name, #name },
		FETCH_ETPAN_FUNCTIONS(FETCH_ETPAN_ROW)
	};
	void *library = dlopen(ETPAN_NAME, RTLD_NOW | RTLD_LOCAL);

	*missing = ETPAN_NAME;
	l->checks_certificates = load_gnutls(l);
	return library &&
	       find_functions(library, functions, ARRAY_SIZE(functions), missing);
}
