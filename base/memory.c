/* memory.c - allocation that reports (status.h). */
#include "base/status.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LT_ALIGNMENT = 64 }; /* one cache line, and the widest vector register */

static lt_status not_enough(size_t n, size_t item_size) {
    return LT_RAISE(LT_ERR_MEMORY, .what = "not enough memory",
                    .found = lt_fmt("%zu items of %zu bytes were asked for", n, item_size),
                    .todo = "close other programs, or take a coarser grid or a shorter period");
}

lt_status lt_calloc(size_t n, size_t item_size, void *out_pointer) {
    if (n == 0) n = 1;
    if (item_size == 0) item_size = 1;
    void *memory = NULL;
    if (n <= (SIZE_MAX - LT_ALIGNMENT) / item_size) {
        const size_t size = (n * item_size + LT_ALIGNMENT - 1) / LT_ALIGNMENT * LT_ALIGNMENT;
        memory = aligned_alloc(LT_ALIGNMENT, size);
        if (memory) memset(memory, 0, size);
    }
    memcpy(out_pointer, &memory, sizeof memory); /* out_pointer is a T **, for any T */
    return memory ? LT_OK : not_enough(n, item_size);
}

/* realloc: a long list is moved as pages, not copied. */
lt_status lt_grow(void *list_pointer, size_t item_size, long n, long *room) {
    enum { FIRST = 8 };
    if (n <= *room) return LT_OK;
    const size_t least = *room < FIRST / 2 ? FIRST : 2 * (size_t)*room;
    const size_t items = (size_t)n < least ? least : (size_t)n;
    void *memory = NULL;
    memcpy(&memory, list_pointer, sizeof memory);
    void *larger = items <= SIZE_MAX / item_size ? realloc(memory, items * item_size) : NULL;
    if (!larger) return not_enough(items, item_size);
    memcpy(list_pointer, &larger, sizeof larger);
    *room = (long)items;
    return LT_OK;
}

void lt_free(void *pointer) {
    free(pointer);
}
