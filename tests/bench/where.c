/* SPDX-License-Identifier: MIT */
/*
 * Prints how many bytes of a store each kind of entry takes, and each field of the mails.
 *
 * usage: where STORE LIST
 */
#include <inttypes.h>
#include <stdio.h>

#include "store/inbox/schema.h"
#include "store/tdb/store.h"
#include "store/util/array.h"

/* TDB's header and tailer of an entry, and our CRC. */
#define OVERHEAD (24 + 4 + 4)
#define FIXED 44
#define FIELDS 25

/* Indexed by the field numbers of record.c: the order of struct record. */
static const char *const fields[FIELDS] = {
	"message_id",  "in_reply_to",	  "refs",      "subject",
	"title",       "version",	  "prefix",    "author_name",
	"author_addr", "from_name",	  "from_addr", "body",
	"trailers",    "paths",		  "links",     "raw_tag",
	"raw_author",  "raw_contributor", "raw_body",  "poster_name",
	"poster_addr", "recipients",	  "patch_id",  "statements",
	"parts",
};

static const struct {
	char key;
	const char *what;
} entries[] = {
	{ 'm', "mails" },
	{ 'i', "Message-IDs" },
	{ 'p', "positions in the archive" },
	{ 'c', "commits by their first digits" },
	{ 'a', "mail ids by their first digits" },
	{ 'd', "days" },
	{ 'r', "mails that were answered" },
	{ 't', "titles" },
	{ 'g', "change-ids" },
	{ 'w', "authors" },
	{ 'k', "filters of older segments" },
};

struct sums {
	uint64_t n[256], bytes[256], overhead[256];
	uint64_t fixed;
	uint64_t present[FIELDS], length[FIELDS];
};

static void add_record(struct sums *sums, struct str value, uint32_t format)
{
	struct bytes in = { value, false };
	struct record_chains chains;

	record_chains_get(&in, &chains, format);
	bytes_get(&in, FIXED);
	sums->fixed += value.len - in.rest.len;
	while (in.rest.len && !in.bad) {
		uint32_t head = bytes_get32(&in), id = head >> 24 & 0x3f,
			 len = head & 0xffffff;

		if (id >= FIELDS)
			return;
		bytes_get(&in, len);
		sums->present[id]++;
		sums->length[id] += 4 + len;
	}
}

/* For one segment. */
struct segment_sums {
	struct sums *sums;
	uint32_t format;
};

static bool add_entry(void *arg, struct str key, struct str value)
{
	const struct segment_sums *segment = arg;
	struct sums *sums = segment->sums;
	unsigned char kind = (unsigned char)key.s[0];

	sums->n[kind]++;
	sums->bytes[kind] += key.len + value.len;
	sums->overhead[kind] += OVERHEAD;
	if (kind == 'm')
		add_record(sums, value, segment->format);
	return true;
}

static void print_row(const char *what, uint64_t n, uint64_t bytes, double mails)
{
	printf("%-32s %10" PRIu64 " %12" PRIu64 " %8.1f\n", what, n, bytes,
	       (double)bytes / mails);
}

static void print_sums(const struct sums *s, uint64_t file)
{
	double mails = s->n['m'] ? (double)s->n['m'] : 1;
	uint64_t entry = 0, overhead = 0;

	printf("%-32s %10s %12s %8s\n", "", "number", "bytes", "per mail");
	print_row("records: fixed part and chains", s->n['m'], s->fixed, mails);
	for (int i = 0; i < FIELDS; i++)
		print_row(fields[i], s->present[i], s->length[i], mails);
	print_row("records in all", s->n['m'], s->bytes['m'] - 5 * s->n['m'], mails);
	for (size_t i = 0; i < ARRAY_SIZE(entries); i++) {
		unsigned char k = (unsigned char)entries[i].key;

		print_row(entries[i].what, s->n[k], s->bytes[k], mails);
		entry += s->bytes[k];
		overhead += s->overhead[k];
	}
	print_row("TDB's headers, CRCs", 0, overhead, mails);
	print_row("hash tables, padding, free", 0,
		  file > entry + overhead ? file - entry - overhead : 0, mails);
	print_row("files in all", 0, file, mails);
}

int main(int argc, char **argv)
{
	struct store_options o = { .mode = STORE_READ };
	static struct sums sums;
	struct buf why = BUF_INIT;
	struct store *store;
	uint64_t bytes;

	if (argc != 3)
		return 64;
	o.dir = argv[1];
	o.list = argv[2];
	if (store_open(&store, &o, &why) != ST_OK) {
		fprintf(stderr, "where: %s\n", why.data);
		return 66;
	}
	for (uint32_t i = 0; i < store_segments(store); i++) {
		struct segment_sums segment = { &sums, store_format(store, i) };

		if (store_each(store, i, add_entry, &segment) != ST_OK)
			fprintf(stderr, "where: segment %u is damaged\n", i);
	}
	if (store_size(store, &bytes, &why) != ST_OK)
		fprintf(stderr, "where: %s\n", buf_cstr(&why));
	print_sums(&sums, bytes);
	store_close(store);
	buf_release(&why);
	return 0;
}
