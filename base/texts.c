/* texts.c - open addressing with FNV-1a; the texts lie in blocks that never move. */
#include "base/texts.h"

#include "base/hash.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 1 << 16, FIRST_SLOTS = 256 };

typedef struct slot {
    const char *text; /* NULL: free */
    uint64_t hash;
    long number;
} slot;

typedef struct block {
    struct block *next;
    size_t used, size;
    char bytes[];
} block;

struct lt_texts {
    slot *slots;
    size_t n_slots, n; /* n_slots a power of two, at most 2/3 full */
    block *blocks;
};

static uint64_t hash_of(const char *text) {
    return lt_hash_short(LT_HASH_SHORT, text, strlen(text));
}

/* Where the text is, or the free slot where it would be. */
static slot *find(const lt_texts *texts, const char *text, uint64_t hash) {
    for (size_t k = hash & (texts->n_slots - 1);; k = (k + 1) & (texts->n_slots - 1)) {
        slot *s = &texts->slots[k];
        if (!s->text || (s->hash == hash && strcmp(s->text, text) == 0)) return s;
    }
}

lt_status lt_texts_create(lt_texts **out) {
    lt_texts *texts;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *texts, &texts));
    texts->n_slots = FIRST_SLOTS;
    lt_status status = lt_calloc(texts->n_slots, sizeof *texts->slots, &texts->slots);
    if (status != LT_OK) {
        lt_free(texts);
        return status;
    }
    *out = texts;
    return LT_OK;
}

void lt_texts_free(lt_texts *texts) {
    if (!texts) return;
    for (block *b = texts->blocks, *next; b; b = next) {
        next = b->next;
        lt_free(b);
    }
    lt_free(texts->slots);
    lt_free(texts);
}

static lt_status grow(lt_texts *texts) {
    if (3 * (texts->n + 1) <= 2 * texts->n_slots) return LT_OK;
    slot *old = texts->slots;
    size_t n_old = texts->n_slots;
    slot *slots;
    LT_TRY(lt_calloc(2 * n_old, sizeof *slots, &slots));
    texts->slots = slots;
    texts->n_slots = 2 * n_old;
    for (size_t k = 0; k < n_old; k++)
        if (old[k].text) *find(texts, old[k].text, old[k].hash) = old[k];
    lt_free(old);
    return LT_OK;
}

static lt_status copy(lt_texts *texts, const char *text, const char **out) {
    size_t size = strlen(text) + 1;
    block *b = texts->blocks;
    if (!b || b->size - b->used < size) {
        size_t room = size > BLOCK ? size : BLOCK;
        void *memory;
        LT_TRY(lt_calloc(1, sizeof *b + room, &memory));
        b = memory;
        b->size = room;
        b->next = texts->blocks;
        texts->blocks = b;
    }
    memcpy(b->bytes + b->used, text, size);
    *out = b->bytes + b->used;
    b->used += size;
    return LT_OK;
}

static lt_status keep(lt_texts *texts, const char *text, slot **out) {
    uint64_t hash = hash_of(text);
    *out = find(texts, text, hash);
    if ((*out)->text) return LT_OK;
    const char *kept;
    LT_TRY(copy(texts, text, &kept));
    LT_TRY(grow(texts));
    *out = find(texts, text, hash);
    **out = (slot){kept, hash, -1};
    texts->n++;
    return LT_OK;
}

lt_status lt_texts_keep(lt_texts *texts, const char *text, const char **out) {
    slot *s;
    LT_TRY(keep(texts, text ? text : "", &s));
    *out = s->text;
    return LT_OK;
}

long lt_texts_number(const lt_texts *texts, const char *text) {
    const slot *s = find(texts, text, hash_of(text));
    return s->text ? s->number : -1;
}

lt_status lt_texts_set_number(lt_texts *texts, const char *text, long number) {
    slot *s;
    LT_TRY(keep(texts, text, &s));
    s->number = number;
    return LT_OK;
}

const char *lt_texts_key3(const char *a, const char *b, const char *c) {
    return lt_fmt("%s\x1f%s\x1f%s", a, b, c);
}
