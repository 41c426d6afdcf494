#include "postproc/responses.h"

#include "postproc/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { AFTERNOON_FROM = 12, AFTERNOON_TO = 18, NIGHT_FROM = 0, NIGHT_TO = 6 };

static double hours_mean(const lt_result *result, int city, int from, int to) {
    double sum = 0;
    for (int h = from; h < to; h++) sum += result->o3_hour[city][h];
    return sum / (to - from);
}

static double value_of(const lt_summary *summary, lt_response_value value, long variant, long period, int city) {
    const lt_result *result = lt_summary_result(summary, variant, period);
    switch (value) {
    case LT_RESPONSE_MDA8:
        return result->city[LT_QUANTITY_O3_MDA8][city][LT_CITY_SITES];
    case LT_RESPONSE_AFTERNOON:
        return hours_mean(result, city, AFTERNOON_FROM, AFTERNOON_TO);
    case LT_RESPONSE_NIGHT:
        return hours_mean(result, city, NIGHT_FROM, NIGHT_TO);
    case LT_RESPONSE_NO2:
        return result->city[LT_QUANTITY_NO2][city][LT_CITY_SITES];
    case LT_RESPONSE_PM25:
        return result->city[LT_QUANTITY_PM25][city][LT_CITY_SITES];
    case LT_N_RESPONSE_VALUES:
        break;
    }
    return NAN;
}

static void fill_city(const lt_summary *summary, long package, long period, int city, lt_response *row) {
    const long origin = lt_summary_origin(summary, package);
    for (int v = 0; v < LT_N_RESPONSE_VALUES; v++) {
        const lt_response_value value = (lt_response_value)v;
        row->origin[v] = value_of(summary, value, origin, period, city);
        row->delta[v] = value_of(summary, value, LT_SUMMARY_PACKAGE + package, period, city) - row->origin[v];
        row->noise[v] = fabs(value_of(summary, value, LT_SUMMARY_NOISE, period, city) -
                             value_of(summary, value, LT_SUMMARY_BASE, period, city));
    }
    for (int i = 0; i < LT_N_INDICATORS; i++)
        row->ratio[i] = lt_summary_result(summary, origin, period)->ratio[i][city];
    row->up_share = row->down_share = 0;
    const lt_weights *area = &summary->cities->of[city][LT_CITY_AREA];
    for (long q = 0; q < area->n; q++) {
        const double delta = lt_summary_cell_delta(summary, LT_QUANTITY_O3_MDA8, package, period, area->cell[q]);
        if (lt_summary_cell_is_hidden(summary, LT_QUANTITY_O3_MDA8, package, period, area->cell[q])) continue;
        *(delta > 0 ? &row->up_share : &row->down_share) += area->weight[q];
    }
}

/* Cells that a prefecture has. */
static double area_of(const lt_grid *grid, int city) {
    const long n = (long)grid->nx * grid->ny;
    double sum = 0;
    for (long q = 0; q < n; q++) sum += grid->region_fraction[city * n + q];
    return sum;
}

/* The cities weigh alike in values, by their area in shares. No ratio: there is none of a mean that nobody breathes. */
static void fill_all(const lt_grid *grid, lt_response *rows) {
    lt_response *all = &rows[LT_ALL_CITIES];
    double area = 0;
    *all = (lt_response){0};
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        const double own = area_of(grid, c);
        for (int v = 0; v < LT_N_RESPONSE_VALUES; v++) {
            all->origin[v] += rows[c].origin[v] / LT_N_CITY_VALUES;
            all->delta[v] += rows[c].delta[v] / LT_N_CITY_VALUES;
            all->noise[v] += rows[c].noise[v] / LT_N_CITY_VALUES;
        }
        all->up_share += own * rows[c].up_share;
        all->down_share += own * rows[c].down_share;
        area += own;
    }
    all->up_share /= area;
    all->down_share /= area;
    for (int i = 0; i < LT_N_INDICATORS; i++) all->ratio[i] = NAN;
}

