#include "postproc/evaluation.h"

#include "postproc/evaluation_pairs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A series that is judged in this period. */
typedef struct lt_judged {
    lt_pairs pairs;
    lt_weights point;
    long want, want_nox; /* index in the wants, -1 = none */
} lt_judged;

/* One period at work. */
typedef struct lt_judging {
    const lt_job *job;
    const lt_evaluation_input *input;
    lt_evaluation *out;
    lt_evaluation_period_info *info;
    lt_judged *items;
    long n;
    lt_conc_carries carries;
    lt_conc_want *wants;
    long n_wants;
} lt_judging;

/* Room for one more zeroed item. */
static lt_status grow(void *array, long *n, long *capacity, size_t size) {
    char *items;
    memcpy(&items, array, sizeof items); /* array is the address of a pointer of any type */
    if (*n == *capacity) {
        const long larger = *capacity ? 2 * *capacity : 32;
        items = realloc(items, (size_t)larger * size);
        if (!items) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the evaluation");
        memcpy(array, &items, sizeof items);
        *capacity = larger;
    }
    memset(items + (size_t)*n * size, 0, size);
    (*n)++;
    return LT_OK;
}

/* "all": weather in three dimensions over the whole grid drove the run. */
static bool all_are_evidence(const lt_judging *j) {
    return strcmp(j->info->weather.evidence_city, "all") == 0;
}

static bool is_evidence(const lt_judging *j, const lt_obs_key *key) {
    return all_are_evidence(j) || strcmp(j->info->weather.evidence_city, lt_cities[key->city].name_en) == 0;
}

static lt_status remark_missing(const lt_judging *j, const lt_pairs *pairs, const char *what, const char *why) {
    char line[300];
    snprintf(line, sizeof line, "%s, %s, %s (%s): no %s: %s", j->info->id, pairs->series->key.site,
             lt_measured_table[pairs->series->key.species].name, lt_obs_averaging(&pairs->series->key), what, why);
    return lt_evaluation_remark(&j->out->remarks, line);
}

static void fill_lantian(const lt_judging *j, const lt_pairs *pairs, lt_evaluation_row *row) {
    row->n_draws = pairs->n_draws;
    for (int d = 0; d < pairs->n_draws; d++) row->draw[d] = lt_pairs_score(pairs, pairs->draw[d]);
    row->derived = row->key.species == LT_MEASURED_NO2 && j->carries.derives_no2;
    if (row->derived) row->mean_nox = lt_pairs_score(pairs, pairs->nox).mean_model;
    for (int p = LT_PREDICTOR_LANTIAN + 1; p < LT_N_PREDICTORS; p++)
        if (lt_pairs_is_worse(pairs, (enum lt_predictor)p)) row->worse |= 1u << p;
}

static lt_status add_rows(lt_judging *j, const lt_pairs *pairs, bool evidence) {
    static const char *const lacks[LT_N_PREDICTORS] = {"", "no observation of the day before",
                                                       "no observation of the month outside the period", ""};
    for (int p = 0; p < LT_N_PREDICTORS; p++) {
        if (p == LT_PREDICTOR_REGRESSION && !pairs->has_regression) continue;
        LT_TRY(grow(&j->out->rows, &j->out->n, &j->out->capacity, sizeof *j->out->rows));
        lt_evaluation_row *row = &j->out->rows[j->out->n - 1];
        row->period = j->out->n_periods - 1;
        row->key = pairs->series->key;
        row->state = lt_obs_state_at(row->key.rule, row->key.species, pairs->time[0]);
        row->predictor = (enum lt_predictor)p;
        row->evidence = evidence;
        row->score = lt_pairs_score(pairs, pairs->value[p]);
        row->mean_nox = NAN;
        if (p == LT_PREDICTOR_LANTIAN) fill_lantian(j, pairs, row);
        if (p == LT_PREDICTOR_REGRESSION) {
            row->training = pairs->training;
            row->daily_weather = pairs->daily_weather;
        }
        if (evidence && row->score.n == 0 && lacks[p][0])
            LT_TRY(remark_missing(j, pairs, lt_predictor_names[p], lacks[p]));
    }
    return LT_OK;
}

