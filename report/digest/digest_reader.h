/* SPDX-License-Identifier: MIT */
/*
 * Reads from the store what a digest's model leaves there: bodies, older versions,
 * reviews. A reader holds one body and one series at a time, so that the memory of a
 * report is that of its window.
 */
#ifndef REPORT_DIGEST_DIGEST_READER_H
#define REPORT_DIGEST_DIGEST_READER_H

#include "report/digest/digest.h"
#include "report/series/older_versions.h"
#include "report/thread/series_reviews.h"

struct digest_reader {
	const struct digest *digest;
	struct older_versions
	    older; /* of the series read last, if it has an entry; newest first */
	struct series_reviews reviews; /* of the series read last */
	const struct post *post;       /* whose text is in mail; NULL before the first */
	struct mail mail;
	enum status mail_st;
	size_t cut;	/* how many bodies digest_reader_cut() cut */
	enum status st; /* ST_DAMAGED: something could not be read */
};

/* The digest must outlive the reader. */
void digest_reader_init(struct digest_reader *, const struct digest *);
/* Returns reader.st. */
enum status digest_reader_release(struct digest_reader *);

/*
 * Reads the body of a mail, without the empty lines at both ends. It is valid until the
 * next call with another mail, or for another series. Returns false if it can't be read.
 */
bool digest_reader_body(struct digest_reader *, const struct post *, struct str *body);
/*
 * Cuts a body that is longer than options.body_max at the end of a line. Returns how many
 * lines it loses.
 */
size_t digest_reader_cut(struct digest_reader *, struct str *body);
/*
 * Sets other_lists to the other lists of the digest that have the mail (cross_posts_add);
 * to nothing if the mail can't be read.
 */
void digest_reader_other_lists(struct digest_reader *, const struct post *,
			       struct buf *other_lists);
/*
 * Reads older and reviews of a series. They are valid until the next call.
 * What could be read is there also if something else could not.
 */
void digest_reader_series(struct digest_reader *, const struct digest_series *);

#endif
