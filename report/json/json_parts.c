/* SPDX-License-Identifier: MIT */
#include "report/digest/archive_link.h"
#include "report/json/json_parts.h"
#include "report/window/cross_posts.h"

void json_put_person(struct json *j, struct person p)
{
	json_put_text(j, "name", p.name);
	json_put_text(j, "address", p.addr);
}

void json_put_author(struct json *j, const char *key, struct person p)
{
	json_begin_object(j, key);
	json_put_person(j, p);
	json_end(j);
}

void json_put_mail(struct json *j, const struct post *p)
{
	json_put_text(j, "tag", p->subject);
	json_put_text(j, "message_id", p->message_id);
	json_put_time(j, "date", p->date);
}

void json_put_link(struct json *j, const char *archive_url, const struct post *p)
{
	struct buf link = BUF_INIT;

	if (!archive_url)
		return;
	archive_link_add(&link, str_from(archive_url), p->message_id);
	json_put_url(j, "link", buf_str(&link));
	buf_release(&link);
}

void json_put_position(struct json *j, const struct post *p)
{
	if (p->facts & FACT_NUMBERED)
		json_put_number(j, "number", p->number);
	if (p->facts & FACT_TOTAL)
		json_put_number(j, "total", p->total);
}

void json_put_edition(struct json *j, const struct post *head, struct str version,
		      struct str after)
{
	json_put_text(j, "version", version);
	if (after.len)
		json_put_text(j, "after", after);
	json_put_flag(j, "rfc", head->facts & FACT_RFC);
	json_put_flag(j, "resend", head->facts & FACT_RESEND);
	json_put_list(j, "flags", head->prefix, ',');
}

void json_put_version(struct json *j, const struct post *p)
{
	json_put_edition(j, p, p->version, STR_EMPTY);
}

void json_put_parts(struct json *j, uint32_t arrived, uint32_t announced)
{
	json_put_number(j, "arrived", arrived);
	if (announced)
		json_put_number(j, "announced", announced);
}

void json_put_list(struct json *j, const char *key, struct str text, char separator)
{
	struct str item;

	json_begin_array(j, key);
	while (str_token(&text, separator, &item))
		json_put_text(j, NULL, item);
	json_end(j);
}

void json_put_lists(struct json *j, const struct post *p, struct str also_on)
{
	json_put_text(j, "list", cross_posts_own_list(p));
	if (also_on.len)
		json_put_list(j, "also_on", also_on, '\n');
}
