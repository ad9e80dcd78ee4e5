/* SPDX-License-Identifier: MIT */
#include "filter/mail/rfc2047.h"
#include "filter/mail/dmarc.h"
#include "filter/mail/list_name.h"

/* Returns the name before the last " via ", without the pair of '' that a list adds. */
static struct str without_via(struct str name)
{
	size_t at = name.len, next = 0;

	while ((next += str_ifind(str_sub(name, next, name.len), STR(" via"))) <
	       name.len) {
		size_t end = next + 4;

		if (end == name.len || name.s[end] == ' ')
			at = next;
		next = end;
	}
	name = str_trim(str_sub(name, 0, at));
	if (name.len > 2 && name.s[0] == '\'' && name.s[name.len - 1] == '\'')
		name = str_trim(str_sub(name, 1, name.len - 1));
	return name;
}

static bool is_list_address(struct str addr, struct str list_id)
{
	struct buf name = BUF_INIT;
	bool same;

	if (!list_id.len)
		return false;
	list_name(&name, addr);
	same = str_eq(buf_str(&name), list_id);
	buf_release(&name);
	return same;
}

/*
 * Finds the first mailbox of a raw field that has an address other than not_addr,
 * and the name, unless name is empty.
 */
static bool find_named_mailbox(struct address *out, struct str value, struct str name,
			       struct str not_addr, struct arena *arena)
{
	struct str rest = rfc2047_text(arena, value);
	struct address a;
	bool found = false;

	while (!found && address_next(&rest, &a, arena))
		found = a.addr.len && !str_ieq(a.addr, not_addr) &&
			(!name.len || str_ieq(a.name, name));
	if (found)
		*out = a;
	return found;
}

void dmarc_author(struct address *author, const struct address *from,
		  const struct dmarc *d, struct arena *arena)
{
	struct str name = without_via(from->name);
	bool via = name.len < from->name.len;
	bool from_list = is_list_address(from->addr, d->list_id);

	*author = *from;
	if (d->original_from.len &&
	    find_named_mailbox(author, d->original_from,
			       via || from_list ? STR_EMPTY : name, from->addr, arena))
		return;
	if (!name.len || (!via && !from_list))
		return;
	if (find_named_mailbox(author, d->reply_to, name, from->addr, arena) ||
	    find_named_mailbox(author, d->cc, name, from->addr, arena))
		return;
	if (from_list)
		author->name = name;
}
