/* variant.c - see variant.h. */
#include "base/variant.h"

#include "base/csv.h"
#include "base/shapley.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long most_draws(const lt_case *setup) {
    const lt_period *periods = setup->periods.items;
    long most = 1;
    for (long p = 0; p < setup->periods.n; p++)
        if (periods[p].draws > most) most = periods[p].draws;
    return most;
}

static const lt_group *group_of(const lt_grouping *grouping, long g) {
    return &((const lt_group *)grouping->groups.items)[g];
}

static bool is_listed(const lt_list *list, const char *text) {
    for (long k = 0; k < list->n; k++)
        if (strcmp(((char *const *)list->items)[k], text) == 0) return true;
    return false;
}

bool lt_group_has(const lt_group *group, const char *member) {
    return is_listed(&group->members, member);
}

static bool is_removed(const lt_removal *removal, const char *package, const char *member) {
    return lt_given(removal->package) && strcmp(removal->package, package) == 0 && is_listed(&removal->without, member);
}

/* The group that alone is in the set, or -1. */
static long only_one(unsigned set, long n) {
    for (long g = 0; g < n; g++)
        if (set == 1U << g) return g;
    return -1;
}

void lt_variant_of_coalition(const lt_case *setup, unsigned set, char id[128]) {
    const lt_grouping *grouping = &setup->shapley;
    const long n = grouping->groups.n;
    const unsigned all = (1U << n) - 1;
    const long alone = only_one(set, n), lacking = only_one(all & ~set, n);
    const lt_group *without = lacking >= 0 ? group_of(grouping, lacking) : NULL;
    const char *name = NULL, *package = lt_variant_id(grouping->package);
    if (set == 0) name = lt_given(setup->reference) ? lt_variant_id(setup->reference) : "base";
    if (set == all) name = package;
    if (set != all && alone >= 0 && lt_given(group_of(grouping, alone)->alone))
        name = lt_variant_id(group_of(grouping, alone)->alone);
    if (name) {
        snprintf(id, 128, "%s", name);
        return;
    }
    const char *member = without && without->members.n == 1 ? ((char *const *)without->members.items)[0] : NULL;
    if (member && is_removed(&setup->removal, grouping->package, member)) {
        snprintf(id, 128, "%s-without-%s", package, member);
        return;
    }
    int used = snprintf(id, 128, "%s-shapley-", package);
    for (long g = 0; g < n && used < 126; g++) id[used++] = (set >> g & 1U) ? '1' : '0';
    id[used] = '\0';
}

void lt_variant_of_path(const lt_case *setup, int group, int point, int step, char id[128]) {
    snprintf(id, 128, "%s-path-%d-%s-%s", lt_variant_id(setup->shapley.package), point + 1,
             group_of(&setup->shapley, group)->id, step ? "more" : "less");
}

static lt_variant *add(lt_variants *out, lt_variant_kind kind, const char *package) {
    lt_variant *row = &out->rows[out->n++];
    *row = (lt_variant){.kind = kind, .package = package, .draw = 1};
    if (package) snprintf(row->id, sizeof row->id, "%s", lt_variant_id(package));
    return row;
}

static bool stands(const lt_variants *all, const char *id) {
    for (long v = 0; v < all->n; v++)
        if (strcmp(all->rows[v].id, id) == 0) return true;
    return false;
}

static void add_coalitions(const lt_case *setup, lt_variants *out) {
    const long n = setup->shapley.groups.n;
    for (unsigned set = 1; set < (1U << n) - 1; set++) {
        char id[128];
        lt_variant_of_coalition(setup, set, id);
        if (stands(out, id)) continue;
        lt_variant *row = add(out, LT_VARIANT_COALITION, setup->shapley.package);
        memcpy(row->id, id, sizeof id);
        row->grouping = &setup->shapley;
        row->acting = set;
    }
}

static void add_path(const lt_case *setup, lt_variants *out) {
    for (int point = 0; point < LT_PATH_POINTS; point++)
        for (int group = 0; group < setup->shapley.groups.n; group++)
            for (int step = 0; step < LT_PATH_STEPS; step++) {
                lt_variant *row = add(out, LT_VARIANT_PATH, setup->shapley.package);
                lt_variant_of_path(setup, group, point, step, row->id);
                row->grouping = &setup->shapley;
                row->group = group;
                row->point = point;
                row->step = step;
            }
}

void lt_variant_of_draw(const char *package, long draw, char id[128]) {
    snprintf(id, 128, "%s-draw-%ld", package ? lt_variant_id(package) : "base", draw);
}

static void add_drawn(lt_variants *out, const char *package, long draw) {
    lt_variant *row = add(out, LT_VARIANT_INVENTORY, package);
    lt_variant_of_draw(package, draw, row->id);
    row->inventory_draw = (int)draw;
}

/* The reference is run where a package stands on it. */
static void add_inventory_draws(const lt_case *setup, lt_variants *out) {
    const lt_inventory_draws *draws = &setup->inventory_draws;
    for (long d = 1; d <= draws->n; d++) {
        add_drawn(out, NULL, d);
        if (draws->packages.n > 0 && lt_given(setup->reference)) add_drawn(out, setup->reference, d);
        for (long p = 0; p < draws->packages.n; p++) add_drawn(out, ((char *const *)draws->packages.items)[p], d);
    }
}

static size_t most_of_inventory(const lt_inventory_draws *draws) {
    return (size_t)draws->n * (size_t)(2 + draws->packages.n);
}

