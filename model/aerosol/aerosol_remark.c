/* aerosol_remark.c - what a run says at its end of cells that were held at a bound or not solved. */
#include "model/aerosol/aerosol.h"

#include "base/log.h"
#include "base/timeaxis.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool is_before(const lt_aerosol_cases *a, const lt_aerosol_cases *b) {
    if (a->middle != b->middle) return a->middle < b->middle;
    if (a->layer != b->layer) return a->layer < b->layer;
    return a->row != b->row ? a->row < b->row : a->column < b->column;
}

void lt_aerosol_cases_add(const lt_aerosol_cases *from, lt_aerosol_cases *to) {
    const int64_t n = to->n + from->n;
    if (from->n > 0 && (to->n == 0 || is_before(from, to))) *to = *from;
    to->n = n;
}

static void remark_held(const lt_aerosol_work *work, const char *title) {
    const struct {
        int64_t n;
        const char *what;
    } all[] = {{work->humid, lt_fmt("humidity held at %g in", LT_AEROSOL_MOST_HUMIDITY)},
               {work->cold, lt_fmt("temperature held at %g K in", LT_AEROSOL_LEAST_K)},
               {work->plain, "equilibrium by its plain method in"},
               {work->held, "drops of cloud beyond the range of a rate, held at its end, in"}};
    char text[512] = "";
    for (size_t n = 0; n < sizeof all / sizeof *all; ++n) {
        const size_t used = strlen(text);
        if (all[n].n > 0)
            snprintf(text + used, sizeof text - used, "%s%s %lld", used ? "; " : "", all[n].what, (long long)all[n].n);
    }
    if (text[0]) lt_remark(LT_LOG_INFO, "%s: aerosol of %lld cells x steps: %s", title, (long long)work->cells, text);
}

static void warn(const lt_aerosol_cases *cases, const char *title, const char *what) {
    char when[24];
    if (cases->n == 0) return;
    lt_time_iso((lt_time)floor(cases->middle), when);
    lt_remark(LT_LOG_WARNING, "%s: %s: %lld cells x steps, the first in layer %d, row %d, column %d around %s", title,
              what, (long long)cases->n, cases->layer, cases->row, cases->column, when);
}

void lt_aerosol_remark(const lt_aerosol_work *work, const char *title, bool all) {
    if (all) remark_held(work, title);
#define WARN(name, text) warn(&work->name, title, text);
    LT_AEROSOL_TROUBLES(WARN)
#undef WARN
}
