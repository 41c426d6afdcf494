/* report_composition.c - what the page shows of it, as JSON:
 *
 *   components [{key, unit, group, en, zh}]     those of the run; group: pm25, pm10 (parts), total, water, gas, light
 *   periods {period: {base, noise, delta {package: ...}}}      [city][component], cities in the order of cities.h and
 *                               last the mean of all; "mean" too where there are several periods; delta: package minus
 *                               what it acts on
 *   ratios {period: {variant: [[adjusted, gas, free, limit]]}}    a row a city as above; limit: index in limits
 *   limits [{key, en, zh}]      gas_ratio.h
 *   cells {period: {classes, values}}    base, cells as in report_map.c: first letter of the limit's key; the adjusted
 *                               ratio
 *   heating {days [[heated, other]], values [city][component][heated, other, ratio]}    null: no such days
 *   published                   composition_published.csv, a row an object
 *   dust                        "off" where the attribute `dust` of the run says so, else "on"; null: no coarse soil */
#include "postproc/composition/compositions.h"

#include "base/csv.h"
#include "postproc/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *comma(long q) {
    return q == 0 ? "" : ",";
}

/* To so many digits: enough for what the page shows, no more. */
static void put_digits(FILE *out, long q, double value, int digits) {
    if (isfinite(value))
        fprintf(out, "%s%.*g", comma(q), digits, value);
    else
        fprintf(out, "%snull", comma(q));
}

static void put(FILE *out, long q, double value) {
    put_digits(out, q, value, 5);
}

static const char *group_of(const lt_compositions *all, lt_component c) {
    static const char *const names[] = {[LT_OF_PM25] = "sum",    [LT_OF_PM10] = "sum", [LT_PM_TOTAL] = "total",
                                        [LT_PM_WATER] = "water", [LT_PM_GAS] = "gas",  [LT_PM_LIGHT] = "light"};
    if (lt_compositions_is_part(all, c, LT_OF_PM25)) return "pm25";
    if (lt_compositions_is_part(all, c, LT_OF_PM10)) return "pm10";
    return names[lt_component_table[c].group];
}

static void put_components(const lt_compositions *all, FILE *out) {
    long n = 0;
    fputs("\"components\":[", out);
    for (int c = 0; c < LT_N_COMPONENTS; c++) {
        const lt_component_row *row = &lt_component_table[c];
        if (!all->has[c]) continue;
        fprintf(out, "%s{\"key\":\"%s\",\"unit\":\"%s\",\"group\":\"%s\",\"en\":\"%s\",\"zh\":\"%s\"}", comma(n++),
                row->field, row->unit, group_of(all, (lt_component)c), row->en, row->zh);
    }
    fputs("],\n\"limits\":[", out);
    for (int k = 0; k < LT_N_NITRATE_LIMITS; k++) {
        const lt_nitrate_limit_row *row = &lt_nitrate_limit_table[k];
        fprintf(out, "%s{\"key\":\"%s\",\"en\":\"%s\",\"zh\":\"%s\"}", comma(k), row->key, row->en, row->zh);
    }
    fputc(']', out);
}

typedef double lt_value_of(const lt_compositions *all, lt_component component, long which, long period, int city);

static double value_of(const lt_compositions *all, lt_component component, long which, long period, int city) {
    return lt_compositions_value(all, component, which, period, city);
}

static double noise_of(const lt_compositions *all, lt_component component, long which, long period, int city) {
    (void)which;
    return lt_compositions_noise(all, component, period, city);
}

static double delta_of(const lt_compositions *all, lt_component component, long which, long period, int city) {
    return lt_compositions_delta(all, component, which, period, city);
}

static void put_table(const lt_compositions *all, lt_value_of *value, long which, long period, FILE *out) {
    const int digits = value == value_of ? 5 : value == delta_of ? 4 : 3;
    fputc('[', out);
    for (int city = 0; city < LT_N_COMPOSITION_CITIES; city++) {
        long n = 0;
        fprintf(out, "%s[", comma(city));
        for (int c = 0; c < LT_N_COMPONENTS; c++)
            if (all->has[c]) put_digits(out, n++, value(all, (lt_component)c, which, period, city), digits);
        fputc(']', out);
    }
    fputc(']', out);
}

static void put_ratios(const lt_compositions *all, long variant, long period, FILE *out) {
    fputc('[', out);
    for (int city = 0; city < LT_N_COMPOSITION_CITIES; city++) {
        const lt_gas_ratio of = lt_compositions_ratio(all, variant, period, city);
        fprintf(out, "%s[", comma(city));
        put(out, 0, of.adjusted);
        put(out, 1, of.gas);
        put(out, 2, of.free_ugm3);
        fprintf(out, ",%d]", (int)of.limit);
    }
    fputc(']', out);
}

static const char *period_id(const lt_compositions *all, long period) {
    return period < 0 ? "mean" : lt_summary_period(all->summary, period)->id;
}

static long first_period(const lt_compositions *all) {
    return all->summary->n_periods > 1 ? -1 : 0;
}

static void put_periods(const lt_compositions *all, FILE *out) {
    const lt_summary *summary = all->summary;
    const long first = first_period(all);
    fputs(",\n\"periods\":{", out);
    for (long p = first; p < summary->n_periods; p++) {
        fprintf(out, "%s\n\"%s\":{\"base\":", comma(p - first), period_id(all, p));
        put_table(all, value_of, LT_SUMMARY_BASE, p, out);
        if (summary->n_packages > 0) {
            fputs(",\n\"noise\":", out);
            put_table(all, noise_of, 0, p, out);
        }
        fputs(",\n\"delta\":{", out);
        for (long k = 0; k < summary->n_packages; k++) {
            fprintf(out, "%s\"%s\":", comma(k), lt_summary_package(summary, k));
            put_table(all, delta_of, k, p, out);
        }
        fputs("}}", out);
    }
    fputc('}', out);
}