/* The series takes the arrays of the pairs over; the scores are made. */
static lt_status keep_series(lt_judging *j, lt_pairs *pairs) {
    LT_TRY(grow(&j->out->series, &j->out->n_series, &j->out->series_capacity, sizeof *j->out->series));
    lt_evaluation_series *kept = &j->out->series[j->out->n_series - 1];
    *kept = (lt_evaluation_series){.period = j->out->n_periods - 1,
                                   .n = pairs->n,
                                   .key = pairs->series->key,
                                   .start = pairs->time[0],
                                   .obs = pairs->obs,
                                   .model = pairs->value[LT_PREDICTOR_LANTIAN],
                                   .least = pairs->draw[0]};
    pairs->obs = pairs->value[LT_PREDICTOR_LANTIAN] = pairs->draw[0] = NULL;
    LT_TRY(lt_calloc((size_t)kept->n, sizeof(double), &kept->most));
    for (long q = 0; q < kept->n; q++) {
        kept->most[q] = kept->least[q];
        for (int d = 1; d < pairs->n_draws; d++) {
            kept->least[q] = fmin(kept->least[q], pairs->draw[d][q]);
            kept->most[q] = fmax(kept->most[q], pairs->draw[d][q]);
        }
    }
    return LT_OK;
}

static lt_status judge(lt_judging *j, lt_judged *one) {
    const lt_obs_key *key = &one->pairs.series->key;
    const bool evidence = is_evidence(j, key);
    const char *weather_city = j->input->days.city;
    if (one->want < 0) {
        LT_TRY(grow(&j->out->waiting, &j->out->n_waiting, &j->out->waiting_capacity, sizeof *j->out->waiting));
        j->out->waiting[j->out->n_waiting - 1] =
            (lt_evaluation_waiting){j->out->n_periods - 1, one->pairs.observed, *key, evidence};
        return LT_OK;
    }
    const char *here = all_are_evidence(j) ? lt_cities[key->city].name_en : j->info->weather.evidence_city;
    const bool other_city = weather_city[0] && strcmp(weather_city, here) != 0; /* no regression on another's weather */
    lt_evaluation_input input = *j->input;
    if (other_city) input.days = (lt_station_weather){0};
    LT_TRY(lt_pairs_baselines(&one->pairs, j->job->period, &input, evidence));
    if (one->pairs.training.reason) LT_TRY(remark_missing(j, &one->pairs, "regression", one->pairs.training.reason));
    LT_TRY(add_rows(j, &one->pairs, evidence));
    return evidence ? keep_series(j, &one->pairs) : LT_OK;
}

/* The city's sites, or the cell of the monitor. */
static lt_status want(lt_judging *j, lt_judged *one, const lt_grid *grid, const lt_city_weights *cities) {
    const lt_obs_key *key = &one->pairs.series->key;
    const lt_weights *weights = &cities->of[key->city][LT_CITY_SITES];
    one->want = one->want_nox = -1;
    if (!j->carries.species[key->species]) return LT_OK;
    if (!key->city_mean) {
        LT_TRY(lt_weights_point(grid, key->site, key->lon, key->lat, &one->point));
        weights = &one->point;
    }
    one->want = j->n_wants;
    j->wants[j->n_wants++] = (lt_conc_want){weights, key->species, key->rule, NULL};
    if (key->species != LT_MEASURED_NO2 || !j->carries.derives_no2) return LT_OK;
    one->want_nox = j->n_wants;
    j->wants[j->n_wants++] = (lt_conc_want){weights, LT_MEASURED_NOX, key->rule, NULL};
    return LT_OK;
}

