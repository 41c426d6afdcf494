/* factors.c - emission factors.
 *
 * Coal (T/CSES 144-2024, equations 3 to 6, as carried by a public rule pack; S and A in per cent of mass as fired):
 *   EF_SO2 = 20 S (1 - sr)         kg/t   sr: share of the sulfur that stays in the ash
 *   EF_PM  = 10 A (1 - ar) f       kg/t   ar: share of the ash that leaves at the bottom, f: share of the size class
 *   EF_BC  = EF_PM2.5 f_bc,  EF_OC = EF_PM2.5 f_oc
 * Example of the standard's own pack: S = 1 %, sr = 0.15 gives 17 kg/t.
 * Limits: one coal a process; its S and A are recalled values with a wide range (coal.csv). */
#include "inventory/factors.h"

#include "base/csv.h"
#include "base/units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double lt_coal_so2(double sulfur_percent, double retained) {
    return 20.0 * sulfur_percent * (1.0 - retained);
}

double lt_coal_pm(double ash_percent, double to_bottom, double size_share) {
    return 10.0 * ash_percent * (1.0 - to_bottom) * size_share;
}

int lt_table_line(const lt_csv *table, long row) {
    const char *colon = strchr(lt_csv_where(table, row, 0) + strlen(lt_csv_path(table)), ':');
    return colon ? atoi(colon + 1) : 0;
}

static bool same_process(const lt_factor *row, const char *sector, const char *process, const char *technology) {
    return strcmp(row->sector, sector) == 0 && strcmp(row->process, process) == 0 &&
           strcmp(row->technology, technology) == 0;
}

bool lt_factors_have(const lt_factors *factors, const char *sector, const char *process, const char *technology) {
    for (long k = 0; k < factors->n; k++)
        if (same_process(&factors->rows[k], sector, process, technology)) return true;
    return false;
}

static lt_status push(lt_factors *factors, const lt_factor *row, const char *where) {
    for (long k = 0; k < factors->n; k++)
        if (factors->rows[k].pollutant == row->pollutant &&
            same_process(&factors->rows[k], row->sector, row->process, row->technology))
            return LT_RAISE(LT_ERR_INPUT, .what = "two factors for one process and pollutant", .where = where,
                            .expected = "one row",
                            .found = lt_fmt("%s %s %s %s again (first in line %d)", row->sector, row->process,
                                            row->technology, lt_pollutant_names[row->pollutant], factors->rows[k].line),
                            .todo = "remove one of the rows");
    if (factors->n == factors->capacity) {
        long capacity = factors->capacity ? 2 * factors->capacity : 256;
        lt_factor *grown;
        LT_TRY(lt_calloc((size_t)capacity, sizeof *grown, &grown));
        if (factors->n) memcpy(grown, factors->rows, (size_t)factors->n * sizeof *grown);
        lt_free(factors->rows);
        factors->rows = grown;
        factors->capacity = capacity;
    }
    factors->rows[factors->n++] = *row;
    return LT_OK;
}

static lt_status one_factor(const lt_csv *t, long r, const int *c, lt_factors *factors) {
    lt_factor row = {0};
    snprintf(row.sector, sizeof row.sector, "%s", lt_csv_text(t, r, c[0]));
    snprintf(row.process, sizeof row.process, "%s", lt_csv_text(t, r, c[1]));
    snprintf(row.technology, sizeof row.technology, "%s", lt_csv_text(t, r, c[2]));
    const char *name = lt_csv_text(t, r, c[3]);
    row.pollutant = lt_pollutant_find(name);
    if (row.pollutant < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown pollutant", .where = lt_csv_where(t, r, c[3]),
                        .expected = "one of SO2 NOx CO NMVOC NH3 PM10 PM2.5 BC OC CO2", .found = name,
                        .todo = lt_fmt("did you mean %s?", lt_nearest_name(name, lt_pollutant_names, LT_N_POLLUTANTS)));
    LT_TRY(lt_csv_double(t, r, c[4], &row.factor));
    LT_TRY(lt_csv_double(t, r, c[5], &row.low));
    LT_TRY(lt_csv_double(t, r, c[6], &row.high));
    if (row.factor < 0 || row.low > row.factor || row.high < row.factor)
        return LT_RAISE(LT_ERR_INPUT, .what = "factor outside its range", .where = lt_csv_where(t, r, c[4]),
                        .expected = "0 <= low <= factor <= high",
                        .found = lt_fmt("%g <= %g <= %g", row.low, row.factor, row.high),
                        .todo = "correct the factor or its range");
    const char *unit = lt_csv_text(t, r, c[7]);
    if (strncmp(unit, "kg/", 3) != 0 || !unit[3])
        return LT_RAISE(LT_ERR_INPUT, .what = "a factor needs its unit", .where = lt_csv_where(t, r, c[7]),
                        .expected = "kg/ and the unit of the activity, e.g. kg/t", .found = lt_fmt("\"%s\"", unit),
                        .todo = "write the unit of the factor");
    snprintf(row.unit, sizeof row.unit, "%s", unit + 3);
    snprintf(row.mark, sizeof row.mark, "%s", lt_csv_text(t, r, c[8]));
    snprintf(row.source, sizeof row.source, "%s", lt_csv_text(t, r, c[9]));
    row.line = lt_table_line(t, r);
    return push(factors, &row, lt_csv_where(t, r, c[3]));
}

static lt_status columns(const lt_csv *t, const char *const *names, int *index) {
    LT_TRY(lt_csv_only(t, names));
    for (int k = 0; names[k]; k++) LT_TRY(lt_csv_column(t, names[k], &index[k]));
    return LT_OK;
}

