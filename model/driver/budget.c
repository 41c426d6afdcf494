#include "model/driver/budget.h"

#include "base/log.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Below it a number of the state has fewer digits, and what is lost there is no share of what it holds. */
#ifdef LT_REAL_IS_DOUBLE
static const double smallest = DBL_MIN;
#else
static const double smallest = (double)FLT_MIN;
#endif

/* Of the many species of a mechanism those that people ask for; of few all. Tracers and particles were asked for. */
static bool is_main(const lt_budget *b, int s) {
    static const char *const gases[] = {"O3", "NO2", "NO", "HNO3", "PAN", "H2O2", "FORM", "ISOP", "CO", "SO2", "NH3"};
    enum { FEW = 24 };
    bool among = b->n_reacting <= FEW || s >= b->n_reacting || b->species[s].molar_mass == 0.0;
    for (size_t g = 0; g < sizeof gases / sizeof *gases; ++g) among |= strcmp(gases[g], b->species[s].name) == 0;
    return among;
}

static size_t plane_of(const lt_budget *b) {
    return (size_t)b->crossings.nx * (size_t)b->crossings.ny;
}

lt_status lt_budget_create(const lt_comm *comm, const lt_state *state, int n_reacting, lt_budget **out) {
    lt_budget *b;
    size_t n = (size_t)state->n_species;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *b, &b));
    b->comm = *comm;
    b->n_species = state->n_species;
    b->n_reacting = n_reacting;
    b->species = state->species;
    lt_status status = lt_crossings_create(state->n_species, state->nx, state->ny, state->nz, &b->crossings);
    if (status == LT_OK) status = lt_calloc((size_t)n_reacting * plane_of(b), sizeof *b->won, &b->won);
    if (status == LT_OK) status = lt_calloc((size_t)n_reacting * plane_of(b), sizeof *b->clipped, &b->clipped);
    if (status == LT_OK) status = lt_calloc(n, sizeof *b->sums, &b->sums);
    if (status == LT_OK) status = lt_calloc(n, sizeof *b->burden, &b->burden);
    if (status == LT_OK) status = lt_calloc(n, sizeof *b->total, &b->total);
    if (status == LT_OK) status = lt_calloc(n, sizeof *b->main, &b->main);
    for (int s = 0; status == LT_OK && s < b->n_species; ++s) b->main[s] = is_main(b, s);
    if (status == LT_OK)
        *out = b;
    else
        lt_budget_free(b);
    return status;
}

void lt_budget_free(lt_budget *b) {
    if (!b) return;
    lt_crossings_free(&b->crossings);
    lt_free(b->won);
    lt_free(b->clipped);
    lt_free(b->sums);
    lt_free(b->burden);
    lt_free(b->total);
    lt_free(b->main);
    lt_free(b);
}

lt_status lt_budget_begin(lt_budget *budget, const lt_state *state, const lt_air *air) {
    budget->worst = 0.0;
    memset(budget->total, 0, (size_t)budget->n_species * sizeof *budget->total);
#pragma omp parallel for schedule(dynamic)
    for (int s = 0; s < budget->n_species; ++s) lt_sum_burden(state, air, s, &budget->sums[s].burden);
    LT_TRY(lt_sum_ranks(&budget->comm, budget->sums, (size_t)budget->n_species * sizeof *budget->sums));
    for (int s = 0; s < budget->n_species; ++s) budget->burden[s] = lt_exactsum_value(&budget->sums[s].burden);
    lt_budget_begin_hour(budget);
    return LT_OK;
}

void lt_budget_begin_hour(lt_budget *budget) {
    lt_crossings_clear(&budget->crossings);
    memset(budget->won, 0, (size_t)budget->n_reacting * plane_of(budget) * sizeof *budget->won);
    memset(budget->clipped, 0, (size_t)budget->n_reacting * plane_of(budget) * sizeof *budget->clipped);
    for (int s = 0; s < budget->n_species; ++s) lt_exactsum_clear(&budget->sums[s].emitted);
}

void lt_budget_emit(lt_budget *budget, const lt_source *source, const lt_air *air) {
#pragma omp parallel for schedule(dynamic)
    for (int s = 0; s < budget->n_species; ++s) lt_sum_source(&source[s], air, &budget->sums[s].emitted);
}

