/* SPDX-License-Identifier: MIT */
#include "store/util/version.h"

#ifndef PATCHDIGEST_VERSION
#define PATCHDIGEST_VERSION "unknown"
#endif

const char patchdigest_version[] = PATCHDIGEST_VERSION;