static lt_status read_factors(const lt_csv *t, lt_factors *factors) {
    static const char *const names[] = {"sector", "process", "technology", "pollutant", "factor", "low",
                                        "high",   "unit",    "mark",       "source",    NULL};
    int c[10];
    LT_TRY(columns(t, names, c));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(lt_csv_take(t, one_factor(t, r, c, factors)));
    return LT_OK;
}

/* The four factors that follow from the coal; +-40 % stands for sulfur and ash as fired. */
static lt_status one_coal(const lt_csv *t, long r, const int *c, lt_factors *factors) {
    lt_factor row = {0};
    double v[8];
    for (int k = 0; k < 8; k++) {
        LT_TRY(lt_csv_double(t, r, c[3 + k], &v[k]));
        double limit = k < 2 ? 100.0 : 1.0;
        if (v[k] < 0 || v[k] > limit)
            return LT_RAISE(LT_ERR_INPUT, .what = "coal property outside its range",
                            .where = lt_csv_where(t, r, c[3 + k]), .expected = lt_fmt("0 to %g", limit),
                            .found = lt_fmt("%g", v[k]), .todo = "correct the value");
    }
    snprintf(row.sector, sizeof row.sector, "%s", lt_csv_text(t, r, c[0]));
    snprintf(row.process, sizeof row.process, "%s", lt_csv_text(t, r, c[1]));
    snprintf(row.technology, sizeof row.technology, "%s", lt_csv_text(t, r, c[2]));
    snprintf(row.unit, sizeof row.unit, "t");
    snprintf(row.mark, sizeof row.mark, "%s", lt_csv_text(t, r, c[11]));
    snprintf(row.source, sizeof row.source, "coal.csv: %s", lt_csv_text(t, r, c[12]));
    row.line = lt_table_line(t, r);
    double fine = lt_coal_pm(v[1], v[3], v[4]);
    const struct {
        enum lt_pollutant p;
        double value;
    } made[] = {{LT_SO2, lt_coal_so2(v[0], v[2])},
                {LT_PM25, fine},
                {LT_PM10, lt_coal_pm(v[1], v[3], v[5])},
                {LT_BC, fine * v[6]},
                {LT_OC, fine * v[7]}};
    for (size_t k = 0; k < sizeof made / sizeof *made; k++) {
        row.pollutant = (int)made[k].p;
        row.factor = made[k].value;
        row.low = 0.6 * row.factor;
        row.high = 1.4 * row.factor;
        LT_TRY(push(factors, &row, lt_csv_where(t, r, c[0])));
    }
    return LT_OK;
}

static lt_status read_coal(const lt_csv *t, lt_factors *factors) {
    static const char *const names[] = {"sector", "process", "technology", "sulfur_percent", "ash_percent", "sr",
                                        "ar",     "f25",     "f10",        "f_bc",           "f_oc",        "mark",
                                        "source", NULL};
    int c[13];
    LT_TRY(columns(t, names, c));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(lt_csv_take(t, one_coal(t, r, c, factors)));
    return LT_OK;
}

lt_status lt_factors_read(const char *path, const char *coal_path, lt_factors **out) {
    *out = NULL;
    lt_factors *factors;
    lt_csv *table = NULL;
    LT_TRY(lt_calloc(1, sizeof *factors, &factors));
    snprintf(factors->path, sizeof factors->path, "%s", path);
    lt_status status;
    LT_TRY_GOTO(status, lt_csv_read(path, &table), done);
    LT_TRY_GOTO(status, read_factors(table, factors), done);
    if (coal_path) {
        lt_csv_free(table);
        table = NULL;
        LT_TRY_GOTO(status, lt_csv_read(coal_path, &table), done);
        LT_TRY_GOTO(status, read_coal(table, factors), done);
    }
done:
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_factors_free(factors);
        return status;
    }
    *out = factors;
    return LT_OK;
}

void lt_factors_free(lt_factors *factors) {
    if (!factors) return;
    lt_free(factors->rows);
    lt_free(factors);
}

lt_status lt_factors_apply(const lt_factors *factors, lt_source *source) {
    double kg[LT_N_POLLUTANTS] = {0};
    bool any = false;
    for (long k = 0; k < factors->n; k++) {
        const lt_factor *row = &factors->rows[k];
        if (!same_process(row, source->sector, source->process, source->technology)) continue;
        double slope = 1.0, offset = 0.0;
        if (strcmp(row->unit, source->unit) != 0) {
            lt_status status = lt_units_factor(source->unit, row->unit, &slope, &offset);
            if (status != LT_OK)
                return LT_RAISE(LT_ERR_INPUT, .what = "the unit of the activity does not fit the factor",
                                .where = lt_fmt("line %d, source %s", source->line, source->id),
                                .expected = lt_fmt("a multiple of %s (%s)", row->unit, factors->path),
                                .found = lt_fmt("\"%s\"", source->unit), .todo = "correct the unit of the activity");
        }
        kg[row->pollutant] = row->factor * slope;
        any = true;
    }
    if (!any)
        return LT_RAISE(LT_ERR_INPUT, .what = "no emission factors for this process",
                        .where = lt_fmt("line %d, source %s", source->line, source->id),
                        .expected = lt_fmt("a sector, process and technology that %s has", factors->path),
                        .found = lt_fmt("%s, %s, %s", source->sector, source->process, source->technology),
                        .todo = "correct the names, or add factor_... columns to the row");
    memcpy(source->factor_kg, kg, sizeof kg);
    return LT_OK;
}
