/* SPDX-License-Identifier: MIT */
/* A page that is printed, and the parts that many places of it have. */
#ifndef REPORT_HTML_PAGE_H
#define REPORT_HTML_PAGE_H

#include "report/digest/digest_reader.h"
#include "report/html/html_write.h"
#include "report/util/hashmap.h"
#include "report/view/view_parts.h"

struct page {
	struct html html;
	const struct digest *digest;
	struct digest_reader reader;
	size_t top;			/* rows of each group that are printed; 0: all */
	int64_t until;			/* days are worded for a reader at that time */
	bool mail;			/* it goes into a mail: no script, no picture */
	bool open;			/* the details of the row that is printed */
	const struct view_parts *parts; /* of --series: those of the row; or NULL */
	uint32_t rows;			/* of the board, printed */
	uint32_t messages;	/* how many were printed: the number of the last one */
	struct hashmap message; /* the number of a mail's message, by post_key() */
	struct buf url;		/* of the link that is printed */
};

/* Begins a page of a digest. Digest, output and template must outlive it. */
void page_init(struct page *, const struct digest *, struct output *,
	       struct html_template *);
/* Returns ST_DAMAGED if something could not be read. */
enum status page_release(struct page *);

/* Returns the name of a person, or the address of one without a name. */
struct str page_person(struct person);
/* Prints nothing. A html_fill_fn, as all below that take void pointers. */
void page_print_nothing(void *page, const void *);
/* Prints the subject of a mail (struct post), as a link if the archive is known. */
void page_print_title(void *page, const void *post);
/* As page_print_title(), but never a link. */
void page_print_plain_title(void *page, const void *post);
/* As page_print_title(), without the brackets at the start. */
void page_print_short_title(void *page, const void *post);
/* Prints the date of a mail, its Message-ID as a link, and in a digest of several lists
 * those that have it. */
void page_print_address(struct page *, const struct post *);
/* Prints "+10 -2". */
void page_print_size(struct page *, uint32_t insertions, uint32_t deletions);
/* Prints the text of a mail, and gives it the next number. */
void page_print_message(struct page *, const struct post *);

#endif
