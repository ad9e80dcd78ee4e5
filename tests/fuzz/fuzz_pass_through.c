/* SPDX-License-Identifier: MIT */
/*
 * A message in pass-through: our header field is added, fields of that name are removed,
 * all other bytes stay. A second pass changes nothing, except the line end of our field
 * if the first line was ours with another line end.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "store/util/file.h"
#include "filter/deliver/pass_through.h"
#include "tests/fuzz/fuzz.h"

#define NAME "X-Patchdigest"
#define OURS NAME ": patch v2 3/7"
#define BOM "\xef\xbb\xbf"

static void pass_message(struct buf *out, int fd, struct str raw)
{
	if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0 ||
	    !pass_through(fd, raw, STR("patch v2 3/7")) || lseek(fd, 0, SEEK_SET) != 0 ||
	    file_read_all(fd, out) != ST_OK)
		abort();
}

static void drop_cr(struct buf *b)
{
	size_t to = 0;

	for (size_t i = 0; i < b->len; i++)
		if (b->data[i] != '\r')
			b->data[to++] = b->data[i];
	b->len = to;
}

/* The mail begins with a continuation line and its header has no end: then that line
 * continues our field, which may stand after a byte-order mark. */
static bool is_continued(struct str text)
{
	struct str line;

	while (str_line(&text, &line))
		if (str_starts(line, STR(OURS)) || str_starts(line, STR(BOM OURS)))
			return text.len && (text.s[0] == ' ' || text.s[0] == '\t');
	return false;
}

/*
 * A byte-order mark at the beginning of a mail belongs to no line of the header. If the
 * mail has another mark, that one may be at the beginning after the first pass.
 */
static bool has_other_mark(struct str raw)
{
	size_t first = str_starts(raw, STR(BOM)) ? sizeof(BOM) - 1 : 0;
	struct str rest = str_sub(raw, first, raw.len);

	return str_find(rest, STR(BOM)) < rest.len;
}

/* Whether text is raw, which has no field of ours, with our line between two lines. */
static bool is_inserted(struct str text, struct str raw)
{
	size_t at = str_find(text, STR(OURS));
	struct str rest = str_sub(text, at, text.len);

	rest = str_sub(rest, str_chr(rest, '\n') + 1, rest.len);
	return at < text.len &&
	       (!at || text.s[at - 1] == '\n' ||
		str_ends(str_sub(text, 0, at), STR(BOM))) &&
	       str_eq(str_sub(text, 0, at), str_sub(raw, 0, at)) &&
	       str_eq(rest, str_sub(raw, at, raw.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int fd = -1;
	struct buf once = BUF_INIT, twice = BUF_INIT;
	char *copy;
	struct str raw = fuzz_input(data, size, &copy);

	if (fd < 0 && (fd = memfd_create("fuzz", MFD_CLOEXEC)) < 0)
		abort();
	pass_message(&once, fd, raw);
	pass_message(&twice, fd, buf_str(&once));
	if (str_ifind(raw, STR(NAME)) == raw.len && !is_inserted(buf_str(&once), raw))
		abort();
	drop_cr(&once);
	drop_cr(&twice);
	if (!is_continued(buf_str(&once)) && !has_other_mark(raw) &&
	    !str_eq(buf_str(&once), buf_str(&twice)))
		abort();
	buf_release(&once);
	buf_release(&twice);
	free(copy);
	return 0;
}
