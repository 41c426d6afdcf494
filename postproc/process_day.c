#include "postproc/process_day.h"

#include "postproc/process_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What one region, depth and species had in each hour of the day. */
typedef struct group {
    char region[32], layers[16], species[40], unit[16];
    double sum[24][LT_PROCESS_N_MEANS];
    long n[24];
} group;

typedef struct groups {
    group *items;
    long n;
} groups;

/* The lines of an hour stand in the same order as those of the hour before. */
static lt_status group_of(groups *all, const lt_process_row *row, long guess, group **out) {
    for (long k = 0; k < all->n; k++) {
        group *g = &all->items[(guess + k) % all->n];
        if (strcmp(g->species, row->species) || strcmp(g->layers, row->layers) || strcmp(g->region, row->region))
            continue;
        *out = g;
        return LT_OK;
    }
    *out = NULL;
    group *larger = realloc(all->items, (size_t)(all->n + 1) * sizeof *larger);
    if (!larger) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the day of the processes");
    all->items = larger;
    *out = &larger[all->n++];
    memset(*out, 0, sizeof **out);
    snprintf((*out)->region, sizeof(*out)->region, "%s", row->region);
    snprintf((*out)->layers, sizeof(*out)->layers, "%s", row->layers);
    snprintf((*out)->species, sizeof(*out)->species, "%s", row->species);
    snprintf((*out)->unit, sizeof(*out)->unit, "%s", row->unit);
    return LT_OK;
}

static lt_status add_row(const lt_process_row *row, void *to) {
    groups *all = to;
    group *g = NULL;
    LT_TRY(group_of(all, row, all->n > 0 ? row->number % all->n : 0, &g));
    g->n[row->local_hour]++;
    for (int m = 0; m < LT_PROCESS_N_MEANS; m++) g->sum[row->local_hour][m] += row->mean[m];
    return LT_OK;
}

static void write_groups(const groups *all, const char *period, FILE *stream) {
    for (long k = 0; k < all->n; k++)
        for (int h = 0; h < 24; h++) {
            const group *g = &all->items[k];
            if (g->n[h] == 0) continue;
            fprintf(stream, "%s,%s,%s,%s,%d", period, g->region, g->layers, g->species, h);
            for (int m = 0; m < LT_PROCESS_N_MEANS; m++) fprintf(stream, ",%.5g", g->sum[h][m] / (double)g->n[h]);
            fprintf(stream, ",%s\n", g->unit);
        }
}

static lt_status add_period(const lt_job *job, const lt_period *period, FILE *stream, bool *there) {
    groups all = {0};
    const lt_status status = lt_process_rows(job, period, add_row, &all, there);
    if (status == LT_OK) write_groups(&all, period->id, stream);
    free(all.items);
    return status;
}

static void write_head(FILE *stream) {
    fputs("# The mean day of what the processes did over a prefecture in the base run, of the mean mixing ratio an "
          "hour, in "
          "the unit of the line. local_hour: in which it begins, UTC+8. What each column is: process_base_*.csv.\n"
          "period,region,layers,species,local_hour",
          stream);
    for (int m = 0; m < LT_PROCESS_N_MEANS; m++) fprintf(stream, ",%s", lt_process_means[m]);
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
        bool there;
        status = add_period(job, &periods[p], stream, &there);
        n += there;
    }
    const bool whole = fclose(stream) == 0;
    if (status == LT_OK && !whole) status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for process_day.csv");
    if (status == LT_OK && n > 0) return LT_OK;
    free(*out);
    *out = NULL;
    return status;
}