lt_status lt_responses_create(const lt_summary *summary, const lt_compositions *compositions, const lt_grid *grid,
                              lt_responses **out) {
    lt_responses *r;
    *out = NULL;
    if (summary->n_packages == 0 || !lt_summary_has(summary, LT_QUANTITY_O3_MDA8, -1)) return LT_OK;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    lt_status status = lt_calloc((size_t)(summary->n_packages * summary->n_periods), sizeof *r->rows, &r->rows);
    if (status != LT_OK) {
        lt_free(r);
        return status;
    }
    r->summary = summary;
    r->compositions = compositions;
    for (long n = 0; n < summary->n_packages * summary->n_periods; n++) {
        for (int c = 0; c < LT_N_CITY_VALUES; c++)
            fill_city(summary, n / summary->n_periods, n % summary->n_periods, c, &r->rows[n][c]);
        fill_all(grid, r->rows[n]);
    }
    *out = r;
    return LT_OK;
}

void lt_responses_free(lt_responses *r) {
    if (!r) return;
    lt_free(r->rows);
    lt_free(r);
}

const lt_response *lt_responses_row(const lt_responses *r, long package, long period, int city) {
    return &r->rows[package * r->summary->n_periods + period][city];
}

char lt_response_sign(const lt_response *row, lt_response_value value) {
    const double delta = row->delta[value];
    if (!isfinite(delta) || delta == 0 || lt_noise_hides(delta, row->noise[value])) return '0';
    return delta > 0 ? '+' : '-';
}

/* --- the file --- */

static const char *const keys[LT_N_RESPONSE_VALUES] = {
#define RESPONSE_KEY(id, key, en, zh) key,
    LT_RESPONSE_LIST(RESPONSE_KEY)
#undef RESPONSE_KEY
};

static void put(FILE *stream, double value) {
    if (isfinite(value))
        fprintf(stream, ",%.6g", value);
    else
        fputc(',', stream);
}

static void write_row(const lt_response *row, FILE *stream) {
    for (int v = 0; v < LT_N_RESPONSE_VALUES; v++) {
        put(stream, row->origin[v]);
        put(stream, row->delta[v]);
        put(stream, row->noise[v]);
        fprintf(stream, ",%c", lt_response_sign(row, (lt_response_value)v));
    }
    put(stream, row->up_share);
    put(stream, row->down_share);
    for (int i = 0; i < LT_N_INDICATORS; i++) {
        const lt_regime regime = lt_regime_of((lt_indicator)i, row->ratio[i]);
        put(stream, row->ratio[i]);
        fprintf(stream, ",%s", regime < LT_N_REGIMES ? lt_regime_table[regime].key : "");
    }
    fputc('\n', stream);
}

static void write_all(const lt_responses *r, FILE *stream) {
    const lt_summary *s = r->summary;
    fputs(
        "# How ozone answers: package minus what it acts on, values at the national sites, ug/m3. sign: 0 below three "
        "times the noise.\n# afternoon: local hours 12 to 18; night: 0 to 6. up_share, down_share: of the "
        "prefecture's area, where the mean MDA8 rises, falls. Ratios and classes: before the package.\n"
        "period,package,city_en,city_zh",
        stream);
    for (int v = 0; v < LT_N_RESPONSE_VALUES; v++)
        fprintf(stream, ",%s_ugm3,%s_delta_ugm3,%s_noise_ugm3,%s_sign", keys[v], keys[v], keys[v], keys[v]);
    fputs(",up_share,down_share", stream);
    for (int i = 0; i < LT_N_INDICATORS; i++)
        fprintf(stream, ",%s,%s_class", lt_indicator_table[i].key, lt_indicator_table[i].key);
    fputc('\n', stream);
    for (long q = 0; q < s->n_packages; q++)
        for (long p = 0; p < s->n_periods; p++)
            for (int c = 0; c < LT_N_RESPONSE_CITIES; c++) {
                fprintf(stream, "%s,%s,%s,%s", lt_summary_period(s, p)->id, lt_summary_package(s, q),
                        lt_city_name(c, false), lt_city_name(c, true));
                write_row(lt_responses_row(r, q, p, c), stream);
            }
}

lt_status lt_responses_csv(const lt_responses *r, char **out) {
    size_t size = 0;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for responses.csv");
    write_all(r, stream);
    if (fclose(stream) != 0) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for responses.csv");
    return LT_OK;
}
