/* What the processes did to ozone over the cities in the base, as JSON, from process_base_<period>.csv
 * (model/driver/process_budget.h):
 *
 *   species, terms              what stands in the rows: O3 and OX; transport ... change
 *   periods {period: {days, O3: [[...]], OX: [[...]]}}    a row a city in the order of cities.h: ppb a day that each
 *                               term added to the mean of the lowest layers (low, up to about 1 km); null: no such line
 *
 * Hours of the period alone, without its spin-up. Numbers to four digits. */
#include "postproc/cities.h"
#include "postproc/process_rows.h"
#include "postproc/report.h"

#include <stdlib.h>
#include <string.h>

static const char *const species[] = {"O3", "OX"};
static const char *const terms[] = {"transport", "mixing", "emission", "dry", "chemistry", "wet", "change"};
static const int term_at[] = {LT_PROCESS_transport, LT_PROCESS_mixing, LT_PROCESS_emission, LT_PROCESS_dry,
                              LT_PROCESS_chemistry, LT_PROCESS_wet,    LT_PROCESS_change};
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

static lt_status add_row(const lt_process_row *row, void *to) {
    lt_process_sum *sum = to;
    const int s = index_of(species, N_SPECIES, row->species), c = city_of(row->region);
    if (s < 0 || c < 0 || strcmp(row->layers, "low") != 0 || strcmp(row->unit, "ppb") != 0) return LT_OK;
    for (int k = 0; k < N_TERMS; k++) sum->ppb[s][c][k] += row->mean[term_at[k]];
    sum->n[s][c]++;
    return LT_OK;
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
    const lt_period *periods = job->setup->periods.items;
    for (long p = 0; p < job->setup->periods.n; p++) {
        lt_process_sum sum = {0};
        bool there;
        LT_TRY(lt_process_rows(job, &periods[p], add_row, &sum, &there));
        if (!there) continue;
        fprintf(out, "%s\n\"%s\":", (*written)++ ? "," : "", periods[p].id);
        put_period(&sum, periods[p].length_s / LT_DAY, out);
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
