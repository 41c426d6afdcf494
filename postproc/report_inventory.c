/* The inventory of base in a year, as JSON, from the files that the stage emissions wrote:
 *
 *   quantities                  "SO2" ... "oh"; the pollutants, ozone formation potential, OH reactivity
 *   sectors [{id, en, zh}]      of annual_base.nc
 *   totals [[city, sector, kt ...]], activities [{id, en, zh}], flow [[activity, sector, city, kt ...]]
 *                               of totals_base.csv, flow_base.csv; indices, then one number a quantity
 *   firms, cells [{en, zh, city, sector, lon, lat, i, j, rank_oh, voc_t, ofp_t, oh_t, share}]  of reactive_base.csv
 *   doubt [{pollutant, table, mean, low, high, input, input_zh, kind, mark, share}]   Liaoning, kt, 95 % interval, and
 * the number with the largest total Sobol share, of uncertainty_base.csv and sobol_base.csv fields the year on the
 * grid: report_fields.c
 *
 * Numbers are rounded to four digits. */
#include "base/csv.h"
#include "base/log.h"
#include "base/ncio.h"
#include "postproc/cities.h"
#include "postproc/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SECTORS = 64, MOST_NAMES = 64, MOST_QUANTITIES = 32, SHOWN_CELLS = 25, SHOWN_FIRMS = 25 };

typedef struct writer {
    const lt_job *job; /* of base, without period */
    const lt_grid *grid;
    FILE *out;
    int n_sectors, n_quantities, n_activities;
    char *sector[3][MOST_SECTORS]; /* id, en, zh */
    char quantity[MOST_QUANTITIES][LT_QUANTITY_SIZE], activity[MOST_NAMES][24];
    int first; /* column of the first quantity */
} writer;

static lt_status open_table(const writer *w, const char *stem, bool of_grid, lt_csv **out) {
    char path[4096];
    lt_job job = *w->job;
    job.nest = of_grid && job.nest;
    LT_TRY(lt_outdir_join(job.out, lt_job_file(&job, stem, ".csv"), path, sizeof path));
    return lt_csv_read(path, out);
}

static int sector_index(const writer *w, const char *name) {
    for (int s = 0; s < w->n_sectors; s++)
        if (strcmp(w->sector[0][s], name) == 0) return s;
    return -1;
}

static void put_text(FILE *out, const char *text) {
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') fputc('\\', out);
        if ((unsigned char)*text >= ' ') fputc(*text, out);
    }
    fputc('"', out);
}

static const char *comma(long n) {
    return n ? "," : "";
}

/* --- sums --------------------------------------------------------------------------------------------------------- */

/* The columns "SO2_kt", "ofp_kt_o3" ... */
static void find_quantities(writer *w, const lt_csv *t) {
    for (int c = 0; c < lt_csv_columns(t) && w->n_quantities < MOST_QUANTITIES; c++) {
        const char *head = lt_csv_header(t, c), *unit = strstr(head, "_kt");
        if (!unit) continue;
        if (w->n_quantities == 0) w->first = c;
        snprintf(w->quantity[w->n_quantities++], sizeof *w->quantity, "%.*s", (int)(unit - head), head);
    }
}

static lt_status put_numbers(const writer *w, const lt_csv *t, long row) {
    for (int q = 0; q < w->n_quantities; q++) {
        double kt;
        LT_TRY(lt_csv_double(t, row, w->first + q, &kt));
        fprintf(w->out, ",%.4g", kt);
    }
    fputc(']', w->out);
    return LT_OK;
}

