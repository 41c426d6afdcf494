/* variant.c - see variant.h. */
#include "base/variant.h"

#include "base/csv.h"

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

static lt_variant *add(lt_variants *out, lt_variant_kind kind, const char *package) {
    lt_variant *row = &out->rows[out->n++];
    *row = (lt_variant){.kind = kind, .package = package, .draw = 1};
    if (package) snprintf(row->id, sizeof row->id, "%s", lt_variant_id(package));
    return row;
}

lt_status lt_variants_of(const lt_case *setup, lt_variants *out) {
    char *const *packages = setup->packages.items, *const *without = setup->removal.without.items;
    const bool reference = setup->reference && setup->reference[0];
    const long draws = most_draws(setup);
    *out = (lt_variants){0};
    size_t most = (size_t)(3 + draws + setup->packages.n + setup->removal.without.n);
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
    return LT_OK;
}

void lt_variants_free(lt_variants *variants) {
    lt_free(variants->rows);
    *variants = (lt_variants){0};
}

static lt_status unknown(const lt_variants *all, const char *id) {
    enum { MOST = 64 };
    const char *names[MOST], *near;
    char known[512] = "";
    int n = 0;
    for (long v = 0; v < all->n && n < MOST; v++) {
        names[n++] = all->rows[v].id;
        if (strlen(known) + strlen(all->rows[v].id) + 3 < sizeof known)
            strcat(strcat(known, v ? ", " : ""), all->rows[v].id);
    }
    near = lt_nearest_name(id, names, n);
    return LT_RAISE(LT_ERR_USAGE, .what = "this variant is not in the case", .where = "--variant",
                    .expected = lt_fmt("one of %s", known), .found = lt_fmt("\"%s\"", id),
                    .todo = near ? lt_fmt("did you mean %s?", near) : "correct the name");
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

int lt_job_draw(const lt_job *job) {
    const char *id = job->variant;
    if (!id || strncmp(id, "draw", 4) != 0 || id[4] < '1' || id[4] > '9' || id[5]) return 1;
    return id[4] - '0';
}
