/* laws: all adds nature and moves vapour of petrol in time, and changes nothing else. */
#include "inventory_fixture.h"

#include "inventory/place/gridding.h"
#include "inventory/published.h"
#include "inventory/sectors.h"
#include "inventory/species/speciation.h"
#include "inventory/uncertainty/uncertainty.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

static lt_ledger *basic, *all;
static lt_allocation allocation;

static int make(void **state) {
    if (make_root(state) != 0) return -1;
    basic = fixture_ledger(2020);
    all = fixture_whole_ledger(2020);
    fixture_fail(lt_allocation_read(2020, &allocation));
    return 0;
}

static int drop(void **state) {
    lt_ledger_free(basic);
    lt_ledger_free(all);
    lt_allocation_free(&allocation);
    return remove_root(state);
}

/* Every row of the basic ledger is there with its emissions; the others are nature's and emit VOC or NOx alone. */
static void test_what_is_added(void **state) {
    (void)state;
    long same = 0, natural = 0;
    for (long k = 0; k < all->n; k++) {
        const lt_source *s = &all->sources[k], *other = lt_ledger_find(basic, s->id);
        const bool is_natural = strcmp(s->sector, "natural") == 0;
        assert_true(is_natural == !other);
        same += !is_natural;
        natural += is_natural;
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
            const double kg = lt_source_emission_kg(s, (enum lt_pollutant)p);
            if (other) assert_true(kg == lt_source_emission_kg(other, (enum lt_pollutant)p));
            if (is_natural) assert_true((kg > 0) == (p == (strstr(s->process, "soil") ? LT_NOX : LT_NMVOC)));
        }
    }
    assert_int_equal(same, basic->n);
    assert_true(natural > 14 * 20 + 9 * 10);
}

/* Totals of people are those of the basic ledger, and with nature's they are all. */
static void test_totals_apart(void **state) {
    (void)state;
    double whole[LT_N_QUANTITIES], people[LT_N_QUANTITIES], nature[LT_N_QUANTITIES], without[LT_N_QUANTITIES];
    lt_ledger_quantities_kt(all, NULL, NULL, whole);
    lt_ledger_quantities_kt(all, NULL, LT_OF_PEOPLE, people);
    lt_ledger_quantities_kt(all, NULL, LT_OF_NATURE, nature);
    lt_ledger_quantities_kt(basic, NULL, NULL, without);
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        assert_true(people[q] == without[q]); /* exact sums of the same rows */
        assert_true(fabs(people[q] + nature[q] - whole[q]) <= 1e-15 * whole[q]);
        assert_true((nature[q] > 0) == (q == LT_NOX || q == LT_NMVOC || q == LT_OFP));
    }
}

/* What is uncertain of plants is in no total of people and takes no share of its variance. */
static void test_uncertain_totals(void **state) {
    (void)state;
    lt_uncertainty *u;
    double people[LT_N_POLLUTANTS];
    lt_ledger_totals_kt(all, NULL, LT_OF_PEOPLE, people);
    fixture_fail(lt_uncertainty_of(all, 64, &u));
    int found = 0;
    for (long k = 0; k < u->n_spreads; k++) {
        const lt_total_spread *s = &u->spreads[k];
        if (s->sector || s->place != LT_PROVINCE) continue;
        found++;
        assert_true(s->table_kt == people[s->pollutant]);
        assert_true(fabs(s->mean_kt / people[s->pollutant] - 1) <
                    0.2); /* 64 draws of 35 % (BC, the widest): 0.044; plants would add 0.6 to NMVOC */
    }
    assert_true(found > 5);
    for (long k = 0; k < u->n_sobol; k++) {
        const lt_input *input = &u->inputs->items[u->sobol[k].input];
        bool of_people = false;
        for (long m = 0; m < input->n_uses; m++) of_people |= !lt_source_is_natural(&all->sources[input->uses[m].row]);
        assert_true(of_people);
    }
    lt_uncertainty_free(u);
}

