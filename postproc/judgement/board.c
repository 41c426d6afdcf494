#include "postproc/judgement/board.h"

#include "postproc/judgement/judge_run.h"
#include "postproc/text.h"

#include <math.h>
#include <string.h>

/* Facts of the package, of the base run and of the projection: of all periods, or of one. */
typedef struct lt_board_facts {
    lt_facts package, base, projected;
    lt_facts seen; /* the observation itself, with the observed bases */
} lt_board_facts;

static void free_facts(lt_board_facts *f) {
    lt_facts_free(&f->package);
    lt_facts_free(&f->base);
    lt_facts_free(&f->projected);
    lt_facts_free(&f->seen);
}

static lt_status project(const lt_board_input *in, lt_board_facts *f) {
    if (!in->observed) return LT_OK;
    LT_TRY(lt_facts_anchored(in->standards, in->observed, &f->base, &f->package, 0, &f->projected));
    for (long k = 0; k < in->observed->n; k++) LT_TRY(lt_facts_add(&f->seen, &in->observed->items[k]));
    for (long k = 0; in->bases && k < in->bases->n; k++) {
        LT_TRY(lt_facts_add(&f->projected, &in->bases->items[k]));
        LT_TRY(lt_facts_add(&f->seen, &in->bases->items[k]));
    }
    return LT_OK;
}

static lt_status facts_of(const lt_board_input *in, const char *package, const char *period, lt_board_facts *f) {
    if (period) {
        LT_TRY(lt_facts_of_summary_period(in->summary, package, period, &f->package));
        LT_TRY(lt_facts_of_summary_period(in->summary, NULL, period, &f->base));
    } else {
        LT_TRY(lt_facts_of_summary(in->summary, package, 0, &f->package));
        LT_TRY(lt_facts_of_summary(in->summary, NULL, 0, &f->base));
    }
    return project(in, f);
}

static void judge(const lt_target *t, const lt_facts *facts, lt_target_result out[LT_N_INDEX]) {
    for (int x = 0; x < LT_N_INDEX; x++) out[x] = lt_target_judge(t, facts->items, facts->n, (lt_index_rules)x);
}

const lt_target_result *lt_board_known(const lt_board_side *side) {
    return isfinite(side->result[0].value) ? &side->result[0] : &side->result[1];
}

static double value_of(const lt_target *t, const lt_facts *facts) {
    lt_board_side side;
    judge(t, facts, side.result);
    return lt_board_known(&side)->value;
}

static lt_relative model_error(const lt_board_input *in, const lt_target *t) {
    for (int p = 0; p < LT_N_JUDGED; p++)
        if (strcmp(lt_measured_table[p].name, t->pollutant) == 0) return in->model[p];
    return (lt_relative){NAN, 0};
}

static lt_relative draw_error(const lt_board_input *in, const lt_target *t) {
    for (long r = 0; in->draws && r < lt_csv_rows(in->draws); r++) {
        if (strcmp(lt_text_cell(in->draws, r, "place"), "Liaoning") != 0) continue;
        if (strcmp(lt_text_cell(in->draws, r, "sector"), "all") != 0) continue;
        if (strcmp(lt_text_cell(in->draws, r, "pollutant"), t->pollutant) != 0) continue;
        return (lt_relative){lt_text_cell_number(in->draws, r, "sd_kt") / lt_text_cell_number(in->draws, r, "mean_kt"),
                             in->n_draws};
    }
    return (lt_relative){NAN, 0};
}

/* moved: how much of the value the model made. */
static void band(const lt_board_input *in, const lt_target *t, double value, double moved, const double *by_period,
                 long n, lt_band *out) {
    static const lt_band_part nothing = {NAN, 0}, not_of_it = {0, 0};
    lt_band_part part[LT_N_BAND_PARTS] = {nothing, nothing, nothing};
    if (t->quantity == LT_TARGET_EMISSION) {
        const lt_relative r = draw_error(in, t);
        part[LT_BAND_INVENTORY] = lt_band_of_model(value, r.error, r.n);
        part[LT_BAND_WEATHER] = part[LT_BAND_MODEL] = not_of_it;
    } else if (isfinite(value)) {
        const lt_relative r = model_error(in, t);
        part[LT_BAND_WEATHER] = lt_band_of_weather(by_period, in->weights, n);
        part[LT_BAND_MODEL] = lt_band_of_model(moved, r.error, r.n);
    }
    *out = lt_band_of(value, part, t->comparison == LT_CHANGE_AT_MOST ? -INFINITY : 0);
}

/* each [n]: facts of the periods; values: room for n. */
static void fill_row(const lt_board_input *in, const lt_board_facts *all, const lt_board_facts *each, long n,
                     double *values, lt_board_row *row) {
    const lt_target *t = row->target;
    judge(t, &all->package, row->raw.result);
    judge(t, &all->projected, row->projected.result);
    double value = lt_board_known(&row->raw)->value;
    for (long p = 0; p < n; p++) values[p] = value_of(t, &each[p].package);
    band(in, t, value, value, values, n, &row->raw.band);
    value = lt_board_known(&row->projected)->value;
    for (long p = 0; p < n; p++) values[p] = value_of(t, &each[p].projected);
    band(in, t, value, value - value_of(t, &all->seen), values, n, &row->projected.band);
}

static lt_status fill(const lt_board_input *in, const char *package, lt_board_facts *all, lt_board_facts *each, long n,
                      lt_board *out) {
    const cJSON *periods = cJSON_GetObjectItemCaseSensitive(in->summary, "periods"), *period = NULL;
    double *values = NULL;
    long p = 0;
    LT_TRY(facts_of(in, package, NULL, all));
    cJSON_ArrayForEach(period, periods) LT_TRY(facts_of(in, package, lt_json_text(period, "id"), &each[p++]));
    LT_TRY(lt_calloc((size_t)in->targets->n, sizeof *out->rows, &out->rows));
    out->n = in->targets->n;
    LT_TRY(lt_calloc((size_t)n + 1, sizeof *values, &values));
    for (long k = 0; k < out->n; k++) {
        out->rows[k].target = &in->targets->items[k];
        fill_row(in, all, each, n, values, &out->rows[k]);
    }
    lt_free(values);
    return LT_OK;
}

lt_status lt_board_of(const lt_board_input *in, const char *package, lt_board *out) {
    const long n = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(in->summary, "periods"));
    lt_board_facts all = {0}, *each = NULL;
    *out = (lt_board){0};
    LT_TRY(lt_calloc((size_t)n + 1, sizeof *each, &each));
    const lt_status status = fill(in, package, &all, each, n, out);
    for (long p = 0; p < n; p++) free_facts(&each[p]);
    free_facts(&all);
    lt_free(each);
    if (status != LT_OK) lt_board_free(out);
    return status;
}

void lt_board_free(lt_board *board) {
    lt_free(board->rows);
    *board = (lt_board){0};
}
