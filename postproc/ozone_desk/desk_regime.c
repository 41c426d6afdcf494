/* desk_regime.c - ozone_regime_<period>.nc: what ozone of a cell answers at the base, and the classes side by side. */
#include "postproc/ozone_desk/desk_files.h"

#include "base/ncio.h"
#include "grids/grid_cf.h"

#include <math.h>
#include <netcdf.h>
#include <stdio.h>

static const char *const lowered[2] = {"lowered_nox10", "lowered_voc10"};
static const char *const lowered_text[2] = {"what 10 % less NOx takes off the daily maximum 8-h ozone, at the base",
                                            "what 10 % less VOC takes off the daily maximum 8-h ozone, at the base"};

static lt_status define_class(lt_ncw *file, const char *name, const char *text) {
    static const double flags[LT_N_REGIMES] = {LT_REGIME_VOC, LT_REGIME_TRANSITION, LT_REGIME_NOX};
    const lt_field field = {name, NULL, "1", "y x", text};
    LT_TRY(lt_ncw_var(file, &field, NC_DOUBLE));
    LT_TRY(lt_grid_cf_field(file, name, true));
    LT_TRY(lt_ncw_attr_doubles(file, name, "flag_values", LT_N_REGIMES, flags));
    return lt_ncw_attr_text(file, name, "flag_meanings", "voc_limited transitional nox_limited");
}

static lt_status define(const lt_desk *desk, lt_ncw *file, const double *const *ratios) {
    static const lt_field places[] = {{"lon", "longitude", "degrees_east", "y x", "longitude of the centre"},
                                      {"lat", "latitude", "degrees_north", "y x", "latitude of the centre"}};
    LT_TRY(lt_ncw_dim(file, "y", (size_t)desk->grid->ny));
    LT_TRY(lt_ncw_dim(file, "x", (size_t)desk->grid->nx));
    for (int n = 0; n < 2; n++) LT_TRY(lt_ncw_var(file, &places[n], NC_DOUBLE));
    for (int k = 0; k < 2; k++) {
        const lt_field field = {lowered[k], NULL, "ug m-3", "y x", lowered_text[k]};
        LT_TRY(lt_ncw_var(file, &field, NC_FLOAT));
        LT_TRY(lt_grid_cf_field(file, lowered[k], true));
    }
    LT_TRY(define_class(file, "regime_by_surface", "what limits ozone, by the surface over cuts of NOx and VOC"));
    for (int i = 0; i < LT_N_INDICATORS; i++)
        if (ratios[i])
            LT_TRY(define_class(file, lt_fmt("regime_by_%s", lt_indicator_table[i].key),
                                lt_fmt("what limits ozone, by %s", lt_indicator_table[i].en)));
    LT_TRY(lt_ncw_attr_text(file, NULL, "surface", lt_surface_method_table[desk->design.plan.method].en));
    return lt_grid_cf_mapping(desk->grid, file);
}

static lt_status put_class(lt_ncw *file, const char *name, const lt_regime *classes, long n, double *map) {
    for (long q = 0; q < n; q++) map[q] = classes[q] == LT_N_REGIMES ? NAN : (double)classes[q];
    return lt_ncw_put_double(file, name, map);
}

static lt_status put_all(const lt_desk *desk, const lt_desk_period *of, const double *const *ratios, lt_ncw *file,
                         double *map, lt_regime *classes) {
    const long n = desk->summary->n_cells;
    LT_TRY(lt_ncw_put_double(file, "lon", desk->grid->lon));
    LT_TRY(lt_ncw_put_double(file, "lat", desk->grid->lat));
    for (int k = 0; k < 2; k++) {
        for (long q = 0; q < n; q++) map[q] = -of->slope[k][q] / 10;
        LT_TRY(lt_ncw_put_double(file, lowered[k], map));
    }
    LT_TRY(put_class(file, "regime_by_surface", of->regime, n, map));
    for (int i = 0; i < LT_N_INDICATORS; i++) {
        if (!ratios[i]) continue;
        for (long q = 0; q < n; q++) classes[q] = lt_regime_of((lt_indicator)i, ratios[i][q]);
        LT_TRY(put_class(file, lt_fmt("regime_by_%s", lt_indicator_table[i].key), classes, n, map));
    }
    return LT_OK;
}

static lt_status fill(const lt_desk *desk, long period, lt_ncw *file) {
    const double *ratios[LT_N_INDICATORS];
    double *map = NULL;
    lt_regime *classes = NULL;
    for (int i = 0; i < LT_N_INDICATORS; i++)
        ratios[i] = lt_summary_result(desk->summary, lt_desk_origin(desk), period)->ratio_field[i];
    lt_status status = lt_calloc((size_t)desk->summary->n_cells, sizeof *map, &map);
    if (status == LT_OK) status = lt_calloc((size_t)desk->summary->n_cells, sizeof *classes, &classes);
    if (status == LT_OK) status = define(desk, file, ratios);
    if (status == LT_OK) status = put_all(desk, &desk->periods[period], ratios, file, map, classes);
    lt_free(map);
    lt_free(classes);
    return status;
}

lt_status lt_desk_write_regime(const lt_desk *desk, long period, lt_outdir *dir) {
    lt_ncw *file;
    const char *name = lt_fmt("ozone_regime_%s.nc", lt_summary_period(desk->summary, period)->id);
    LT_TRY(lt_ncw_create(dir, name, "Lantian: what limits ozone, by a surface over cuts of NOx and VOC", &file));
    const lt_status status = fill(desk, period, file);
    if (status == LT_OK) return lt_ncw_commit(file);
    lt_ncw_abandon(file);
    return status;
}
