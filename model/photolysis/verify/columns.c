/* columns.c - a tile of the standard atmosphere (columns.h). */
#include "model/photolysis/verify/columns.h"

#include "model/photolysis/standard.h"

#include <string.h>

/* Molecules of air a cm2 for each Pa, as in tile.c. */
static const double air_per_Pa = 6.02214076e23 / (9.80665 * 28.9647e-3) * 1e-4;

const lt_photo_kernel *lt_photo_widest(void) {
    __builtin_cpu_init();
    const int v4 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512cd");
    return lt_photo_kernel_of(v4 ? "v4" : "v3");
}

static void fill(double *field, int rows, double value) {
    for (int i = 0; i < rows * LT_LANES; i++) field[i] = value;
}

static void place(const lt_standard *s, const double *edges_m, double scale, const lt_photo_columns *c) {
    for (int k = 0; k <= c->nz; k++) {
        const lt_standard_level low = lt_standard_at(s, edges_m[k]);
        fill(c->height_m + k * LT_LANES, 1, edges_m[k]);
        fill(c->pressure_Pa + k * LT_LANES, 1, low.pressure_Pa);
        if (k == c->nz) break;
        const lt_standard_level high = lt_standard_at(s, edges_m[k + 1]);
        const double air = (low.pressure_Pa - high.pressure_Pa) * air_per_Pa;
        fill(c->temperature_K + k * LT_LANES, 1, lt_standard_at(s, 0.5 * (edges_m[k] + edges_m[k + 1])).temperature_K);
        fill(c->ozone_ppb + k * LT_LANES, 1, 1e9 * scale * (high.ozone_below - low.ozone_below) / air);
    }
}

/* Rows of each field, in the order of the members. */
static lt_status lay_out(lt_photo_columns *c) {
    double **const field[] = {
        &c->cos_sza,       &c->ozone_DU,         &c->albedo_uv,      &c->albedo_visible,    &c->height_m,
        &c->pressure_Pa,   &c->temperature_K,    &c->ozone_ppb,      &c->cloud_depth,       &c->cloud_fraction,
        &c->aerosol_depth, &c->aerosol_angstrom, &c->aerosol_albedo, &c->aerosol_asymmetry, &c->j};
    enum { N = sizeof field / sizeof *field };
    size_t total = 0, at[N];
    for (int f = 0; f < N; f++) {
        at[f] = total;
        total += (size_t)LT_LANES * (f < 4       ? 1
                                     : f < 6     ? (size_t)c->nz + 1
                                     : f < N - 1 ? (size_t)c->nz
                                                 : (size_t)c->nz * (size_t)c->n_j);
    }
    const size_t work = c->kernel->work_doubles(c->nz);
    LT_TRY(lt_calloc(total + work, sizeof *c->memory, &c->memory));
    for (int f = 0; f < N; f++) *field[f] = c->memory + at[f];
    c->tile = (lt_photo_tile){.nz = c->nz,
                              .sun = 1.0,
                              .cos_sza = c->cos_sza,
                              .ozone_DU = c->ozone_DU,
                              .albedo_uv = c->albedo_uv,
                              .albedo_visible = c->albedo_visible,
                              .height_m = c->height_m,
                              .pressure_Pa = c->pressure_Pa,
                              .temperature_K = c->temperature_K,
                              .ozone_ppb = c->ozone_ppb,
                              .cloud_depth = c->cloud_depth,
                              .cloud_fraction = c->cloud_fraction,
                              .aerosol_depth = c->aerosol_depth,
                              .aerosol_angstrom = c->aerosol_angstrom,
                              .aerosol_albedo = c->aerosol_albedo,
                              .aerosol_asymmetry = c->aerosol_asymmetry,
                              .j = c->j,
                              .work = c->memory + total};
    return LT_OK;
}

lt_status lt_photo_columns_create(int nz, const double *edges_m, double ozone_DU, lt_photo_columns *c) {
    lt_standard standard;
    *c = (lt_photo_columns){.nz = nz, .kernel = lt_photo_widest()};
    LT_TRY(lt_standard_read(&standard));
    LT_TRY(lt_photolysis_create(0, NULL, edges_m[nz], &c->all));
    c->names = lt_photolysis_names(c->all);
    while (c->names[c->n_j]) c->n_j++;
    LT_TRY(lt_photolysis_create(c->n_j, c->names, edges_m[nz], &c->photolysis));
    LT_TRY(lay_out(c));
    const double whole = standard.ozone_below[standard.n - 1] / 2.6868e16;
    place(&standard, edges_m, ozone_DU / whole, c);
    fill(c->cos_sza, 1, 1.0);
    fill(c->ozone_DU, 1, ozone_DU);
    fill(c->albedo_uv, 1, 0.1);
    fill(c->albedo_visible, 1, 0.1);
    fill(c->aerosol_angstrom, nz, 1.0);
    fill(c->aerosol_albedo, nz, 0.99);
    fill(c->aerosol_asymmetry, nz, 0.61);
    return LT_OK;
}

void lt_photo_columns_free(lt_photo_columns *c) {
    lt_photolysis_free(c->photolysis);
    lt_photolysis_free(c->all);
    lt_free(c->memory);
}

void lt_photo_columns_run(const lt_photo_columns *c) {
    c->kernel->tile(lt_photolysis_tables(c->photolysis), &c->tile);
}

int lt_photo_columns_row(const lt_photo_columns *c, const char *name) {
    for (int n = 0; n < c->n_j; n++)
        if (strcmp(c->names[n], name) == 0) return n;
    return -1;
}

double lt_photo_columns_j(const lt_photo_columns *c, int row, int k, int lane) {
    return c->j[((ptrdiff_t)row * c->nz + k) * LT_LANES + lane];
}
