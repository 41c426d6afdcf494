/* config_fill.c - a map node into a struct, row by row of the schema. */
#include "base/config.h"
#include "base/config_scalar.h"
#include "base/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static lt_status fill_map(lt_faults *f, lt_node *map, const lt_config_row *rows, void *out);

static const char *kind_name(const lt_node *node) {
    static const char *const names[] = {"a value", "a list", "a map"};
    return node->kind == LT_NODE_SCALAR && !node->text[0] ? "nothing" : names[node->kind];
}

static lt_status kind_error(const lt_node *node, const lt_config_row *row, const char *expected) {
    bool nothing = node->kind == LT_NODE_SCALAR && !node->text[0];
    return LT_RAISE(
        LT_ERR_INPUT,
        .what = nothing ? lt_fmt("%s has no value", row->key) : lt_fmt("%s is of the wrong kind", row->key),
        .where = lt_node_where(node), .expected = expected, .found = kind_name(node),
        .todo = lt_fmt("see the line of %s in `lantian example case`, grid or measure, or the README", row->key));
}

static lt_status fill_scalar(const lt_node *node, const lt_config_row *row, void *member) {
    bool blank_text = row->type == LT_TEXT && row->fallback && !row->fallback[0];
    if (node->kind != LT_NODE_SCALAR || (!node->text[0] && !blank_text)) return kind_error(node, row, "one value");
    return lt_scalar_fill(row, lt_node_where(node), node->text, member);
}

static lt_status fill_scalar_list(lt_faults *f, const lt_node *node, const lt_config_row *row, lt_list *list) {
    if (node->kind == LT_NODE_MAP || (node->kind == LT_NODE_SCALAR && !node->text[0]))
        return kind_error(node, row, "a list of values");
    bool single = node->kind == LT_NODE_SCALAR;
    long n = single ? 1 : node->n;
    size_t size = row->type == LT_TEXTS ? sizeof(char *) : sizeof(double);
    if (n == 0 && !row->fallback)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is an empty list", row->key), .where = lt_node_where(node),
                        .expected = "at least one value", .found = "[]", .todo = "add a value");
    if (n == 0) return LT_OK;
    LT_TRY(lt_calloc((size_t)n, size, &list->items));
    for (long k = 0; k < n; k++) {
        const lt_node *item = single ? node : node->items[k];
        lt_config_row scalar = *row;
        scalar.type = row->type == LT_TEXTS ? LT_TEXT : LT_REAL_UNIT;
        scalar.fallback = NULL;
        list->n = k + 1;
        long before = f->n;
        LT_TRY(lt_faults_take(f, fill_scalar(item, &scalar, (char *)list->items + (size_t)k * size)));
        if (f->n > before && row->type == LT_REALS) ((double *)list->items)[k] = NAN;
    }
    return LT_OK;
}

static lt_status fill_map_list(lt_faults *f, const lt_node *node, const lt_config_row *row, lt_list *list) {
    if (node->kind != LT_NODE_LIST) return kind_error(node, row, "a list of maps (lines that begin with \"- \")");
    if (node->n == 0) return LT_OK;
    LT_TRY(lt_calloc((size_t)node->n, row->sub_size, &list->items));
    for (int k = 0; k < node->n; k++) {
        list->n = k + 1;
        if (node->items[k]->kind != LT_NODE_MAP) {
            LT_TRY(lt_faults_take(f, kind_error(node->items[k], row, "a map of keys and values in every item")));
            continue;
        }
        LT_TRY(fill_map(f, node->items[k], row->sub, (char *)list->items + (size_t)k * row->sub_size));
    }
    return LT_OK;
}

static lt_status fill_defaults(const lt_config_row *rows, void *out);

/* A row whose key is absent. where is the place of the map that should hold it. */
static lt_status fill_absent(const lt_config_row *row, const char *where, void *member) {
    if (!row->fallback)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the key %s is missing", row->key), .where = where,
                        .expected = row->doc && row->doc[0] ? lt_fmt("%s: %s", row->key, row->doc) : NULL,
                        .todo = lt_fmt("add a line \"%s: ...\"", row->key), .found = "no such line");
    if (row->type == LT_MAP) return fill_defaults(row->sub, member);
    if (!row->fallback[0] || row->type == LT_MAPS || row->type == LT_ANY) return LT_OK;
    lt_node scalar = {.kind = LT_NODE_SCALAR, .file = "default of", .text = (char *)row->fallback};
    lt_faults strict = {0};
    if (row->type == LT_TEXTS || row->type == LT_REALS) return fill_scalar_list(&strict, &scalar, row, member);
    return lt_scalar_fill(row, lt_fmt("default of %s", row->key), row->fallback, member);
}

