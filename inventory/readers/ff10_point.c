/* ff10_point.c - FF10 point tables: 77 columns (ff10.h). One stack for every facility, unit, release point and process,
 * which must be the same in all its rows.
 *
 *   T = (F + 459.67) / 1.8 K;  v = flow / (pi/4 d2) where only the flow is given */
#include "inventory/readers/ff10.h"

#include <stdio.h>
#include <math.h>
#include <string.h>

static const char *const names[] = {"country_cd",
                                    "region_cd",
                                    "tribal_code",
                                    "facility_id",
                                    "unit_id",
                                    "rel_point_id",
                                    "process_id",
                                    "agy_facility_id",
                                    "agy_unit_id",
                                    "agy_rel_point_id",
                                    "agy_process_id",
                                    "scc",
                                    "poll",
                                    "ann_value",
                                    "ann_pct_red",
                                    "facility_name",
                                    "erptype",
                                    "stkhgt",
                                    "stkdiam",
                                    "stktemp",
                                    "stkflow",
                                    "stkvel",
                                    "naics",
                                    "longitude",
                                    "latitude",
                                    "ll_datum",
                                    "horiz_coll_mthd",
                                    "design_capacity",
                                    "design_capacity_units",
                                    "reg_codes",
                                    "fac_source_type",
                                    "unit_type_code",
                                    "control_ids",
                                    "control_measures",
                                    "current_cost",
                                    "cumulative_cost",
                                    "projection_factor",
                                    "submitter_fac_id",
                                    "calc_method",
                                    "data_set_id",
                                    "facil_category_code",
                                    "oris_facility_code",
                                    "oris_boiler_id",
                                    "ipm_yn",
                                    "calc_year",
                                    "date_updated",
                                    "fug_height",
                                    "fug_width_xdim",
                                    "fug_length_ydim",
                                    "fug_angle",
                                    "zipcode",
                                    "annual_avg_hours_per_year",
                                    "jan_value",
                                    "feb_value",
                                    "mar_value",
                                    "apr_value",
                                    "may_value",
                                    "jun_value",
                                    "jul_value",
                                    "aug_value",
                                    "sep_value",
                                    "oct_value",
                                    "nov_value",
                                    "dec_value",
                                    "jan_pctred",
                                    "feb_pctred",
                                    "mar_pctred",
                                    "apr_pctred",
                                    "may_pctred",
                                    "jun_pctred",
                                    "jul_pctred",
                                    "aug_pctred",
                                    "sep_pctred",
                                    "oct_pctred",
                                    "nov_pctred",
                                    "dec_pctred",
                                    "comment"};

enum { FACILITY = 4, UNIT, POINT, PROCESS, NAME = 16, HEIGHT = 18, DIAMETER, TEMPERATURE, FLOW, SPEED, LON = 24, LAT };

static lt_status fault(const lt_lines *t, int column, const char *what, const char *expected, const char *found,
                       const char *todo) {
    return lt_lines_fault(t, column, names[column - 1], what, expected, found, todo);
}

/* An empty cell, and of a stack 0 or less, is none. */
static lt_status stack_value(const lt_lines *t, char **cells, int column, double scale, double *out) {
    double value = 0;
    if (cells[column - 1][0]) LT_TRY(lt_lines_number(t, column, names[column - 1], cells[column - 1], &value));
    *out = value > 0 ? value * scale : 0;
    return LT_OK;
}

static lt_status read_place(const lt_lines *t, char **cells, lt_foreign_stack *s) {
    LT_TRY(lt_lines_number(t, LON, names[LON - 1], cells[LON - 1], &s->lon));
    LT_TRY(lt_lines_number(t, LAT, names[LAT - 1], cells[LAT - 1], &s->lat));
    if (fabs(s->lon) > 180)
        LT_TRY(fault(t, LON, "no longitude", "-180 to 180 degrees east", lt_fmt("%g", s->lon), "correct the cell"));
    if (fabs(s->lat) > 90)
        LT_TRY(fault(t, LAT, "no latitude", "-90 to 90 degrees north", lt_fmt("%g", s->lat),
                     "correct the cell; are longitude and latitude exchanged?"));
    const char *datum = cells[LAT];
    if (datum[0] && strcmp(datum, "003") != 0 && strcmp(datum, "002") != 0 && strcmp(datum, "001") != 0)
        LT_TRY(fault(t, LAT + 1, "an unknown datum", "001 (NAD27), 002 (NAD83) or 003 (WGS84)", datum,
                     "write 003 for WGS84 and CGCS2000"));
    return LT_OK;
}

