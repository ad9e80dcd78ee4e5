/* SPDX-License-Identifier: MIT */
#include "store/util/buf.h"

#include "filter/mail/header.h"
#include "store/util/file.h"
#include "filter/deliver/pass_through.h"

#define HEADER_NAME "X-Patchdigest"

/* Returns the line end of the mail's first line; LF if it has no line. */
static struct str mail_line_end(struct str raw)
{
	size_t lf = str_chr(raw, '\n');

	return lf > 0 && lf < raw.len && raw.s[lf - 1] == '\r' ? STR("\r\n") : STR("\n");
}

/* Writes the header without the X-Patchdigest fields that it came with. */
static bool write_header(int fd, struct str header)
{
	struct str rest = header;
	const char *from = header.s;
	struct field f;

	while (header_next(&rest, &f)) {
		if (!str_ieq(str_rtrim(f.name), STR(HEADER_NAME)))
			continue;
		if (!file_write_all(fd, (struct str){ from, (size_t)(f.whole.s - from) }))
			return false;
		from = f.whole.s + f.whole.len;
	}
	return file_write_all(
	    fd, (struct str){ from, (size_t)(header.s + header.len - from) });
}

bool pass_through(int fd, struct str raw, struct str summary)
{
	struct mail_parts parts;
	struct buf ours = BUF_INIT;
	struct str body;
	bool written;

	mail_split(&parts, raw);
	buf_addstr(&ours, HEADER_NAME ": ");
	buf_adds(&ours, summary);
	buf_adds(&ours, mail_line_end(raw));
	body = str_sub(raw, parts.envelope.len + parts.header.len, raw.len);
	written = file_write_all(fd, parts.envelope);
	if (!parts.separated)
		written = written && file_write_all(fd, buf_str(&ours));
	written = written && write_header(fd, parts.header);
	if (parts.separated)
		written = written && file_write_all(fd, buf_str(&ours));
	written = written && file_write_all(fd, body);
	buf_release(&ours);
	return written;
}
