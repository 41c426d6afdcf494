/* haze_parts.c - what came out of haze columns. */
#include "model/aerosol/verify/haze_case.h"

#include "model/aerosol/constituents.h"

#include <string.h>

static double ratio(const lt_haze_case *h, int column, const char *species) {
    const int s = lt_chemical_set_find(h->air.set, species);
    return s < 0 ? 0.0 : h->sum[s * h->setup.n + column] / h->n_sums;
}

double lt_haze_ugm3(const lt_haze_case *h, int column, const char *species) {
    return 1e9 * h->density * ratio(h, column, species);
}

double lt_haze_ppb(const lt_haze_case *h, int column, const char *species) {
    const int s = lt_chemical_set_find(h->air.set, species);
    return s < 0 ? 0.0 : 1e9 * ratio(h, column, species) * LT_M_AIR / h->air.set->info[s].molar_mass;
}

static bool is_inorganic(const char *name) {
    static const char *const names[] = {
#define NAME(name, ...) name,
        LT_INORGANIC_PARTICLE_LIST(NAME)
#undef NAME
    };
    for (size_t n = 0; n < sizeof names / sizeof *names; ++n)
        if (strcmp(names[n], name) == 0) return true;
    return false;
}

/* Fine particles but water and free H+; or of them the organic ones. */
static double fine(const lt_haze_case *h, int column, bool organic_only) {
    double sum = 0.0;
    for (int s = 0; s < h->air.set->n; ++s) {
        const lt_constituent *c = h->air.set->info[s].particle;
        if (!c || c->mode != LT_FINE || strcmp(c->name, "AH2OJ") == 0 || strcmp(c->name, "AH3OPJ") == 0) continue;
        if (!organic_only || !is_inorganic(c->name)) sum += lt_haze_ugm3(h, column, c->name);
    }
    return sum;
}

double lt_haze_organic(const lt_haze_case *h, int column) {
    return fine(h, column, true);
}

double lt_haze_pm25(const lt_haze_case *h, int column) {
    return fine(h, column, false);
}

double lt_haze_mineral(const lt_haze_case *h, int column) {
    static const char *const names[] = {"ASOILJ", "ACAJ", "AKJ", "AMGJ", "AFEJ", "AMNJ"};
    double sum = 0.0;
    for (size_t n = 0; n < sizeof names / sizeof *names; ++n) sum += lt_haze_ugm3(h, column, names[n]);
    return sum;
}

double lt_haze_gas_ratio(const lt_haze_case *h, int column) {
    const double nitrate = lt_haze_ugm3(h, column, "ANO3J") / 62.004, acid = lt_haze_ugm3(h, column, "HNO3") / 63.012;
    return (lt_haze_ugm3(h, column, "NH3") / 17.031 + nitrate) / (acid + nitrate);
}
