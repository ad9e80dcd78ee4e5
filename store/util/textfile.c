/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "store/util/textfile.h"

#define CHUNK 16384

enum status file_read_text(struct buf *text, const char *name, struct buf *why)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	char chunk[CHUNK];
	ssize_t n = fd < 0 ? -1 : 1;
	int error = errno;

	while (n > 0 && text->len <= TEXTFILE_MAX) {
		n = read(fd, chunk, sizeof(chunk));
		error = errno;
		if (n > 0)
			buf_add(text, chunk, (size_t)n);
		else if (n < 0 && error == EINTR)
			n = 1;
	}
	if (fd >= 0)
		close(fd);
	if (n == 0)
		return ST_OK;
	buf_addf(why, "%s: %s", name, n < 0 ? strerror(error) : "too large");
	return fd < 0 && error == ENOENT ? ST_NOTFOUND : ST_NOINPUT;
}
