/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <nettle/sha1.h>

#include "filter/patch/patch_id.h"

#define OBJECT_NAME_MAX 64 /* hex digits */
/* Bytes that are hashed at a time: many of SHA-1's blocks, a small part of a stack. */
#define DENSE_MAX 4096

/* Where a line stands: what a line means depends on that alone. */
enum place {
	BEFORE_DIFF, /* no "diff" line yet */
	IN_HEADER,
	IN_HUNK, /* or in the two lines ---, +++, which count as a hunk of one line each
		  */
	IN_BINARY,
};

struct patch_hash {
	enum place place;
	int old, new;	      /* lines of the hunk still to come */
	struct str pre, post; /* object names of the file's "index" line */
	bool nul;	      /* the diff holds one, which ends its line */
	bool hashed;	      /* something is hashed, or will be */
	struct sha1_ctx file; /* the file at hand */
	unsigned char *sum;
	struct str run; /* lines to hash, one after the other */
	size_t filled;
	uint8_t dense[DENSE_MAX]; /* bytes to hash, without white space */
};

/* Writes c. Returns 1 if it is white space, which the next byte overwrites. */
static inline size_t put_dense(uint8_t *to, char c)
{
	static const uint8_t blank[256] = {
		[' '] = 1, ['\t'] = 1, ['\r'] = 1, ['\n'] = 1
	};

	*to = (uint8_t)c;
	return blank[(uint8_t)c];
}

/* Copies s without its white space: no branch for each byte of every diff. */
static size_t copy_dense(uint8_t *to, struct str s)
{
	size_t n = 0, i = 0;

	/* n may be below 0 until its offset is added, never a pointer. */
	for (; i + 4 <= s.len; i += 4, n += 4) {
		n -= put_dense(to + n, s.s[i]);
		n -= put_dense(to + (n + 1), s.s[i + 1]);
		n -= put_dense(to + (n + 2), s.s[i + 2]);
		n -= put_dense(to + (n + 3), s.s[i + 3]);
	}
	for (; i < s.len; i++, n++)
		n -= put_dense(to + n, s.s[i]);
	return n;
}

static void hash_dense(struct patch_hash *h)
{
	sha1_update(&h->file, h->filled, h->dense);
	h->filled = 0;
}

/* Hashes the lines that were taken so far. */
static void end_run(struct patch_hash *h)
{
	while (h->run.len) {
		struct str piece = str_sub(h->run, 0, DENSE_MAX);

		if (piece.len > DENSE_MAX - h->filled)
			hash_dense(h);
		h->filled += copy_dense(h->dense + h->filled, piece);
		h->hashed |= h->filled > 0;
		h->run = str_sub(h->run, piece.len, h->run.len);
	}
}

/* A line that is not hashed ends the run. A NUL ends a line, as it does for git. */
static void hash_line(struct patch_hash *h, struct str line)
{
	if (!h->run.len)
		h->run.s = line.s;
	h->run.len = (size_t)(line.s - h->run.s) + line.len;
	if (!h->nul)
		return;
	h->run.len = str_chr(h->run, '\0');
	end_run(h);
}

/* Adds the file's SHA-1 to the sum, as one little-endian number. */
static void end_file(struct patch_hash *h)
{
	unsigned char digest[SHA1_DIGEST_SIZE];
	unsigned carry = 0;

	end_run(h);
	hash_dense(h);
	sha1_digest(&h->file, sizeof(digest), digest); /* begins anew, too */
	for (size_t i = 0; i < sizeof(digest); i++) {
		carry += h->sum[i] + digest[i];
		h->sum[i] = (unsigned char)carry;
		carry >>= 8;
	}
}

/* "index 1234..abcd 100644" */
static void read_index(struct patch_hash *h, struct str line)
{
	struct str names = str_sub(line, strlen("index "), line.len);
	size_t dots = str_find(names, STR(".."));
	struct str post = str_sub(names, dots + 2, names.len);

	if (dots == names.len)
		return;
	h->pre = str_sub(names, 0, dots);
	h->post = str_sub(post, 0, str_chr(post, ' '));
}

