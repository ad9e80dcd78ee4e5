/* SPDX-License-Identifier: MIT */
/*
 * Makes the inputs that targets begin with, out of mails.
 *
 * usage: seeds DIR MAIL...   makes a file per mail in DIR/message, DIR/subject ...
 */
#include <stdio.h>
#include <stdlib.h>

#include "filter/record/mail_record.h"
#include "store/util/file.h"

static void read_mail(struct buf *raw, const char *path)
{
	struct buf why = BUF_INIT;

	if (file_read_text(raw, path, &why) != ST_OK) {
		fprintf(stderr, "%s\n", buf_cstr(&why));
		exit(1);
	}
}

static void write_seed(const char *dir, const char *target, int n, struct str bytes)
{
	struct buf path = BUF_INIT;
	FILE *out;

	buf_addf(&path, "%s/%s/mail-%03d", dir, target, n);
	out = fopen(buf_cstr(&path), "wb");
	if (!out || fwrite(bytes.s, 1, bytes.len, out) != bytes.len || fclose(out) != 0) {
		perror(buf_cstr(&path));
		exit(1);
	}
	buf_release(&path);
}

int main(int argc, char **argv)
{
	for (int i = 2; i < argc; i++) {
		struct buf raw = BUF_INIT, record = BUF_INIT;
		struct mail_record w = MAIL_RECORD_INIT;
		struct str subject;

		read_mail(&raw, argv[i]);
		mail_record_make(&w, buf_str(&raw), 1800000000);
		record_encode(&record, &w.record);
		write_seed(argv[1], "message", i, buf_str(&raw));
		write_seed(argv[1], "pass_through", i, buf_str(&raw));
		subject = header_value(w.message.parts.header, STR("Subject"));
		write_seed(argv[1], "subject", i, subject);
		write_seed(argv[1], "patch", i, w.message.text);
		write_seed(argv[1], "record", i, buf_str(&record));
		mail_record_release(&w);
		buf_release(&record);
		buf_release(&raw);
	}
	return 0;
}
