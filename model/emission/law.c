#include "model/emission/law.h"

#include <stddef.h>
#include <string.h>

const lt_law *lt_law_find(const char *name) {
    static const lt_law *const all[] = {
#define LT_LAW_ROW(name) &lt_law_##name,
        LT_LAW_LIST(LT_LAW_ROW)
#undef LT_LAW_ROW
    };
    const size_t length = strcspn(name, "/");
    for (size_t k = 0; k < sizeof all / sizeof *all; ++k)
        if (strlen(all[k]->name) == length && strncmp(all[k]->name, name, length) == 0) return all[k];
    return NULL;
}
