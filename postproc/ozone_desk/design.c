#include "postproc/ozone_desk/design.h"

#include "base/csv.h"
#include "postproc/results_folder.h"

#include <math.h>
#include <string.h>

const lt_left_out_row lt_left_out_table[LT_N_LEFT_OUT] = {
#define LT_LEFT_OUT_ROW(id, en, zh) {en, zh},
    LT_LEFT_OUT_LIST(LT_LEFT_OUT_ROW)
#undef LT_LEFT_OUT_ROW
};

static const double alike = LT_SURFACE_SAME_LEVEL; /* shares */
static const char *const cut_columns[2] = {"NOx_kt", "NMVOC_kt"};

/* --- two tables --- */

static bool same_rows(const lt_csv *a, const lt_csv *b, int region, int sector) {
    if (lt_csv_rows(a) != lt_csv_rows(b) || lt_csv_columns(a) != lt_csv_columns(b)) return false;
    for (int c = 0; c < lt_csv_columns(a); c++)
        if (strcmp(lt_csv_header(a, c), lt_csv_header(b, c)) != 0) return false;
    for (long row = 0; row < lt_csv_rows(a); row++)
        if (strcmp(lt_csv_text(a, row, region), lt_csv_text(b, row, region)) != 0 ||
            strcmp(lt_csv_text(a, row, sector), lt_csv_text(b, row, sector)) != 0)
            return false;
    return true;
}

/* What follows VOC: reactivity of the same masses. */
static bool follows_voc(const char *header) {
    return strncmp(header, "ofp_", 4) == 0 || strncmp(header, "oh_", 3) == 0;
}

static lt_status pair_of(const lt_csv *a, const lt_csv *b, long row, int column, double out[2]) {
    LT_TRY(lt_csv_double(a, row, column, &out[0]));
    return lt_csv_double(b, row, column, &out[1]);
}

/* Is what is left in every row this share of what was there? */
static lt_status is_share(const lt_csv *a, const lt_csv *b, int column, int sector, double left, bool *out) {
    *out = true;
    for (long row = 0; row < lt_csv_rows(a) && *out; row++) {
        double kt[2];
        const bool natural = strcmp(lt_csv_text(a, row, sector), LT_SECTOR_NATURAL) == 0;
        LT_TRY(pair_of(a, b, row, column, kt));
        *out = fabs(kt[1] - kt[0] * (natural ? 1 : left)) <= alike * kt[0];
    }
    return LT_OK;
}

static lt_status share_cut(const lt_csv *a, const lt_csv *b, int column, int sector, double *out) {
    double sum[2] = {0, 0};
    for (long row = 0; row < lt_csv_rows(a); row++) {
        double kt[2];
        if (strcmp(lt_csv_text(a, row, sector), LT_SECTOR_NATURAL) == 0) continue;
        LT_TRY(pair_of(a, b, row, column, kt));
        sum[0] += kt[0], sum[1] += kt[1];
    }
    *out = sum[0] > 0 ? 1 - sum[1] / sum[0] : 0;
    if (fabs(*out) < alike) *out = 0;
    return LT_OK;
}

lt_status lt_design_compare(const lt_csv *origin, const lt_csv *package, double cut[2], lt_left_out_why *why) {
    int region, sector, column[2];
    bool good;
    LT_TRY(lt_csv_column(origin, "region", &region));
    LT_TRY(lt_csv_column(origin, "sector", &sector));
    *why = LT_LEFT_OUT_SOURCES;
    if (!same_rows(origin, package, region, sector)) return LT_OK;
    for (int k = 0; k < 2; k++) {
        LT_TRY(lt_csv_column(origin, cut_columns[k], &column[k]));
        LT_TRY(share_cut(origin, package, column[k], sector, &cut[k]));
    }
    *why = LT_LEFT_OUT_POLLUTANTS;
    for (int c = 0; c < lt_csv_columns(origin); c++) {
        if (c == region || c == sector || c == column[0] || c == column[1]) continue;
        LT_TRY(is_share(origin, package, c, sector, follows_voc(lt_csv_header(origin, c)) ? 1 - cut[1] : 1, &good));
        if (!good && !follows_voc(lt_csv_header(origin, c))) return LT_OK;
        if (!good) *why = LT_LEFT_OUT_UNEVEN;
    }
    for (int k = 0; k < 2; k++) {
        LT_TRY(is_share(origin, package, column[k], sector, 1 - cut[k], &good));
        if (!good) *why = LT_LEFT_OUT_UNEVEN;
    }
    if (*why == LT_LEFT_OUT_UNEVEN) return LT_OK;
    *why = cut[0] < 0 || cut[1] < 0 ? LT_LEFT_OUT_MORE : cut[0] + cut[1] == 0 ? LT_LEFT_OUT_NOTHING : LT_N_LEFT_OUT;
    return LT_OK;
}

/* --- the runs of a case --- */

