/* box_history.c - rows of a box's output (box_history.h). */
#include "model/chemistry/box/box_history.h"

#include <math.h>

void lt_box_history_init(const lt_box *box, lt_box_history *out) {
    *out = (lt_box_history){.box = box, .n_columns = LT_BOX_AIR_COLUMNS + box->n_shown + box->n_rates};
}

void lt_box_history_free(lt_box_history *history) {
    lt_free(history->values);
    *history = (lt_box_history){0};
}

double lt_box_history_sum(const lt_box_sum *sum, const double *c) {
    double total = 0.0;
    for (int k = 0; k < sum->n; k++) total += c[sum->species[k]];
    return total;
}

lt_status lt_box_history_add(lt_box_history *history, lt_box_run *run) {
    const lt_box *box = history->box;
    LT_TRY(lt_grow(&history->values, sizeof(double), (long)(history->n_rows + 1) * history->n_columns, &history->room));
    LT_TRY(lt_box_air_at(box, run->t, &run->air));
    double *row = history->values + (long)history->n_rows++ * history->n_columns;
    row[0] = run->air.variable[LT_RATE_TEMP];
    row[1] = run->air.variable[LT_RATE_PRESS];
    row[2] = run->air.water_ppb;
    row[3] = run->air.mixing_height_m;
    row[4] = run->air.variable[LT_RATE_COS_SZA];
    if (box->n_rates > 0)
        LT_TRY(lt_box_rates_at(box, run->t, &run->air, run->factors ? run->factors->light : 1.0, &run->rates));
    for (int k = 0; k < box->n_rates; k++) row[LT_BOX_AIR_COLUMNS + box->n_shown + k] = run->rates.k[box->rates[k]];
    for (int k = 0; k < box->n_shown; k++) row[LT_BOX_AIR_COLUMNS + k] = lt_box_history_sum(&box->shown[k], run->c);
    return LT_OK;
}

const double *lt_box_history_row(const lt_box_history *history, int row) {
    return history->values + (long)row * history->n_columns;
}

double lt_box_history_time(const lt_box_history *history, int row) {
    return fmin(row * history->box->setup->output_step_s, history->box->setup->duration_s);
}
