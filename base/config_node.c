/* config_node.c - the document as a tree: look-up, place, release. */
#include "base/config.h"

#include <stdlib.h>
#include <string.h>

lt_node *lt_node_get(const lt_node *map, const char *key) {
    if (!map || map->kind != LT_NODE_MAP) return NULL;
    for (int k = 0; k < map->n; k++)
        if (strcmp(map->keys[k], key) == 0) return map->items[k];
    return NULL;
}

const char *lt_node_where(const lt_node *node) {
    return lt_fmt("%s:%d", node->file, node->line);
}

static void free_tree(lt_node *node) {
    if (!node) return;
    for (int k = 0; k < node->n; k++) {
        free_tree(node->items[k]);
        if (node->keys) free(node->keys[k]);
    }
    free(node->items);
    free(node->keys);
    free(node->text);
    free(node);
}

void lt_node_free(lt_node *node) {
    if (!node) return;
    char *file = (char *)node->file; /* one copy for the whole document */
    free_tree(node);
    free(file);
}
