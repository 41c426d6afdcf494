/* Ledgers of draws: the totals of the tool that tells how sure they are, the same bits for any threads and order; what
 * is certain keeps its bits. */
#include "inventory_fixture.h"

#include "inventory/factors.h"
#include "inventory/uncertainty/evaluate.h"
#include "tests/support/words.h"

#include <gsl/gsl_cdf.h>
#include <omp.h>

enum { N = 16 };

static lt_ledger *drawn(long n, long k) {
    lt_ledger *ledger = fixture_ledger(2020);
    fixture_fail(lt_ledger_draw(ledger, n, k));
    return ledger;
}

static const char *place_text(int place) {
    return place == LT_PROVINCE ? NULL : lt_city_names[place];
}

/* Mean and deviation of the totals of 16 drawn ledgers are those that `inventory uncertainty` tells of 16 draws, by
 * city and pollutant. The tool sums rows of products, the ledger products of its rows, exactly: 1e-12 of the mean holds
 * for 3000 rows; a removal is 1 - what is let through, so that 1e-16 of the whole is lost of it, 1e-13 of a thousandth
 * that is left. */
static void test_totals(void **state) {
    (void)state;
    static double kt[N][LT_N_PLACES][LT_N_POLLUTANTS];
    lt_ledger *table = fixture_ledger(2020);
    lt_uncertainty *u;
    long compared = 0;
    for (long k = 0; k < N; k++) {
        lt_ledger *ledger = drawn(N, k);
        for (int place = 0; place < LT_N_PLACES; place++)
            lt_ledger_totals_kt(ledger, place_text(place), NULL, kt[k][place]);
        lt_ledger_free(ledger);
    }
    fixture_fail(lt_uncertainty_of(table, N, &u));
    for (long s = 0; s < u->n_spreads; s++) {
        const lt_total_spread *of = &u->spreads[s];
        double mean = 0, squares = 0;
        if (of->sector) continue;
        for (int k = 0; k < N; k++) mean += kt[k][of->place][of->pollutant] / N;
        for (int k = 0; k < N; k++) squares += pow(kt[k][of->place][of->pollutant] - mean, 2);
        assert_near(mean, of->mean_kt, 1e-12 * of->mean_kt);
        assert_near(sqrt(squares / (N - 1)), of->sd_kt, 1e-11 * of->mean_kt);
        assert_true(of->sd_kt > 0);
        compared++;
    }
    assert_true(compared > 14 * 10);
    lt_uncertainty_free(u);
    lt_ledger_free(table);
}

/* Draw 2 of 3 alone on one thread, and after the others on four; another n is another draw. */
static void test_bits(void **state) {
    (void)state;
    const int threads = omp_get_max_threads();
    lt_digest alone, after, other;
    omp_set_num_threads(1);
    lt_ledger *ledger = drawn(3, 2);
    fixture_fail(lt_ledger_table_digest(ledger, alone));
    omp_set_num_threads(4);
    for (long k = 0; k < 2; k++) lt_ledger_free(drawn(3, k));
    lt_ledger *again = drawn(3, 2), *of_four = drawn(4, 2);
    omp_set_num_threads(threads);
    fixture_fail(lt_ledger_table_digest(again, after));
    fixture_fail(lt_ledger_table_digest(of_four, other));
    assert_string_equal(alone, after);
    assert_string_not_equal(alone, other);
    for (long r = 0; r < ledger->n; r++) {
        assert_memory_equal(&ledger->sources[r].activity, &again->sources[r].activity, sizeof(double));
        assert_memory_equal(ledger->sources[r].factor_kg, again->sources[r].factor_kg,
                            sizeof ledger->sources->factor_kg);
        assert_memory_equal(ledger->sources[r].removal, again->sources[r].removal, sizeof ledger->sources->removal);
    }
    lt_ledger_free(ledger);
    lt_ledger_free(again);
    lt_ledger_free(of_four);
}

static bool same_numbers(const lt_source *a, const lt_source *b) {
    return memcmp(&a->activity, &b->activity, sizeof a->activity) == 0 &&
           memcmp(a->factor_kg, b->factor_kg, sizeof a->factor_kg) == 0 &&
           memcmp(a->removal, b->removal, sizeof a->removal) == 0;
}

/* All deviations zero: the draw is the ledger, bit by bit. With them rows of Liaoning move and those of others do not;
 * what is drawn stays a ledger: nothing below zero, removals within 0 and 1. */
static void test_certain(void **state) {
    (void)state;
    lt_ledger *table = fixture_ledger(2020), *ledger = drawn(2, 1);
    lt_inputs *in;
    lt_draw d;
    float *z;
    long moved = 0;
    fixture_fail(lt_inputs_create(table, &in));
    fixture_fail(lt_calloc((size_t)in->n * 2, sizeof *z, &z));
    for (long i = 0; i < in->n; i++) {
        z[2 * i + 1] = 1.5f;
        in->items[i].sigma = 0;
    }
    fixture_fail(lt_draw_open(in, z, 2, &d));
    lt_draw_load(&d, 1);
    for (long r = 0; r < table->n; r++) {
        const lt_source *of = &table->sources[r], *to = &ledger->sources[r];
        lt_source copy = *of;
        lt_draw_source(&d, r, &copy);
        assert_true(same_numbers(&copy, of));
        if (in->place[r] < 0) assert_true(same_numbers(to, of));
        moved += !same_numbers(to, of);
        assert_true(to->activity >= 0 || of->activity < 0);
        for (int p = 0; p < LT_N_POLLUTANTS; p++) assert_true(to->removal[p] >= 0 && to->removal[p] <= 1);
    }
    print_message("%ld of %ld rows are drawn\n", moved, table->n);
    assert_true(moved > table->n / 2);
    lt_draw_close(&d);
    lt_free(z);
    lt_inputs_free(in);
    lt_ledger_free(table);
    lt_ledger_free(ledger);
}

