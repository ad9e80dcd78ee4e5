/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <nettle/sha1.h>

#include "store/inbox/mail_id.h"

static void add(struct sha1_ctx *ctx, struct str s)
{
	sha1_update(ctx, s.len, (const uint8_t *)s.s);
}

void mail_id_make(unsigned char out[MAIL_ID_SIZE], struct str list, struct str message_id)
{
	static const char name[] = "patchdigest";
	struct sha1_ctx ctx;

	sha1_init(&ctx);
	sha1_update(&ctx, sizeof(name), (const uint8_t *)name);
	add(&ctx, list);
	add(&ctx, (struct str){ "", 1 });
	add(&ctx, message_id);
	sha1_digest(&ctx, MAIL_ID_SIZE, out);
}

void id_hash(unsigned char out[ID_HASH], struct str message_id)
{
	struct sha1_ctx ctx;

	sha1_init(&ctx);
	add(&ctx, message_id);
	sha1_digest(&ctx, ID_HASH, out);
}

void id_hash_pair(unsigned char out[ID_HASH], struct str a, struct str b)
{
	struct sha1_ctx ctx;

	sha1_init(&ctx);
	add(&ctx, a);
	add(&ctx, (struct str){ "", 1 });
	add(&ctx, b);
	sha1_digest(&ctx, ID_HASH, out);
}
