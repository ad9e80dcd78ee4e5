/* SPDX-License-Identifier: MIT */
#ifndef STORE_UTIL_VERSION_H
#define STORE_UTIL_VERSION_H

/* The programs have one version: they share the store. It is that of the build: of git's
 * tag, or of the source's file VERSION. */
extern const char patchdigest_version[];

#endif