/* The series with an observation inside the period. */
static lt_status collect(lt_judging *j, const lt_grid *grid, const lt_city_weights *cities) {
    const lt_obs_set *set = &j->input->observations;
    LT_TRY(lt_calloc((size_t)set->n, sizeof *j->items, &j->items));
    LT_TRY(lt_calloc(2 * (size_t)set->n, sizeof *j->wants, &j->wants));
    for (long q = 0; q < set->n; q++) {
        lt_judged *one = &j->items[j->n++];
        LT_TRY(lt_pairs_create(&set->items[q], j->job->period, j->info->n_draws, &one->pairs));
        if (one->pairs.observed > 0) {
            LT_TRY(want(j, one, grid, cities));
        } else {
            lt_pairs_free(&one->pairs);
            j->n--;
        }
    }
    for (long w = 0; w < j->n_wants; w++)
        LT_TRY(lt_calloc((size_t)lt_period_hours(j->job->period), sizeof(double), &j->wants[w].value));
    return LT_OK;
}

static lt_status run_draws(lt_judging *j, const lt_grid *grid) {
    for (int draw = 1; draw <= j->info->n_draws; draw++) {
        char id[16];
        lt_job one = *j->job;
        snprintf(id, sizeof id, "draw%d", draw);
        one.variant = draw == 1 ? "base" : id;
        LT_TRY(lt_conc_hours(&one, grid, j->wants, j->n_wants));
        for (long q = 0; q < j->n; q++) {
            const lt_judged *item = &j->items[q];
            if (item->want < 0) continue;
            lt_pairs_draw(&j->items[q].pairs, j->job->period, draw, j->wants[item->want].value,
                          item->want_nox < 0 ? NULL : j->wants[item->want_nox].value);
        }
    }
    return LT_OK;
}

static lt_status judge_all(lt_judging *j, const lt_grid *grid, const lt_city_weights *cities) {
    const lt_period *period = j->job->period;
    char line[160];
    LT_TRY(grow(&j->out->periods, &j->out->n_periods, &j->out->periods_capacity, sizeof *j->out->periods));
    j->info = &j->out->periods[j->out->n_periods - 1];
    snprintf(j->info->id, sizeof j->info->id, "%s", period->id);
    j->info->start = period->start;
    j->info->end = period->start + (lt_time)llround(period->length_s);
    j->info->n_draws = period->draws > 1 ? (int)period->draws : 1;
    LT_TRY(lt_weather_label_read(j->job, &j->info->weather));
    LT_TRY(lt_conc_carried(j->job, grid, &j->carries));
    LT_TRY(collect(j, grid, cities));
    if (j->n_wants > 0) LT_TRY(run_draws(j, grid));
    for (long q = 0; q < j->n; q++) LT_TRY(judge(j, &j->items[q]));
    if (j->n > 0) return LT_OK;
    snprintf(line, sizeof line, "period %s: no observation lies inside it", period->id);
    return lt_evaluation_remark(&j->out->remarks, line);
}

lt_status lt_evaluation_period(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities,
                               const lt_evaluation_input *input, lt_evaluation *out) {
    lt_judging j = {.job = job, .input = input, .out = out};
    lt_status status = input->remarks ? lt_evaluation_remark(&out->remarks, input->remarks) : LT_OK;
    if (status == LT_OK) status = judge_all(&j, grid, cities);
    for (long w = 0; w < j.n_wants; w++) lt_free(j.wants[w].value);
    for (long q = 0; q < j.n; q++) {
        lt_weights_release(&j.items[q].point);
        lt_pairs_free(&j.items[q].pairs);
    }
    lt_free(j.wants);
    lt_free(j.items);
    return status;
}

void lt_evaluation_free(lt_evaluation *evaluation) {
    free(evaluation->rows);
    free(evaluation->waiting);
    free(evaluation->periods);
    for (long q = 0; q < evaluation->n_series; q++) {
        lt_free(evaluation->series[q].obs);
        lt_free(evaluation->series[q].model);
        lt_free(evaluation->series[q].least);
        lt_free(evaluation->series[q].most);
    }
    free(evaluation->series);
    free(evaluation->remarks);
    *evaluation = (lt_evaluation){0};
}
