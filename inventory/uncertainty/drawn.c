/* drawn.c - see drawn.h. */
#include "inventory/uncertainty/drawn.h"

#include "base/texts.h"
#include "inventory/uncertainty/evaluate.h"
#include "inventory/uncertainty/ranges.h"

#include <math.h>
#include <string.h>

struct lt_drawn {
    lt_inputs *in;
    lt_ranges ranges;
    double *factor; /* [input] */
    long n, k;
};

static lt_status fill(lt_drawn *d, const double *factor) {
    LT_TRY(lt_ranges_open(d->in->ledger, &d->ranges));
    LT_TRY(lt_calloc((size_t)d->in->n + 1, sizeof *d->factor, &d->factor));
    memcpy(d->factor, factor, (size_t)d->in->n * sizeof *d->factor);
    return LT_OK;
}

lt_status lt_drawn_create(lt_inputs *in, const double *factor, long n, long k, lt_drawn **out) {
    lt_drawn *d;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *d, &d));
    *d = (lt_drawn){.in = in, .n = n, .k = k};
    const lt_status status = fill(d, factor);
    if (status == LT_OK) {
        *out = d;
        return LT_OK;
    }
    d->in = NULL; /* stays the caller's */
    lt_drawn_free(d);
    return status;
}

void lt_drawn_free(lt_drawn *d) {
    if (!d) return;
    lt_inputs_free(d->in);
    lt_ranges_close(&d->ranges);
    lt_free(d->factor);
    lt_free(d);
}

/* Of the ledger's own input of this name, else drawn by itself. */
static lt_status factor_of(const lt_drawn *d, const lt_range *range, double *out) {
    const long input = lt_texts_number(d->in->texts, range->name);
    *out = input < 0 ? 1 : d->factor[input];
    if (input >= 0 || !(range->factor95 > 1)) return LT_OK;
    const lt_input own = {.sigma = lt_input_sigma(range->factor95)};
    float z;
    LT_TRY(lt_draw_named(range->name, d->n, d->k, &z));
    *out = lt_draw_factor(&own, z);
    return LT_OK;
}

static lt_status draw_family(const lt_drawn *d, int family, lt_source *s) {
    bool emits = false, removes = false;
    const int begin = lt_family_begin(family), end = lt_family_end(family);
    lt_range range;
    double factor;
    for (int p = begin; p < end; p++) {
        emits = emits || s->factor_kg[p] > 0;
        removes = removes || s->removal[p] > 0;
    }
    if (!emits) return LT_OK;
    LT_TRY(lt_range_of_factor(&d->ranges, s, family, &range));
    LT_TRY(factor_of(d, &range, &factor));
    for (int p = begin; p < end; p++) s->factor_kg[p] *= factor;
    if (!removes) return LT_OK;
    LT_TRY(lt_range_of_control(&d->ranges, s, family, &range));
    LT_TRY(factor_of(d, &range, &factor));
    for (int p = begin; p < end; p++) {
        const double before = 1 - s->removal[p], through = lt_draw_let_through(before, factor);
        if (through != before) s->removal[p] = 1 - through;
    }
    return LT_OK;
}

lt_status lt_drawn_process(const lt_drawn *d, lt_source *s) {
    for (int family = 0; family < LT_N_FAMILIES; family++) LT_TRY(draw_family(d, family, s));
    return LT_OK;
}
