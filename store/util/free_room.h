/* SPDX-License-Identifier: MIT */
/* How much room a file system has left. */
#ifndef STORE_UTIL_FREE_ROOM_H
#define STORE_UTIL_FREE_ROOM_H

#include <stdint.h>

/*
 * The bytes that a user may still write where path is; UINT64_MAX if that is not known.
 * Says nothing about quotas.
 */
uint64_t free_room(const char *path);

#endif
