/* shares.c - see shares.h. */
#include "scenarios/shares.h"

#include "base/shapley.h"
#include "base/variant.h"

#include <math.h>
#include <string.h>

/* What is asked of one ledger, which stands at the reference between the questions. */
typedef struct work {
    const lt_package *package;
    lt_ledger *ledger;
    lt_changes *changes;
    double *strength; /* [n_members] */
    lt_shares *out;
} work;

typedef double quantities[LT_N_QUANTITIES];

/* Emissions with the members at their strengths; the ledger is then as it was. */
static lt_status value_of(work *w, quantities value) {
    const long n_changes = w->changes->n, n_sources = w->ledger->n;
    LT_TRY(lt_package_apply_strengths(w->package, w->strength, w->ledger, w->changes));
    lt_ledger_quantities_kt(w->ledger, NULL, LT_OF_PEOPLE, value);
    lt_changes_undo(w->changes, n_changes, w->ledger, n_sources);
    return LT_OK;
}

static void set_all(work *w, double strength) {
    for (long m = 0; m < w->package->n_members; m++) w->strength[m] = strength;
}

static void set_group(work *w, const lt_group *group, double strength) {
    for (long m = 0; m < w->package->n_members; m++)
        if (lt_group_has(group, w->package->members[m].id)) w->strength[m] = strength;
}

static void name_members(lt_shares *out) {
    for (long m = 0; m < out->package->n_members; m++) {
        lt_share *row = &out->rows[m];
        row->id = out->package->members[m].id;
        for (int q = 0; q < LT_N_QUANTITIES; q++) row->addition[q] = row->removal[q] = row->shapley[q] = NAN;
    }
}

/* Without the member whose first measure is the next one: all before it act already. */
static lt_status removal_of(work *w, long next, lt_share *row) {
    const long m = w->package->member_of[next], n_changes = w->changes->n, n_sources = w->ledger->n;
    quantities others;
    for (long k = next; k < w->package->n; k++)
        if (w->package->member_of[k] != m) LT_TRY(lt_package_apply_measure(w->package, k, w->ledger, w->changes));
    lt_ledger_quantities_kt(w->ledger, NULL, LT_OF_PEOPLE, others);
    lt_changes_undo(w->changes, n_changes, w->ledger, n_sources);
    for (int q = 0; q < LT_N_QUANTITIES; q++) row->removal[q] = w->out->whole[q] - others[q];
    return LT_OK;
}

/* Those whose addition and removal the sets of groups have not shown. What stands before a member in the order is
 * applied once for all removals behind it. */
static lt_status members(work *w) {
    const lt_package *package = w->package;
    const long n_changes = w->changes->n, n_sources = w->ledger->n;
    lt_shares *out = w->out;
    for (long k = 0; k < package->n; k++) {
        lt_share *row = &out->rows[package->member_of[k]];
        if (isnan(row->removal[0])) LT_TRY(removal_of(w, k, row));
        LT_TRY(lt_package_apply_measure(package, k, w->ledger, w->changes));
    }
    lt_changes_undo(w->changes, n_changes, w->ledger, n_sources);
    for (long m = 0; m < package->n_members; m++) {
        quantities alone;
        lt_share *row = &out->rows[m];
        if (!isnan(row->addition[0])) continue;
        set_all(w, 0);
        w->strength[m] = 1;
        LT_TRY(value_of(w, alone));
        for (int q = 0; q < LT_N_QUANTITIES; q++) row->addition[q] = alone[q] - out->reference[q];
    }
    return LT_OK;
}

/* The row of a group: that of its one member of its name, or one of its own. */
static lt_share *row_of_group(lt_shares *out, const lt_group *group) {
    for (long r = 0; r < out->package->n_members; r++)
        if (strcmp(out->rows[r].id, group->id) == 0) return &out->rows[r];
    lt_share *row = &out->rows[out->n_rows++];
    row->id = group->id;
    row->is_group = true;
    return row;
}

static lt_status exact(work *w, const lt_group *groups, int n) {
    enum { SETS = 1 << LT_SHAPLEY_EXACT };
    quantities value[SETS];
    const unsigned all = (1U << n) - 1;
    memcpy(value[0], w->out->reference, sizeof value[0]);
    memcpy(value[all], w->out->whole, sizeof value[all]);
    for (unsigned set = 1; set < all; set++) {
        set_all(w, 0);
        for (int g = 0; g < n; g++) set_group(w, &groups[g], (double)(set >> g & 1U));
        LT_TRY(value_of(w, value[set]));
    }
    lt_share *row[LT_SHAPLEY_EXACT];
    for (int g = 0; g < n; g++) row[g] = row_of_group(w->out, &groups[g]);
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        double game[SETS], share[LT_SHAPLEY_EXACT];
        for (unsigned set = 0; set <= all; set++) game[set] = value[set][q];
        lt_shapley(n, game, share);
        for (int g = 0; g < n; g++) {
            row[g]->addition[q] = game[1U << g] - game[0];
            row[g]->removal[q] = game[all] - game[all & ~(1U << g)];
            row[g]->shapley[q] = share[g];
        }
    }
    return LT_OK;
}