static lt_status read_totals(const lt_job *job, const char *variant, lt_csv **out) {
    const lt_job one = {.setup = job->setup, .out = job->out, .variant = variant};
    return lt_results_table(&one, "totals", "the emissions of a run are missing", out);
}

static bool is_known(const lt_design *design, const double cut[2]) {
    for (int i = 0; i < design->n; i++)
        if (fabs(design->x[i] - cut[0]) < alike && fabs(design->y[i] - cut[1]) < alike) return true;
    return false;
}

static void add(lt_design *design, long package, const double cut[2], lt_left_out_why why) {
    if (why == LT_N_LEFT_OUT && is_known(design, cut)) why = LT_LEFT_OUT_AGAIN;
    if (why == LT_N_LEFT_OUT && design->n == LT_SURFACE_MOST_POINTS) why = LT_LEFT_OUT_ROOM;
    if (why != LT_N_LEFT_OUT) {
        design->left_out[design->n_left_out++] = (lt_left_out){package, why};
        return;
    }
    design->x[design->n] = cut[0];
    design->y[design->n] = cut[1];
    design->package[design->n++] = package;
}

static lt_status read_all(const lt_job *job, const lt_summary *summary, const char *origin_id, long first,
                          lt_design *out) {
    lt_csv *origin = NULL;
    LT_TRY(read_totals(job, origin_id, &origin));
    lt_status status = LT_OK;
    for (long q = first; q < summary->n_packages && status == LT_OK; q++) {
        lt_csv *package = NULL;
        double cut[2] = {0, 0};
        lt_left_out_why why = LT_N_LEFT_OUT;
        status = read_totals(job, lt_summary_package(summary, q), &package);
        if (status == LT_OK) status = lt_design_compare(origin, package, cut, &why);
        if (status == LT_OK) add(out, q, cut, why);
        lt_csv_free(package);
    }
    lt_csv_free(origin);
    return status;
}

static lt_status method_of(const char *word, const lt_design *design, lt_surface_method *out) {
    const char *names[LT_N_SURFACE_METHODS];
    *out = lt_surface_is_grid(design->x, design->y, design->n) ? LT_SURFACE_GRID : LT_SURFACE_QUADRATIC;
    if (!word) return LT_OK;
    for (int m = 0; m < LT_N_SURFACE_METHODS; m++) {
        names[m] = lt_surface_method_table[m].word;
        *out = (lt_surface_method)m;
        if (strcmp(word, names[m]) == 0) return LT_OK;
    }
    return LT_RAISE(LT_ERR_USAGE, .what = "no such surface", .where = "--method",
                    .expected = lt_one_of(names, LT_N_SURFACE_METHODS), .found = word,
                    .todo = lt_did_you_mean(word, names, LT_N_SURFACE_METHODS));
}

static const lt_period *find_without_ozone(const lt_summary *summary) {
    for (long p = 0; p < summary->n_periods; p++)
        if (!lt_summary_has(summary, LT_QUANTITY_O3_MDA8, p)) return lt_summary_period(summary, p);
    return NULL;
}

lt_status lt_design_read(const lt_job *job, const lt_summary *summary, const char *method, lt_design *out) {
    const char *reference = lt_summary_reference(summary);
    lt_surface_method chosen;
    *out = (lt_design){.n_packages = summary->n_packages, .without_ozone = find_without_ozone(summary)};
    if (out->without_ozone) return LT_OK;
    LT_TRY(lt_calloc((size_t)summary->n_packages, sizeof *out->left_out, &out->left_out));
    LT_TRY(read_all(job, summary, reference ? reference : "base", reference ? 1 : 0, out));
    LT_TRY(method_of(method, out, &chosen));
    return lt_surface_plan_make(chosen, out->x, out->y, out->n, &out->plan);
}

bool lt_design_has_surface(const lt_design *design) {
    return !design->without_ozone && design->plan.determined;
}

lt_status lt_design_judge(const lt_design *design) {
    if (design->without_ozone)
        return LT_RAISE(LT_ERR_INPUT, .what = "a period without a daily maximum of ozone",
                        .where = lt_fmt("period %s", design->without_ozone->id),
                        .expected = "a chemistry with ozone, and a whole day from 00:00 to 24:00 UTC+8",
                        .found = "none", .todo = "run the case with chemistry: cb6r5 and whole days");
    if (design->n == 0)
        return LT_RAISE(
            LT_ERR_INPUT, .what = "no run of this case is a cut of NOx and VOC alone", .where = "packages of the case",
            .expected = "packages like nox-30 and voc-30 (lantian scenario show nox-30)",
            .found = lt_fmt("%ld packages, none of that kind", design->n_packages),
            .todo = "`lantian run responses` (three cuts) or `lantian run ozone-surface` (ten), then `lantian "
                    "ozone` of that case; or add such packages to yours");
    return lt_surface_plan_judge(&design->plan);
}

void lt_design_free(lt_design *design) {
    lt_free(design->left_out);
    *design = (lt_design){0};
}
