/* SPDX-License-Identifier: MIT */
#include <sys/stat.h>

#include "filter/import/decompress.h"
#include "filter/import/source_hint.h"
#include "store/util/array.h"
#include "store/util/buf.h"

static bool is_folder(const char *path, const char *below)
{
	struct buf name = BUF_INIT;
	struct stat st;
	bool is;

	buf_addf(&name, "%s/%s", path, below);
	is = stat(buf_cstr(&name), &st) == 0 && S_ISDIR(st.st_mode);
	buf_release(&name);
	return is;
}

const char *source_hint_folder(const char *path)
{
	static const struct {
		const char *below, *hint;
	} kinds[] = {
		{ "cur", "it is a Maildir: --maildir reads it" },
		{ "new", "it is a Maildir: --maildir reads it" },
		{ "git/0.git", "it is a public-inbox: --public-inbox reads it" },
		{ "objects", "it is a git repository: --public-inbox reads it" },
		{ ".", "it is a folder: name the files in it, or give it to --maildir or "
		       "--public-inbox" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (is_folder(path, kinds[i].below))
			return kinds[i].hint;
	return NULL;
}

/* NAME: and something, as the first line of a message */
static bool begins_with_header(struct str raw)
{
	size_t n = 0;

	while (n < raw.len && (is_alpha(raw.s[n]) || raw.s[n] == '-'))
		n++;
	return n > 0 && n < raw.len && raw.s[n] == ':';
}

const char *source_hint_mbox(struct str raw)
{
	if (begins_with_header(raw))
		return "no mbox: it begins with a header; --eml reads files of one "
		       "message";
	/* a file is read through the program; standard input can't be read twice */
	if (decompress_format_of_bytes(raw))
		return "no mbox: it is compressed; name the file, or unpack it before "
		       "the pipe";
	return "no mbox: a message begins with a line \"From \"";
}
