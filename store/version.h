/* SPDX-License-Identifier: MIT */
#ifndef STORE_VERSION_H
#define STORE_VERSION_H

/* Of both programs: they share the store. */
#define PATCHDIGEST_VERSION "0.1"

#endif
