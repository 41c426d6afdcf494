/* controls.c - removal by end-of-pipe technology and by renewal of fleets.
 *
 *   removal = efficiency x application rate                 (T/CSES 144-2024, 7.2.1.2)
 * linear in time between the columns of 2014 and 2020, constant outside. Fine and coarse particles are removed with
 * their own efficiencies; for PM10, and likewise for TSP (table A.1, note a; G are the uncontrolled emissions)
 *   E_10 = G_2.5 (1 - r_fine) + (G_10 - G_2.5) (1 - r_coarse)   and   removal_10 = 1 - E_10 / G_10.
 * BC and OC are removed like PM2.5. Limits: a named control is one combined row, not a chain of devices. */
#include "inventory/controls.h"

#include "base/csv.h"
#include "base/texts.h"
#include "inventory/years.h"

#include <stdio.h>
#include <string.h>

double lt_control_whole(double pm25_kg, double whole_kg, double fine, double coarse) {
    if (whole_kg <= 0) return 0;
    double g25 = pm25_kg < whole_kg ? pm25_kg : whole_kg;
    double left = g25 * (1.0 - fine) + (whole_kg - g25) * (1.0 - coarse);
    return 1.0 - left / whole_kg;
}

static lt_status one_share(const lt_csv *t, long r, int column, double *out) {
    LT_TRY(lt_csv_double(t, r, column, out));
    if (*out < 0 || *out > 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "a share outside 0 to 1", .where = lt_csv_where(t, r, column),
                        .expected = "an efficiency or application rate from 0 to 1", .found = lt_fmt("%g", *out),
                        .todo = "give shares, not per cent");
    return LT_OK;
}

static bool follows(int pollutant) {
    return pollutant == LT_PM10 || pollutant == LT_TSP || pollutant == LT_BC || pollutant == LT_OC;
}

static lt_status one_row(const lt_csv *t, long r, const int *c, lt_controls *controls) {
    lt_control *row = &controls->rows[controls->n];
    *row = (lt_control){.next = -1};
    snprintf(row->name, sizeof row->name, "%s", lt_csv_text(t, r, c[0]));
    const char *name = lt_csv_text(t, r, c[1]);
    row->pollutant = strcmp(name, "PMC") == 0 ? LT_CONTROL_PMC : lt_pollutant_find(name);
    if (row->pollutant < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown pollutant", .where = lt_csv_where(t, r, c[1]),
                        .expected = "PMC or one of " LT_POLLUTANT_WORDS, .found = name,
                        .todo = lt_fmt("did you mean %s?", lt_nearest_name(name, lt_pollutant_names, LT_N_POLLUTANTS)));
    if (follows(row->pollutant))
        return LT_RAISE(LT_ERR_INPUT, .what = "a removal that follows from others", .where = lt_csv_where(t, r, c[1]),
                        .expected = "rows of PM2.5 and PMC (what is coarser)", .found = name,
                        .todo = "leave it out: PM10, TSP, BC and OC follow from PM2.5 and PMC");
    if (lt_csv_empty(t, r, c[7]))
        return LT_RAISE(LT_ERR_INPUT, .what = "a removal without source", .where = lt_csv_where(t, r, c[7]),
                        .expected = "the document or measurement that it comes from", .found = "nothing",
                        .todo = "write it");
    for (int k = 0; k < 2; k++) {
        LT_TRY(one_share(t, r, c[2 + 2 * k], &row->efficiency[k]));
        LT_TRY(one_share(t, r, c[3 + 2 * k], &row->application[k]));
    }
    snprintf(row->mark, sizeof row->mark, "%s", lt_csv_text(t, r, c[6]));
    snprintf(row->source, sizeof row->source, "%s", lt_csv_text(t, r, c[7]));
    long first = lt_texts_number(controls->first, row->name), last = first;
    for (long m = first; m >= 0; m = controls->rows[m].next) {
        last = m;
        if (controls->rows[m].pollutant == row->pollutant)
            return LT_RAISE(LT_ERR_INPUT, .what = "two rows for one control and pollutant",
                            .where = lt_csv_where(t, r, c[0]), .expected = "one row",
                            .found = lt_fmt("%s %s again", row->name, name), .todo = "remove one of the rows");
    }
    if (last >= 0)
        controls->rows[last].next = controls->n;
    else
        LT_TRY(lt_texts_set_number(controls->first, row->name, controls->n));
    controls->n++;
    return LT_OK;
}

