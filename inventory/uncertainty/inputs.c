/* inputs.c - the numbers of a ledger that are not known well.
 *
 *   E = A s f (1 - r)     A activity (of the province, or of the row), s share of the city, f factor, 1 - r let through
 * Each is its table value times exp(sigma z - sigma^2 / 2), z standard normal: lognormal with mean 1. For a factor with
 * a range sigma = ln(high / low) / (2 x 1.959964): the range is its 95 % interval. Where there is none the mark says it
 * (uncertainty.csv: a pedigree). Shares of a vector are drawn and then brought to sum 1 again.
 * Limits   shapes are lognormal; inputs of different groups are independent; what lets more through than there is is
 * cut at 1; profiles, calendars and places are taken as certain. */
#include "inventory/uncertainty/ranges.h"

#include "base/texts.h"
#include "inventory/shares.h"

#include <math.h>
#include <string.h>

const char *const lt_family_names[LT_N_FAMILIES] = {
#define LT_FAMILY_NAME(name, first) #name,
    LT_FAMILY_LIST(LT_FAMILY_NAME)
#undef LT_FAMILY_NAME
};
const int lt_family_first[LT_N_FAMILIES + 1] = {
#define LT_FAMILY_FIRST(name, first) first,
    LT_FAMILY_LIST(LT_FAMILY_FIRST)
#undef LT_FAMILY_FIRST
        LT_N_POLLUTANTS};
const char *const lt_input_kind_names[LT_N_INPUT_KINDS] = {"activity", "factor", "control", "share"};

static const double z975 = 1.959963984540054;

double lt_input_factor95(const lt_input *input) {
    return exp(z975 * input->sigma);
}

double lt_input_sigma(double factor95) {
    return log(factor95) / z975;
}

int lt_family_of(int pollutant) {
    int family = LT_N_FAMILIES - 1;
    while (lt_family_first[family] > pollutant) family--;
    return family;
}

typedef struct maker {
    lt_inputs *in;
    lt_ranges ranges;
    lt_city_shares *shares;
} maker;

/* The input of this name, made if it is new; a wider guess of the same input counts. *out -1: certain. */
static lt_status input_named(lt_inputs *in, enum lt_input_kind kind, const char *name, double factor95,
                             const char *mark, long *out) {
    *out = -1;
    if (!(factor95 > 1)) return LT_OK;
    const double sigma = lt_input_sigma(factor95);
    long k = lt_texts_number(in->texts, name);
    if (k < 0) {
        LT_TRY(lt_grow(&in->items, sizeof *in->items, in->n + 1, &in->capacity));
        k = in->n++;
        in->items[k] = (lt_input){.kind = kind, .sigma = sigma};
        LT_TRY(lt_texts_keep(in->texts, mark, &in->items[k].mark));
        LT_TRY(lt_texts_set_number(in->texts, name, k));
        LT_TRY(lt_texts_keep(in->texts, name, &in->items[k].name));
    }
    if (sigma > in->items[k].sigma) in->items[k].sigma = sigma;
    *out = k;
    return LT_OK;
}

static lt_status uses(lt_inputs *in, long input, long row, int family) {
    if (input < 0) return LT_OK;
    lt_input *i = &in->items[input];
    LT_TRY(lt_grow(&i->uses, sizeof *i->uses, i->n_uses + 1, &i->room));
    i->uses[i->n_uses++] = (struct lt_use){row, family};
    return LT_OK;
}

static lt_status add_activity(maker *m, const lt_source *s, long r) {
    double factor95 = s->uncertainty;
    const bool shared = s->origin && s->origin[0];
    if (!(factor95 > 0)) LT_TRY(lt_range_of_mark(&m->ranges, LT_INPUT_ACTIVITY, s->mark[0] ? s->mark : "R", &factor95));
    LT_TRY(input_named(m->in, LT_INPUT_ACTIVITY, lt_fmt("activity %s", shared ? s->origin : s->id), factor95, s->mark,
                       &m->in->activity[r]));
    return uses(m->in, m->in->activity[r], r, -1);
}

/* A row that a vector spread over the cities. */
static lt_status add_share(maker *m, const lt_source *s, long r) {
    lt_inputs *in = m->in;
    if (!s->share || !s->share[0]) return LT_OK;
    const lt_city_share *share = lt_city_shares_find(m->shares, s->share);
    if (!share) return LT_OK;
    const int v = (int)(share - m->shares->items);
    in->vector[r] = v;
    for (int c = 0; c < LT_N_CITIES; c++) {
        double factor95;
        long *input = &in->share_input[v * LT_N_CITIES + c];
        in->share_of[v * LT_N_CITIES + c] = share->of[c];
        if (share->of[c] <= 0) continue;
        LT_TRY(lt_range_of_mark(&m->ranges, LT_INPUT_SHARE, share->mark, &factor95));
        LT_TRY(input_named(in, LT_INPUT_SHARE, lt_fmt("share %s of %s", lt_city_names[c], share->name), factor95,
                           share->mark, input));
        LT_TRY(uses(in, *input, r, -1)); /* all shares of a vector move when one does */
    }
    in->share[r] = in->share_input[v * LT_N_CITIES + in->place[r]];
    return LT_OK;
}