static lt_source process_of(lt_ledger *ledger, const lt_source *row) {
    lt_source made = *row;
    fixture_fail(lt_ledger_process(ledger, row->sector, row->process, row->technology, row->control, &made));
    return made;
}

static bool same_emissions(const lt_source *a, const lt_source *b) {
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        if (lt_source_emission_kg(a, (enum lt_pollutant)p) != lt_source_emission_kg(b, (enum lt_pollutant)p))
            return false;
    return true;
}

/* A record that a measure makes of a process has the drawn numbers of the rows of this process: those rows that are
 * what the tables make of them are so on a draw too, bit by bit. */
static void test_process(void **state) {
    (void)state;
    lt_ledger *table = fixture_ledger(2020), *ledger = drawn(3, 1);
    long compared = 0, moved = 0;
    for (long r = 0; r < table->n; r++) {
        const lt_source *of = &table->sources[r], *to = &ledger->sources[r];
        if (!lt_region_is_liaoning(of->region) ||
            !lt_factors_have(table->factors, of->sector, of->process, of->technology))
            continue;
        const lt_source made = process_of(table, of), again = process_of(ledger, to);
        if (!same_emissions(&made, of)) continue;
        assert_true(same_emissions(&again, to));
        moved += memcmp(again.factor_kg, made.factor_kg, sizeof made.factor_kg) != 0;
        compared++;
    }
    print_message("%ld rows are what the tables make of them, %ld have drawn factors\n", compared, moved);
    assert_true(compared > 1000 && moved > compared / 2);
    lt_ledger_free(table);
    lt_ledger_free(ledger);
}

/* The first process of the tables that no row of a ledger has. */
static const lt_factor *unused(const lt_ledger *ledger) {
    for (long k = 0; k < ledger->factors->n; k++) {
        const lt_factor *f = &ledger->factors->rows[k];
        bool used = false;
        for (long r = 0; r < ledger->n && !used; r++)
            used = strcmp(ledger->sources[r].sector, f->sector) == 0 &&
                   strcmp(ledger->sources[r].process, f->process) == 0 &&
                   strcmp(ledger->sources[r].technology, f->technology) == 0;
        if (!used && f->factor > 0 && f->technology[0]) return f;
    }
    fail_msg("every process is used");
    return NULL;
}

/* What no row has is drawn by its name: a number in each n-th of the probability; the same in another ledger. */
static void test_own_draws(void **state) {
    (void)state;
    enum { DRAWS = 8 };
    bool seen[DRAWS] = {false};
    for (long k = 0; k < DRAWS; k++) {
        float z;
        fixture_fail(lt_draw_named("factor of nobody", DRAWS, k, &z));
        const int stratum = (int)(gsl_cdf_ugaussian_P(z) * DRAWS);
        assert_false(seen[stratum]);
        seen[stratum] = true;
    }
    lt_ledger *table = fixture_ledger(2020), *one = drawn(2, 0), *other = drawn(2, 1), *again = drawn(2, 1);
    const lt_factor *f = unused(table);
    print_message("%s %s %s is no row's\n", f->sector, f->process, f->technology);
    double kg[4];
    lt_ledger *ledgers[] = {table, one, other, again};
    for (int k = 0; k < 4; k++) {
        lt_source row = {.control = "none"};
        snprintf(row.unit, sizeof row.unit, "%s", f->unit);
        fixture_fail(lt_ledger_process(ledgers[k], f->sector, f->process, f->technology, "none", &row));
        kg[k] = row.factor_kg[f->pollutant];
    }
    assert_true(kg[0] == f->factor && kg[2] == kg[3]);
    assert_true((kg[1] < kg[2] ? kg[1] : kg[2]) < kg[0] &&
                kg[1] != kg[2]); /* one below the median, which is below the mean */
    for (int k = 0; k < 4; k++) lt_ledger_free(ledgers[k]);
}

static void test_nothing_uncertain(void **state) {
    (void)state;
    lt_ledger *ledger;
    fixture_fail(lt_ledger_create(2020, &ledger));
    BAD_INPUT(lt_ledger_draw(ledger, 2, 0), "nothing of the inventory is uncertain", "rows of Liaoning", "0 rows",
              "take inventory_draws out");
    lt_ledger_free(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_totals),    cmocka_unit_test(test_bits),
                                       cmocka_unit_test(test_certain),   cmocka_unit_test(test_process),
                                       cmocka_unit_test(test_own_draws), cmocka_unit_test(test_nothing_uncertain)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
