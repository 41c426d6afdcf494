/* package.c - finding and reading packages. */
#include "scenarios/package.h"

#include "base/csv.h"
#include "scenarios/alert.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct package_file {
    char *id, *title_en, *title_zh;
    lt_node *measures;
} package_file;

static const lt_config_row package_rows[] = {
    {.key = "id", .type = LT_TEXT, .offset = offsetof(package_file, id), .doc = "the name of the file without .yaml"},
    {.key = "title_en", .type = LT_TEXT, .offset = offsetof(package_file, title_en), .doc = "title"},
    {.key = "title_zh", .type = LT_TEXT, .offset = offsetof(package_file, title_zh), .doc = "title"},
    {.key = "measures",
     .type = LT_ANY,
     .offset = offsetof(package_file, measures),
     .doc = "names of measures and packages, in the order in which they act; or {id: NAME, strength: 0.5}"},
    {.key = NULL},
};

/* One item of "measures". */
typedef struct package_entry {
    char *id;
    double strength;
} package_entry;

static const lt_config_row entry_rows[] = {
    {.key = "id", .type = LT_TEXT, .offset = offsetof(package_entry, id), .doc = "name of a measure or package"},
    {.key = "strength",
     .type = LT_REAL_UNIT,
     .offset = offsetof(package_entry, strength),
     .unit = "1",
     .fallback = "1",
     .min = 0,
     .max = 1,
     .doc = "0 leaves it out, 1 is the whole"},
    {.key = NULL},
};
/* Packages name packages at most so deep; more is a circle. */
enum { MOST_DEPTH = 4 };

static lt_status check_id(const char *id, const char *variant, const char *path) {
    if (strcmp(variant, "base") == 0 || strcmp(variant, "noise") == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a package cannot be called base or noise", .where = path,
                        .found = variant, .todo = "rename the file and its id", .expected = "another name");
    for (const char *c = variant; *c != '\0'; c++)
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", *c) == NULL)
            return LT_RAISE(LT_ERR_INPUT, .what = "a package's name is part of file names", .where = path,
                            .expected = "letters, digits and -", .found = variant,
                            .todo = "rename the file and its id");
    if (strcmp(id, variant) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "id and file name differ", .where = path, .expected = variant, .found = id,
                    .todo = "rename the file or its id");
}

static char *copy(const char *text) {
    return text != NULL ? strdup(text) : NULL;
}

static lt_status add_member(lt_package *package, long most, const char *id, long n, const char *en, const char *zh) {
    if (package->members == NULL) LT_TRY(lt_calloc((size_t)most, sizeof *package->members, &package->members));
    lt_member *member = &package->members[package->n_members++];
    snprintf(member->id, sizeof member->id, "%s", id);
    member->title_en = copy(en);
    member->title_zh = copy(zh);
    for (long m = package->n - n; m < package->n; m++) package->member_of[m] = package->n_members - 1;
    member->n = n;
    return LT_OK;
}

/* One measure as a package. */
static lt_status read_single(lt_package *package) {
    LT_TRY(lt_calloc(1, sizeof *package->measures, &package->measures));
    LT_TRY(lt_measure_read(package->path, &package->measures[0]));
    const lt_measure *measure = package->measures[0];
    LT_TRY(lt_calloc(1, sizeof *package->member_of, &package->member_of));
    package->n = 1;
    package->title_en = copy(measure->title_en);
    package->title_zh = copy(measure->title_zh);
    LT_TRY(add_member(package, 1, package->id, 1, measure->title_en, measure->title_zh));
    return check_id(measure->id, package->id, package->path);
}

static lt_status twice(const lt_package *package, const char *name) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a measure stands twice in a package", .where = package->path,
                    .expected = "every name once", .found = name, .todo = "remove one of them");
}

/* The measures of a package that is a member, moved to the end of the whole. */
static lt_status take_measures(lt_package *package, lt_package *part) {
    lt_measure **measures;
    long *member_of;
    for (long p = 0; p < part->n; p++)
        for (long m = 0; m < package->n; m++)
            if (strcmp(package->measures[m]->id, part->measures[p]->id) == 0)
                return twice(package, part->measures[p]->id);
    LT_TRY(lt_calloc((size_t)(package->n + part->n), sizeof *measures, &measures));
    if (package->n > 0) memcpy(measures, package->measures, (size_t)package->n * sizeof *measures);
    memcpy(measures + package->n, part->measures, (size_t)part->n * sizeof *measures);
    lt_free(package->measures);
    package->measures = measures;
    LT_TRY(lt_calloc((size_t)(package->n + part->n), sizeof *member_of, &member_of));
    if (package->n > 0) memcpy(member_of, package->member_of, (size_t)package->n * sizeof *member_of);
    lt_free(package->member_of);
    package->member_of = member_of;
    package->n += part->n;
    part->n = 0;
    return LT_OK;
}

