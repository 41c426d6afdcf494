/* box_write.c - the tables of a box (box_write.h). */
#include "model/chemistry/box/box_write.h"

#include "base/cli.h"
#include "base/csv.h"

#include <math.h>
#include <stdlib.h>

static const char *const air_names[LT_BOX_AIR_COLUMNS] = {"temperature_K", "pressure_hPa", "water_ppm",
                                                          "mixing_height_m", "cos_sza"};
static const double air_factors[LT_BOX_AIR_COLUMNS] = {1.0, 0.01, 1e-3, 1.0, 1.0};

void lt_box_write_head(const lt_box *box, const char *text, FILE *out) {
    fprintf(out, "# box %s, mechanism %s. %s\n# lantian %s: %s\n", box->setup->name, box->mechanism->name, text,
            lt_version(), lt_command_history());
}

/* What is never given in a run has no column. */
static bool is_given(const lt_box_history *h, int column) {
    return h->n_rows > 0 && !isnan(lt_box_history_row(h, 0)[column]);
}

static void put_number(FILE *out, double value) {
    fputc(',', out);
    if (isfinite(value)) fprintf(out, "%.9g", value);
}

static lt_status put_history(const lt_box_result *result, FILE *out) {
    const lt_box_history *h = result->history;
    const lt_box *box = h->box;
    lt_box_write_head(box,
                      box->native
                          ? "Amounts in the unit of the mechanism's files, at the time of the row."
                          : "Mixing ratios at the time of the row; rate constants k in ppb and s, fixed species "
                            "folded in.",
                      out);
    fputs("time_local,hour", out);
    for (int a = 0; a < LT_BOX_AIR_COLUMNS; a++)
        if (is_given(h, a)) fprintf(out, ",%s", air_names[a]);
    for (int k = 0; k < box->n_shown; k++) fprintf(out, ",%s%s", box->shown[k].name, box->native ? "" : "_ppb");
    for (int k = 0; k < box->n_rates; k++) fprintf(out, ",k_%s", box->mechanism->reactions[box->rates[k]].label);
    fputc('\n', out);
    for (int row = 0; row < h->n_rows; row++) {
        char local[24];
        const double t = lt_box_history_time(h, row), *values = lt_box_history_row(h, row);
        lt_time_local(box->setup->start + (lt_time)floor(t), local);
        fprintf(out, "%s,%.9g", local, t / LT_HOUR);
        for (int a = 0; a < LT_BOX_AIR_COLUMNS; a++)
            if (is_given(h, a)) put_number(out, air_factors[a] * values[a]);
        for (int k = LT_BOX_AIR_COLUMNS; k < h->n_columns; k++) put_number(out, values[k]);
        fputc('\n', out);
    }
    return LT_OK;
}

static lt_status put_block(const lt_box_budget *budget, int block, const lt_box_sum *sum, FILE *out) {
    const lt_mechanism *m = budget->box->mechanism;
    const lt_box_budget_block *b = &budget->blocks[block];
    const double hours = (b->to_s - b->from_s) / LT_HOUR;
    lt_box_budget_line *lines;
    int n;
    LT_TRY(lt_box_budget_lines(budget, block, sum, &lines, &n));
    for (int k = 0; k < n; k++) {
        const lt_reaction *reaction = lines[k].reaction >= 0 ? &m->reactions[lines[k].reaction] : NULL;
        char *equation = reaction ? lt_box_budget_equation(m, reaction) : NULL;
        fprintf(out, "%.9g,%.9g,%s,%s,%s,", b->from_s / LT_HOUR, b->to_s / LT_HOUR, sum->name,
                lt_box_budget_name(lines[k].kind, false), reaction ? reaction->label : "");
        if (equation) lt_csv_put(out, equation);
        put_number(out, lines[k].amount / hours);
        put_number(out, lines[k].share);
        fputc('\n', out);
        free(equation);
    }
    lt_free(lines);
    return LT_OK;
}

static lt_status put_budget(const lt_box_result *result, FILE *out) {
    const lt_box_budget *budget = result->budget;
    const lt_box *box = budget->box;
    lt_box_write_head(box,
                      "Mean rates of the interval; share of all gains or of all losses. All lines but change and "
                      "residual add up to change, but for residual.",
                      out);
    fprintf(out, "from_hour,to_hour,species,kind,reaction,equation,rate_%sper_h,share\n", box->native ? "" : "ppb_");
    for (int block = 0; block < budget->n_blocks; block++)
        for (int k = 0; k < box->n_budget; k++) LT_TRY(put_block(budget, block, &box->budget[k], out));
    return LT_OK;
}

static lt_status put_clipped(const lt_box_result *result, FILE *out) {
    const lt_box *box = result->box;
    lt_box_write_head(box, "What clipping of negative values added over the run; species without a row: nothing.", out);
    fprintf(out, "species,clipped%s\n", box->native ? "" : "_ppb");
    for (int s = 0; s < box->mechanism->n_variable; s++)
        if (result->run->clipped[s] > 0.0)
            fprintf(out, "%s,%.9g\n", box->mechanism->species[s].name, result->run->clipped[s]);
    return LT_OK;
}

const char *lt_box_files_add(lt_box_files *files, const char *stem, const char *ending) {
    char *name = files->names[files->n < LT_BOX_MOST_FILES ? files->n++ : LT_BOX_MOST_FILES - 1];
    snprintf(name, sizeof files->names[0], "%s%s", stem, ending);
    return name;
}

static lt_status write_table(const lt_box_result *result, lt_outdir *dir, const char *name,
                             lt_status (*put)(const lt_box_result *, FILE *)) {
    FILE *out;
    LT_TRY(lt_outdir_stream(dir, name, &out));
    const lt_status status = put(result, out);
    if (status == LT_OK) return lt_outdir_commit_stream(dir, name, out);
    lt_outdir_abandon_stream(dir, name, out);
    return status;
}

lt_status lt_box_write_csv(const lt_box_result *result, lt_outdir *dir, const char *stem, lt_box_files *files) {
    LT_TRY(write_table(result, dir, lt_box_files_add(files, stem, ".csv"), put_history));
    LT_TRY(write_table(result, dir, lt_box_files_add(files, stem, "_clipped.csv"), put_clipped));
    if (result->box->n_budget == 0) return LT_OK;
    return write_table(result, dir, lt_box_files_add(files, stem, "_budget.csv"), put_budget);
}

lt_status lt_box_write_case(const lt_box *box, lt_outdir *dir, const char *stem, lt_box_files *files) {
    char *text;
    LT_TRY(lt_config_dump(lt_box_rows, box->setup, 0, &text));
    const lt_status status = lt_outdir_write_text(dir, lt_box_files_add(files, stem, "_case.yaml"), text);
    free(text);
    return status;
}
