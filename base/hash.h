/* hash.h - SHA-256 (libnettle) of memory, files and streams; a short hash. */
#ifndef LT_HASH_H
#define LT_HASH_H

#include "status.h"

#include <nettle/sha2.h>
#include <stdint.h>

typedef struct lt_hash {
    struct sha256_ctx state;
} lt_hash;
typedef char lt_digest[65]; /* lower-case hex, terminated */

void lt_hash_init(lt_hash *hash);
void lt_hash_bytes(lt_hash *hash, const void *data, size_t size);
void lt_hash_text(lt_hash *hash, const char *text); /* includes the terminator, so that fields do not run together */
void lt_hash_end(lt_hash *hash, lt_digest out);
lt_status lt_hash_file(const char *path, lt_digest out);
/* The digest of a shipped file (lt_share_path) into hash as text. */
lt_status lt_hash_share_file(lt_hash *hash, const char *relative);

/* FNV-1a, for places in tables and short names: no proof against anybody. Begin with LT_HASH_SHORT. */
#define LT_HASH_SHORT UINT64_C(14695981039346656037)
uint64_t lt_hash_short(uint64_t hash, const void *data, size_t size);

#endif
