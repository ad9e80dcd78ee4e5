/* SPDX-License-Identifier: MIT */
#include <nettle/base64.h>
#include <nettle/sha2.h>

#include "report/html/script_hash.h"

void script_hash_add(struct buf *b, struct str text)
{
	char base64[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx ctx;

	sha256_init(&ctx);
	sha256_update(&ctx, text.len, (const uint8_t *)text.s);
	sha256_digest(&ctx, sizeof(digest), digest);
	base64_encode_raw(base64, sizeof(digest), digest);
	buf_add(b, base64, sizeof(base64));
}