/* An absent map: its rows with defaults; required rows inside stay zero, as nobody asked for the map. */
static lt_status fill_defaults(const lt_config_row *rows, void *out) {
    for (const lt_config_row *row = rows; row->key; row++)
        if (row->fallback) LT_TRY(fill_absent(row, "", lt_row_member(row, out)));
    return LT_OK;
}

static lt_status fill_row(lt_faults *f, lt_node *node, const lt_config_row *row, void *member) {
    switch (row->type) {
    case LT_MAP:
        if (node->kind != LT_NODE_MAP) return kind_error(node, row, "a map of keys and values");
        return fill_map(f, node, row->sub, member);
    case LT_MAPS:
        return fill_map_list(f, node, row, member);
    case LT_TEXTS:
    case LT_REALS:
        return fill_scalar_list(f, node, row, member);
    case LT_ANY:
        if (node->kind == LT_NODE_SCALAR && !node->text[0]) return kind_error(node, row, "a value, a list or a map");
        *(lt_node **)member = node;
        return LT_OK;
    default:
        return fill_scalar(node, row, member);
    }
}

static lt_status unknown_key(const lt_node *map, int k, const lt_config_row *rows) {
    const char *names[64] = {0};
    long n = 0;
    for (const lt_config_row *row = rows; row->key && n < 64; row++) names[n++] = row->key;
    const char *nearest = lt_nearest_name(map->keys[k], names, n);
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("unknown key \"%s\"", map->keys[k]),
                    .where = lt_node_where(map->items[k]), .expected = lt_one_of(names, n),
                    .found = lt_fmt("\"%s\"", map->keys[k]),
                    .todo = nearest ? lt_fmt("did you mean %s?", nearest) : "remove the line");
}

/* "key:" with nothing behind it is an absent value where the schema lets the list or section be absent. */
static bool counts_as_absent(const lt_node *node, const lt_config_row *row) {
    bool compound = row->type >= LT_TEXTS;
    return compound && row->fallback && node->kind == LT_NODE_SCALAR && !node->text[0];
}

static lt_status fill_map(lt_faults *f, lt_node *map, const lt_config_row *rows, void *out) {
    map->used = true;
    for (int k = 0; k < map->n; k++) {
        const lt_config_row *row = rows;
        while (row->key && strcmp(row->key, map->keys[k]) != 0) row++;
        if (!row->key) LT_TRY(lt_faults_take(f, unknown_key(map, k, rows)));
    }
    for (const lt_config_row *row = rows; row->key; row++) {
        lt_node *node = lt_node_get(map, row->key);
        if (node) node->used = true;
        lt_status status = node && !counts_as_absent(node, row)
                               ? fill_row(f, node, row, lt_row_member(row, out))
                               : fill_absent(row, lt_node_where(map), lt_row_member(row, out));
        LT_TRY(lt_faults_take(f, status));
    }
    return LT_OK;
}

static lt_status fill_root(lt_faults *f, lt_node *map, const lt_config_row *rows, void *out) {
    if (map->kind == LT_NODE_MAP) return fill_map(f, map, rows, out);
    return lt_faults_take(f, LT_RAISE(LT_ERR_INPUT, .what = "a map was expected", .where = lt_node_where(map),
                                      .expected = "lines of \"key: value\"", .found = kind_name(map),
                                      .todo = "write one key a line"));
}

lt_status lt_config_fill(lt_node *map, const lt_config_row *rows, void *out) {
    lt_faults f = {0};
    lt_status status = fill_root(&f, map, rows, out);
    if (status != LT_OK) lt_config_release(rows, out);
    return status;
}

/* Bytes of the struct that the rows describe. */
static size_t extent(const lt_config_row *rows) {
    size_t size = sizeof(void *);
    for (const lt_config_row *row = rows; row->key; row++) {
        size_t member = row->type == LT_MAP ? extent(row->sub) : sizeof(lt_list); /* lt_list is the largest member */
        if (row->offset + member > size) size = row->offset + member;
    }
    return size;
}

lt_status lt_config_fill_faults(lt_node *map, const lt_config_row *rows, lt_faults *faults, void *out) {
    return fill_root(faults, map, rows, out);
}

lt_status lt_config_faults(lt_node *map, const lt_config_row *rows, lt_fault_report *report, void *context) {
    void *scratch;
    LT_TRY(lt_calloc(1, extent(rows), &scratch));
    lt_faults f = {.report = report, .context = context};
    lt_status status = fill_root(&f, map, rows, scratch);
    lt_config_release(rows, scratch);
    lt_free(scratch);
    LT_TRY(status);
    if (f.n == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%ld fault%s", f.n, f.n == 1 ? "" : "s"), .where = map->file,
                    .expected = "no fault", .found = "what is listed", .todo = "mend what is listed");
}
