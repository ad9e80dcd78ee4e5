/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <nettle/sha1.h>

#include "store/inbox/mail_id.h"
#include "store/util/buf.h"

static void add_to_hash(struct sha1_ctx *ctx, struct str s)
{
	sha1_update(ctx, s.len, (const uint8_t *)s.s);
}

static void add_nul(struct sha1_ctx *ctx)
{
	add_to_hash(ctx, (struct str){ "", 1 });
}

static void add_lower(struct sha1_ctx *ctx, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = to_lower(s.s[i]);

		add_to_hash(ctx, (struct str){ &c, 1 });
	}
}

static void add_mail(struct sha1_ctx *ctx, struct str list, struct str message_id)
{
	static const char name[] = "patchdigest";

	sha1_init(ctx);
	sha1_update(ctx, sizeof(name), (const uint8_t *)name);
	add_to_hash(ctx, list);
	add_nul(ctx);
	add_to_hash(ctx, message_id);
}

void mail_id_make(unsigned char out[MAIL_ID_SIZE], struct str list, struct str message_id)
{
	struct sha1_ctx ctx;

	add_mail(&ctx, list, message_id);
	sha1_digest(&ctx, MAIL_ID_SIZE, out);
}

void mail_id_make_own(unsigned char out[MAIL_ID_SIZE], struct str list,
		      struct str message_id, struct str poster_addr, struct str title)
{
	struct sha1_ctx ctx;

	add_mail(&ctx, list, message_id);
	add_nul(&ctx);
	add_lower(&ctx, poster_addr);
	add_nul(&ctx);
	add_to_hash(&ctx, title);
	sha1_digest(&ctx, MAIL_ID_SIZE, out);
}

void id_hash(unsigned char out[ID_HASH], struct str message_id)
{
	struct sha1_ctx ctx;

	sha1_init(&ctx);
	add_to_hash(&ctx, message_id);
	sha1_digest(&ctx, ID_HASH, out);
}

void id_hash_pair(unsigned char out[ID_HASH], struct str a, struct str b)
{
	struct sha1_ctx ctx;

	sha1_init(&ctx);
	add_to_hash(&ctx, a);
	add_nul(&ctx);
	add_to_hash(&ctx, b);
	sha1_digest(&ctx, ID_HASH, out);
}

void id_hash_address(unsigned char out[ID_HASH], struct str address)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (const char *s = address.s; s < address.s + address.len; s++)
		hash = (hash ^ (unsigned char)to_lower(*s)) * 0x100000001b3;
	for (size_t i = 0; i < ID_HASH; i++)
		out[i] = (unsigned char)(hash >> (56 - 8 * i));
}

/* Folds case and white space. */
static void add_folded(struct buf *b, struct str title)
{
	bool gap = false;

	for (size_t i = 0; i < title.len; i++) {
		if (is_blank(title.s[i])) {
			gap = b->len > 0;
			continue;
		}
		if (gap)
			buf_addch(b, ' ');
		gap = false;
		buf_addch(b, to_lower(title.s[i]));
	}
}

void id_hash_title(unsigned char out[ID_HASH], struct str title)
{
	struct buf folded = BUF_INIT;

	add_folded(&folded, title);
	id_hash(out, buf_str(&folded));
	buf_release(&folded);
}

void id_hash_title_author(unsigned char out[ID_HASH], struct str title,
			  struct str author_addr)
{
	struct buf folded = BUF_INIT, addr = BUF_INIT;

	add_folded(&folded, title);
	for (size_t i = 0; i < author_addr.len; i++)
		buf_addch(&addr, to_lower(author_addr.s[i]));
	id_hash_pair(out, buf_str(&folded), buf_str(&addr));
	buf_release(&folded);
	buf_release(&addr);
}
