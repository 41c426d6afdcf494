/* surrogate_keys.h - the key `surrogates` of the section inventory of a case (README.md), without what reads its files.
 */
#ifndef LT_SURROGATE_KEYS_H
#define LT_SURROGATE_KEYS_H

#include "base/config.h"
#include "base/hash.h"

typedef struct lt_surrogate_entry {
    char *file, *layer, *attribute, *crs, *datum, *values;
} lt_surrogate_entry;

typedef lt_status lt_surrogate_visitor(const char *name, const lt_node *node, const lt_surrogate_entry *entry,
                                       const char *path, void *user);
/* Every entry in its order; inventory may be NULL. LT_ERR_INPUT: bad names or keys. */
lt_status lt_surrogates_visit(const lt_node *inventory, lt_surrogate_visitor *call, void *user);
/* Judges the key and the files' presence; feeds text and files. */
lt_status lt_surrogates_check(const lt_node *inventory);
lt_status lt_surrogates_digest(const lt_node *inventory, lt_hash *hash);

#endif
