/* SPDX-License-Identifier: MIT */
#ifndef STORE_UTIL_VERSION_H
#define STORE_UTIL_VERSION_H

/* Of both programs: they share the store. */
#define PATCHDIGEST_VERSION "0.1"

#endif