static void hash_name(struct patch_hash *h, struct str name)
{
	end_run(h);
	hash_dense(h);
	sha1_update(&h->file, name.len < OBJECT_NAME_MAX ? name.len : OBJECT_NAME_MAX,
		    (const uint8_t *)name.s);
}

/* A line of a file's header. Returns false where the patch ends. */
static bool take_header_line(struct patch_hash *h, struct str line)
{
	if (str_starts(line, STR("GIT binary patch")) ||
	    str_starts(line, STR("Binary files"))) {
		h->place = IN_BINARY;
		hash_name(h, h->pre);
		hash_name(h, h->post);
		end_file(h);
		return true;
	}
	if (str_starts(line, STR("index "))) {
		end_run(h);
		read_index(h, line);
		return true;
	}
	if (str_starts(line, STR("--- "))) {
		h->place = IN_HUNK;
		h->old = 0;
		h->new = 1;
	} else if (!line.len || !is_alpha(line.s[0])) {
		return false;
	}
	hash_line(h, line);
	return true;
}

/* ",7" or nothing, which is 1. */
static int take_length(struct str *s)
{
	int n = 0;

	while (s->len && is_digit(s->s[0]))
		*s = str_sub(*s, 1, s->len);
	if (!s->len || s->s[0] != ',')
		return 1;
	*s = str_sub(*s, 1, s->len);
	for (; s->len && is_digit(s->s[0]); *s = str_sub(*s, 1, s->len))
		n = n < INT32_MAX / 16 ? 10 * n + (s->s[0] - '0') : n;
	return n;
}

/* "@@ -1,7 +1,9 @@" */
static void read_hunk_header(struct patch_hash *h, struct str line)
{
	line = str_sub(line, strlen("@@ -"), line.len);
	h->old = take_length(&line);
	h->new = 1;
	if (str_starts(line, STR(" +"))) {
		line = str_sub(line, 2, line.len);
		h->new = take_length(&line);
	}
}

static bool take_hunk_line(struct patch_hash *h, struct str line)
{
	char c = line.len ? line.s[0] : '\0';

	if (!h->old && !h->new) {
		if (str_starts(line, STR("@@ -"))) {
			end_run(h);
			read_hunk_header(h, line);
			return true;
		}
		if (!str_starts(line, STR("diff ")))
			return false;
		end_file(h);
		h->place = IN_HEADER;
	} else {
		h->old -= c == '-' || c == ' ';
		h->new -= c == '+' || c == ' ';
		/* a hunk with more lines than it says: git goes on as in a header */
		if (h->old < 0)
			h->place = IN_HEADER;
	}
	hash_line(h, line);
	return true;
}

/* Returns false where the patch ends. */
static bool take_line(struct patch_hash *h, struct str line)
{
	bool starts = h->place != IN_HUNK && str_starts(line, STR("diff "));

	switch (h->place) {
	case BEFORE_DIFF:
		if (starts)
			hash_line(h, line);
		h->place = starts ? IN_HEADER : BEFORE_DIFF;
		return true;
	case IN_BINARY:
		/* git does not hash the line that ends a binary file */
		h->place = starts ? IN_HEADER : IN_BINARY;
		return true;
	case IN_HEADER:
		return take_header_line(h, line);
	case IN_HUNK:
		return take_hunk_line(h, line);
	}
	return false;
}

/* The room for bytes is not cleared: it is much larger than most diffs. */
static void begin_hash(struct patch_hash *h, unsigned char *sum, struct str diff)
{
	h->place = BEFORE_DIFF;
	h->old = h->new = 0;
	h->pre = h->post = STR_EMPTY;
	h->nul = str_chr(diff, '\0') < diff.len;
	h->hashed = false;
	h->run = STR_EMPTY;
	h->filled = 0;
	h->sum = memset(sum, 0, PATCH_ID_SIZE);
	sha1_init(&h->file);
}

bool patch_id_make(unsigned char id[PATCH_ID_SIZE], struct str diff)
{
	struct patch_hash h;
	struct str line;

	begin_hash(&h, id, diff);
	while (str_line(&diff, &line)) {
		/* "\ No newline at end of file", in any language */
		if (str_starts(line, STR("\\ ")) && line.len >= 12)
			end_run(&h);
		else if (!take_line(&h, line))
			break;
	}
	end_file(&h);
	return h.hashed;
}