/* At most so many runs for shares. */
static size_t most_of_shapley(long n) {
    return n > LT_SHAPLEY_EXACT ? (size_t)(LT_PATH_POINTS * LT_PATH_STEPS * n) : (size_t)1 << n;
}

lt_status lt_variants_of(const lt_case *setup, lt_variants *out) {
    char *const *packages = setup->packages.items, *const *without = setup->removal.without.items;
    const bool reference = setup->reference && setup->reference[0];
    const long draws = most_draws(setup);
    *out = (lt_variants){0};
    const long n_groups = setup->shapley.groups.n;
    const size_t most = (size_t)(3 + draws + setup->packages.n + setup->removal.without.n) + most_of_shapley(n_groups) +
                        most_of_inventory(&setup->inventory_draws);
    LT_TRY(lt_calloc(most, sizeof *out->rows, &out->rows));
    strcpy(add(out, LT_VARIANT_BASE, NULL)->id, "base");
    if (setup->packages.n > 0 || reference) strcpy(add(out, LT_VARIANT_NOISE, NULL)->id, "noise");
    for (long d = 2; d <= draws; d++) {
        lt_variant *row = add(out, LT_VARIANT_DRAW, NULL);
        row->draw = (int)d;
        snprintf(row->id, sizeof row->id, "draw%ld", d);
    }
    if (reference) add(out, LT_VARIANT_REFERENCE, setup->reference);
    for (long p = 0; p < setup->packages.n; p++) add(out, LT_VARIANT_PACKAGE, packages[p]);
    for (long w = 0; w < setup->removal.without.n; w++) {
        lt_variant *row = add(out, LT_VARIANT_REMOVAL, setup->removal.package);
        const size_t used = strlen(row->id);
        row->without = without[w];
        snprintf(row->id + used, sizeof row->id - used, "-without-%s", without[w]);
    }
    if (n_groups > LT_SHAPLEY_EXACT)
        add_path(setup, out);
    else if (n_groups > 0)
        add_coalitions(setup, out);
    add_inventory_draws(setup, out);
    return LT_OK;
}

void lt_variants_free(lt_variants *variants) {
    lt_free(variants->rows);
    *variants = (lt_variants){0};
}

/* A package may be called `all`, as the shipped one is, and is a variant then; who means every variant is told. */
lt_status lt_variant_raise(const char *const *names, long n, const char *id, const char *without) {
    const bool all = strcmp(id, "all") == 0;
    const char *near = all ? NULL : lt_nearest_name(id, names, n);
    return LT_RAISE(
        LT_ERR_USAGE, .what = "this variant is not in the case", .where = "--variant", .expected = lt_one_of(names, n),
        .found = all ? "\"all\", the name of a package that this case does not run; no word for all variants"
                     : lt_fmt("\"%s\"", id),
        .todo = lt_fmt("%s; or %s", near ? lt_fmt("did you mean %s?", near) : "name one of them", without));
}

static lt_status unknown(const lt_variants *all, const char *id) {
    const char **names;
    LT_TRY(lt_calloc((size_t)all->n, sizeof *names, &names));
    for (long v = 0; v < all->n; v++) names[v] = all->rows[v].id;
    const lt_status status = lt_variant_raise(names, all->n, id, "leave --variant out: that is base");
    lt_free(names);
    return status;
}

lt_status lt_variant_find(const lt_case *setup, const char *id, lt_variant *out) {
    lt_variants all;
    char wanted[128];
    LT_TRY(lt_variants_of(setup, &all));
    snprintf(wanted, sizeof wanted, "%s", lt_variant_id(id));
    lt_status status = LT_OK;
    long v = 0;
    while (v < all.n && strcmp(all.rows[v].id, wanted) != 0) v++;
    if (v < all.n)
        *out = all.rows[v];
    else
        status = unknown(&all, id);
    lt_variants_free(&all);
    return status;
}

bool lt_variant_runs_in(const lt_variant *variant, const lt_period *period) {
    return variant->draw <= (period->draws > 1 ? period->draws : 1);
}

bool lt_variant_emits(const lt_variant *variant) {
    return variant->kind != LT_VARIANT_NOISE && variant->kind != LT_VARIANT_DRAW;
}

bool lt_variant_is_compared(const lt_variant *variant) {
    return variant->kind == LT_VARIANT_REFERENCE || variant->kind == LT_VARIANT_PACKAGE;
}

static long group_with(const lt_grouping *grouping, const char *member) {
    for (long g = 0; g < grouping->groups.n; g++)
        if (lt_group_has(group_of(grouping, g), member)) return g;
    return -1;
}

double lt_variant_strength(const lt_variant *variant, const char *member) {
    if (variant->kind == LT_VARIANT_REMOVAL) return strcmp(variant->without, member) == 0 ? 0 : 1;
    if (!variant->grouping) return 1;
    const long group = group_with(variant->grouping, member);
    if (variant->kind == LT_VARIANT_COALITION) return group >= 0 && (variant->acting >> group & 1U) ? 1 : 0;
    return lt_path_strength(variant->point, variant->step, group == variant->group);
}

int lt_job_draw(const lt_job *job) {
    const char *id = job->variant;
    if (!id || strncmp(id, "draw", 4) != 0 || id[4] < '1' || id[4] > '9' || id[5]) return 1;
    return id[4] - '0';
}
