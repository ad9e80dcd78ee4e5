/* SPDX-License-Identifier: MIT */
#include <dlfcn.h>
#include <string.h>

#include "filter/system/library.h"

const char *library_load(const char *name, const struct library_function *f, size_t n)
{
	void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);

	if (!library)
		return name;
	for (size_t i = 0; i < n; i++) {
		void *symbol = dlsym(library, f[i].name);

		if (!symbol)
			return f[i].name;
		memcpy(f[i].to, &symbol, sizeof(symbol));
	}
	return NULL;
}
