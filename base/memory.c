/* memory.c - allocation that reports (status.h). */
#include "base/status.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LT_ALIGNMENT = 64 }; /* one cache line, and the widest vector register */

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
    if (!memory)
        return LT_RAISE(LT_ERR_MEMORY, .what = "not enough memory",
                        .found = lt_fmt("%zu items of %zu bytes were asked for", n, item_size),
                        .todo = "close other programs, or take a coarser grid or a shorter period");
    return LT_OK;
}

void lt_free(void *pointer) {
    free(pointer);
}
