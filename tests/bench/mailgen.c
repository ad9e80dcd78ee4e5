/* SPDX-License-Identifier: MIT */
/*
 * Makes the mails of a patch mailing list. Equal seeds make equal bytes.
 *
 * usage: mailgen [-s SEED] [-f mbox|epoch] [-k SKIP] [-t STEP] N
 *
 * Prints N mails after the first SKIP mails, which are made but not printed: so the last
 * week of a large list can be made alone. mbox is for patchdigest-filter --mbox, epoch
 * for git fast-import: an epoch of a public-inbox archive.
 *
 * Proportions were measured in an archive of 21,367 mails (a kernel list,
 * 2019 to 2023): kinds, sizes of header, text and diff by kind, parts of a
 * series, versions, depth of threads, share of authors. A mail arrives every
 * STEP seconds; 315, the default: 10^6 in ten years.
 *
 * Events are drawn from one stream of random numbers, the text of each mail from a stream
 * of its own, seeded by the mail's number: skipping costs next to nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/prose.h"

static void print_mbox(const struct buf *mail, const struct life_post *p)
{
	(void)p;
	fputs("From mboxrd@z Thu Jan  1 00:00:00 1970\n", stdout);
	fwrite(mail->data, 1, mail->len, stdout);
	putchar('\n');
}

static void print_epoch(const struct buf *mail, const struct life_post *p)
{
	struct buf who = BUF_INIT, subject = BUF_INIT;

	prose_author(&who, p->author, true);
	prose_subject(&subject, p);
	printf("commit refs/heads/master\nauthor %s %lld +0000\ncommitter %s %lld "
	       "+0000\ndata %zu\n%s\n"
	       "M 100644 inline m\ndata %zu\n",
	       who.data, (long long)p->date, who.data, (long long)p->arrival, subject.len,
	       subject.data, mail->len);
	fwrite(mail->data, 1, mail->len, stdout);
	putchar('\n');
	buf_release(&who);
	buf_release(&subject);
}

static int usage(void)
{
	fputs("usage: mailgen [-s SEED] [-f mbox|epoch] [-k SKIP] [-t STEP] N\n", stderr);
	return 64;
}

int main(int argc, char **argv)
{
	static struct life_list l = { .step = 315 };
	bool epoch = false;
	uint64_t skip = 0, n;
	struct buf mail = BUF_INIT;
	int c;

	while ((c = getopt(argc, argv, "s:f:k:t:")) != -1) {
		if (c == 's')
			l.seed = strtoull(optarg, NULL, 10);
		else if (c == 'k')
			skip = strtoull(optarg, NULL, 10);
		else if (c == 'f')
			epoch = strcmp(optarg, "epoch") == 0;
		else if (c == 't')
			l.step = (uint32_t)strtoul(optarg, NULL, 10);
		else
			return usage();
	}
	if (optind + 1 != argc)
		return usage();
	n = strtoull(argv[optind], NULL, 10);
	if (!l.step)
		return usage();
	l.events.state = l.seed;
	while (l.count < skip + n) {
		const struct life_post *p = life_next(&l);

		if (l.count <= skip)
			continue;
		buf_reset(&mail);
		prose_mail(&mail, l.seed, p);
		(epoch ? print_epoch : print_mbox)(&mail, p);
	}
	buf_release(&mail);
	return fflush(stdout) ? 74 : 0;
}