/* What the columns and faces have of the hour, but for what was emitted, which stands there. */
static lt_status sum_hour(lt_budget *budget, const lt_state *state, const lt_air *air, lt_exactsum *all_air) {
#pragma omp parallel for schedule(dynamic)
    for (int s = 0; s < budget->n_species; ++s) {
        lt_budget_sums *sums = &budget->sums[s];
        const size_t n = s < budget->n_reacting ? plane_of(budget) : 0, first = n * (size_t)s;
        lt_crossings_exact(&budget->crossings, s, &sums->crossed);
        lt_sum_burden(state, air, s, &sums->burden);
        lt_sum_plane(budget->won + first, n, &sums->won);
        lt_sum_plane(budget->clipped + first, n, &sums->clipped);
    }
    lt_sum_air(air, all_air);
    LT_TRY(lt_sum_ranks(&budget->comm, all_air, sizeof *all_air));
    return lt_sum_ranks(&budget->comm, budget->sums, (size_t)budget->n_species * sizeof *budget->sums);
}

lt_budget_line lt_budget_line_of(const lt_budget_sums *sums, double burden_before) {
    const lt_crossing_sums crossed = lt_crossings_round(&sums->crossed);
    const double clipped = lt_exactsum_value(&sums->clipped), burden = lt_exactsum_value(&sums->burden);
    lt_budget_line l = {.emitted = 3600.0 * lt_exactsum_value(&sums->emitted),
                        .in = crossed.in,
                        .out = crossed.out,
                        .top_in = crossed.top_in,
                        .top_out = crossed.top_out,
                        .dry = crossed.deposited,
                        .wet = crossed.washed,
                        .chemistry = lt_exactsum_value(&sums->won) - clipped,
                        .clipped = clipped,
                        .stored = burden - burden_before,
                        .burden = burden};
    lt_budget_line_close(&l);
    return l;
}

void lt_budget_line_close(lt_budget_line *l) {
    l->rounding = l->stored -
                  (l->emitted + l->in - l->out + l->top_in - l->top_out - l->dry - l->wet + l->chemistry + l->clipped);
}

double lt_budget_bound(const lt_air *air, int n_steps) {
    const double half_ulp = sizeof(lt_real) == 8 ? 0x1p-53 : 0x1p-24;
    double all = half_ulp * n_steps * (air->steps_x + air->steps_y + air->steps_z + 3);
    return all > LT_BUDGET_AIM ? all : LT_BUDGET_AIM;
}

static double gross(const lt_budget_line *l) {
    return l->burden + l->emitted + l->in + l->out + l->top_in + l->top_out + l->dry + l->wet + fabs(l->chemistry) +
           l->clipped;
}

lt_status lt_budget_line_judge(const lt_budget_line *l, double most, double air, const char *species, const char *hour,
                               double *worst) {
    double all = gross(l), share = all > 0.0 ? fabs(l->rounding) / all : 0.0;
    if (fabs(l->rounding) <= smallest * air) return LT_OK;
    if (!(share <= most))
        return LT_RAISE(LT_ERR_INTERNAL, .what = "the mass budget does not close",
                        .where = lt_fmt("%s, hour ending %s", species, hour),
                        .expected = lt_fmt("|rounding| / (burden + gross fluxes) <= %.2g", most),
                        .found = lt_fmt("%g", share), .todo = "report this with the case: it is a fault of the model");
    *worst = share > *worst ? share : *worst;
    return LT_OK;
}

void lt_budget_line_add(lt_budget_line *total, const lt_budget_line *l) {
    total->emitted += l->emitted;
    total->in += l->in;
    total->out += l->out;
    total->top_in += l->top_in;
    total->top_out += l->top_out;
    total->dry += l->dry;
    total->wet += l->wet;
    total->chemistry += l->chemistry;
    total->clipped += l->clipped;
    total->stored += l->stored;
    total->rounding += l->rounding;
    total->burden = l->burden;
}

void lt_budget_line_print(const lt_budget_line *l, FILE *stream) {
    fprintf(stream, "%.9e,%.9e,%.9e,%.9e,%.9e,%.9e,%.9e,%.9e,%.9e,%.9e,%.9e,%.9e\n", l->emitted, l->in, l->out,
            l->top_in, l->top_out, l->dry, l->wet, l->chemistry, l->clipped, l->stored, l->burden, l->rounding);
}

void lt_budget_header(FILE *stream, const char *weather, const char *dropped) {
    fprintf(stream, "# Weather: %s\n", weather);
    if (dropped) fprintf(stream, "# Emissions that the chemistry lacks, left out: %s\n", dropped);
    fputs("# Hourly budget, kg. stored = emitted + in - out + top_in - top_out - dry - wet + chemistry + clipped + "
          "rounding.\n"
          "hour_end_utc,species," LT_BUDGET_COLUMNS "\n",
          stream);
}

