/* config_node.c - the document as a tree: look-up, place, release. */
#include "base/config.h"

#include "base/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

lt_node *lt_node_get(const lt_node *map, const char *key) {
    if (!map || map->kind != LT_NODE_MAP) return NULL;
    for (int k = 0; k < map->n; k++)
        if (strcmp(map->keys[k], key) == 0) return map->items[k];
    return NULL;
}

const char *lt_node_item_text(const lt_node *map, const char *list, long n, const char *key) {
    const lt_node *all = lt_node_get(map, list);
    if (!all || all->kind != LT_NODE_LIST || n < 0 || n >= all->n) return NULL;
    const lt_node *one = lt_node_get(all->items[n], key);
    return one ? one->text : NULL;
}

const char *lt_node_where(const lt_node *node) {
    return lt_fmt("%s:%d", node->file, node->line);
}

const char *lt_list_text(const lt_list *list, const char *between) {
    return lt_names_joined((const char *const *)list->items, list->n, between, 255);
}

static lt_status make_child(const lt_node *map, const char *text, lt_node **out) {
    lt_node *child = calloc(1, sizeof *child);
    *out = NULL;
    if (!child) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a key");
    *child = (lt_node){.kind = text ? LT_NODE_SCALAR : LT_NODE_MAP, .line = map->line, .file = map->file};
    if (text && !(child->text = strdup(text))) {
        free(child);
        return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a key");
    }
    *out = child;
    return LT_OK;
}

static void free_tree(lt_node *node);

lt_status lt_node_put(lt_node *map, const char *key, const char *text, lt_node **out) {
    lt_node *child;
    LT_TRY(make_child(map, text, &child));
    const size_t n = (size_t)map->n;
    lt_node **items = realloc(map->items, (n + 1) * sizeof *items);
    if (items) map->items = items;
    char **keys = items ? realloc(map->keys, (n + 1) * sizeof *keys) : NULL;
    if (keys) map->keys = keys;
    char *name = keys ? strdup(key) : NULL;
    if (!name) {
        free_tree(child);
        return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a key");
    }
    map->keys[n] = name;
    map->items[n] = child;
    map->n++;
    if (out) *out = child;
    return LT_OK;
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
