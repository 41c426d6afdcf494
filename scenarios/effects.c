/* effects.c - see effects.h. */
#include "scenarios/effects.h"

#include "base/exactsum.h"

#include <stdio.h>
#include <string.h>

/* Sum of the changes from row first on, kt. */
static void sum_of(const lt_changes *changes, long first, double out[LT_N_QUANTITIES]) {
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        lt_exactsum sum;
        lt_exactsum_clear(&sum);
        for (long n = first; n < changes->n; n++) {
            if (!lt_region_is_liaoning(changes->rows[n].after.region)) continue;
            if (lt_source_is_natural(&changes->rows[n].after)) continue;
            lt_exactsum_add(&sum, lt_source_quantity_kg(&changes->rows[n].after, q));
            lt_exactsum_add(&sum, -lt_source_quantity_kg(&changes->rows[n].before, q));
        }
        out[q] = lt_exactsum_value(&sum) * 1e-6;
    }
}

static lt_activity_change *of_unit(lt_effect *effect, const char *unit) {
    for (int k = 0; k < effect->n_units; k++)
        if (strcmp(effect->activity[k].unit, unit) == 0) return &effect->activity[k];
    if (effect->n_units == LT_MOST_UNITS) return NULL;
    snprintf(effect->activity[effect->n_units].unit, sizeof effect->activity[0].unit, "%s", unit);
    return &effect->activity[effect->n_units++];
}

/* Records and their activity: before the first and after the last change of each by this measure. */
static void count(const lt_changes *changes, long first, lt_effect *effect) {
    for (long n = first; n < changes->n; n++) {
        const lt_change *row = &changes->rows[n];
        lt_activity_change *activity = of_unit(effect, row->after.unit);
        const bool opens = row->previous < first, closes = lt_changes_last(changes, row->after.id) == n;
        if (activity != NULL && opens) activity->before += row->before.activity;
        if (activity != NULL && closes) activity->after += row->after.activity;
        effect->records += closes;
    }
}

static lt_status fill(const lt_package *package, lt_ledger *ledger, lt_changes *changes, lt_effects *out) {
    const long n_changes = changes->n, n_sources = ledger->n;
    for (long m = 0; m < package->n; m++) {
        out->rows[m].measure = package->measures[m];
        LT_TRY(lt_package_apply_measure(package, m, ledger, changes));
        sum_of(changes, n_changes, out->rows[m].alone);
        lt_changes_undo(changes, n_changes, ledger, n_sources);
    }
    for (long m = 0; m < package->n; m++) {
        const long first = changes->n;
        LT_TRY(lt_package_apply_measure(package, m, ledger, changes));
        sum_of(changes, first, out->rows[m].place);
        count(changes, first, &out->rows[m]);
    }
    sum_of(changes, n_changes, out->whole);
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        lt_exactsum rest;
        lt_exactsum_clear(&rest);
        lt_exactsum_add(&rest, out->whole[q]);
        for (long m = 0; m < package->n; m++) lt_exactsum_add(&rest, -out->rows[m].alone[q]);
        out->interaction[q] = lt_exactsum_value(&rest);
    }
    return LT_OK;
}

lt_status lt_effects_of(const lt_package *package, lt_ledger *ledger, lt_changes *changes, lt_effects *out) {
    *out = (lt_effects){.n = package->n};
    LT_TRY(lt_calloc((size_t)package->n, sizeof *out->rows, &out->rows));
    const lt_status status = fill(package, ledger, changes, out);
    if (status != LT_OK) lt_effects_free(out);
    return status;
}

void lt_effects_free(lt_effects *effects) {
    lt_free(effects->rows);
    *effects = (lt_effects){0};
}
