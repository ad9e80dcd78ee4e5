/* SPDX-License-Identifier: MIT */
#include <sys/statvfs.h>

#include "store/util/free_room.h"

uint64_t free_room(const char *path)
{
	struct statvfs fs;

	return statvfs(path, &fs) == 0 ? (uint64_t)fs.f_bavail * fs.f_frsize : UINT64_MAX;
}