static lt_status put_totals(writer *w, const lt_csv *t) {
    int region, sector;
    find_quantities(w, t);
    LT_TRY(lt_csv_column(t, "region", &region));
    LT_TRY(lt_csv_column(t, "sector", &sector));
    fputs("\"quantities\":[", w->out);
    for (int q = 0; q < w->n_quantities; q++) fprintf(w->out, "%s\"%s\"", comma(q), w->quantity[q]);
    fputs("],\n\"sectors\":[", w->out);
    for (int s = 0; s < w->n_sectors; s++) {
        fprintf(w->out, "%s{\"id\":\"%s\",\"en\":", comma(s), w->sector[0][s]);
        put_text(w->out, w->sector[1][s]);
        fputs(",\"zh\":", w->out);
        put_text(w->out, w->sector[2][s]);
        fputc('}', w->out);
    }
    fputs("],\n\"totals\":[", w->out);
    for (long r = 0; r < lt_csv_rows(t); r++) {
        fprintf(w->out, "%s\n[%d,%d", comma(r), lt_city_find(lt_csv_text(t, r, region)),
                sector_index(w, lt_csv_text(t, r, sector)));
        LT_TRY(put_numbers(w, t, r));
    }
    fputc(']', w->out);
    return LT_OK;
}

static int activity_index(writer *w, const char *name, bool *is_new) {
    *is_new = false;
    for (int a = 0; a < w->n_activities; a++)
        if (strcmp(w->activity[a], name) == 0) return a;
    if (w->n_activities == MOST_NAMES) return -1;
    *is_new = true;
    snprintf(w->activity[w->n_activities], sizeof *w->activity, "%s", name);
    return w->n_activities++;
}

static lt_status put_flow(writer *w, const lt_csv *t) {
    static const char *const names[] = {"activity", "name_en", "name_zh", "sector", "region"};
    int c[5];
    bool is_new;
    for (int k = 0; k < 5; k++) LT_TRY(lt_csv_column(t, names[k], &c[k]));
    w->n_quantities = 0;
    find_quantities(w, t);
    fputs(",\n\"activities\":[", w->out);
    for (long r = 0; r < lt_csv_rows(t); r++) {
        const int a = activity_index(w, lt_csv_text(t, r, c[0]), &is_new);
        if (!is_new) continue;
        fprintf(w->out, "%s{\"id\":\"%s\",\"en\":", comma(a), w->activity[a]);
        put_text(w->out, lt_csv_text(t, r, c[1]));
        fputs(",\"zh\":", w->out);
        put_text(w->out, lt_csv_text(t, r, c[2]));
        fputc('}', w->out);
    }
    fputs("],\n\"flow\":[", w->out);
    for (long r = 0; r < lt_csv_rows(t); r++) {
        fprintf(w->out, "%s\n[%d,%d,%d", comma(r), activity_index(w, lt_csv_text(t, r, c[0]), &is_new),
                sector_index(w, lt_csv_text(t, r, c[3])), lt_city_find(lt_csv_text(t, r, c[4])));
        LT_TRY(put_numbers(w, t, r));
    }
    fputc(']', w->out);
    return LT_OK;
}

/* --- rankings ----------------------------------------------------------------------------------------------------- */

static lt_status put_ranked(const writer *w, const lt_csv *t, const char *kind, long most) {
    static const char *const texts[] = {"kind", "name_en", "name_zh", "region", "sector"};
    static const char *const names[] = {"lon",      "lat",          "i",        "j", "rank_oh", "NMVOC_t",
                                        "ofp_t_o3", "oh_t_propene", "share_ofp"};
    static const char *const keys[] = {"lon", "lat", "i", "j", "rank_oh", "voc_t", "ofp_t", "oh_t", "share"};
    enum { N = sizeof names / sizeof *names };
    int c[5], d[N];
    long n = 0;
    for (int k = 0; k < 5; k++) LT_TRY(lt_csv_column(t, texts[k], &c[k]));
    for (int k = 0; k < N; k++) LT_TRY(lt_csv_column(t, names[k], &d[k]));
    fprintf(w->out, ",\n\"%ss\":[", kind);
    for (long r = 0; r < lt_csv_rows(t) && n < most; r++) {
        if (strcmp(lt_csv_text(t, r, c[0]), kind) != 0) continue;
        fprintf(w->out, "%s\n{\"city\":%d,\"sector\":%d,\"en\":", comma(n++), lt_city_find(lt_csv_text(t, r, c[3])),
                sector_index(w, lt_csv_text(t, r, c[4])));
        put_text(w->out, lt_csv_text(t, r, c[1]));
        fputs(",\"zh\":", w->out);
        put_text(w->out, lt_csv_text(t, r, c[2]));
        for (int k = 0; k < N; k++) {
            double value;
            LT_TRY(lt_csv_double(t, r, d[k], &value));
            fprintf(w->out, k < 2 ? ",\"%s\":%.6g" : ",\"%s\":%.4g", keys[k], value);
        }
        fputc('}', w->out);
    }
    fputc(']', w->out);
    return LT_OK;
}