static lt_status alone_and_others(work *w, const lt_group *group, lt_share *row) {
    quantities alone, others;
    set_all(w, 0);
    set_group(w, group, 1);
    LT_TRY(value_of(w, alone));
    set_all(w, 1);
    set_group(w, group, 0);
    LT_TRY(value_of(w, others));
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        row->addition[q] = alone[q] - w->out->reference[q];
        row->removal[q] = w->out->whole[q] - others[q];
    }
    return LT_OK;
}

static lt_status path(work *w, const lt_group *group) {
    quantities value[LT_PATH_VALUES];
    lt_share *row = row_of_group(w->out, group);
    if (row->is_group) LT_TRY(alone_and_others(w, group, row));
    for (int point = 0; point < LT_PATH_POINTS; point++)
        for (int step = 0; step < LT_PATH_STEPS; step++) {
            set_all(w, lt_path_strength(point, step, 0));
            set_group(w, group, lt_path_strength(point, step, 1));
            LT_TRY(value_of(w, value[point * LT_PATH_STEPS + step]));
        }
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        double at[LT_PATH_VALUES];
        for (int k = 0; k < LT_PATH_VALUES; k++) at[k] = value[k][q];
        row->shapley[q] = lt_path_share(at);
    }
    return LT_OK;
}

static lt_status by_groups(work *w, const lt_grouping *grouping) {
    const lt_group *groups = grouping->groups.items;
    const long n = grouping->groups.n;
    LT_TRY(lt_grouping_check(w->package, grouping));
    w->out->has_shapley = true;
    if (n <= LT_SHAPLEY_EXACT) return exact(w, groups, (int)n);
    for (long g = 0; g < n; g++) LT_TRY(path(w, &groups[g]));
    return LT_OK;
}

/* By addition and removal over members, by Shapley over groups. */
static void find_rest(lt_shares *out) {
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        const double whole = out->whole[q] - out->reference[q];
        out->rest.addition[q] = out->rest.removal[q] = whole;
        out->rest.shapley[q] = out->has_shapley ? whole : NAN;
        for (long r = 0; r < out->n_rows; r++) {
            const lt_share *row = &out->rows[r];
            if (!row->is_group) out->rest.addition[q] -= row->addition[q];
            if (!row->is_group) out->rest.removal[q] -= row->removal[q];
            if (!isnan(row->shapley[q])) out->rest.shapley[q] -= row->shapley[q];
        }
    }
}

static lt_status ask(work *w, const lt_shares_request *request) {
    lt_shares *out = w->out;
    LT_TRY(lt_ledger_read(request->inventory, request->base_year, &w->ledger));
    lt_ledger_quantities_kt(w->ledger, NULL, LT_OF_PEOPLE, out->base);
    if (request->reference) LT_TRY(lt_package_apply(request->reference, w->ledger, w->changes));
    lt_ledger_quantities_kt(w->ledger, NULL, LT_OF_PEOPLE, out->reference);
    set_all(w, 1);
    LT_TRY(value_of(w, out->whole));
    lt_grouping each = {0};
    lt_status status = LT_OK;
    name_members(out);
    if (request->grouping) {
        status = by_groups(w, request->grouping);
    } else if (w->package->n_members <= LT_SHAPLEY_EXACT) {
        status = lt_grouping_of_members(w->package, &each);
        if (status == LT_OK) status = by_groups(w, &each);
    }
    lt_grouping_release(&each);
    return status == LT_OK ? members(w) : status;
}

lt_status lt_shares_of(const lt_shares_request *request, const lt_package *package, lt_shares *out) {
    lt_changes changes = {0};
    work w = {.package = package, .changes = &changes, .out = out};
    *out = (lt_shares){.package = package, .n_rows = package->n_members};
    const size_t most = (size_t)package->n_members + LT_SHAPLEY_MOST;
    lt_status status = lt_calloc(most, sizeof *out->rows, &out->rows);
    if (status == LT_OK) status = lt_calloc((size_t)package->n_members, sizeof *w.strength, &w.strength);
    if (status == LT_OK) status = ask(&w, request);
    if (status == LT_OK) find_rest(out);
    lt_changes_free(&changes);
    lt_ledger_free(w.ledger);
    lt_free(w.strength);
    if (status != LT_OK) lt_shares_free(out);
    return status;
}

void lt_shares_free(lt_shares *shares) {
    lt_free(shares->rows);
    *shares = (lt_shares){0};
}
