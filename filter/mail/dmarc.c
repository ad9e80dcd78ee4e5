/* SPDX-License-Identifier: MIT */
#include "filter/mail/message_header.h"
#include "filter/mail/dmarc.h"
#include "store/util/list_name.h"

/* Returns the offset of the last word "via", with the blank before it, or name.len. */
static size_t find_via(struct str name)
{
	size_t at = name.len, next = 0;

	while ((next += str_ifind(str_sub(name, next, name.len), STR(" via"))) <
	       name.len) {
		size_t end = next + 4;

		if (end == name.len || name.s[end] == ' ')
			at = next;
		next = end;
	}
	return at;
}

static bool has_via(struct str name)
{
	return find_via(name) < name.len;
}

/* Returns the name before " via ...", without the pair of '' that a list adds. */
static struct str without_via(struct str name)
{
	name = str_trim(str_sub(name, 0, find_via(name)));
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
	list_name_make(&name, addr);
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
	struct str rest = message_header_text(arena, value);
	struct address a;
	bool found = false;

	while (!found && address_next(&rest, &a, arena))
		found = a.addr.len && !str_ieq(a.addr, not_addr) &&
			(!name.len || str_ieq(a.name, name));
	if (found)
		*out = a;
	return found;
}

/* Whether s is "local@domain.example" and no more. */
static bool is_address(struct str s)
{
	size_t at = str_chr(s, '@');

	for (size_t i = 0; i < s.len; i++)
		if (is_blank(s.s[i]))
			return false;
	return at > 0 && at + 1 < s.len &&
	       str_chr(str_sub(s, at + 1, s.len), '.') < s.len - at - 1;
}

static struct str join_address(struct str local, struct str domain, struct arena *arena)
{
	struct buf b = BUF_INIT;
	struct str addr;

	buf_adds(&b, local);
	buf_addch(&b, '@');
	buf_adds(&b, domain);
	addr = arena_str(arena, buf_str(&b));
	buf_release(&b);
	return is_address(addr) ? addr : STR_EMPTY;
}

/* groups.io: "local=domain@host". Returns "local@domain"; empty if addr isn't so. */
static struct str decode_local(struct str addr, struct arena *arena)
{
	struct str local = str_sub(addr, 0, str_chr(addr, '@'));
	size_t equals = str_rchr(local, '=');

	if (equals == local.len)
		return STR_EMPTY;
	return join_address(str_sub(local, 0, equals),
			    str_sub(local, equals + 1, local.len), arena);
}

static struct str domain_of(struct str addr)
{
	return str_sub(addr, str_chr(addr, '@') + 1, addr.len);
}

/*
 * Finds the only mailbox in Reply-To that has no name and is no list's. Review tools
 * put an address of their own there.
 */
static struct str find_bare_reply_to(const struct address *from, const struct dmarc *d,
				     struct arena *arena)
{
	struct str rest = message_header_text(arena, d->reply_to), found = STR_EMPTY;
	struct address a;

	while (address_next(&rest, &a, arena)) {
		if (!a.addr.len || str_ieq(a.addr, from->addr) ||
		    is_list_address(a.addr, d->list_id))
			continue;
		if (found.len || a.name.len ||
		    str_ieq(domain_of(a.addr), domain_of(from->addr)))
			return STR_EMPTY;
		found = a.addr;
	}
	return found;
}

/*
 * pipermail: "local at domain (Name)". Returns false if text isn't so, and changes
 * nothing.
 */
static bool take_pipermail(struct address *author, struct str text, struct arena *arena)
{
	size_t at = str_find(text, STR(" at "));
	struct str domain = str_sub(text, at + 4, text.len), addr, name;
	size_t blank = str_chr(domain, ' ');

	name = str_trim(str_sub(domain, blank, domain.len));
	if (name.len && !(name.s[0] == '(' && name.s[name.len - 1] == ')'))
		return false;
	addr = join_address(str_sub(text, 0, at), str_sub(domain, 0, blank), arena);
	if (!addr.len)
		return false;
	author->addr = addr;
	author->name = name.len ? str_sub(name, 1, name.len - 1) : STR_EMPTY;
	return true;
}

/* Finds the address that goes with a name without "via"; empty if nothing tells it. */
static struct str find_hidden_address(const struct address *from, struct str name,
				      const struct dmarc *d, struct arena *arena)
{
	struct str addr = decode_local(from->addr, arena);

	if (!addr.len)
		addr = find_bare_reply_to(from, d, arena);
	return addr.len || !is_address(name) ? addr : name;
}

void dmarc_author(struct address *author, const struct address *from,
		  const struct dmarc *d, struct arena *arena)
{
	struct str name = without_via(from->name), addr;
	bool via = name.len < from->name.len;
	bool from_list = is_list_address(from->addr, d->list_id);

	*author = *from;
	if (!from->addr.len && take_pipermail(author, from->name, arena))
		return;
	if (d->original_from.len &&
	    find_named_mailbox(author, d->original_from,
			       via || from_list ? STR_EMPTY : name, from->addr, arena))
		return;
	if (!name.len || (!via && !from_list))
		return;
	if (find_named_mailbox(author, d->reply_to, name, from->addr, arena) ||
	    find_named_mailbox(author, d->cc, name, from->addr, arena))
		return;
	addr = has_via(from->name) || from_list
		   ? find_hidden_address(from, name, d, arena)
		   : STR_EMPTY;
	if (addr.len)
		author->addr = addr;
	if (addr.len || from_list)
		author->name = is_address(name) ? STR_EMPTY : name;
}
