/* What the processes did to ozone over the cities in the base, as JSON, from process_base_<period>.csv
 * (model/driver/process_budget.h):
 *
 *   species, terms              what stands in the rows: O3 and OX; transport ... change
 *   periods {period: {days, O3: [[...]], OX: [[...]]}}    a row a city in the order of cities.h: ppb a day that each
 *                               term added to the mean of the lowest layers (low, up to about 1 km); null: no such line
 *
 * Hours of the period alone, without its spin-up. Numbers to four digits. */
#include "base/csv.h"
#include "postproc/cities.h"
#include "postproc/report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const species[] = {"O3", "OX"};
static const char *const terms[] = {"transport", "mixing", "emission", "dry", "chemistry", "wet", "change"};
enum { N_SPECIES = 2, N_TERMS = 7 };

typedef struct lt_process_sum {
    double ppb[N_SPECIES][LT_N_CITY_VALUES][N_TERMS];
    long n[N_SPECIES][LT_N_CITY_VALUES];
} lt_process_sum;

static int index_of(const char *const *names, int n, const char *name) {
    for (int q = 0; q < n; q++)
        if (strcmp(names[q], name) == 0) return q;
    return -1;
}

static int city_of(const char *name) {
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        if (strcmp(lt_cities[c].name_en, name) == 0) return c;
    return -1;
}

typedef struct lt_process_columns {
    int hour, region, layers, species, unit, term[N_TERMS];
} lt_process_columns;

static lt_status find_columns(const lt_csv *table, lt_process_columns *at) {
    LT_TRY(lt_csv_column(table, "hour_end_utc", &at->hour));
    LT_TRY(lt_csv_column(table, "region", &at->region));
    LT_TRY(lt_csv_column(table, "layers", &at->layers));
    LT_TRY(lt_csv_column(table, "species", &at->species));
    LT_TRY(lt_csv_column(table, "unit", &at->unit));
    for (int k = 0; k < N_TERMS; k++) LT_TRY(lt_csv_column(table, lt_fmt("%s_mean", terms[k]), &at->term[k]));
    return LT_OK;
}

static lt_status add_row(const lt_csv *table, long row, const lt_process_columns *at, const lt_period *period,
                         lt_process_sum *sum) {
    const int s = index_of(species, N_SPECIES, lt_csv_text(table, row, at->species));
    const int c = city_of(lt_csv_text(table, row, at->region));
    lt_time end = 0;
    if (s < 0 || c < 0 || strcmp(lt_csv_text(table, row, at->layers), "low") != 0) return LT_OK;
    if (strcmp(lt_csv_text(table, row, at->unit), "ppb") != 0) return LT_OK;
    LT_TRY(lt_time_parse(lt_csv_text(table, row, at->hour), 0, &end));
    if (end <= period->start || end > period->start + (lt_time)llround(period->length_s)) return LT_OK;
    for (int k = 0; k < N_TERMS; k++) {
        double value = 0;
        LT_TRY(lt_csv_double(table, row, at->term[k], &value));
        sum->ppb[s][c][k] += value;
    }
    sum->n[s][c]++;
    return LT_OK;
}

static lt_status read_period(const lt_job *job, const char *name, lt_process_sum *sum) {
    char path[4096];
    lt_csv *table = NULL;
    lt_process_columns at;
    LT_TRY(lt_outdir_join(job->out, name, path, sizeof path));
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = find_columns(table, &at);
    for (long row = 0; row < lt_csv_rows(table) && status == LT_OK; row++)
        status = add_row(table, row, &at, job->period, sum);
    lt_csv_free(table);
    return status;
}

static void put_period(const lt_process_sum *sum, double days, FILE *out) {
    fprintf(out, "{\"days\":%.6g", days);
    for (int s = 0; s < N_SPECIES; s++) {
        fprintf(out, ",\n\"%s\":[", species[s]);
        for (int c = 0; c < LT_N_CITY_VALUES; c++) {
            fputs(c ? "," : "", out);
            if (sum->n[s][c] == 0) fputs("null", out);
            for (int k = 0; k < N_TERMS && sum->n[s][c] > 0; k++)
                fprintf(out, "%s%.4g%s", k ? "," : "[", sum->ppb[s][c][k] / days, k + 1 < N_TERMS ? "" : "]");
        }
        fputc(']', out);
    }
    fputc('}', out);
}

static lt_status put_periods(const lt_job *job, FILE *out, long *written) {
    lt_job one = *job;
    one.variant = "base";
    for (long p = 0; p < job->setup->periods.n; p++) {
        char name[256];
        lt_process_sum sum = {0};
        one.period = &((const lt_period *)job->setup->periods.items)[p];
        snprintf(name, sizeof name, "%s", lt_job_file(&one, "process", ".csv"));
        if (!lt_outdir_has(job->out, name, false, NULL)) continue;
        LT_TRY(read_period(&one, name, &sum));
        fprintf(out, "%s\n\"%s\":", (*written)++ ? "," : "", one.period->id);
        put_period(&sum, one.period->length_s / LT_DAY, out);
    }
    return LT_OK;
}

static void put_names(const char *key, const char *const *names, int n, FILE *out) {
    fprintf(out, "\"%s\":[", key);
    for (int q = 0; q < n; q++) fprintf(out, "%s\"%s\"", q ? "," : "", names[q]);
    fputs("],", out);
}

lt_status lt_report_process(const lt_job *job, char **out) {
    size_t size = 0;
    long written = 0;
    FILE *stream = open_memstream(out, &size);
    if (!stream) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
    fputc('{', stream);
    put_names("species", species, N_SPECIES, stream);
    put_names("terms", terms, N_TERMS, stream);
    fputs("\"periods\":{", stream);
    lt_status status = put_periods(job, stream, &written);
    fputs("}}\n", stream);
    if (fclose(stream) != 0 && status == LT_OK) status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
    if (status == LT_OK && written > 0) return LT_OK;
    free(*out);
    *out = NULL;
    return status;
}