static lt_status read_stack(const lt_lines *t, char **cells, lt_foreign_stack *s) {
    const double foot = LT_FF10_FOOT_M;
    double fahrenheit = 0;
    for (int c = FACILITY; c <= PROCESS; c++)
        if (!cells[c - 1][0])
            LT_TRY(fault(t, c, "an identifier is missing", "facility, unit, release point and process", "an empty cell",
                         "fill it"));
    snprintf(s->facility, sizeof s->facility, "%s", cells[FACILITY - 1]);
    snprintf(s->unit, sizeof s->unit, "%s", cells[UNIT - 1]);
    snprintf(s->point, sizeof s->point, "%s", cells[POINT - 1]);
    snprintf(s->process, sizeof s->process, "%s", cells[PROCESS - 1]);
    snprintf(s->name, sizeof s->name, "%s", cells[NAME - 1]);
    s->line = t->line;
    LT_TRY(read_place(t, cells, s));
    LT_TRY(stack_value(t, cells, HEIGHT, foot, &s->height_m));
    LT_TRY(stack_value(t, cells, DIAMETER, foot, &s->diameter_m));
    LT_TRY(stack_value(t, cells, TEMPERATURE, 1, &fahrenheit));
    LT_TRY(stack_value(t, cells, FLOW, foot * foot * foot, &s->flow_m3s));
    LT_TRY(stack_value(t, cells, SPEED, foot, &s->velocity_ms));
    if (fahrenheit > 0) s->temperature_K = (fahrenheit + 459.67) / 1.8;
    if (s->velocity_ms == 0 && s->flow_m3s > 0 && s->diameter_m > 0)
        s->velocity_ms = s->flow_m3s / (0.25 * M_PI * s->diameter_m * s->diameter_m);
    if (s->height_m > 700)
        LT_TRY(fault(t, HEIGHT, "a stack higher than any", "feet, at most 2300", cells[HEIGHT - 1], "check the unit"));
    if (s->temperature_K > 2500)
        LT_TRY(fault(t, TEMPERATURE, "a flue gas hotter than any", "degrees Fahrenheit, at most 4000",
                     cells[TEMPERATURE - 1], "check the unit"));
    return LT_OK;
}

static bool same_stack(const lt_foreign_stack *a, const lt_foreign_stack *b) {
    return strcmp(a->facility, b->facility) == 0 && strcmp(a->unit, b->unit) == 0 && strcmp(a->point, b->point) == 0 &&
           strcmp(a->process, b->process) == 0;
}

/* Rows of one stack follow each other in every file that is written; one that comes back is a stack of its own. */
static lt_status read_rest(const lt_lines *t, char **cells, lt_foreign *out, lt_foreign_row *row) {
    lt_foreign_stack s = {0}, *kept;
    LT_TRY(read_stack(t, cells, &s));
    if (out->n_stacks > 0 && same_stack(&out->stacks[out->n_stacks - 1], &s)) {
        const lt_foreign_stack *last = &out->stacks[out->n_stacks - 1];
        row->stack = out->n_stacks - 1;
        if (last->lon == s.lon && last->lat == s.lat && last->height_m == s.height_m) return LT_OK;
        if (!isfinite(s.lon) || !isfinite(s.lat)) return LT_OK; /* told already */
        return fault(t, LON, "one stack stands at two places",
                     lt_fmt("%.6f, %.6f, as in line %d", last->lon, last->lat, last->line),
                     lt_fmt("%.6f, %.6f", s.lon, s.lat), "correct the place or height, or name another release point");
    }
    LT_TRY(lt_foreign_add_stack(out, &kept));
    *kept = s;
    row->stack = out->n_stacks - 1;
    return LT_OK;
}

static const lt_ff10_layout layout = {.formats = "POINT",
                                      .width = 77,
                                      .scc = 12,
                                      .pollutant = 13,
                                      .annual = 14,
                                      .january = 53,
                                      .year = 45,
                                      .key = {1, 2, 4, 5, 6, 7, 12, 13},
                                      .names = names,
                                      .rest = read_rest};

static lt_status read_point(const char *path, const lt_reader_hint *hint, lt_faults *faults, lt_foreign *out) {
    return lt_ff10_read(&layout, path, hint, faults, out);
}

const lt_reader lt_reader_ff10_point = {"ff10_point", "FF10 point tables of SMOKE", "SMOKE 的 FF10 点源表",
                                        "ff10",       "short tons a year",          read_point};
