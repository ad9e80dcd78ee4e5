/* SPDX-License-Identifier: MIT */
#ifndef STORE_UTIL_VERSION_H
#define STORE_UTIL_VERSION_H

/* Both programs have one version: they share the store. */
#define PATCHDIGEST_VERSION "0.1"

#endif
