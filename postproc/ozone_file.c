#include "postproc/ozone_file.h"

#include "grids/grid_cf.h"
#include "postproc/text.h"

#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>

typedef struct lt_ozone_file {
    const lt_grid *grid;
    const lt_summary *summary;
    const lt_result *result;
    long variant, period;
    lt_ncw *file;
    double *map; /* [cells] */
    char name[64], text[192];
} lt_ozone_file;

static long package_of(const lt_ozone_file *f) {
    return f->variant - LT_SUMMARY_PACKAGE; /* negative: base */
}

/* CF names of what is a concentration itself; of statistics cell_methods say what was done. */
static const char *standard_name(lt_quantity quantity) {
    return quantity == LT_QUANTITY_NO2 ? "mass_concentration_of_nitrogen_dioxide_in_air"
                                       : "mass_concentration_of_ozone_in_air";
}

static bool has(const lt_ozone_file *f, int quantity) {
    return quantity != LT_QUANTITY_PM25 && lt_summary_has(f->summary, (lt_quantity)quantity, f->period);
}

/* --- definitions --- */

static lt_status define(lt_ozone_file *f, const lt_field *field, int type) {
    LT_TRY(lt_ncw_var(f->file, field, type));
    return lt_grid_cf_field(f->file, field->name, true);
}

static lt_status define_quantity(lt_ozone_file *f, lt_quantity quantity, const char *rest, const char *what) {
    snprintf(f->name, sizeof f->name, "%s%s", lt_quantity_table[quantity].key, rest);
    snprintf(f->text, sizeof f->text, "%s%s, at %.2f K and 1013.25 hPa", lt_quantity_table[quantity].en, what,
             f->result->state_K);
    const lt_field field = {f->name, rest[0] ? NULL : standard_name(quantity), "ug m-3", "y x", f->text};
    return define(f, &field, NC_FLOAT);
}

static lt_status define_quantities(lt_ozone_file *f) {
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        if (!has(f, q)) continue;
        LT_TRY(define_quantity(f, (lt_quantity)q, "", ""));
        if (package_of(f) < 0) continue;
        LT_TRY(define_quantity(f, (lt_quantity)q, "_delta", ", change"));
        LT_TRY(define_quantity(f, (lt_quantity)q, "_noise", ", size of the numerical noise"));
    }
    return LT_OK;
}

static lt_status define_day(lt_ozone_file *f, const char *name, const char *text, const char *method) {
    snprintf(f->text, sizeof f->text, "%s, at %.2f K and 1013.25 hPa", text, f->result->state_K);
    const lt_field field = {name, "mass_concentration_of_ozone_in_air", "ug m-3", "time y x", f->text};
    LT_TRY(define(f, &field, NC_FLOAT));
    return lt_ncw_attr_text(f->file, name, "cell_methods", method);
}

static lt_status define_days(lt_ozone_file *f) {
    const lt_ozone_days *of = f->result->days;
    if (lt_ozone_days_n(of) == 0) return LT_OK;
    LT_TRY(lt_ncw_time_axis(f->file, lt_ozone_days_first(of), (size_t)lt_ozone_days_n(of), LT_DAY, false));
    LT_TRY(define_day(f, "mda8", "daily maximum of 8-h means that end at 08:00 to 24:00 UTC+8 (HJ 663)",
                      "time: maximum (of running 8 h means)"));
    return define_day(f, "mda1", "daily maximum of hourly means, UTC+8", "time: maximum (of 1 h means)");
}

static lt_status define_regime(lt_ozone_file *f, lt_indicator indicator) {
    static const double flags[LT_N_REGIMES] = {LT_REGIME_VOC, LT_REGIME_TRANSITION, LT_REGIME_NOX};
    const lt_indicator_row *row = &lt_indicator_table[indicator];
    const lt_field ratio = {row->key, NULL, "1", "y x", row->en};
    LT_TRY(define(f, &ratio, NC_FLOAT));
    LT_TRY(lt_ncw_attr_text(f->file, row->key, "comment", "moles; means over 13:00 to 15:00 UTC+8"));
    snprintf(f->name, sizeof f->name, "regime_by_%s", row->key);
    snprintf(f->text, sizeof f->text, "what limits ozone, by %s: below %g VOC, above %g NOx", row->en, row->low,
             row->high);
    const lt_field class = {f->name, NULL, "1", "y x", f->text};
    LT_TRY(define(f, &class, NC_DOUBLE));
    LT_TRY(lt_ncw_attr_doubles(f->file, f->name, "flag_values", LT_N_REGIMES, flags));
    LT_TRY(lt_ncw_attr_text(f->file, f->name, "flag_meanings", "voc_limited transitional nox_limited"));
    return lt_ncw_attr_text(f->file, f->name, "source", row->source);
}

static lt_status define_all(lt_ozone_file *f) {
    static const lt_field places[] = {{"lon", "longitude", "degrees_east", "y x", "longitude of the centre"},
                                      {"lat", "latitude", "degrees_north", "y x", "latitude of the centre"}};
    const char *reference = lt_summary_reference(f->summary);
    LT_TRY(lt_ncw_dim(f->file, "y", (size_t)f->grid->ny));
    LT_TRY(lt_ncw_dim(f->file, "x", (size_t)f->grid->nx));
    for (int n = 0; n < 2; n++) LT_TRY(lt_ncw_var(f->file, &places[n], NC_DOUBLE));
    LT_TRY(define_days(f));
    LT_TRY(define_quantities(f));
    for (int i = 0; i < LT_N_INDICATORS; i++)
        if (f->result->ratio_field[i]) LT_TRY(define_regime(f, (lt_indicator)i));
    LT_TRY(lt_ncw_attr_text(f->file, NULL, "weather_label_en", f->summary->weathers[f->period].en));
    LT_TRY(lt_ncw_attr_text(f->file, NULL, "weather_label_zh", f->summary->weathers[f->period].zh));
    LT_TRY(lt_grid_cf_mapping(f->grid, f->file));
    if (package_of(f) < 0) return LT_OK;
    const bool from_base = lt_summary_origin(f->summary, package_of(f)) == LT_SUMMARY_BASE;
    return lt_ncw_attr_text(f->file, NULL, "change_from", from_base ? "base" : reference);
}

