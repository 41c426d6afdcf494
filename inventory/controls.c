/* controls.c - removal by end-of-pipe technology and by renewal of fleets.
 *
 *   removal = efficiency x application rate                 (T/CSES 144-2024, 7.2.1.2)
 * linear in time between the columns of 2014 and 2020, constant outside. Fine and coarse particles are removed with
 * their own efficiencies; for PM10 (table A.1, note a; G are the uncontrolled emissions)
 *   E_10 = G_2.5 (1 - r_fine) + (G_10 - G_2.5) (1 - r_coarse)   and   removal_10 = 1 - E_10 / G_10.
 * BC and OC are removed like PM2.5. Limits: a named control is one combined row, not a chain of devices. */
#include "inventory/controls.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

double lt_control_pm10(double pm25_kg, double pm10_kg, double fine, double coarse) {
    if (pm10_kg <= 0) return 0;
    double g25 = pm25_kg < pm10_kg ? pm25_kg : pm10_kg;
    double left = g25 * (1.0 - fine) + (pm10_kg - g25) * (1.0 - coarse);
    return 1.0 - left / pm10_kg;
}

static lt_status one_share(const lt_csv *t, long r, int column, double *out) {
    LT_TRY(lt_csv_double(t, r, column, out));
    if (*out < 0 || *out > 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "a share outside 0 to 1", .where = lt_csv_where(t, r, column),
                        .expected = "an efficiency or application rate from 0 to 1", .found = lt_fmt("%g", *out),
                        .todo = "give shares, not per cent");
    return LT_OK;
}

static lt_status one_row(const lt_csv *t, long r, const int *c, lt_controls *controls) {
    lt_control *row = &controls->rows[controls->n];
    snprintf(row->name, sizeof row->name, "%s", lt_csv_text(t, r, c[0]));
    const char *name = lt_csv_text(t, r, c[1]);
    row->pollutant = strcmp(name, "PMC") == 0 ? LT_CONTROL_PMC : lt_pollutant_find(name);
    if (row->pollutant < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown pollutant", .where = lt_csv_where(t, r, c[1]),
                        .expected = "PMC or one of SO2 NOx CO NMVOC NH3 PM2.5 BC OC CO2", .found = name,
                        .todo = lt_fmt("did you mean %s?", lt_nearest_name(name, lt_pollutant_names, LT_N_POLLUTANTS)));
    for (int k = 0; k < 2; k++) {
        LT_TRY(one_share(t, r, c[2 + 2 * k], &row->efficiency[k]));
        LT_TRY(one_share(t, r, c[3 + 2 * k], &row->application[k]));
    }
    snprintf(row->mark, sizeof row->mark, "%s", lt_csv_text(t, r, c[6]));
    snprintf(row->source, sizeof row->source, "%s", lt_csv_text(t, r, c[7]));
    for (long k = 0; k < controls->n; k++)
        if (controls->rows[k].pollutant == row->pollutant && strcmp(controls->rows[k].name, row->name) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "two rows for one control and pollutant",
                            .where = lt_csv_where(t, r, c[0]), .expected = "one row",
                            .found = lt_fmt("%s %s again", row->name, name), .todo = "remove one of the rows");
    controls->n++;
    return LT_OK;
}

static lt_status read_rows(const lt_csv *t, lt_controls *controls) {
    static const char *const names[] = {
        "control", "pollutant", "efficiency_2014", "application_2014", "efficiency_2020", "application_2020", "mark",
        "source",  NULL};
    int c[8];
    LT_TRY(lt_csv_only(t, names));
    for (int k = 0; names[k]; k++) LT_TRY(lt_csv_column(t, names[k], &c[k]));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof(lt_control), &controls->rows));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(lt_csv_take(t, one_row(t, r, c, controls)));
    return LT_OK;
}

lt_status lt_controls_read(const char *path, lt_controls **out) {
    *out = NULL;
    lt_csv *table = NULL;
    lt_controls *controls;
    LT_TRY(lt_calloc(1, sizeof *controls, &controls));
    snprintf(controls->path, sizeof controls->path, "%s", path);
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_rows(table, controls);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_controls_free(controls);
        return status;
    }
    *out = controls;
    return LT_OK;
}

void lt_controls_free(lt_controls *controls) {
    if (!controls) return;
    lt_free(controls->rows);
    lt_free(controls);
}

static double between(const double v[2], int year) {
    double a = (year - 2014) / 6.0;
    a = a < 0 ? 0 : a > 1 ? 1 : a;
    return v[0] + a * (v[1] - v[0]);
}

double lt_controls_removal(const lt_controls *controls, const char *name, int pollutant, int year) {
    for (long k = 0; k < controls->n; k++) {
        const lt_control *row = &controls->rows[k];
        if (row->pollutant == pollutant && strcmp(row->name, name) == 0)
            return between(row->efficiency, year) * between(row->application, year);
    }
    return 0;
}

lt_status lt_controls_apply(const lt_controls *controls, int year, lt_source *source) {
    bool known = strcmp(source->control, "none") == 0;
    for (long k = 0; k < controls->n && !known; k++) known = strcmp(controls->rows[k].name, source->control) == 0;
    if (!known)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown control",
                        .where = lt_fmt("line %d, source %s, column control", source->line, source->id),
                        .expected = lt_fmt("\"none\" or a control of %s", controls->path),
                        .found = lt_fmt("\"%s\"", source->control), .todo = "correct the name of the control");
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        source->removal[p] = lt_controls_removal(controls, source->control, p, year);
    double fine = source->removal[LT_PM25];
    double coarse = lt_controls_removal(controls, source->control, LT_CONTROL_PMC, year);
    source->removal[LT_PM10] = lt_control_pm10(source->factor_kg[LT_PM25], source->factor_kg[LT_PM10], fine, coarse);
    source->removal[LT_BC] = source->removal[LT_OC] = fine;
    return LT_OK;
}
