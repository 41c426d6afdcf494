/* aerosol_cloud.c - the drops of the meteorology's clouds in a tile (cloud/cloud.h). */
#include "model/aerosol/aerosol_tile.h"

static const int part_of[LT_N_CLOUD_SPECIES] = {
#define CLOUD_PART(name, changed) [LT_CLOUD_##name] = LT_PART_##name,
    LT_CLOUD_SPECIES(CLOUD_PART)
#undef CLOUD_PART
};
static const bool is_changed[LT_N_CLOUD_SPECIES] = {
#define CLOUD_PART(name, changed) [LT_CLOUD_##name] = changed,
    LT_CLOUD_SPECIES(CLOUD_PART)
#undef CLOUD_PART
};

/* Iron and manganese in coarse soil and in other coarse particles, kg/kg: CMAQ 5.5, AERO_DATA.F (V). */
static const struct {
    int part;
    double iron, manganese;
} coarse[] = {{LT_PART_ASOIL, 0.03355, 0.00078}, {LT_PART_ACORS, 0.0467, 0.0011}};
static const double molar_iron = 55.845, molar_manganese = 54.938; /* g/mol */

static bool any_cloud(const lt_aerosol_plan *plan, const lt_aerosol_tile *t) {
    for (int c = 0; c < plan->n; ++c)
        if (t->cloud[c] > 0.0) return true;
    return false;
}

static void coarse_metals(const lt_aerosol_plan *plan, const lt_aerosol_tile *t, double *restrict iron,
                          double *restrict manganese) {
    for (int c = 0; c < plan->n; ++c) iron[c] = manganese[c] = 0.0;
    for (size_t k = 0; k < sizeof coarse / sizeof *coarse; ++k) {
        const double *restrict x = t->x[coarse[k].part];
        for (int c = 0; c < plan->n; ++c) {
            const double grams = x[c] > 0.0 ? 1e3 * x[c] * t->density[c] : 0.0;
            iron[c] += grams * coarse[k].iron / molar_iron;
            manganese[c] += grams * coarse[k].manganese / molar_manganese;
        }
    }
}

bool lt_aerosol_clouds(const lt_aerosol_plan *plan, lt_aerosol_tile *t, double dt) {
    enum { N = LT_N_CLOUD_SPECIES };
    double *iron = t->spare[2 * N], *manganese = t->spare[2 * N + 1];
    if (!plan->setup.aqueous || !t->x[LT_PART_SO2] || !any_cloud(plan, t)) return false;
    lt_cloud_cells cells = {.temperature = t->temperature,
                            .pressure = t->pressure,
                            .air_density = t->density,
                            .water = t->cloud_water,
                            .fraction = t->cloud,
                            .daylight = t->daylight,
                            .coarse_iron = iron,
                            .coarse_manganese = manganese,
                            .flags = t->cloud_flags};
    coarse_metals(plan, t, iron, manganese);
    for (int s = 0; s < N; ++s) {
        if (!t->x[part_of[s]]) continue;
        cells.amount[s] = t->spare[s];
        lt_aerosol_amount(plan, t, part_of[s], cells.amount[s]);
        if (is_changed[s]) lt_aerosol_amount(plan, t, part_of[s], t->spare[N + s]);
    }
    lt_cloud_step(&plan->clouds, &cells, 0, (size_t)plan->n, dt);
    for (int s = 0; s < N; ++s)
        if (is_changed[s] && cells.amount[s]) lt_aerosol_changed(plan, t, part_of[s], t->spare[N + s], cells.amount[s]);
    return true;
}