static lt_status read_depth(const lt_node *node, const char *name, int depth, lt_package **out);

static lt_status read_member(lt_package *package, const lt_node *node, const char *name, double strength, long most,
                             int depth) {
    lt_package *part = NULL;
    for (long k = 0; k < package->n_members; k++)
        if (strcmp(package->members[k].id, lt_variant_id(name)) == 0) return twice(package, name);
    LT_TRY_CONTEXT(read_depth(node, name, depth + 1, &part), "package %s", package->path);
    const long n = part->n;
    lt_status status = lt_package_weaken(part, strength);
    if (status == LT_OK) status = take_measures(package, part);
    if (status == LT_OK) status = add_member(package, most, part->id, n, part->title_en, part->title_zh);
    lt_package_free(part);
    return status;
}

/* A name, or {id: NAME, strength: S}. out->id is released by the caller. */
static lt_status read_entry(lt_node *item, package_entry *out) {
    if (item->kind == LT_NODE_MAP) return lt_config_fill(item, entry_rows, out);
    if (item->kind != LT_NODE_SCALAR || item->text == NULL)
        return LT_RAISE(LT_ERR_INPUT, .what = "an item of measures is neither a name nor a map",
                        .where = lt_node_where(item), .expected = "NAME or {id: NAME, strength: 0.5}",
                        .found = "a list", .todo = "write the name of a measure, or a map with measure and strength");
    out->strength = 1;
    out->id = copy(item->text);
    return out->id != NULL ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the name of a measure");
}

static lt_status read_several(lt_package *package, const package_file *file, int depth) {
    const lt_node *list = file->measures;
    package->title_en = copy(file->title_en);
    package->title_zh = copy(file->title_zh);
    LT_TRY(check_id(file->id, package->id, package->path));
    if (list->kind != LT_NODE_LIST || list->n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a package without measures", .where = package->path,
                        .expected = "measures: [NAME, ...]", .found = "an empty list",
                        .todo = "name at least one; see lantian scenario list");
    for (int m = 0; m < list->n; m++) {
        package_entry item = {0};
        lt_status status = read_entry(list->items[m], &item);
        if (status == LT_OK) status = read_member(package, list, item.id, item.strength, list->n, depth);
        lt_config_release(entry_rows, &item);
        if (status != LT_OK) return status;
    }
    return LT_OK;
}

static lt_status read_package(lt_package *package, int depth) {
    lt_node *document;
    LT_TRY(lt_node_read(package->path, &document));
    lt_status status;
    if (lt_node_get(document, "measures") == NULL) {
        status = read_single(package);
    } else {
        package_file file = {0};
        status = lt_config_fill(document, package_rows, &file);
        if (status == LT_OK) status = read_several(package, &file, depth);
        lt_config_release(package_rows, &file);
    }
    lt_node_free(document);
    return status;
}

/* node: of the document that names it, or NULL. */
static lt_status read_depth(const lt_node *node, const char *name, int depth, lt_package **out) {
    lt_package *package;
    if (depth > MOST_DEPTH)
        return LT_RAISE(LT_ERR_INPUT, .what = "packages name each other in a circle", .where = name,
                        .expected = lt_fmt("at most %d packages one in the other", MOST_DEPTH), .found = "more",
                        .todo = "take the package out of its own members");
    LT_TRY(lt_calloc(1, sizeof *package, &package));
    snprintf(package->id, sizeof package->id, "%s", lt_variant_id(name));
    lt_status status = lt_library_find(node, name, package->path, sizeof package->path);
    if (status == LT_OK) status = read_package(package, depth);
    if (status == LT_OK)
        *out = package;
    else
        lt_package_free(package);
    return status;
}

/* Stable: measures of one order keep the order of the file. */
static void put_in_order(lt_package *package) {
    for (long m = 1; m < package->n; m++)
        for (long k = m; k > 0 && package->measures[k]->order < package->measures[k - 1]->order; k--) {
            lt_measure *measure = package->measures[k];
            const long member = package->member_of[k];
            package->measures[k] = package->measures[k - 1];
            package->member_of[k] = package->member_of[k - 1];
            package->measures[k - 1] = measure;
            package->member_of[k - 1] = member;
        }
}

/* Documents that disagree about the same goods are variants; a package follows one of them. Of the tiers of an alert
 * the highest that holds does (alert.h). */
static lt_status check_variants(const lt_package *package) {
    for (long m = 0; m < package->n; m++)
        for (long k = 0; k < m; k++) {
            const lt_measure *one = package->measures[k], *other = package->measures[m];
            if (strcmp(lt_measure_stem(one), lt_measure_stem(other)) != 0) continue;
            if (one->tier && other->tier && one->tier != other->tier) continue;
            return LT_RAISE(
                LT_ERR_INPUT,
                .what = lt_fmt("two variants of one measure, %s and %s, contradict each other", one->id, other->id),
                .where = lt_fmt("%s; %s and %s", package->path, lt_node_where(one->document),
                                lt_node_where(other->document)),
                .expected = "one of them", .found = "both", .todo = "take one of the two out");
        }
    return LT_OK;
}