/* Of the timing only petrol's differs, and drops go by the calendar. */
static void test_what_is_moved(void **state) {
    (void)state;
    long moved = 0;
    for (long k = 0; k < basic->n; k++) {
        const lt_source *was = &basic->sources[k], *is = lt_ledger_find(all, was->id);
        if (strcmp(was->calendar, is->calendar) == 0) continue;
        const bool breathes = strcmp(is->technology, "breathing") == 0;
        assert_string_equal(was->sector, "storage");
        assert_string_equal(was->process, "petrol");
        assert_string_equal(was->calendar, "petrol_vapour");
        assert_string_equal(is->calendar,
                            breathes ? "evaporation/breathing:petrol_vapour" : "evaporation:petrol_vapour");
        assert_string_not_equal(is->technology, "spillage");
        moved++;
    }
    assert_int_equal(moved, 14 * 5);
}

/* Plants and soils are in no comparison with what people emit. */
static void test_not_compared(void **state) {
    (void)state;
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        lt_published row = {.year = 2015, .region = "Liaoning", .group = "all", .pollutant = p};
        assert_true(lt_published_ours(&row, all, allocation.sectors) ==
                    lt_published_ours(&row, basic, allocation.sectors));
    }
    assert_true(lt_sector_is_natural(lt_sectors_find(allocation.sectors, "natural")));
    assert_false(lt_sector_is_natural(lt_sectors_find(allocation.sectors, "dust")));
}

static double emitted(const lt_speciation *s, const double *kg, const char *name) {
    return kg[lt_speciation_find(s, name)];
}

/* In CB6r5 isoprene is ISOP alone (68.1 g/mol), terpenes APIN and TERP (136.2), soil gives NO; of the simple lumps VOC
 * and NOX. */
static void test_species(void **state) {
    (void)state;
    lt_speciation *cb6, *simple;
    double kg[LT_MOST_EMITTED], lumps[LT_MOST_EMITTED], clipped = 0;
    fixture_fail(lt_speciation_create("cb6r5", allocation.sectors, &cb6));
    fixture_fail(lt_speciation_create("simple", allocation.sectors, &simple));
    for (long k = 0; k < all->n; k++) {
        const lt_source *s = &all->sources[k];
        if (strcmp(s->sector, "natural") != 0) continue;
        const double voc = lt_source_emission_kg(s, LT_NMVOC), nox = lt_source_emission_kg(s, LT_NOX);
        double sum = 0;
        fixture_fail(lt_speciation_of(cb6, s, kg, &clipped));
        fixture_fail(lt_speciation_of(simple, s, lumps, &clipped));
        assert_true(emitted(simple, lumps, "VOC") == voc && emitted(simple, lumps, "NOX") == nox);
        for (int e = 0; e < cb6->n; e++) sum += kg[e];
        if (strcmp(s->process, "isoprene") == 0) {
            assert_near(emitted(cb6, kg, "ISOP") / (voc / 0.0681), 1, 1e-5); /* six digits in the table */
            assert_true(sum == emitted(cb6, kg, "ISOP"));
        } else if (strcmp(s->process, "terpenes") == 0) {
            /* Of the mass of a broadleaved tree's terpenes 180 of 1170 are sesquiterpenes (204 g/mol). */
            assert_near(emitted(cb6, kg, "SESQ") / (voc * 180 / 1170 / 0.204), 1, 1e-5);
            const double mass =
                (emitted(cb6, kg, "APIN") + emitted(cb6, kg, "TERP")) * 0.1362 + emitted(cb6, kg, "SESQ") * 0.204;
            assert_near(mass / voc, 1, 1e-5);
        } else if (nox > 0) {
            assert_true(sum == emitted(cb6, kg, "NO"));
            assert_near(emitted(cb6, kg, "NO") / (nox / 0.046), 1, 1e-3); /* 46 or 46.01 g/mol */
        }
    }
    lt_speciation_free(cb6);
    lt_speciation_free(simple);
}

static void test_own_ledger(void **state) {
    (void)state;
    lt_ledger *none;
    assert_int_equal(fixture_section("laws: all\nledger: mine.csv\n", 2020, &none), LT_ERR_INPUT);
    EXPECT("laws: all", "shipped ledger", "LAW:CALENDAR");
    assert_int_equal(fixture_section("laws: some\n", 2020, &none), LT_ERR_INPUT);
    EXPECT("basic", "all");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_is_added),    cmocka_unit_test(test_totals_apart),
                                       cmocka_unit_test(test_uncertain_totals), cmocka_unit_test(test_what_is_moved),
                                       cmocka_unit_test(test_not_compared),     cmocka_unit_test(test_species),
                                       cmocka_unit_test(test_own_ledger)};
    return cmocka_run_group_tests(tests, make, drop);
}
