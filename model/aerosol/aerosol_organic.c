/* aerosol_organic.c - organic vapours and particles of a tile go where the scheme's partitioning has them
 * (organics/partition.h). What comes out as the lesser of both is taken from it, the other is the rest of the total. A
 * cell that is not solved stays as it was. */
#include "model/aerosol/aerosol_tile.h"

void lt_aerosol_organics_find(const lt_chemical_set *set, const char *isa, lt_aerosol_parts *parts,
                              lt_aerosol_organics_plan *out) {
    const lt_organics_scheme *scheme = set->organics;
    *out = (lt_aerosol_organics_plan){.scheme = scheme, .kernel = lt_organics_kernel_of(isa)};
    lt_organics_facts_fill(scheme, &out->facts);
    for (int p = 0; p < scheme->n_pairs; ++p) {
        out->gas[p] = lt_aerosol_parts_changing(parts, set, scheme->pairs[p].gas);
        out->particle[p] = lt_aerosol_parts_changing(parts, set, scheme->pairs[p].particle.name);
    }
    for (int p = 0; p < scheme->n_only; ++p) out->only[p] = lt_aerosol_parts_row(parts, set, scheme->only[p].name);
}

static void add(const lt_aerosol_tile *t, int row, double *restrict ug) {
    const double *restrict density = t->density;
    if (row < 0) return;
    const double *restrict x = t->row[row];
    for (int c = 0; c < t->n; ++c) ug[c] += 1e9 * x[c] * density[c];
}

static void split(const lt_aerosol_plan *plan, lt_aerosol_tile *t, int pair, const double *restrict total,
                  const double *restrict particle) {
    const lt_aerosol_organics_plan *o = &plan->organics;
    double *restrict g = t->row[o->gas[pair]], *restrict p = t->row[o->particle[pair]];
    for (int c = 0; c < t->n; ++c) {
        if (!(total[c] > 0.0) || t->unsplit[c]) continue;
        const double sum = g[c] + p[c], share = particle[c] < total[c] ? particle[c] / total[c] : 1.0;
        const double part = share < 0.5 ? share * sum : sum - (1.0 - share) * sum;
        g[c] = share < 0.5 ? sum - part : (1.0 - share) * sum;
        p[c] = part;
    }
}

void lt_aerosol_partition(const lt_aerosol_plan *plan, lt_aerosol_tile *t) {
    const lt_aerosol_organics_plan *o = &plan->organics;
    const double *total[LT_ORGANICS_MOST_PAIRS], *only[LT_ORGANICS_MOST_ONLY];
    double *particle[LT_ORGANICS_MOST_PAIRS];
    const int n_pairs = o->scheme->n_pairs, n_only = o->scheme->n_only;
    for (int p = 0; p < n_pairs + n_only; ++p) {
        double *ug = t->spare[p];
        for (int c = 0; c < t->n; ++c) ug[c] = 0.0;
        if (p >= n_pairs) {
            add(t, o->only[p - n_pairs], ug);
            only[p - n_pairs] = ug;
            continue;
        }
        add(t, o->gas[p], ug);
        add(t, o->particle[p], ug);
        total[p] = ug;
        particle[p] = t->spare[n_pairs + n_only + p];
    }
    const lt_organics_cells cells = {(size_t)t->n, t->temperature, total, only, particle, NULL, t->unsplit};
    o->kernel->partition(&o->facts, &cells);
    for (int p = 0; p < n_pairs; ++p)
        if (o->gas[p] >= 0 && o->particle[p] >= 0) split(plan, t, p, total[p], particle[p]);
}