static void put_all_ratios(const lt_compositions *all, FILE *out) {
    const lt_summary *summary = all->summary;
    const long first = first_period(all);
    fputs(",\n\"ratios\":{", out);
    for (long p = first; p < summary->n_periods && lt_compositions_has_ratio(all); p++) {
        fprintf(out, "%s\n\"%s\":{\"base\":", comma(p - first), period_id(all, p));
        put_ratios(all, LT_SUMMARY_BASE, p, out);
        for (long k = 0; k < summary->n_packages; k++) {
            fprintf(out, ",\"%s\":", lt_summary_package(summary, k));
            put_ratios(all, LT_SUMMARY_PACKAGE + k, p, out);
        }
        fputc('}', out);
    }
    fputc('}', out);
}

static lt_status put_cells(const lt_compositions *all, const lt_grid *grid, FILE *out) {
    lt_report_cells cells;
    LT_TRY(lt_report_cells_find(grid, &cells));
    const long n = (long)cells.nx * cells.ny;
    fputs(",\n\"cells\":{", out);
    for (long p = 0; p < all->summary->n_periods && lt_compositions_has_ratio(all); p++) {
        fprintf(out, "%s\n\"%s\":{\"classes\":\"", comma(p), period_id(all, p));
        for (long q = 0; q < n; q++) {
            const lt_gas_ratio of = lt_compositions_cell_ratio(all, p, lt_report_cell(&cells, grid, q));
            fputc(lt_nitrate_limit_table[of.limit].key[0], out);
        }
        fputs("\",\"values\":[", out);
        for (long q = 0; q < n; q++) {
            const double value = lt_compositions_cell_ratio(all, p, lt_report_cell(&cells, grid, q)).adjusted;
            fprintf(out, isfinite(value) ? "%s%.3g" : "%snull", comma(q), value);
        }
        fputs("]}", out);
    }
    fputc('}', out);
    return LT_OK;
}

static void put_heating(const lt_compositions *all, FILE *out) {
    fputs(",\n\"heating\":", out);
    if (!isfinite(lt_compositions_heating(all, LT_COMPONENT_PM25, LT_ALL_CITIES).ratio)) {
        fputs("null", out);
        return;
    }
    fputs("{\"days\":[", out);
    for (int city = 0; city < LT_N_COMPOSITION_CITIES; city++) {
        const lt_heating_ratio of = lt_compositions_heating(all, LT_COMPONENT_PM25, city);
        fprintf(out, "%s[%.6g,%.6g]", comma(city), of.heated_days, of.other_days);
    }
    fputs("],\"values\":[", out);
    for (int city = 0; city < LT_N_COMPOSITION_CITIES; city++) {
        long n = 0;
        fprintf(out, "%s[", comma(city));
        for (int c = 0; c < LT_N_COMPONENTS; c++) {
            if (!all->has[c]) continue;
            const lt_heating_ratio of = lt_compositions_heating(all, (lt_component)c, city);
            fprintf(out, "%s[", comma(n++));
            put(out, 0, of.heated);
            put(out, 1, of.other);
            put(out, 2, of.ratio);
            fputc(']', out);
        }
        fputc(']', out);
    }
    fputs("]}", out);
}

/* Cells of a table of ours: no quotes or line ends inside. */
static lt_status put_published(const lt_compositions *all, FILE *out) {
    static const char *const names[] = {"id",   "what_en", "what_zh", "year", "published",
                                        "ours", "unit",    "source",  "mark"};
    enum { N_NAMES = sizeof names / sizeof *names };
    char *text = NULL;
    lt_csv *table = NULL;
    int column[N_NAMES];
    LT_TRY(lt_compositions_published_csv(all, &text));
    lt_status status = lt_csv_parse("composition_published.csv", text, &table);
    free(text);
    for (int k = 0; k < N_NAMES && status == LT_OK; k++) status = lt_csv_column(table, names[k], &column[k]);
    fputs(",\n\"published\":[", out);
    for (long row = 0; status == LT_OK && row < lt_csv_rows(table); row++) {
        fprintf(out, "%s{", comma(row));
        for (int k = 0; k < N_NAMES; k++)
            fprintf(out, "%s\"%s\":\"%s\"", comma(k), names[k], lt_csv_text(table, row, column[k]));
        fputc('}', out);
    }
    fputc(']', out);
    lt_csv_free(table);
    return status;
}

/* "off", or a factor of 0. */
static bool is_off(const char *law) {
    char *rest;
    const double factor = strtod(law, &rest);
    return strcmp(law, "off") == 0 || (rest != law && factor == 0);
}

static lt_status put_all(const lt_compositions *all, const lt_grid *grid, FILE *out) {
    fputc('{', out);
    put_components(all, out);
    put_periods(all, out);
    put_all_ratios(all, out);
    LT_TRY(put_cells(all, grid, out));
    put_heating(all, out);
    LT_TRY(put_published(all, out));
    fputs(",\n\"dust\":", out);
    if (all->has[LT_COMPONENT_PMC_SOIL])
        fprintf(out, "\"%s\"", is_off(lt_compositions_at(all, 0, 0)->dust) ? "off" : "on");
    else
        fputs("null", out);
    fputs("}\n", out);
    return LT_OK;
}

lt_status lt_compositions_report(const lt_compositions *all, const lt_grid *grid, char **out) {
    size_t size = 0;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the composition of the report");
    lt_status status = put_all(all, grid, stream);
    if (fclose(stream) != 0 && status == LT_OK)
        status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the composition of the report");
    if (status == LT_OK) return LT_OK;
    free(*out);
    *out = NULL;
    return status;
}
