/* inventory_draws_write.c - draws.csv, and what summary.json says of the draws of the inventory. */
#include "postproc/inventory_draws.h"

#include "postproc/text.h"

#include <math.h>
#include <stdio.h>

static const lt_quantity told[] = {LT_QUANTITY_PM25, LT_QUANTITY_O3_MDA8, LT_QUANTITY_NO2};
enum { N_TOLD = sizeof told / sizeof *told };

/* Of a city, or of their mean, in a period, or as the mean over them. */
typedef struct lt_drawn {
    lt_draw_spread spread;
    double run, noise;                     /* of the run without draws; noise NaN in a case without packages */
    double value[LT_MOST_INVENTORY_DRAWS]; /* in the order of the draws */
} lt_drawn;

/* Value of base, difference of a package, without draws. */
static double run_of_city(const void *what, int city) {
    const lt_drawn_what *w = what;
    const lt_summary *s = w->summary;
    if (w->of == 0) return lt_summary_value(s, w->quantity, LT_SUMMARY_BASE, w->period, city, LT_CITY_SITES);
    const long package = lt_summary_variant(s, lt_variant_id(s->draws.of[w->of])) - LT_SUMMARY_PACKAGE;
    return lt_summary_delta(s, w->quantity, package, w->period, city, LT_CITY_SITES);
}

/* Of a mean over the cities the mean of theirs, which it cannot exceed. */
static double noise_of_city(const void *what, int city) {
    const lt_drawn_what *w = what;
    return lt_summary_noise(w->summary, w->quantity, w->period, city);
}

static void drawn_of(const lt_summary *summary, lt_quantity quantity, long of, long period, int city, lt_drawn *out) {
    double sorted[LT_MOST_INVENTORY_DRAWS];
    const long n = summary->draws.n;
    lt_drawn_what what = {.summary = summary, .quantity = quantity, .of = of, .period = period};
    for (; what.draw < n; what.draw++)
        sorted[what.draw] = out->value[what.draw] = lt_inventory_draws_value(&what, city);
    out->spread = lt_draw_spread_of(sorted, n);
    out->run = lt_city_or_mean(run_of_city, &what, city);
    out->noise = summary->n_packages > 0 ? lt_city_or_mean(noise_of_city, &what, city) : NAN;
}

/* --- draws.csv --- */

static const char *against_of(const lt_summary *summary, long of) {
    if (of == 0) return "";
    return summary->draws.has_reference && of > 1 ? lt_summary_reference(summary) : "base";
}

static void write_cell(FILE *stream, double value) {
    if (isfinite(value))
        fprintf(stream, ",%.6g", value);
    else
        fputc(',', stream);
}

static void write_row(const lt_summary *summary, long of, long period, int city, lt_quantity quantity, FILE *stream) {
    lt_drawn d;
    drawn_of(summary, quantity, of, period, city, &d);
    fprintf(stream, "%s,", lt_variant_id(summary->draws.of[of]));
    fprintf(stream, "%s,%s,%s,%s,%ld", against_of(summary, of),
            period < 0 ? "(mean)" : lt_summary_period(summary, period)->id, lt_city_name(city, false),
            lt_quantity_table[quantity].key, d.spread.n);
    const double cells[] = {d.run,       d.spread.mean, d.spread.sd, d.spread.least, d.spread.greatest,
                            d.spread.p5, d.spread.p95,  d.noise};
    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) write_cell(stream, cells[k]);
    fputc('\n', stream);
}

static void write_rows(const lt_summary *summary, FILE *stream) {
    for (long of = 0; of < summary->draws.n_of; of++)
        for (long p = -1; p < summary->n_periods; p++)
            for (int q = 0; q < N_TOLD; q++)
                for (int c = 0; c <= LT_ALL_CITIES && lt_summary_has(summary, told[q], p); c++)
                    write_row(summary, of, p, c, told[q], stream);
}

lt_status lt_inventory_draws_csv(const lt_summary *summary, char **out) {
    size_t size = 0;
    *out = NULL;
    if (summary->draws.n == 0) return LT_OK;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for draws.csv");
    fprintf(stream,
            "# %ld draws of the inventory's uncertain numbers; national sites of a city, Liaoning: mean of the cities, "
            "(mean): over the periods; base: its value, else variant - against on the same draw\n"
            "# run: without draws; p5, p95: from %d draws on; a difference below 3 x noise means nothing, nor does "
            "its sd\n"
            "variant,against,period,city,quantity,n,run_ugm3,mean_ugm3,sd_ugm3,min_ugm3,max_ugm3,p5_ugm3,p95_ugm3,"
            "noise_ugm3\n",
            summary->draws.n, LT_DRAWS_FOR_PERCENTILES);
    write_rows(summary, stream);
    if (fclose(stream) != 0) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for draws.csv");
    return LT_OK;
}

/* --- summary.json --- */

void lt_inventory_draws_say(const lt_summary *summary, cJSON *root) {
    const lt_air_draws *d = &summary->draws;
    if (d->n == 0) return;
    cJSON *one = cJSON_AddObjectToObject(root, "inventory_draws");
    cJSON_AddNumberToObject(one, "n", (double)d->n);
    cJSON *packages = cJSON_AddArrayToObject(one, "packages");
    for (long of = 1; of < d->n_of; of++) cJSON_AddItemToArray(packages, cJSON_CreateString(lt_variant_id(d->of[of])));
}

static void add_if(cJSON *object, const char *key, double value) {
    if (isfinite(value)) lt_json_add_number(object, key, value);
}

static void add_quantities(const lt_summary *summary, long of, long period, int city, cJSON *object) {
    lt_drawn d;
    for (int q = 0; q < N_TOLD; q++) {
        if (!lt_summary_has(summary, told[q], period)) continue;
        drawn_of(summary, told[q], of, period, city, &d);
        cJSON *one = cJSON_AddObjectToObject(object, lt_quantity_table[told[q]].key);
        cJSON_AddNumberToObject(one, "n", (double)d.spread.n);
        add_if(one, "run_ugm3", d.run);
        add_if(one, "mean_ugm3", d.spread.mean);
        add_if(one, "sd_ugm3", d.spread.sd);
        add_if(one, "min_ugm3", d.spread.least);
        add_if(one, "max_ugm3", d.spread.greatest);
        add_if(one, "p5_ugm3", d.spread.p5);
        add_if(one, "p95_ugm3", d.spread.p95);
        add_if(one, "noise_ugm3", d.noise);
        cJSON_AddItemToObject(one, "values_ugm3", cJSON_CreateDoubleArray(d.value, (int)d.spread.n));
    }
}

void lt_inventory_draws_say_city(const lt_summary *summary, int city, cJSON *item) {
    const lt_air_draws *d = &summary->draws;
    if (d->n == 0) return;
    cJSON *draws = cJSON_AddObjectToObject(item, "draws");
    for (long of = 0; of < d->n_of; of++) {
        cJSON *variant = cJSON_AddObjectToObject(draws, lt_variant_id(d->of[of]));
        add_quantities(summary, of, -1, city, variant);
        cJSON *periods = cJSON_AddObjectToObject(variant, "by_period");
        for (long p = 0; p < summary->n_periods; p++)
            add_quantities(summary, of, p, city, cJSON_AddObjectToObject(periods, lt_summary_period(summary, p)->id));
    }
}