lt_status lt_package_read(const char *name, lt_package **out) {
    lt_package *package;
    LT_TRY(read_depth(NULL, name, 0, &package));
    put_in_order(package);
    const lt_status status = check_variants(package);
    if (status == LT_OK)
        *out = package;
    else
        lt_package_free(package);
    return status;
}

lt_status lt_package_take_hours(lt_package *package, const lt_case *setup) {
    if (setup == NULL) return LT_OK;
    package->alerts = setup->alerts.items;
    package->n_alerts = setup->alerts.n;
    return lt_alert_check(package);
}

lt_status lt_package_read_for(const lt_case *setup, const char *name, lt_package **out) {
    lt_package *package;
    LT_TRY(lt_package_read(name, &package));
    const lt_status status = lt_package_take_hours(package, setup);
    if (status == LT_OK)
        *out = package;
    else
        lt_package_free(package);
    return status;
}

lt_status lt_package_weaken(lt_package *package, double strength) {
    if (!(strength >= 0 && strength <= 1))
        return LT_RAISE(LT_ERR_INPUT, .what = "a strength outside 0 to 1", .where = package->path,
                        .expected = "0 (nothing) to 1 (all)", .found = lt_fmt("%g", strength),
                        .todo = "correct the strength");
    for (long m = 0; m < package->n; m++) package->measures[m]->strength *= strength;
    return LT_OK;
}

void lt_package_free(lt_package *package) {
    if (package == NULL) return;
    for (long m = 0; m < package->n; m++) lt_measure_free(package->measures[m]);
    for (long k = 0; k < package->n_members; k++) {
        free(package->members[k].title_en);
        free(package->members[k].title_zh);
    }
    lt_free(package->members);
    lt_free(package->member_of);
    lt_free(package->measures);
    free(package->title_en);
    free(package->title_zh);
    lt_free(package);
}

/* What measures read beside their own file. */
static lt_status digest_tables(lt_hash *hash) {
    static const char *const tables[] = {"assumptions", "documents", "masks", "tiers"};
    char path[1024];
    lt_digest digest;
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        LT_TRY(lt_share_path(lt_fmt("scenarios/library/%s.csv", tables[k]), path, sizeof path));
        LT_TRY(lt_hash_file(path, digest));
        lt_hash_text(hash, digest);
    }
    return LT_OK;
}

/* A table of the user's that a node names; that it is missing is told when the measure is read. */
static lt_status digest_named(const lt_node *name, lt_hash *hash) {
    char path[1024];
    lt_digest digest;
    if (name == NULL || name->kind != LT_NODE_SCALAR || !lt_given(name->text)) return LT_OK;
    lt_node_path(name, name->text, path, sizeof path);
    if (!lt_path_exists(path)) return LT_OK;
    LT_TRY(lt_hash_file(path, digest));
    lt_hash_text(hash, digest);
    return LT_OK;
}

/* Masks of the selector, lists of the actions. */
static lt_status digest_user_tables(const lt_node *document, lt_hash *hash) {
    const lt_node *actions = lt_node_get(document, "actions");
    LT_TRY(digest_named(lt_node_get(lt_node_get(document, "selector"), "masks"), hash));
    for (int a = 0; actions != NULL && actions->kind == LT_NODE_LIST && a < actions->n; a++)
        LT_TRY(digest_named(lt_node_get(actions->items[a], "list"), hash));
    return LT_OK;
}

static lt_status digest_depth(const lt_node *node, const char *name, int depth, lt_hash *hash) {
    char path[1024];
    lt_digest digest;
    lt_node *document;
    LT_TRY(lt_library_find(node, name, path, sizeof path));
    LT_TRY(lt_hash_file(path, digest));
    lt_hash_text(hash, digest);
    LT_TRY(lt_node_read(path, &document));
    const lt_node *measures = lt_node_get(document, "measures");
    lt_status status = digest_user_tables(document, hash);
    for (int m = 0; measures != NULL && measures->kind == LT_NODE_LIST && m < measures->n && status == LT_OK; m++) {
        const lt_node *item = measures->items[m], *id = item;
        if (item->kind == LT_NODE_MAP) id = lt_node_get(item, "id");
        if (id == NULL || id->kind != LT_NODE_SCALAR || depth >= MOST_DEPTH) continue;
        status = digest_depth(id, id->text, depth + 1, hash);
    }
    lt_node_free(document);
    return status;
}

lt_status lt_package_digest(const char *name, lt_hash *hash) {
    LT_TRY(digest_tables(hash));
    return digest_depth(NULL, name, 0, hash);
}
