/* tables.c - totals by city and sector, flows from activity by sector to city, as CSV. Sums of the rows of the 14
 * cities in the order of the ledger. */
#include "inventory/annual/annual.h"

#include <stdio.h>
#include <string.h>

double lt_annual_kg(const lt_source *source, int quantity) {
    return quantity == LT_ANNUAL_OH ? lt_source_oh_kg(source) : lt_source_quantity_kg(source, quantity);
}

const char *lt_annual_name(int quantity) {
    return quantity == LT_ANNUAL_OH ? "oh" : lt_quantity_names[quantity];
}

const char *lt_annual_head(int quantity, const char *unit) {
    const char *of = quantity == LT_OFP ? "_o3" : quantity == LT_ANNUAL_OH ? "_propene" : "";
    return lt_fmt("%s_%s%s", lt_annual_name(quantity), unit, of);
}

/* Sums [activity][sector][city][quantity]; without activities one stands for all. */
typedef struct sums {
    const lt_ledger *ledger;
    const lt_sectors *sectors;
    const lt_activities *activities; /* or NULL */
    double *kg;
} sums;

static double *at(const sums *s, int activity, int sector, int city) {
    return s->kg +
           (((size_t)activity * (size_t)s->sectors->n + (size_t)sector) * LT_N_CITIES + (size_t)city) * LT_N_ANNUAL;
}

static lt_status add_up(sums *s) {
    const int n = s->activities ? s->activities->n : 1;
    LT_TRY(lt_calloc((size_t)n * (size_t)s->sectors->n * LT_N_CITIES * LT_N_ANNUAL, sizeof(double), &s->kg));
    for (long r = 0; r < s->ledger->n; r++) {
        const lt_source *source = &s->ledger->sources[r];
        const int city = lt_city_index(source->region);
        const lt_sector *sector = lt_sectors_find(s->sectors, source->sector);
        const int activity = s->activities ? lt_activities_of(s->activities, source) : 0;
        if (city < 0) continue;
        if (!sector || activity < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a row has no sector or activity of the tables", .where = source->id,
                            .expected = "a sector of sectors.csv, a process of activities.csv",
                            .found = lt_fmt("%s, %s", source->sector, source->process), .todo = "add it to the table");
        double *to = at(s, activity, (int)(sector - s->sectors->items), city);
        for (int q = 0; q < LT_N_ANNUAL; q++) to[q] += lt_annual_kg(source, q);
    }
    return LT_OK;
}

static void put_heads(FILE *out) {
    for (int q = 0; q < LT_N_ANNUAL; q++) fprintf(out, ",%s", lt_annual_head(q, "kt"));
    fputc('\n', out);
}

/* false: all zero. */
static bool put_sums(FILE *out, const char *first, const double *kg) {
    bool any = false;
    for (int q = 0; q < LT_N_ANNUAL; q++) any |= kg[q] != 0;
    if (!any) return false;
    fputs(first, out);
    for (int q = 0; q < LT_N_ANNUAL; q++) fprintf(out, ",%.9g", kg[q] * 1e-6);
    fputc('\n', out);
    return true;
}

static void put_totals(const sums *s, FILE *out) {
    fputs("# Emission of the year by city and sector, kt; NOx as NO2; ofp: kt of ozone by MIR; oh: kt of propene of "
          "equal "
          "OH reactivity\nregion,sector",
          out);
    put_heads(out);
    for (int c = 0; c < LT_N_CITIES; c++)
        for (int k = 0; k < s->sectors->n; k++)
            put_sums(out, lt_fmt("%s,%s", lt_city_names[c], s->sectors->items[k].name), at(s, 0, k, c));
}

static void put_flow(const sums *s, FILE *out) {
    fputs("# From activity (activities.csv) by sector to city, kt a year; units as in totals\n"
          "activity,name_en,name_zh,sector,region",
          out);
    put_heads(out);
    for (int a = 0; a < s->activities->n; a++)
        for (int k = 0; k < s->sectors->n; k++)
            for (int c = 0; c < LT_N_CITIES; c++) {
                const lt_activity *activity = &s->activities->items[a];
                put_sums(out,
                         lt_fmt("%s,\"%s\",\"%s\",%s,%s", activity->name, activity->name_en, activity->name_zh,
                                s->sectors->items[k].name, lt_city_names[c]),
                         at(s, a, k, c));
            }
}

static lt_status write_with(sums *s, void (*put)(const sums *, FILE *), lt_outdir *dir, const char *name) {
    FILE *out;
    lt_status status = add_up(s);
    if (status == LT_OK) status = lt_outdir_stream(dir, name, &out);
    if (status == LT_OK) {
        put(s, out);
        status = lt_outdir_commit_stream(dir, name, out);
    }
    lt_free(s->kg);
    return status;
}

lt_status lt_annual_write_totals(const lt_ledger *ledger, const lt_allocation *allocation, lt_outdir *dir,
                                 const char *name) {
    sums s = {.ledger = ledger, .sectors = allocation->sectors};
    return write_with(&s, put_totals, dir, name);
}

lt_status lt_annual_write_flow(const lt_ledger *ledger, const lt_allocation *allocation, lt_outdir *dir,
                               const char *name) {
    lt_activities *activities;
    LT_TRY(lt_activities_read(&activities));
    sums s = {.ledger = ledger, .sectors = allocation->sectors, .activities = activities};
    const lt_status status = write_with(&s, put_flow, dir, name);
    lt_free(activities);
    return status;
}
