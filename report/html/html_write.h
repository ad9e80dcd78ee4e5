/* SPDX-License-Identifier: MIT */
/*
 * Prints fragments of a template, with values in their slots: the only way that bytes
 * reach an HTML output. Markup comes from the template alone. A value has a type, which
 * says how it is escaped, so that no text can become markup, and no address a script.
 */
#ifndef REPORT_HTML_HTML_WRITE_H
#define REPORT_HTML_HTML_WRITE_H

#include "report/html/html_template.h"
#include "report/output/output.h"
#include "store/util/array.h"

#define HTML_FOUND 64 /* a power of two */

struct html {
	struct output *out;
	struct html_template *template;
	struct buf scratch; /* the text that is escaped */
	/* Fragments that were found last, by the addresses of their names. */
	struct html_found {
		const char *name;
		struct html_fragment *fragment;
	} found[HTML_FOUND];
};

/* An address of http or https, as html_url_archive() makes it; empty: no address. */
struct html_url {
	struct str clean;
};

enum html_slot_kind {
	HTML_TEXT,
	HTML_LINES, /* text, with its newlines and tabs */
	HTML_EXACT, /* text of our own: escaped, but neither cleaned nor masked */
	HTML_NUMBER,
	HTML_URL,
	HTML_FILL,
	HTML_STYLE, /* page.css */
	HTML_SCRIPT /* page.js */
};

/* Prints the content of a slot. context: as in html_fill(). */
typedef void html_fill_fn(void *context, const void *arg);

/* A value for the slot of that name; the functions below make it. */
struct html_slot {
	const char *name;
	enum html_slot_kind kind;
	struct str text; /* HTML_TEXT, HTML_LINES: any bytes */
	int64_t number;
	struct html_url url;
	html_fill_fn *fill;
	void *context;
	const void *arg;
};

struct html_slots {
	const struct html_slot *list;
	size_t n;
};

/* HTML_SLOTS(html_text("name", text), ...): the values of a fragment */
#define HTML_SLOTS(...)                                                  \
	((struct html_slots){ (const struct html_slot[]){ __VA_ARGS__ }, \
			      ARRAY_SIZE(((const struct html_slot[]){ __VA_ARGS__ })) })
#define HTML_NO_SLOTS ((struct html_slots){ NULL, 0 })

static inline struct html_slot html_text(const char *name, struct str text)
{
	return (struct html_slot){ .name = name, .kind = HTML_TEXT, .text = text };
}

static inline struct html_slot html_lines(const char *name, struct str text)
{
	return (struct html_slot){ .name = name, .kind = HTML_LINES, .text = text };
}

static inline struct html_slot html_exact(const char *name, struct str text)
{
	return (struct html_slot){ .name = name, .kind = HTML_EXACT, .text = text };
}

static inline struct html_slot html_number(const char *name, int64_t number)
{
	return (struct html_slot){ .name = name, .kind = HTML_NUMBER, .number = number };
}

static inline struct html_slot html_address(const char *name, struct html_url url)
{
	return (struct html_slot){ .name = name, .kind = HTML_URL, .url = url };
}

static inline struct html_slot html_fill(const char *name, html_fill_fn *fill,
					 void *context, const void *arg)
{
	return (struct html_slot){ .name = name,
				   .kind = HTML_FILL,
				   .fill = fill,
				   .context = context,
				   .arg = arg };
}

static inline struct html_slot html_style(const char *name)
{
	return (struct html_slot){ .name = name, .kind = HTML_STYLE };
}

static inline struct html_slot html_script(const char *name)
{
	return (struct html_slot){ .name = name, .kind = HTML_SCRIPT };
}

/* Output and template must outlive it. To be released. */
void html_init(struct html *, struct output *, struct html_template *);
void html_release(struct html *);
/*
 * Prints a fragment; its name is a literal. Each of its slots must have a value of the
 * slot's kind: {{name}} a text or a number, {{&name}} an address, {{>name}} a function,
 * or the page's style or script.
 */
void html_print(struct html *, const char *fragment, struct html_slots);

/*
 * Makes the address of a mail in an archive (archive_link_add()); into gets its bytes.
 * Returns an empty one if archive is NULL, or no address of http or https.
 */
struct html_url html_url_archive(struct buf *into, const char *archive,
				 struct str message_id);
/* As html_url_archive(): the address of the archive. */
struct html_url html_url_list(struct buf *into, const char *archive);

#endif