static lt_status put_reactive(writer *w, const lt_csv *t) {
    LT_TRY(put_ranked(w, t, "firm", SHOWN_FIRMS));
    return put_ranked(w, t, "cell", SHOWN_CELLS);
}

/* --- doubt -------------------------------------------------------------------------------------------------------- */

/* The first word of a factor's name is its sector. */
static const char *word_zh(const writer *w, const lt_csv *words, const char *word, size_t length, bool first) {
    for (int s = 0; first && s < w->n_sectors; s++)
        if (strlen(w->sector[0][s]) == length && memcmp(w->sector[0][s], word, length) == 0) return w->sector[2][s];
    for (long r = 0; r < lt_csv_rows(words); r++) {
        const char *text = lt_csv_text(words, r, 0);
        if (strlen(text) == length && memcmp(text, word, length) == 0) return lt_csv_text(words, r, 1);
    }
    return NULL;
}

/* The name of an input in Chinese, word for word; what has no word stays. */
static lt_status put_name_zh(const writer *w, const char *name) {
    char path[4096], text[512];
    size_t used = 0;
    lt_csv *words;
    LT_TRY(lt_share_path("inventory/data/words.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &words));
    for (const char *c = name; *c && used < sizeof text - 8;) {
        const size_t length = strcspn(c, " ,");
        const char *zh = word_zh(w, words, c, length, c == name);
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%.*s", zh ? (int)strlen(zh) : (int)length, zh ? zh : c);
        if (used >= sizeof text) used = sizeof text - 1;
        c += length;
        const bool comma_there = *c == ',';
        c += strspn(c, " ,");
        if (*c) used += (size_t)snprintf(text + used, sizeof text - used, "%s", comma_there ? "，" : " ");
    }
    fputs(",\"input_zh\":", w->out);
    put_text(w->out, used ? text : name);
    lt_csv_free(words);
    return LT_OK;
}

/* The row of sobol.csv with the largest share of a pollutant of Liaoning: the first. */
static lt_status put_most_worth(const writer *w, const lt_csv *sobol, const char *pollutant) {
    static const char *const names[] = {"place", "pollutant", "share", "input", "kind", "mark"};
    int c[6];
    for (int k = 0; k < 6; k++) LT_TRY(lt_csv_column(sobol, names[k], &c[k]));
    for (long r = 0; r < lt_csv_rows(sobol); r++) {
        double share;
        if (strcmp(lt_csv_text(sobol, r, c[0]), "Liaoning") != 0 || strcmp(lt_csv_text(sobol, r, c[1]), pollutant) != 0)
            continue;
        LT_TRY(lt_csv_double(sobol, r, c[2], &share));
        fprintf(w->out, ",\"share\":%.3g", share);
        for (int k = 3; k < 6; k++) {
            fprintf(w->out, ",\"%s\":", names[k]);
            put_text(w->out, lt_csv_text(sobol, r, c[k]));
        }
        const char *name = lt_csv_text(sobol, r, c[3]), *kind = lt_csv_text(sobol, r, c[4]);
        const size_t skip = strncmp(name, kind, strlen(kind)) == 0 && name[strlen(kind)] == ' ' ? strlen(kind) + 1 : 0;
        return put_name_zh(w, name + skip);
    }
    return LT_OK;
}

static lt_status put_spreads(const writer *w, const lt_csv *t, const lt_csv *sobol) {
    static const char *const names[] = {"place", "sector", "pollutant", "table_kt", "mean_kt", "p2_5_kt", "p97_5_kt"};
    static const char *const keys[] = {"table", "mean", "low", "high"};
    int c[7];
    long n = 0;
    for (int k = 0; k < 7; k++) LT_TRY(lt_csv_column(t, names[k], &c[k]));
    fputs(",\n\"doubt\":[", w->out);
    for (long r = 0; r < lt_csv_rows(t); r++) {
        if (strcmp(lt_csv_text(t, r, c[0]), "Liaoning") != 0 || strcmp(lt_csv_text(t, r, c[1]), "all") != 0) continue;
        fprintf(w->out, "%s\n{\"pollutant\":\"%s\"", comma(n++), lt_csv_text(t, r, c[2]));
        for (int k = 0; k < 4; k++) {
            double kt;
            LT_TRY(lt_csv_double(t, r, c[3 + k], &kt));
            fprintf(w->out, ",\"%s\":%.4g", keys[k], kt);
        }
        LT_TRY(put_most_worth(w, sobol, lt_csv_text(t, r, c[2])));
        fputc('}', w->out);
    }
    fputc(']', w->out);
    return LT_OK;
}

static lt_status put_doubt(writer *w, const lt_csv *t) {
    lt_csv *sobol;
    LT_TRY(open_table(w, "sobol", false, &sobol));
    const lt_status status = put_spreads(w, t, sobol);
    lt_csv_free(sobol);
    return status;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

static lt_status read_sectors(writer *w, lt_ncr *nc) {
    static const char *const names[] = {"sector_name", "sector_name_en", "sector_name_zh"};
    size_t n;
    LT_TRY(lt_ncr_dim(nc, "sector", &n));
    if (n > MOST_SECTORS)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many sectors", .where = lt_ncr_path(nc), .expected = "at most 64",
                        .found = lt_fmt("%zu", n), .todo = "run the case again");
    for (int k = 0; k < 3; k++) LT_TRY(lt_ncr_get_strings(nc, names[k], n, w->sector[k]));
    w->n_sectors = (int)n;
    return LT_OK;
}

static lt_status with_table(writer *w, const char *stem, bool of_grid, lt_status (*put)(writer *, const lt_csv *)) {
    lt_csv *t;
    LT_TRY(open_table(w, stem, of_grid, &t));
    const lt_status status = put(w, t);
    lt_csv_free(t);
    return status;
}

static lt_status put_all(writer *w, lt_ncr *nc) {
    LT_TRY(read_sectors(w, nc));
    fputc('{', w->out);
    LT_TRY(with_table(w, "totals", false, put_totals));
    LT_TRY(with_table(w, "flow", false, put_flow));
    LT_TRY(with_table(w, "reactive", true, put_reactive));
    LT_TRY(with_table(w, "uncertainty", false, put_doubt));
    fputs(",\n\"fields\":", w->out);
    LT_TRY(lt_report_fields(nc, w->grid, &(lt_report_axes){w->n_sectors, w->sector[0], w->n_quantities, w->quantity},
                            w->out));
    fputs("}\n", w->out);
    return LT_OK;
}

lt_status lt_report_inventory(const lt_job *job, const lt_grid *grid, char **out) {
    lt_job base = *job;
    size_t size = 0;
    lt_ncr *nc = NULL;
    base.variant = "base";
    base.period = NULL;
    *out = NULL;
    const char *file = lt_job_file(&base, "annual", ".nc");
    if (!lt_outdir_has(job->out, file, false, NULL)) return LT_OK;
    LT_TRY(lt_ncr_open_own(job->out, file, &nc));
    writer w = {.job = &base, .grid = grid, .out = open_memstream(out, &size)};
    lt_status status = w.out ? put_all(&w, nc) : LT_OK;
    lt_ncr_close(nc);
    for (int k = 0; k < 3; k++)
        for (int s = 0; s < MOST_SECTORS; s++) free(w.sector[k][s]);
    if (!w.out || fclose(w.out) != 0) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
    if (status == LT_OK) return LT_OK;
    free(*out);
    *out = NULL;
    return status;
}
