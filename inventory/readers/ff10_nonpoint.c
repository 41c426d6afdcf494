/* ff10_nonpoint.c - FF10 nonpoint, nonroad and onroad tables: 45 columns (ff10.h). */
#include "inventory/readers/ff10.h"

static const char *const names[] = {
    "country_cd",  "region_cd",        "tribal_code",  "census_tract_cd", "shape_id",
    "scc",         "emis_type",        "poll",         "ann_value",       "ann_pct_red",
    "control_ids", "control_measures", "current_cost", "cumulative_cost", "projection_factor",
    "reg_codes",   "calc_method",      "calc_year",    "date_updated",    "data_set_id",
    "jan_value",   "feb_value",        "mar_value",    "apr_value",       "may_value",
    "jun_value",   "jul_value",        "aug_value",    "sep_value",       "oct_value",
    "nov_value",   "dec_value",        "jan_pctred",   "feb_pctred",      "mar_pctred",
    "apr_pctred",  "may_pctred",       "jun_pctred",   "jul_pctred",      "aug_pctred",
    "sep_pctred",  "oct_pctred",       "nov_pctred",   "dec_pctred",      "comment"};

static const lt_ff10_layout layout = {.formats = "NONPOINT|NONROAD|ONROAD",
                                      .width = 45,
                                      .scc = 6,
                                      .pollutant = 8,
                                      .annual = 9,
                                      .january = 21,
                                      .year = 18,
                                      .key = {1, 2, 3, 4, 5, 6, 7, 8},
                                      .names = names};

static lt_status read_nonpoint(const char *path, const lt_reader_hint *hint, lt_faults *faults, lt_foreign *out) {
    return lt_ff10_read(&layout, path, hint, faults, out);
}

const lt_reader lt_reader_ff10_nonpoint = {"ff10_nonpoint",
                                           "FF10 nonpoint, nonroad and onroad tables of SMOKE",
                                           "SMOKE 的 FF10 面源、非道路与道路表",
                                           "ff10",
                                           "short tons a year",
                                           read_nonpoint};
