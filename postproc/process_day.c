#include "postproc/process_day.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* X-macro: columns of the model's file that are averaged, without their end "_mean". */
#define MEAN_LIST(X) X(transport) X(mixing) X(emission) X(dry) X(chemistry) X(wet) X(produced) X(destroyed) X(change)
enum {
#define MEAN_ID(name) MEAN_##name,
    MEAN_LIST(MEAN_ID)
#undef MEAN_ID
        MEAN_itself,
    N_MEANS
};
static const char *const means[N_MEANS] = {
#define MEAN_NAME(name) #name "_mean",
    MEAN_LIST(MEAN_NAME)
#undef MEAN_NAME
        "mean"};

/* What one region, depth and species had in each hour of the day. */
typedef struct group {
    char region[32], layers[16], species[40], unit[16];
    double sum[24][N_MEANS];
    long n[24];
} group;

typedef struct groups {
    group *items;
    long n;
} groups;

typedef struct columns {
    int hour, region, layers, species, unit, mean[N_MEANS];
} columns;

static lt_status find_columns(const lt_csv *table, columns *c) {
    LT_TRY(lt_csv_column(table, "hour_end_utc", &c->hour));
    LT_TRY(lt_csv_column(table, "region", &c->region));
    LT_TRY(lt_csv_column(table, "layers", &c->layers));
    LT_TRY(lt_csv_column(table, "species", &c->species));
    LT_TRY(lt_csv_column(table, "unit", &c->unit));
    for (int m = 0; m < N_MEANS; m++) LT_TRY(lt_csv_column(table, means[m], &c->mean[m]));
    return LT_OK;
}

/* The lines of an hour stand in the same order as those of the hour before. */
static lt_status group_of(groups *all, const lt_csv *table, const columns *c, long row, long guess, group **out) {
    const char *region = lt_csv_text(table, row, c->region), *layers = lt_csv_text(table, row, c->layers);
    const char *species = lt_csv_text(table, row, c->species);
    for (long k = 0; k < all->n; k++) {
        group *g = &all->items[(guess + k) % all->n];
        if (strcmp(g->species, species) || strcmp(g->layers, layers) || strcmp(g->region, region)) continue;
        *out = g;
        return LT_OK;
    }
    *out = NULL;
    group *larger = realloc(all->items, (size_t)(all->n + 1) * sizeof *larger);
    if (!larger) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the day of the processes");
    all->items = larger;
    *out = &larger[all->n++];
    memset(*out, 0, sizeof **out);
    snprintf((*out)->region, sizeof(*out)->region, "%s", region);
    snprintf((*out)->layers, sizeof(*out)->layers, "%s", layers);
    snprintf((*out)->species, sizeof(*out)->species, "%s", species);
    snprintf((*out)->unit, sizeof(*out)->unit, "%s", lt_csv_text(table, row, c->unit));
    return LT_OK;
}

/* Hours of the spin-up do not count. */
static lt_status add_rows(const lt_csv *table, const lt_period *period, groups *all) {
    columns c;
    LT_TRY(find_columns(table, &c));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        lt_time end;
        group *g = NULL;
        LT_TRY(lt_csv_time(table, row, c.hour, 0, &end));
        if (end <= period->start) continue;
        const int hour = (int)((end - LT_HOUR + LT_CST_OFFSET) % LT_DAY / LT_HOUR);
        LT_TRY(group_of(all, table, &c, row, all->n > 0 ? row % all->n : 0, &g));
        g->n[hour]++;
        for (int m = 0; m < N_MEANS; m++) {
            double value;
            LT_TRY(lt_csv_double(table, row, c.mean[m], &value));
            g->sum[hour][m] += value;
        }
    }
    return LT_OK;
}

static void write_groups(const groups *all, const char *period, FILE *stream) {
    for (long k = 0; k < all->n; k++)
        for (int h = 0; h < 24; h++) {
            const group *g = &all->items[k];
            if (g->n[h] == 0) continue;
            fprintf(stream, "%s,%s,%s,%s,%d", period, g->region, g->layers, g->species, h);
            for (int m = 0; m < N_MEANS; m++) fprintf(stream, ",%.5g", g->sum[h][m] / (double)g->n[h]);
            fprintf(stream, ",%s\n", g->unit);
        }
}

static lt_status add_period(const lt_job *job, const char *name, FILE *stream) {
    char path[4600];
    lt_csv *table;
    groups all = {0};
    LT_TRY(lt_outdir_join(job->out, name, path, sizeof path));
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = add_rows(table, job->period, &all);
    if (status == LT_OK) write_groups(&all, job->period->id, stream);
    free(all.items);
    lt_csv_free(table);
    return status;
}

static void write_head(FILE *stream) {
    fputs("# The mean day of what the processes did over a prefecture in the base run, of the mean mixing ratio an "
          "hour, in "
          "the unit of the line. local_hour: in which it begins, UTC+8. What each column is: process_base_*.csv.\n"
          "period,region,layers,species,local_hour",
          stream);
    for (int m = 0; m < N_MEANS; m++) fprintf(stream, ",%s", means[m]);
    fputs(",unit\n", stream);
}

lt_status lt_process_day_csv(const lt_job *job, char **out) {
    const lt_period *periods = job->setup->periods.items;
    size_t size = 0;
    long n = 0;
    lt_status status = LT_OK;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for process_day.csv");
    write_head(stream);
    for (long p = 0; p < job->setup->periods.n && status == LT_OK; p++) {
        lt_job one = *job;
        one.variant = "base";
        one.period = &periods[p];
        const char *name = lt_job_file(&one, "process", ".csv");
        if (!lt_outdir_has(job->out, name, false, NULL)) continue;
        status = add_period(&one, name, stream);
        n++;
    }
    const bool whole = fclose(stream) == 0;
    if (status == LT_OK && !whole) status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for process_day.csv");
    if (status == LT_OK && n > 0) return LT_OK;
    free(*out);
    *out = NULL;
    return status;
}
