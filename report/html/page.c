/* SPDX-License-Identifier: MIT */
#include "report/html/message_html.h"
#include "report/html/page.h"
#include "report/util/clock.h"
#include "report/window/cross_posts.h"

void page_init(struct page *p, const struct digest *d, struct output *out,
	       struct html_template *template)
{
	*p = (struct page){ .digest = d,
			    .until = d->sel->window.until,
			    .message = HASHMAP_INIT,
			    .url = BUF_INIT };
	html_init(&p->html, out, template);
	digest_reader_init(&p->reader, d);
}

enum status page_release(struct page *p)
{
	html_release(&p->html);
	hashmap_release(&p->message);
	buf_release(&p->url);
	return digest_reader_release(&p->reader);
}

struct str page_person(struct person p)
{
	return p.name.len ? p.name : p.addr;
}

void page_print_nothing(void *page, const void *arg)
{
	(void)page;
	(void)arg;
}

/* How many bytes the brackets at the start of a subject take, and the blanks behind. */
static size_t tag_length(struct str subject)
{
	size_t len = 0;

	while (len < subject.len && subject.s[len] == '[') {
		struct str rest = str_sub(subject, len, subject.len);
		size_t close = str_chr(rest, ']');

		if (close == rest.len)
			break;
		rest = str_sub(rest, close + 1, rest.len);
		len = subject.len - str_ltrim(rest).len;
	}
	return len;
}

void page_print_plain_title(void *page, const void *arg)
{
	struct page *p = page;
	const struct post *post = arg;
	struct str subject = post->subject.len ? post->subject : STR("(no subject)");
	size_t tag = tag_length(subject);
	struct str title = str_sub(subject, tag, subject.len);

	if (tag && title.len)
		html_print(
		    &p->html, "title",
		    HTML_SLOTS(html_text("tag", str_trim(str_sub(subject, 0, tag))),
			       html_text("title", title)));
	else
		html_print(&p->html, "title-plain",
			   HTML_SLOTS(html_text("title", subject)));
}

static void print_short_line(void *page, const void *arg)
{
	struct page *p = page;
	struct str subject = ((const struct post *)arg)->subject;
	struct str title = str_sub(subject, tag_length(subject), subject.len);

	html_print(&p->html, "title-plain",
		   HTML_SLOTS(html_text("title", title.len ? title : subject)));
}

/* Prints what line prints, as a link if the archive is known. */
static void print_linked(struct page *p, const struct post *post, html_fill_fn *line)
{
	struct html_url url =
	    html_url_archive(&p->url, p->digest->options.archive_url, post->message_id);

	if (url.clean.len)
		html_print(&p->html, "linked",
			   HTML_SLOTS(html_address("url", url),
				      html_fill("text", line, p, post)));
	else
		line(p, post);
}

void page_print_title(void *page, const void *post)
{
	print_linked(page, post, page_print_plain_title);
}

void page_print_short_title(void *page, const void *post)
{
	print_linked(page, post, print_short_line);
}

/* "List: kvm; also on: bpf, netdev", in a digest of several lists. */
static void print_lists(struct page *p, const struct post *post)
{
	const struct selection *sel = p->digest->sel;
	struct buf text = BUF_INIT, others = BUF_INIT;

	if (sel->n_lists < 2)
		return;
	buf_addstr(&text, "List: ");
	digest_reader_other_lists(&p->reader, post, &others);
	cross_posts_add_labels(&text, sel, post, buf_str(&others));
	html_print(&p->html, "lists", HTML_SLOTS(html_text("lists", buf_str(&text))));
	buf_release(&text);
	buf_release(&others);
}

void page_print_address(struct page *p, const struct post *post)
{
	struct html_url url =
	    html_url_archive(&p->url, p->digest->options.archive_url, post->message_id);
	struct buf date = BUF_INIT;

	if (clock_add(&date, post->date, UTC_MINUTE)) {
		buf_addch(&date, ' ');
		clock_add_zone(&date, post->date);
	}
	html_print(&p->html, url.clean.len ? "address" : "message-id",
		   HTML_SLOTS(html_text("date", buf_str(&date)), html_address("url", url),
			      html_text("id", post->message_id)));
	buf_release(&date);
	print_lists(p, post);
}

void page_print_size(struct page *p, uint32_t insertions, uint32_t deletions)
{
	html_print(&p->html, "part-size",
		   HTML_SLOTS(html_number("insertions", insertions),
			      html_number("deletions", deletions)));
}

static void print_body(void *page, const void *body)
{
	struct page *p = page;

	message_html_print(&p->html, *(const struct str *)body);
}

static void print_text(struct page *p, struct str body)
{
	size_t cut = digest_reader_cut(&p->reader, &body);

	html_print(&p->html, "message",
		   HTML_SLOTS(html_number("number", p->messages),
			      html_fill("lines", print_body, p, &body)));
	if (cut)
		html_print(&p->html, "cut",
			   HTML_SLOTS(html_number("lines", (int64_t)cut)));
}

/* Each has the number as its id: an entry may link to it. */
void page_print_message(struct page *p, const struct post *post)
{
	struct str body;

	p->messages++;
	hashmap_put(&p->message, post_key(post), p->messages);
	if (!digest_reader_body(&p->reader, post, &body))
		html_print(&p->html, "no-message",
			   HTML_SLOTS(html_number("number", p->messages)));
	else if (!body.len)
		html_print(&p->html, "no-text",
			   HTML_SLOTS(html_number("number", p->messages)));
	else
		print_text(p, body);
}
