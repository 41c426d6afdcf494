/* case_files.c - see case_files.h. */
#include "base/case_files.h"

#include "base/document_path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* What is done with a name that a node of the case gives. */
typedef lt_status visit(const lt_node *node, const char *key, char **name);

static lt_status find(const lt_node *node, const char *key, char **name) {
    char path[PATH_MAX];
    (void)key;
    lt_node_path(node, *name, path, sizeof path);
    if (!lt_path_exists(path)) return LT_OK;
    char *copy = strdup(path);
    if (!copy) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a path");
    free(*name);
    *name = copy;
    return LT_OK;
}

/* After find. */
static lt_status judge(const lt_node *node, const char *key, char **name) {
    if (lt_path_exists(*name)) return LT_OK;
    const lt_status status = LT_RAISE(
        LT_ERR_INPUT, .what = lt_fmt("a file that the case names is not there (%s)", key), .where = lt_node_where(node),
        .expected = *name, .found = lt_node_searched(node, *name, false),
        .todo = "correct the path: it counts from the folder of the case, then from the current one; a shipped "
                "one is named without folder and ending");
    free(*name);
    *name = NULL;
    return status;
}

static lt_status visit_key(const lt_node *map, const char *key, visit *do_it, lt_faults *faults, char **name) {
    const lt_node *node = lt_node_get(map, key);
    if (!node || !*name || !lt_is_document_path(*name)) return LT_OK;
    return lt_faults_take(faults, do_it(node, key, name));
}

static lt_status visit_list(const lt_node *map, const char *key, visit *do_it, lt_faults *faults, lt_list *list) {
    const lt_node *node = lt_node_get(map, key);
    char **names = list->items;
    for (long k = 0; node && k < list->n; k++) {
        const lt_node *item = node->kind == LT_NODE_LIST ? node->items[k] : node;
        if (names[k] && lt_is_document_path(names[k])) LT_TRY(lt_faults_take(faults, do_it(item, key, &names[k])));
    }
    return LT_OK;
}

static lt_status visit_grids(lt_case *setup, visit *do_it, lt_faults *faults) {
    LT_TRY(visit_key(setup->document, "grid", do_it, faults, &setup->grid));
    return visit_key(setup->document, "nest", do_it, faults, &setup->nest);
}

static lt_status visit_packages(lt_case *setup, visit *do_it, lt_faults *faults) {
    LT_TRY(visit_list(setup->document, "packages", do_it, faults, &setup->packages));
    return visit_key(setup->document, "reference", do_it, faults, &setup->reference);
}

/* Sections that name packages of the case again: by the same text, so by the same path. */
static lt_status find_again(lt_case *setup) {
    lt_faults none = {0};
    const lt_node *shapley = lt_node_get(setup->document, "shapley"), *groups = lt_node_get(shapley, "groups");
    LT_TRY(visit_key(lt_node_get(setup->document, "removal"), "package", find, &none, &setup->removal.package));
    LT_TRY(visit_key(shapley, "package", find, &none, &setup->shapley.package));
    for (long g = 0; groups && groups->kind == LT_NODE_LIST && g < setup->shapley.groups.n; g++)
        LT_TRY(visit_key(groups->items[g], "alone", find, &none, &((lt_group *)setup->shapley.groups.items)[g].alone));
    return visit_list(lt_node_get(setup->document, "inventory_draws"), "packages", find, &none,
                      &setup->inventory_draws.packages);
}

lt_status lt_case_find_files(lt_case *setup) {
    LT_TRY(visit_grids(setup, find, &(lt_faults){0}));
    LT_TRY(visit_packages(setup, find, &(lt_faults){0}));
    return find_again(setup);
}

lt_status lt_case_judge_files(lt_case *setup, const lt_cli *cli, lt_faults *faults) {
    if (!cli || !cli->grid) LT_TRY(visit_grids(setup, judge, faults));
    return visit_packages(setup, judge, faults);
}
