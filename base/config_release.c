/* config_release.c - give back what lt_config_fill allocated inside a struct; doing it twice is harmless. */
#include "base/config.h"
#include "base/config_scalar.h"

#include <stdlib.h>

static void release_list(const lt_config_row *row, lt_list *list) {
    for (long k = 0; k < list->n; k++) {
        if (row->type == LT_TEXTS) free(((char **)list->items)[k]);
        if (row->type == LT_MAPS) lt_config_release(row->sub, (char *)list->items + (size_t)k * row->sub_size);
    }
    lt_free(list->items);
    *list = (lt_list){0};
}

void lt_config_release(const lt_config_row *rows, void *out) {
    for (const lt_config_row *row = rows; row->key; row++) {
        void *member = lt_row_member(row, out);
        switch (row->type) {
        case LT_TEXT:
            free(*(char **)member);
            *(char **)member = NULL;
            break;
        case LT_TEXTS:
        case LT_REALS:
        case LT_MAPS:
            release_list(row, member);
            break;
        case LT_MAP:
            lt_config_release(row->sub, member);
            break;
        case LT_ANY:
            *(lt_node **)member = NULL;
            break;
        default:
            break;
        }
    }
}
