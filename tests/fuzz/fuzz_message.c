/* SPDX-License-Identifier: MIT */
/*
 * A whole mail: makes, encodes, decodes and prints its record, and passes the mail
 * through. Then the bytes are read as an mbox and as a spooled file.
 */
#include <fcntl.h>

#include "filter/record/facts.h"
#include "filter/import/mbox.h"
#include "filter/deliver/pass_through.h"
#include "filter/deliver/spool_header.h"
#include "filter/record/mail_record.h"
#include "tests/fuzz/fuzz.h"

static void check_record(const struct record *r)
{
	fuzz_expect_line(r->message_id);
	fuzz_expect_line(r->in_reply_to);
	fuzz_expect_line(r->subject);
	fuzz_expect_line(r->title);
	fuzz_expect_line(r->author_name);
	fuzz_expect_line(r->author_addr);
	fuzz_expect_utf8(r->body);
	fuzz_expect_utf8(r->trailers);
	fuzz_expect_utf8(r->paths);
}

static void check_encoding(const struct record *r)
{
	struct buf once = BUF_INIT, again = BUF_INIT;
	struct record back;

	record_encode(&once, r);
	if (record_decode(&back, once.data, once.len) != ST_OK)
		abort();
	record_encode(&again, &back);
	if (!str_eq(buf_str(&once), buf_str(&again)))
		abort();
	record_release(&back);
	buf_release(&once);
	buf_release(&again);
}

static void check_pass_through(struct str raw, struct str summary)
{
	static int null = -1;

	if (null < 0)
		null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (!pass_through(null, raw, summary))
		abort();
}

/* Reads the bytes as a spooled file, and as an mbox. */
static void check_containers(char *bytes, size_t len)
{
	struct spool_header head = SPOOL_HEADER_INIT;
	struct str rest = { bytes, len };
	size_t end, empty;

	spool_header_take(&rest, &head);
	spool_header_release(&head);
	for (size_t at = 0; at < len; at += end + empty) {
		end = mbox_end((struct str){ bytes + at, len - at }, 0, &empty);
		if (end + empty > len - at || end + empty == 0)
			abort();
		if (mbox_unquote(bytes + at, end) > end)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mail_record w = MAIL_RECORD_INIT;
	struct buf facts = BUF_INIT;
	char *copy;
	struct str raw = fuzz_input(data, size, &copy);

	mail_record_make(&w, raw, 1763000000);
	check_record(&w.record);
	check_encoding(&w.record);
	facts_lines(&facts, &w.record, w.message.list_id);
	fuzz_expect_utf8(buf_str(&facts));
	buf_reset(&facts);
	facts_summary(&facts, &w.record);
	fuzz_expect_line(buf_str(&facts));
	check_pass_through(raw, buf_str(&facts));
	mail_record_release(&w);
	w = (struct mail_record)MAIL_RECORD_INIT;
	mail_record_make_from_header(&w, raw, 1763000000);
	check_record(&w.record);
	mail_record_release(&w);
	check_containers(copy, size);
	buf_release(&facts);
	free(copy);
	return 0;
}
