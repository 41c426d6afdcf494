#include "postproc/process_rows.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <math.h>

const char *const lt_process_means[LT_PROCESS_N_MEANS] = {
#define PROCESS_NAME(name) #name "_mean",
    LT_PROCESS_MEANS(PROCESS_NAME)
#undef PROCESS_NAME
        "mean"};

typedef struct columns {
    int hour, region, layers, species, unit, mean[LT_PROCESS_N_MEANS];
} columns;

static lt_status find_columns(const lt_csv *table, columns *c) {
    LT_TRY(lt_csv_column(table, "hour_end_utc", &c->hour));
    LT_TRY(lt_csv_column(table, "region", &c->region));
    LT_TRY(lt_csv_column(table, "layers", &c->layers));
    LT_TRY(lt_csv_column(table, "species", &c->species));
    LT_TRY(lt_csv_column(table, "unit", &c->unit));
    for (int m = 0; m < LT_PROCESS_N_MEANS; m++) LT_TRY(lt_csv_column(table, lt_process_means[m], &c->mean[m]));
    return LT_OK;
}

static lt_status row_of(const lt_csv *table, const columns *c, long number, lt_time end, lt_process_row *row) {
    *row = (lt_process_row){.number = number,
                            .region = lt_csv_text(table, number, c->region),
                            .layers = lt_csv_text(table, number, c->layers),
                            .species = lt_csv_text(table, number, c->species),
                            .unit = lt_csv_text(table, number, c->unit),
                            .local_hour = (int)((end - LT_HOUR + LT_CST_OFFSET) % LT_DAY / LT_HOUR)};
    for (int m = 0; m < LT_PROCESS_N_MEANS; m++) LT_TRY(lt_csv_double(table, number, c->mean[m], &row->mean[m]));
    return LT_OK;
}

static lt_status take_rows(const lt_csv *table, const lt_period *period, lt_process_take take, void *to) {
    const lt_time last = period->start + (lt_time)llround(period->length_s);
    columns c;
    LT_TRY(find_columns(table, &c));
    for (long number = 0; number < lt_csv_rows(table); number++) {
        lt_process_row row;
        lt_time end;
        LT_TRY(lt_csv_time(table, number, c.hour, 0, &end));
        if (end <= period->start || end > last) continue;
        LT_TRY(row_of(table, &c, number, end, &row));
        LT_TRY(take(&row, to));
    }
    return LT_OK;
}

lt_status lt_process_rows(const lt_job *job, const lt_period *period, lt_process_take take, void *to, bool *there) {
    char path[4600];
    lt_csv *table;
    lt_job one = *job;
    one.variant = "base";
    one.period = period;
    const char *name = lt_job_file(&one, "process", ".csv");
    *there = lt_outdir_has(job->out, name, false, NULL);
    if (!*there) return LT_OK;
    LT_TRY(lt_outdir_join(job->out, name, path, sizeof path));
    LT_TRY(lt_csv_read(path, &table));
    const lt_status status = take_rows(table, period, take, to);
    lt_csv_free(table);
    return status;
}
