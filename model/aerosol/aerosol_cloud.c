/* aerosol_cloud.c - the drops of the meteorology's clouds in a tile (cloud/cloud.h). */
#include "model/aerosol/aerosol_tile.h"
#include "model/aerosol/cloud/coarse.h"

#include <string.h>

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

/* What coarse particles bring into the drops. */
typedef struct coarse_rows {
    double *iron, *manganese, *charge;
} coarse_rows;

static double held(const lt_aerosol_tile *t, int part, int c, double per) {
    const double x = t->x[part][c];
    return x > 0.0 ? per * (x * t->density[c]) : 0.0;
}

static void load_coarse(const lt_aerosol_plan *plan, const lt_aerosol_tile *t, const coarse_rows *out) {
    const double *molar = plan->parts.molar_mass;
    for (int c = 0; c < t->n; ++c) {
        const lt_cloud_coarse of = lt_cloud_coarse_of(
            held(t, LT_PART_ASOIL, c, 1e3), held(t, LT_PART_ACORS, c, 1e3), held(t, LT_PART_ASEACAT, c, 1e3),
            held(t, LT_PART_ACLK, c, 1e3 / molar[LT_PART_ACLK]), held(t, LT_PART_ASO4K, c, 1e3 / molar[LT_PART_ASO4K]),
            held(t, LT_PART_ANO3K, c, 1e3 / molar[LT_PART_ANO3K]));
        out->iron[c] = of.iron;
        out->manganese[c] = of.manganese;
        out->charge[c] = of.charge;
    }
}

void lt_aerosol_clouds(const lt_aerosol_plan *plan, lt_aerosol_tile *t, double dt) {
    enum { N = LT_N_CLOUD_SPECIES };
    const coarse_rows coarse = {t->spare[2 * N], t->spare[2 * N + 1], t->spare[2 * N + 2]};
    _Static_assert(2 * N + 3 <= LT_AEROSOL_SPARE, "rows of a tile");
    lt_cloud_cells cells = {.temperature = t->temperature,
                            .pressure = t->pressure,
                            .air_density = t->density,
                            .water = t->cloud_water,
                            .fraction = t->cloud,
                            .daylight = t->daylight,
                            .coarse_iron = coarse.iron,
                            .coarse_manganese = coarse.manganese,
                            .coarse_charge = coarse.charge,
                            .flags = t->cloud_flags};
    load_coarse(plan, t, &coarse);
    for (int s = 0; s < N; ++s) {
        if (!t->x[part_of[s]]) continue;
        cells.amount[s] = t->spare[s];
        lt_aerosol_amount(plan, t, part_of[s], cells.amount[s]);
        if (is_changed[s]) memcpy(t->spare[N + s], cells.amount[s], (size_t)t->n * sizeof(double));
    }
    lt_cloud_step(&plan->clouds, &cells, 0, (size_t)t->n, dt);
    for (int s = 0; s < N; ++s)
        if (is_changed[s] && cells.amount[s]) lt_aerosol_changed(plan, t, part_of[s], t->spare[N + s], cells.amount[s]);
}
