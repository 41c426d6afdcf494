/* Draws against closed forms: one row is a product of lognormals; shares add up; the same bits for any threads. */
#include "inventory_fixture.h"

#include "inventory/controls.h"
#include "inventory/factors.h"
#include "inventory/uncertainty/uncertainty.h"

#include <gsl/gsl_cdf.h>
#include <omp.h>

enum { N = 4096 };

/* A row of Shenyang: activity with factor95 a, a factor of SO2 with range f. */
static void add_row(lt_ledger *ledger, const char *id, const char *process, double a, double f) {
    lt_source s = {
        .sector = "heat", .process = "", .region = "Shenyang", .activity = 1e6, .uncertainty = a, .mark = "V"};
    lt_factor factor = {.sector = "heat", .pollutant = LT_SO2, .factor = 2, .low = 2 / f, .high = 2 * f, .mark = "V"};
    snprintf(s.id, sizeof s.id, "%s", id);
    snprintf(s.process, sizeof s.process, "%s", process);
    snprintf(s.control, sizeof s.control, "none");
    snprintf(factor.process, sizeof factor.process, "%s", process);
    s.factor_kg[LT_SO2] = 2;
    if (!lt_factors_have(ledger->factors, "heat", process, ""))
        fixture_fail(lt_factors_push(ledger->factors, &factor, "here"));
    fixture_fail(lt_ledger_append(ledger, &s));
}

static lt_ledger *empty(void) {
    lt_ledger *ledger;
    fixture_fail(lt_ledger_create(2020, &ledger));
    fixture_fail(lt_factors_create(&ledger->factors));
    fixture_fail(lt_controls_create(&ledger->controls));
    return ledger;
}

static const lt_total_spread *spread_of(const lt_uncertainty *u, int place, const char *sector, int pollutant) {
    for (long k = 0; k < u->n_spreads; k++)
        if (u->spreads[k].place == place && u->spreads[k].pollutant == pollutant &&
            (sector ? u->spreads[k].sector && strcmp(sector, u->spreads[k].sector) == 0 : !u->spreads[k].sector))
            return &u->spreads[k];
    fail_msg("no spread");
    return NULL;
}

static double share_of(const lt_uncertainty *u, const char *input) {
    for (long k = 0; k < u->n_sobol; k++)
        if (u->sobol[k].place == LT_PROVINCE && strstr(u->inputs->items[u->sobol[k].input].name, input))
            return u->sobol[k].total;
    return 0;
}

/* E = A f: sigma^2 = sum of both; quantiles exp(sigma z - sigma^2 / 2); total share of A by hand. Sobol points of two
 * dimensions: errors of order 1/N times logarithms; 1 % holds for 4096. */
static void test_one_row(void **state) {
    (void)state;
    const double a = log(1.3) / 1.959964, f = log(1.8) / 1.959964, sigma = hypot(a, f);
    lt_ledger *ledger = empty();
    lt_uncertainty *u;
    add_row(ledger, "x", "coal", 1.3, 1.8);
    fixture_fail(lt_uncertainty_of(ledger, N, &u));
    assert_int_equal(u->inputs->n, 2);
    const lt_total_spread *s = spread_of(u, 0, NULL, LT_SO2);
    assert_near(s->table_kt, 2, 1e-12);
    assert_true(fabs(s->mean_kt / 2 - 1) < 2e-3);
    assert_true(fabs(s->sd_kt / (2 * sqrt(exp(sigma * sigma) - 1)) - 1) < 0.01);
    for (int q = 0; q < 5; q++) {
        const double want = 2 * exp(sigma * gsl_cdf_ugaussian_Pinv(lt_spread_quantiles[q]) - 0.5 * sigma * sigma);
        assert_true(fabs(s->quantile_kt[q] / want - 1) < 0.01);
    }
    const double whole = exp(sigma * sigma) - 1, by_a = exp(f * f) * (exp(a * a) - 1) / whole,
                 by_f = exp(a * a) * (exp(f * f) - 1) / whole;
    print_message("share of the activity %.4f for %.4f, of the factor %.4f for %.4f\n", share_of(u, "activity"), by_a,
                  share_of(u, "factor"), by_f);
    assert_true(fabs(share_of(u, "activity") - by_a) < 0.03); /* 2048 draws */
    assert_true(fabs(share_of(u, "factor") - by_f) < 0.03);
    lt_uncertainty_free(u);
    lt_ledger_free(ledger);
}

