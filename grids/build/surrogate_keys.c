/* surrogate_keys.c - see surrogate_keys.h. */
#include "grids/build/surrogate_keys.h"

#include "base/document_path.h"
#include "grids/build/user_path.h"

#include <stddef.h>
#include <string.h>

#define AT(member) offsetof(lt_surrogate_entry, member)
static const lt_config_row entry_rows[] = {
    {.key = "file", .type = LT_TEXT, .offset = AT(file), .doc = "points, lines, polygons or a raster of one band"},
    {.key = "layer", .type = LT_TEXT, .offset = AT(layer), .fallback = "", .doc = "needed where the file has several"},
    {.key = "attribute", .type = LT_TEXT, .offset = AT(attribute), .fallback = "", .doc = "a number of every feature"},
    {.key = "crs", .type = LT_TEXT, .offset = AT(crs), .fallback = "", .doc = "for files that do not say theirs"},
    {.key = "datum",
     .type = LT_TEXT,
     .offset = AT(datum),
     .fallback = "file",
     .choices = "file|gcj02",
     .doc = "gcj02: the shifted coordinates of Chinese web maps"},
    {.key = "values",
     .type = LT_TEXT,
     .offset = AT(values),
     .fallback = "density",
     .choices = "density|amount",
     .doc = "density: per length or area; amount: of the whole feature or pixel"},
    {.key = NULL}};

static lt_status fault(const lt_node *node, const char *name, const char *what, const char *expected,
                       const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_fmt("%s, surrogate %s", lt_node_where(node), name),
                    .expected = expected, .found = lt_fmt("\"%s\"", name), .todo = todo);
}

/* One entry: a path alone, or a map of keys. */
static lt_status read_entry(const char *name, lt_node *node, lt_surrogate_entry *out) {
    size_t length = strlen(name);
    memset(out, 0, sizeof *out);
    if (length == 0 || length > 23 || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != length)
        return fault(node, name, "bad name of a surrogate", "small letters, digits and _, at most 23", "rename it");
    lt_node *keys[1] = {node};
    char *words[1] = {(char *)"file"};
    lt_node short_form = {LT_NODE_MAP, node->line, node->column, node->file, NULL, words, keys, 1, false};
    node->used = true;
    lt_status status = lt_config_fill(node->kind == LT_NODE_SCALAR ? &short_form : node, entry_rows, out);
    if (status != LT_OK) {
        lt_config_release(entry_rows, out);
        return lt_error_context(status, "surrogate %s", name);
    }
    return LT_OK;
}

lt_status lt_surrogates_visit(const lt_node *inventory, lt_surrogate_visitor *call, void *user) {
    const lt_node *map = inventory ? lt_node_get(inventory, "surrogates") : NULL;
    char path[4096];
    if (!map) return LT_OK;
    if (map->kind != LT_NODE_MAP)
        return fault(map, "surrogates", "the key surrogates holds no names", "name: file, or name: {file: ..., ...}",
                     "see inventory/README.md");
    for (int k = 0; k < map->n; k++) {
        lt_surrogate_entry e;
        LT_TRY(read_entry(map->keys[k], map->items[k], &e));
        lt_node_path(map, e.file, path, sizeof path);
        lt_status status = call(map->keys[k], map->items[k], &e, path, user);
        lt_config_release(entry_rows, &e);
        LT_TRY(status);
    }
    return LT_OK;
}

static lt_status check_one(const char *name, const lt_node *node, const lt_surrogate_entry *e, const char *path,
                           void *user) {
    (void)user;
    if (lt_path_exists(path)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the file of a surrogate is not there",
                    .where = lt_fmt("%s, surrogate %s", lt_node_where(node), name), .expected = e->file,
                    .found = lt_node_searched(node, e->file, false),
                    .todo = "correct the path: it counts from the folder of the case, then from the current one");
}

lt_status lt_surrogates_check(const lt_node *inventory) {
    return lt_surrogates_visit(inventory, check_one, NULL);
}

static lt_status digest_one(const char *name, const lt_node *node, const lt_surrogate_entry *e, const char *path,
                            void *user) {
    const char *texts[] = {name, e->layer, e->attribute, e->crs, e->datum, e->values};
    LT_TRY(check_one(name, node, e, path, NULL));
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) lt_hash_text(user, texts[k] ? texts[k] : "");
    return lt_user_digest(path, user);
}

lt_status lt_surrogates_digest(const lt_node *inventory, lt_hash *hash) {
    return lt_surrogates_visit(inventory, digest_one, hash);
}