static lt_status read_rows(const lt_csv *t, lt_controls *controls) {
    static const char *const names[] = {
        "control", "pollutant", "efficiency_2014", "application_2014", "efficiency_2020", "application_2020", "mark",
        "source",  NULL};
    int c[8];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_grow(&controls->rows, sizeof *controls->rows, controls->n + lt_csv_rows(t), &controls->capacity));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(lt_csv_take(t, one_row(t, r, c, controls)));
    return LT_OK;
}

lt_status lt_controls_create(lt_controls **out) {
    lt_controls *controls;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *controls, &controls));
    lt_status status = lt_texts_create(&controls->first);
    if (status != LT_OK) {
        lt_free(controls);
        return status;
    }
    *out = controls;
    return LT_OK;
}

lt_status lt_controls_read(const char *path, lt_controls *controls) {
    lt_csv *table;
    snprintf(controls->path, sizeof controls->path, "%s", path);
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = read_rows(table, controls);
    lt_csv_free(table);
    return status;
}

void lt_controls_free(lt_controls *controls) {
    if (!controls) return;
    lt_texts_free(controls->first);
    lt_free(controls->rows);
    lt_free(controls);
}

static double between(const double v[2], int year) {
    return v[0] + lt_years_part(2014, 2020, year) * (v[1] - v[0]);
}

/* Removal of every pollutant and of PMC; false: no such control. */
static bool removals(const lt_controls *controls, const char *name, int year, double out[LT_N_CONTROLLED]) {
    const long first = lt_texts_number(controls->first, name);
    memset(out, 0, LT_N_CONTROLLED * sizeof *out);
    for (long k = first; k >= 0; k = controls->rows[k].next) {
        const lt_control *row = &controls->rows[k];
        out[row->pollutant] = between(row->efficiency, year) * between(row->application, year);
    }
    return first >= 0 || strcmp(name, "none") == 0;
}

double lt_controls_removal(const lt_controls *controls, const char *name, int pollutant, int year) {
    double out[LT_N_CONTROLLED];
    removals(controls, name, year, out);
    return out[pollutant];
}

static lt_status unknown_control(const lt_controls *controls, const lt_source *source) {
    const char **names, *near = NULL;
    LT_TRY(lt_calloc((size_t)controls->n, sizeof *names, &names));
    for (long k = 0; k < controls->n; k++) names[k] = controls->rows[k].name;
    near = lt_nearest_name(source->control, names, controls->n);
    const lt_status status = LT_RAISE(
        LT_ERR_INPUT, .what = "unknown control",
        .where = source->file ? lt_fmt("%s:%d, column control (source %s)", source->file, source->line, source->id)
                              : lt_fmt("line %d, source %s, column control", source->line, source->id),
        .expected = "\"none\" or a control of the tables of controls", .found = lt_fmt("\"%s\"", source->control),
        .todo = near ? lt_fmt("did you mean %s?", near) : "correct the name of the control");
    lt_free(names);
    return status;
}

lt_status lt_controls_apply(const lt_controls *controls, int year, lt_source *source) {
    double removal[LT_N_CONTROLLED];
    if (!removals(controls, source->control, year, removal)) return unknown_control(controls, source);
    memcpy(source->removal, removal, sizeof source->removal);
    const double *kg = source->factor_kg, fine = removal[LT_PM25], coarse = removal[LT_CONTROL_PMC];
    source->removal[LT_PM10] = lt_control_whole(kg[LT_PM25], kg[LT_PM10], fine, coarse);
    source->removal[LT_TSP] = lt_control_whole(kg[LT_PM25], kg[LT_TSP], fine, coarse);
    source->removal[LT_BC] = source->removal[LT_OC] = fine;
    return LT_OK;
}
