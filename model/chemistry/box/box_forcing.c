/* box_forcing.c - emission, deposition, exchange with air around (box_forcing.h). */
#include "model/chemistry/box/box_forcing.h"

#include <math.h>
#include <string.h>

lt_status lt_box_forcing_create(const lt_box *box, lt_box_forcing *out) {
    const size_t n = (size_t)box->mechanism->n_variable;
    *out = (lt_box_forcing){0};
    LT_TRY(lt_calloc(n, sizeof(double), &out->emission));
    LT_TRY(lt_calloc(n, sizeof(double), &out->entrained));
    LT_TRY(lt_calloc(n, sizeof(double), &out->deposition));
    return lt_calloc(n, sizeof(double), &out->source);
}

void lt_box_forcing_free(lt_box_forcing *forcing) {
    lt_free(forcing->emission);
    lt_free(forcing->entrained);
    lt_free(forcing->deposition);
    lt_free(forcing->source);
    *forcing = (lt_box_forcing){0};
}

static bool grows(const lt_box *box) {
    return box->setup->dilution.entrainment && box->table && box->table->values[LT_BOX_HEIGHT];
}

bool lt_box_exchanges(const lt_box *box) {
    const bool column = box->table && box->table->values[LT_BOX_DILUTION];
    return box->dilution > 0.0 || column || grows(box);
}

/* Mean of a source's factors over t .. t + dt, t in seconds of the local day. */
static double mean_factor(const lt_box_source *source, double t, double dt) {
    double sum = 0.0;
    for (double at = t, end = t + dt; at < end;) {
        const double hour = floor(at / LT_HOUR), next = fmin(end, (hour + 1.0) * LT_HOUR);
        sum += source->by_hour[(long)hour % 24] * (next - at);
        at = next;
    }
    return sum / dt;
}

/* ln(h1 / h0), and the mean of 1/h. */
static double height_change(const lt_box *box, double t, double dt, double *inverse) {
    const double h0 = lt_box_air_height(box, t), h1 = lt_box_air_height(box, t + dt);
    const double log_ratio = log1p((h1 - h0) / h0);
    *inverse = fabs(h1 - h0) > 1e-9 * h0 ? log_ratio / (h1 - h0) : 1.0 / h0;
    return log_ratio;
}

/* ppb s-1 of a source's unit in air of M [molecules cm-3]; a flux of cm-2 s-1 over h [m] is 1e-2 cm-3 s-1 / h. */
static double ppb_rate(lt_quantity_kind kind, double M, double inverse_height) {
    if (kind == LT_QUANTITY_FLUX) return 1e9 * 1e-2 * inverse_height / M;
    return kind == LT_QUANTITY_DENSITY_RATE ? 1e9 / M : 1.0;
}

static void add_sources(const lt_box *box, double t, double dt, double M, double inverse_height,
                        const double *source_factor, double *emission) {
    const double local = (double)(((box->setup->start + LT_CST_OFFSET) % LT_DAY + LT_DAY) % LT_DAY) + t;
    for (int k = 0; k < box->n_sources; k++) {
        const lt_box_source *source = &box->sources[k];
        const double factor = mean_factor(source, local, dt) * (source_factor ? source_factor[k] : 1.0);
        for (int j = 0; j < source->n; j++)
            emission[source->species[j]] += factor * source->rate[j] * ppb_rate(source->kind[j], M, inverse_height);
    }
}

void lt_box_forcing_at(const lt_box *box, double t, double dt, const lt_box_air *air, const double *source_factor,
                       lt_box_forcing *out) {
    const int n = box->mechanism->n_variable;
    double inverse_height = NAN;
    const double growth = height_change(box, t, dt, &inverse_height);
    memset(out->emission, 0, (size_t)n * sizeof *out->emission);
    add_sources(box, t, dt, air->variable[LT_RATE_AIR], inverse_height, source_factor, out->emission);
    out->exchange = box->dilution;
    if (box->table && box->table->values[LT_BOX_DILUTION])
        out->exchange = lt_box_table_at(box->table, box->table->values[LT_BOX_DILUTION], t + 0.5 * dt);
    if (grows(box)) out->exchange += fmax(0.0, growth / dt);
    for (int s = 0; s < n; s++) {
        out->entrained[s] = out->exchange * box->background[s];
        out->deposition[s] = box->velocity[s] > 0.0 ? box->velocity[s] * inverse_height : 0.0;
        out->source[s] = out->emission[s] + out->entrained[s];
    }
}
