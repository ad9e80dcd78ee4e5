/* SPDX-License-Identifier: MIT */
/*
 * Where the bytes of a store are: by kind of entry, and for mails by field.
 *
 * usage: where STORE LIST
 */
#include <inttypes.h>
#include <stdio.h>

#include "store/inbox/schema.h"
#include "store/tdb/store.h"

/* What TDB adds to an entry (its header and tailer), and our CRC. */
#define OVERHEAD (24 + 4 + 4)
#define FIXED 44
#define FIELDS 19

/* The ids of record.c, which are in the order of struct record. */
static const char *const fields[FIELDS] = {
	"message_id",  "in_reply_to",	  "refs",      "subject",
	"title",       "version",	  "prefix",    "author_name",
	"author_addr", "from_name",	  "from_addr", "body",
	"trailers",    "paths",		  "links",     "raw_tag",
	"raw_author",  "raw_contributor", "raw_body",
};

static const struct {
	char key;
	const char *what;
} entries[] = {
	{ 'm', "mails" },
	{ 'i', "Message-IDs" },
	{ 'p', "places in the archive" },
	{ 'c', "commits by their first digits" },
	{ 'a', "aliases by their first digits" },
	{ 'd', "days" },
	{ 'r', "mails that were answered" },
	{ 't', "titles" },
	{ 'g', "change-ids" },
	{ 'k', "filters of older files" },
};

struct sums {
	uint64_t n[256], bytes[256], overhead[256];
	uint64_t fixed;
	uint64_t present[FIELDS], length[FIELDS];
};

static void add_record(struct sums *sums, struct str value)
{
	struct bytes in = { value, false };
	struct record_chains chains;

	record_chains_get(&in, &chains);
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

static bool add(void *arg, struct str key, struct str value)
{
	struct sums *sums = arg;
	unsigned char kind = (unsigned char)key.s[0];

	sums->n[kind]++;
	sums->bytes[kind] += key.len + value.len;
	sums->overhead[kind] += OVERHEAD;
	if (kind == 'm')
		add_record(sums, value);
	return true;
}

static void row(const char *what, uint64_t n, uint64_t bytes, double mails)
{
	printf("%-32s %10" PRIu64 " %12" PRIu64 " %8.1f\n", what, n, bytes,
	       (double)bytes / mails);
}

static void print(const struct sums *s, uint64_t file)
{
	double mails = s->n['m'] ? (double)s->n['m'] : 1;
	uint64_t entry = 0, overhead = 0;

	printf("%-32s %10s %12s %8s\n", "", "number", "bytes", "a mail");
	row("records: fixed part and chains", s->n['m'], s->fixed, mails);
	for (int i = 0; i < FIELDS; i++)
		row(fields[i], s->present[i], s->length[i], mails);
	row("records in all", s->n['m'], s->bytes['m'] - 5 * s->n['m'], mails);
	for (size_t i = 0; i < sizeof(entries) / sizeof(*entries); i++) {
		unsigned char k = (unsigned char)entries[i].key;

		row(entries[i].what, s->n[k], s->bytes[k], mails);
		entry += s->bytes[k];
		overhead += s->overhead[k];
	}
	row("TDB's headers, CRCs", 0, overhead, mails);
	row("hash tables, padding, free", 0,
	    file > entry + overhead ? file - entry - overhead : 0, mails);
	row("files in all", 0, file, mails);
}

int main(int argc, char **argv)
{
	struct store_options o = { .mode = STORE_READ };
	static struct sums sums;
	struct buf why = BUF_INIT;
	struct store *store;

	if (argc != 3)
		return 64;
	o.dir = argv[1];
	o.list = argv[2];
	if (store_open(&store, &o, &why) != ST_OK) {
		fprintf(stderr, "where: %s\n", why.data);
		return 66;
	}
	for (uint32_t i = 0; i < store_segments(store); i++)
		if (store_each(store, i, add, &sums) != ST_OK)
			fprintf(stderr, "where: file %u is damaged\n", i);
	print(&sums, store_size(store));
	store_close(store);
	buf_release(&why);
	return 0;
}