/* --- values --- */

static size_t cells_of(const lt_ozone_file *f) {
    return (size_t)f->grid->nx * (size_t)f->grid->ny;
}

static lt_status put_days(lt_ozone_file *f) {
    const float *mda8 = lt_ozone_days_mda8(f->result->days), *mda1 = lt_ozone_days_mda1(f->result->days);
    for (long d = 0; d < lt_ozone_days_n(f->result->days); d++) {
        LT_TRY(lt_ncw_put_float_record(f->file, "mda8", (size_t)d, mda8 + (size_t)d * cells_of(f)));
        LT_TRY(lt_ncw_put_float_record(f->file, "mda1", (size_t)d, mda1 + (size_t)d * cells_of(f)));
    }
    return LT_OK;
}

static lt_status put_quantity(lt_ozone_file *f, lt_quantity quantity) {
    const char *key = lt_quantity_table[quantity].key;
    LT_TRY(lt_ncw_put_double(f->file, key, f->result->field[quantity]));
    if (package_of(f) < 0) return LT_OK;
    for (size_t q = 0; q < cells_of(f); q++)
        f->map[q] = lt_summary_cell_delta(f->summary, quantity, package_of(f), f->period, (long)q);
    LT_TRY(lt_ncw_put_double(f->file, lt_fmt("%s_delta", key), f->map));
    for (size_t q = 0; q < cells_of(f); q++)
        f->map[q] = lt_summary_cell_noise(f->summary, quantity, f->period, (long)q);
    return lt_ncw_put_double(f->file, lt_fmt("%s_noise", key), f->map);
}

static lt_status put_regime(lt_ozone_file *f, lt_indicator indicator) {
    const char *key = lt_indicator_table[indicator].key;
    const double *ratio = f->result->ratio_field[indicator];
    for (size_t q = 0; q < cells_of(f); q++) {
        const lt_regime regime = lt_regime_of(indicator, ratio[q]);
        f->map[q] = regime == LT_N_REGIMES ? NAN : (double)regime;
    }
    LT_TRY(lt_ncw_put_double(f->file, key, ratio));
    return lt_ncw_put_double(f->file, lt_fmt("regime_by_%s", key), f->map);
}

static lt_status fill(lt_ozone_file *f) {
    LT_TRY(lt_calloc(cells_of(f), sizeof *f->map, &f->map));
    LT_TRY(define_all(f));
    LT_TRY(lt_ncw_put_double(f->file, "lon", f->grid->lon));
    LT_TRY(lt_ncw_put_double(f->file, "lat", f->grid->lat));
    LT_TRY(put_days(f));
    for (int q = 0; q < LT_N_QUANTITIES; q++)
        if (has(f, q)) LT_TRY(put_quantity(f, (lt_quantity)q));
    for (int i = 0; i < LT_N_INDICATORS; i++)
        if (f->result->ratio_field[i]) LT_TRY(put_regime(f, (lt_indicator)i));
    return LT_OK;
}

static lt_status write_one(const lt_job *job, const lt_grid *grid, const lt_summary *summary, long variant,
                           long period) {
    lt_ozone_file f = {.grid = grid,
                       .summary = summary,
                       .result = lt_summary_result(summary, variant, period),
                       .variant = variant,
                       .period = period};
    lt_job one = *job;
    one.period = lt_summary_period(summary, period);
    one.nest = false; /* as the maps: of the grid that the case is judged on */
    one.variant = variant == LT_SUMMARY_BASE ? "base" : lt_summary_package(summary, variant - LT_SUMMARY_PACKAGE);
    LT_TRY(lt_ncw_create(job->out, lt_job_file(&one, "ozone", ".nc"), "Lantian statistics of ozone at the ground",
                         &f.file));
    const lt_status status = fill(&f);
    lt_free(f.map);
    if (status == LT_OK) return lt_ncw_commit(f.file);
    lt_ncw_abandon(f.file);
    return status;
}

lt_status lt_ozone_files_write(const lt_job *job, const lt_grid *grid, const lt_summary *summary) {
    LT_TRY(lt_outdir_drop_all(job->out, "ozone_", ".nc"));
    for (long v = 0; v < LT_SUMMARY_PACKAGE + summary->n_packages; v++)
        for (long p = 0; p < summary->n_periods; p++)
            if (v != LT_SUMMARY_NOISE && lt_summary_has(summary, LT_QUANTITY_O3_MEAN, p))
                LT_TRY(write_one(job, grid, summary, v, p));
    return LT_OK;
}

lt_status lt_ozone_file_judge(lt_ncr *file, lt_faults *faults) {
    const double most = 1e6; /* ug m-3 */
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        const lt_ncr_want want = {lt_quantity_table[q].key, "ug m-3", "y x", 0, most, q != LT_QUANTITY_O3_MEAN};
        if (q != LT_QUANTITY_PM25) LT_TRY(lt_ncr_judge(file, &want, 1, faults));
    }
    for (int i = 0; i < LT_N_INDICATORS; i++) {
        const lt_ncr_want want = {lt_indicator_table[i].key, "1", "y x", 0, INFINITY, true};
        LT_TRY(lt_ncr_judge(file, &want, 1, faults));
    }
    return LT_OK;
}