/* Two rows with one factor move together, with two factors half as much: variances add. */
static void test_correlation(void **state) {
    (void)state;
    double sd[2];
    for (int apart = 0; apart < 2; apart++) {
        lt_ledger *ledger = empty();
        lt_uncertainty *u;
        add_row(ledger, "x", "gas", 1.0001, 1.8);
        add_row(ledger, "y", apart ? "oil" : "gas", 1.0001, 1.8);
        fixture_fail(lt_uncertainty_of(ledger, N, &u));
        sd[apart] = spread_of(u, LT_PROVINCE, NULL, LT_SO2)->sd_kt;
        lt_uncertainty_free(u);
        lt_ledger_free(ledger);
    }
    assert_true(fabs(sd[0] / sd[1] - sqrt(2)) < 0.02);
}

/* The shipped ledger: means are the table, cities move less together than alone, sectors are there; shares are in
 * order; one thread and four give the same bits. */
static void test_shipped(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    lt_uncertainty *u, *again;
    const int threads = omp_get_max_threads();
    omp_set_num_threads(1);
    fixture_fail(lt_uncertainty_of(ledger, 512, &u));
    omp_set_num_threads(4);
    fixture_fail(lt_uncertainty_of(ledger, 512, &again));
    omp_set_num_threads(threads);
    assert_int_equal(u->n_spreads, again->n_spreads);
    assert_int_equal(u->n_sobol, again->n_sobol);
    for (long k = 0; k < u->n_spreads; k++) {
        assert_memory_equal(&u->spreads[k].mean_kt, &again->spreads[k].mean_kt, 7 * sizeof(double));
        const lt_total_spread *s = &u->spreads[k];
        assert_true(s->quantile_kt[0] <= s->quantile_kt[2] && s->quantile_kt[2] <= s->quantile_kt[4]);
        if (!s->sector && s->place == LT_PROVINCE) /* 512 draws: four standard errors, and what odds move */
            assert_true(fabs(s->mean_kt / s->table_kt - 1) < 4 * s->sd_kt / s->table_kt / sqrt(512) + 0.02);
    }
    for (long k = 0; k < u->n_sobol; k++) {
        assert_true(u->sobol[k].input == again->sobol[k].input && u->sobol[k].total == again->sobol[k].total);
        if (k > 0 && u->sobol[k].place == u->sobol[k - 1].place && u->sobol[k].pollutant == u->sobol[k - 1].pollutant)
            assert_true(u->sobol[k].total <= u->sobol[k - 1].total);
    }
    assert_true(spread_of(u, LT_PROVINCE, "heat", LT_SO2)->sd_kt > 0);
    double alone = 0; /* spreads of cities that moved as one would add up */
    for (int city = 0; city < LT_N_CITIES; city++) alone += spread_of(u, city, NULL, LT_SO2)->sd_kt;
    assert_true(spread_of(u, LT_PROVINCE, NULL, LT_SO2)->sd_kt < alone);
    /* Shares of a city move its total; those of the province stay: no share is among what moves the province. */
    for (long k = 0; k < u->n_sobol; k++)
        if (u->sobol[k].place == LT_PROVINCE && u->inputs->items[u->sobol[k].input].kind == LT_INPUT_SHARE)
            assert_true(u->sobol[k].total < 0.05);
    lt_uncertainty_free(u);
    lt_uncertainty_free(again);
    lt_ledger_free(ledger);
    assert_int_equal(lt_uncertainty_of(NULL, 3, &u), LT_ERR_USAGE);
    lt_error_clear();
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_row), cmocka_unit_test(test_correlation),
                                       cmocka_unit_test(test_shipped)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