static lt_status add_factors(maker *m, const lt_source *s, long r) {
    for (int family = 0; family < LT_N_FAMILIES; family++) {
        const long at = r * LT_N_FAMILIES + family;
        bool emits = false, removes = false;
        lt_range range;
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
            if (lt_family_of(p) != family) continue;
            emits |= lt_source_emission_kg(s, (enum lt_pollutant)p) > 0;
            removes |= s->removal[p] > 0;
        }
        if (!emits) continue;
        LT_TRY(lt_range_of_factor(&m->ranges, s, family, &range));
        LT_TRY(input_named(m->in, LT_INPUT_FACTOR, range.name, range.factor95, range.mark, &m->in->factor[at]));
        LT_TRY(uses(m->in, m->in->factor[at], r, family));
        if (!removes) continue;
        LT_TRY(lt_range_of_control(&m->ranges, s, family, &range));
        LT_TRY(input_named(m->in, LT_INPUT_CONTROL, range.name, range.factor95, range.mark, &m->in->control[at]));
        LT_TRY(uses(m->in, m->in->control[at], r, family));
    }
    return LT_OK;
}

static lt_status make_arrays(maker *m) {
    lt_inputs *in = m->in;
    const size_t n = (size_t)in->ledger->n + 1, vectors = (size_t)m->shares->n * LT_N_CITIES + 1;
    in->n_vectors = m->shares->n;
    LT_TRY(lt_calloc(n, sizeof(long), &in->activity));
    LT_TRY(lt_calloc(n, sizeof(long), &in->share));
    LT_TRY(lt_calloc(n * LT_N_FAMILIES, sizeof(long), &in->factor));
    LT_TRY(lt_calloc(n * LT_N_FAMILIES, sizeof(long), &in->control));
    LT_TRY(lt_calloc(n, sizeof(int), &in->place));
    LT_TRY(lt_calloc(n, sizeof(int), &in->vector));
    LT_TRY(lt_calloc(vectors, sizeof(double), &in->share_of));
    LT_TRY(lt_calloc(vectors, sizeof(long), &in->share_input));
    for (size_t k = 0; k < n; k++) in->activity[k] = in->share[k] = in->place[k] = in->vector[k] = -1;
    for (size_t k = 0; k < n * LT_N_FAMILIES; k++) in->factor[k] = in->control[k] = -1;
    for (size_t k = 0; k < vectors; k++) in->share_input[k] = -1;
    return LT_OK;
}

static lt_status fill(maker *m) {
    char path[512];
    LT_TRY(lt_ranges_open(m->in->ledger, &m->ranges));
    LT_TRY(lt_share_path("inventory/data/shares.csv", path, sizeof path));
    LT_TRY(lt_city_shares_read(path, &m->shares));
    LT_TRY(make_arrays(m));
    for (long r = 0; r < m->in->ledger->n; r++) {
        const lt_source *s = &m->in->ledger->sources[r];
        m->in->place[r] = lt_city_index(s->region);
        if (m->in->place[r] < 0) continue;
        LT_TRY(add_activity(m, s, r));
        LT_TRY(add_share(m, s, r));
        LT_TRY(add_factors(m, s, r));
    }
    return LT_OK;
}

lt_status lt_inputs_create(const lt_ledger *ledger, lt_inputs **out) {
    maker m = {0};
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *m.in, &m.in));
    m.in->ledger = ledger;
    lt_status status = lt_texts_create(&m.in->texts);
    if (status == LT_OK) status = fill(&m);
    lt_ranges_close(&m.ranges);
    lt_city_shares_free(m.shares);
    if (status != LT_OK) {
        lt_inputs_free(m.in);
        return status;
    }
    *out = m.in;
    return LT_OK;
}

void lt_inputs_free(lt_inputs *in) {
    if (!in) return;
    for (long k = 0; k < in->n; k++) lt_free(in->items[k].uses);
    lt_free(in->items);
    lt_texts_free(in->texts);
    lt_free(in->activity);
    lt_free(in->share);
    lt_free(in->factor);
    lt_free(in->control);
    lt_free(in->place);
    lt_free(in->vector);
    lt_free(in->share_of);
    lt_free(in->share_input);
    lt_free(in);
}