lt_status lt_budget_end_hour(lt_budget *budget, const lt_state *state, const lt_air *air, int n_steps, const char *hour,
                             FILE *stream) {
    lt_exactsum all;
    LT_TRY(sum_hour(budget, state, air, &all));
    const double all_air = lt_exactsum_value(&all), bound = lt_budget_bound(air, n_steps);
    for (int s = 0; s < budget->n_species; ++s) {
        lt_budget_line l = lt_budget_line_of(&budget->sums[s], budget->burden[s]);
        if (stream) {
            fprintf(stream, "%s,%s,", hour, budget->species[s].name);
            lt_budget_line_print(&l, stream);
        }
        LT_TRY(lt_budget_line_judge(&l, bound, all_air, budget->species[s].name, hour, &budget->worst));
        lt_budget_line_add(&budget->total[s], &l);
        budget->burden[s] = l.burden;
    }
    lt_budget_begin_hour(budget);
    return LT_OK;
}

lt_status lt_budget_exchange(lt_budget *budget, lt_restart *restart, const char *group) {
    size_t n = (size_t)budget->n_species, terms = sizeof(lt_budget_line) / sizeof(double);
    LT_TRY(lt_restart_doubles(restart, group, "burden", "kg", n, budget->burden));
    LT_TRY(lt_restart_doubles(restart, group, "budget_totals", "kg", n * terms, &budget->total[0].emitted));
    return lt_restart_doubles(restart, group, "worst_rounding", "1", 1, &budget->worst);
}

/* Whole tonnes, without the sign of nothing. */
static double tonnes(double kg) {
    return round(1e-3 * kg) + 0.0;
}

void lt_budget_warn(const lt_budget *budget, const char *title) {
    if (budget->worst <= LT_BUDGET_AIM) return;
    lt_remark(
        LT_LOG_WARNING,
        "%s: rounding takes or adds up to %.1e of a species in an hour, more than the %.0e that are aimed at; it is "
        "a line of the budget. Fewer steps an hour, or the build in double, lessen it",
        title, budget->worst, LT_BUDGET_AIM);
}

/* The columns of the table beside rounding; widths: digits that each needs (carbon dioxide that passes through in a
 * month has twelve). */
enum { N_SAID = 9 };
static const char *const said[N_SAID] = {"emitted", "in", "out", "top", "dry", "wet", "chemistry", "clipped", "stored"};

static void tonnes_of(const lt_budget_line *l, double out[N_SAID]) {
    const double kg[N_SAID] = {l->emitted,   l->in,      l->out,   l->top_in - l->top_out, l->dry, l->wet,
                               l->chemistry, l->clipped, l->stored};
    for (int c = 0; c < N_SAID; ++c) out[c] = tonnes(kg[c]);
}

static int widths_of(const lt_budget *budget, int widths[N_SAID]) {
    int name = 5;
    for (int c = 0; c < N_SAID; ++c) widths[c] = (int)strlen(said[c]) > 6 ? (int)strlen(said[c]) : 6;
    for (int s = 0; s < budget->n_species; ++s) {
        double t[N_SAID];
        if (!budget->main[s]) continue;
        const int length = (int)strlen(budget->species[s].name);
        name = length > name ? length : name;
        tonnes_of(&budget->total[s], t);
        for (int c = 0; c < N_SAID; ++c) {
            const int needed = snprintf(NULL, 0, "%.0f", t[c]);
            widths[c] = needed > widths[c] ? needed : widths[c];
        }
    }
    return name;
}

void lt_budget_say_line(const lt_budget *budget, const char *title, const char *file) {
    lt_say("%s: mass closes to %.1e of burden and gross fluxes in an hour (aim %.0e); budget in %s\n", title,
           budget->worst, LT_BUDGET_AIM, file);
}

void lt_budget_say(const lt_budget *budget, const char *title, const char *file) {
    int widths[N_SAID], left = 0;
    const int name = widths_of(budget, widths);
    lt_say("%s: budget of the run with its spin-up, t\n"
           "  (stored = emitted + in - out + top - dry - wet + chemistry + clipped + rounding)\n  %-*s",
           title, name, "");
    for (int c = 0; c < N_SAID; ++c) lt_say(" %*s", widths[c], said[c]);
    lt_say(" rounding\n");
    for (int s = 0; s < budget->n_species; ++s) {
        double t[N_SAID];
        left += !budget->main[s];
        if (!budget->main[s]) continue;
        tonnes_of(&budget->total[s], t);
        lt_say("  %-*s", name, budget->species[s].name);
        for (int c = 0; c < N_SAID; ++c) lt_say(" %*.0f", widths[c], t[c]);
        lt_say(" %8.1e\n", 1e-3 * budget->total[s].rounding);
    }
    if (left > 0) lt_say("  and %d more species in %s\n", left, file);
    lt_say("  largest |rounding| / (burden + gross fluxes) in an hour: %.1e (aim %.0e)\n", budget->worst,
           LT_BUDGET_AIM);
}
