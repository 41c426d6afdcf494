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

/* On a draw of the inventory, all periods. */
static lt_status facts_of_draw(const lt_board_input *in, const char *package, long draw, lt_board_facts *f) {
    LT_TRY(lt_facts_of_summary_draw(in->summary, package, draw, &f->package));
    LT_TRY(lt_facts_of_summary_draw(in->summary, NULL, draw, &f->base));
    return project(in, f);
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

/* The value of a row and what its band is made of. */
typedef struct lt_banded {
    double value, moved;         /* how much of the value the model made */
    double *by_period, *by_draw; /* the same value of each */
    long n_periods, n_draws;
} lt_banded;

static void band(const lt_board_input *in, const lt_target *t, const lt_banded *of, lt_band *out) {
    const double value = of->value;
    static const lt_band_part nothing = {NAN, 0}, not_of_it = {0, 0};
    lt_band_part part[LT_N_BAND_PARTS] = {nothing, nothing, nothing};
    if (t->quantity == LT_TARGET_EMISSION) {
        const lt_relative r = draw_error(in, t);
        part[LT_BAND_INVENTORY] = lt_band_of_model(value, r.error, r.n);
        part[LT_BAND_WEATHER] = part[LT_BAND_MODEL] = not_of_it;
    } else if (isfinite(value)) {
        const lt_relative r = model_error(in, t);
        part[LT_BAND_INVENTORY] = lt_band_of_draws(of->by_draw, of->n_draws);
        part[LT_BAND_WEATHER] = lt_band_of_weather(of->by_period, in->weights, of->n_periods);
        part[LT_BAND_MODEL] = lt_band_of_model(of->moved, r.error, r.n);
    }
    *out = lt_band_of(value, part, t->comparison == LT_CHANGE_AT_MOST ? -INFINITY : 0);
}

/* Facts of the whole run, of its periods and of its draws. */
typedef struct lt_board_work {
    lt_board_facts all, *period, *draw;
    lt_banded of;
} lt_board_work;

static void fill_row(const lt_board_input *in, lt_board_work *w, lt_board_row *row) {
    const lt_target *t = row->target;
    lt_banded *of = &w->of;
    judge(t, &w->all.package, row->raw.result);
    judge(t, &w->all.projected, row->projected.result);
    of->value = of->moved = lt_board_known(&row->raw)->value;
    for (long p = 0; p < of->n_periods; p++) of->by_period[p] = value_of(t, &w->period[p].package);
    for (long k = 0; k < of->n_draws; k++) of->by_draw[k] = value_of(t, &w->draw[k].package);
    band(in, t, of, &row->raw.band);
    of->value = lt_board_known(&row->projected)->value;
    of->moved = of->value - value_of(t, &w->all.seen);
    for (long p = 0; p < of->n_periods; p++) of->by_period[p] = value_of(t, &w->period[p].projected);
    for (long k = 0; k < of->n_draws; k++) of->by_draw[k] = value_of(t, &w->draw[k].projected);
    band(in, t, of, &row->projected.band);
}

static lt_status open_work(const lt_board_input *in, lt_board_work *w) {
    w->of.n_periods = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(in->summary, "periods"));
    w->of.n_draws = lt_draws_of_summary(in->summary);
    LT_TRY(lt_calloc((size_t)w->of.n_periods + 1, sizeof *w->period, &w->period));
    LT_TRY(lt_calloc((size_t)w->of.n_draws + 1, sizeof *w->draw, &w->draw));
    LT_TRY(lt_calloc((size_t)w->of.n_periods + 1, sizeof(double), &w->of.by_period));
    return lt_calloc((size_t)w->of.n_draws + 1, sizeof(double), &w->of.by_draw);
}

static void close_work(lt_board_work *w) {
    free_facts(&w->all);
    for (long p = 0; w->period && p < w->of.n_periods; p++) free_facts(&w->period[p]);
    for (long k = 0; w->draw && k < w->of.n_draws; k++) free_facts(&w->draw[k]);
    lt_free(w->period);
    lt_free(w->draw);
    lt_free(w->of.by_period);
    lt_free(w->of.by_draw);
}

/* PM2.5 of the cities that the facts have. */
static void take_cities(const lt_facts *facts, double pm25[LT_N_CITY_VALUES]) {
    for (long k = 0; k < facts->n; k++) {
        const lt_fact *f = &facts->items[k];
        const int city = lt_city_find(f->region);
        if (f->quantity == LT_TARGET_CONCENTRATION && !f->base[0] && city >= 0 && isfinite(f->value) &&
            strcmp(f->pollutant, lt_measured_table[LT_MEASURED_PM25].name) == 0)
            pm25[city] = f->value;
    }
}

static lt_status fill(const lt_board_input *in, const char *package, lt_board_work *w, lt_board *out) {
    const cJSON *periods = cJSON_GetObjectItemCaseSensitive(in->summary, "periods"), *period = NULL;
    long p = 0;
    LT_TRY(open_work(in, w));
    LT_TRY(facts_of(in, package, NULL, &w->all));
    for (int c = 0; c < LT_N_CITY_VALUES; c++) out->pm25[c] = NAN;
    take_cities(&w->all.package, out->pm25);
    take_cities(&w->all.projected, out->pm25);
    cJSON_ArrayForEach(period, periods) LT_TRY(facts_of(in, package, lt_json_text(period, "id"), &w->period[p++]));
    for (long k = 0; k < w->of.n_draws; k++) LT_TRY(facts_of_draw(in, package, k, &w->draw[k]));
    LT_TRY(lt_calloc((size_t)in->targets->n, sizeof *out->rows, &out->rows));
    out->n = in->targets->n;
    for (long k = 0; k < out->n; k++) {
        out->rows[k].target = &in->targets->items[k];
        fill_row(in, w, &out->rows[k]);
    }
    return LT_OK;
}

lt_status lt_board_of(const lt_board_input *in, const char *package, lt_board *out) {
    lt_board_work work = {0};
    *out = (lt_board){0};
    const lt_status status = fill(in, package, &work, out);
    close_work(&work);
    if (status != LT_OK) lt_board_free(out);
    return status;
}

void lt_board_free(lt_board *board) {
    lt_free(board->rows);
    *board = (lt_board){0};
}
