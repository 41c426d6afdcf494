/* cities.csv: a row a city, units in the names of the columns. */
#include "postproc/summary.h"

#include <math.h>
#include <stdio.h>

/* Beside PM2.5, whose columns stood first: site values of what all periods have. */
static bool is_more(const lt_summary *summary, int quantity) {
    return quantity != LT_QUANTITY_PM25 && lt_summary_has(summary, (lt_quantity)quantity, -1);
}

static void write_more_names(const lt_summary *summary, FILE *stream) {
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        const char *key = lt_quantity_table[q].key;
        if (!is_more(summary, q)) continue;
        fprintf(stream, ",%s_base_sites_ugm3", key);
        for (long k = 0; k < summary->n_packages; k++)
            fprintf(stream, ",%s_%s_delta_sites_ugm3", lt_summary_package(summary, k), key);
        if (summary->n_packages > 0) fprintf(stream, ",%s_noise_sites_ugm3", key);
    }
    for (int i = 0; i < LT_N_INDICATORS; i++)
        for (long p = 0; p < summary->n_periods; p++)
            if (lt_summary_result(summary, LT_SUMMARY_BASE, p)->ratio_field[i])
                fprintf(stream, ",%s_base_%s,regime_by_%s_%s", lt_indicator_table[i].key,
                        lt_summary_period(summary, p)->id, lt_indicator_table[i].key,
                        lt_summary_period(summary, p)->id);
}

static void write_regime(const lt_summary *summary, int c, FILE *stream) {
    for (int i = 0; i < LT_N_INDICATORS; i++)
        for (long p = 0; p < summary->n_periods; p++) {
            const lt_result *base = lt_summary_result(summary, LT_SUMMARY_BASE, p);
            const double ratio = base->ratio[i][c];
            if (!base->ratio_field[i]) continue;
            if (isfinite(ratio))
                fprintf(stream, ",%.4g,%s", ratio, lt_regime_table[lt_regime_of((lt_indicator)i, ratio)].key);
            else
                fprintf(stream, ",,");
        }
}

static void write_more(const lt_summary *summary, int c, FILE *stream) {
    for (int k = 0; k < LT_N_QUANTITIES; k++) {
        const lt_quantity quantity = (lt_quantity)k;
        if (!is_more(summary, k)) continue;
        fprintf(stream, ",%.6g", lt_summary_value(summary, quantity, LT_SUMMARY_BASE, -1, c, LT_CITY_SITES));
        for (long q = 0; q < summary->n_packages; q++)
            fprintf(stream, ",%.6g", lt_summary_delta(summary, quantity, q, -1, c, LT_CITY_SITES));
        if (summary->n_packages > 0) fprintf(stream, ",%.3g", lt_summary_noise(summary, quantity, -1, c));
    }
    write_regime(summary, c, stream);
}

static void write_city(const lt_summary *summary, int c, FILE *stream) {
    const lt_quantity pm25 = LT_QUANTITY_PM25;
    fprintf(stream, "%s,%s", lt_cities[c].name_en, lt_cities[c].name_zh);
    for (int kind = 0; kind < LT_N_CITY_KINDS; kind++)
        fprintf(stream, ",%.6g", lt_summary_value(summary, pm25, LT_SUMMARY_BASE, -1, c, (lt_city_kind)kind));
    for (long q = 0; q < summary->n_packages; q++)
        for (int kind = 0; kind < LT_N_CITY_KINDS; kind++)
            fprintf(stream, ",%.6g", lt_summary_delta(summary, pm25, q, -1, c, (lt_city_kind)kind));
    if (summary->n_packages > 0) fprintf(stream, ",%.3g", lt_summary_noise(summary, pm25, -1, c));
    write_more(summary, c, stream);
    fprintf(stream, "\n");
}

static void write_notes(const lt_summary *summary, FILE *stream) {
    const char *reference = lt_summary_reference(summary);
    fprintf(stream, "# mean over the periods, %s:",
            lt_case_weighs(summary->setup) ? "weighted as the case says" : "every period alike");
    for (long p = 0; p < summary->n_periods; p++)
        fprintf(stream, "%s %s %.4g", p ? "," : "", lt_summary_period(summary, p)->id,
                lt_case_part_of(summary->setup, p));
    fprintf(stream,
            "\n# PM2.5 at the surface, ambient state, mean over the periods; grid %s; weather: %s\n"
            "# sites = mean over the city's national sites (HJ 663), area = area mean, pop = population mean; "
            "delta = package - %s%s; a delta below 3 x noise means nothing\n",
            summary->grid, summary->weather.en, reference ? reference : "base",
            reference ? ", of that itself - base" : "");
    if (lt_summary_has(summary, LT_QUANTITY_O3_MEAN, -1))
        fprintf(stream,
                "# o3_, no2_ and ox_: reference state of GB 3095 on the day of the period; mda8, mda1: mean of the "
                "days, p90: 90th percentile of the daily maximum 8-h means; ratios of moles, 13-15 h UTC+8\n");
}

lt_status lt_summary_csv(const lt_summary *summary, char **out) {
    size_t size = 0;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for cities.csv");
    write_notes(summary, stream);
    fprintf(stream, "city_en,city_zh,pm25_base_sites_ugm3,pm25_base_area_ugm3,pm25_base_pop_ugm3");
    for (long q = 0; q < summary->n_packages; q++) {
        const char *package = lt_summary_package(summary, q);
        fprintf(stream, ",%s_delta_sites_ugm3,%s_delta_area_ugm3,%s_delta_pop_ugm3", package, package, package);
    }
    if (summary->n_packages > 0) fprintf(stream, ",noise_sites_ugm3");
    write_more_names(summary, stream);
    fprintf(stream, "\n");
    for (int c = 0; c < LT_N_CITY_VALUES; c++) write_city(summary, c, stream);
    if (fclose(stream) != 0) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for cities.csv");
    return LT_OK;
}
