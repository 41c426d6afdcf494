/* What a run carries by its chemistry: the passive list, or a mechanism's gases, ammonia and the particles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/aerosol/constituents.h"
#include "model/state/chemical_set.h"
#include "tests/support/words.h"

#include <string.h>

static lt_chemical_set *set_of(const char *chemistry) {
    lt_chemical_set *set = NULL;
    assert_int_equal(lt_chemical_set_create(chemistry, &set), LT_OK);
    return set;
}

static void test_lists(void **state) {
    (void)state;
    lt_chemical_set *set = set_of("off");
    assert_int_equal(set->n, LT_N_SPECIES);
    assert_int_equal(set->n_gases, 0);
    assert_null(set->mechanism);
    assert_int_equal(lt_chemical_set_find(set, "NOX"), LT_S_NOX);
    assert_int_equal(lt_chemical_set_find(set, "O3"), -1);
    /* every one is a gas of the table of gases, a particle, or stays */
    for (int s = 0; s < set->n; ++s) {
        assert_false(set->info[s].gas && set->info[s].dry_class != LT_DRY_NONE);
        assert_true(set->info[s].gas || set->info[s].dry_class != LT_DRY_NONE || s == LT_S_VOC);
    }
    lt_chemical_set_free(set);
    set = set_of(NULL);
    assert_string_equal(set->chemistry, LT_DEFAULT_CHEMISTRY);
    lt_chemical_set_free(set);
}

/* Gases in the mechanism's order, each once, with a molar mass; of its particles those that the grid has, with its
 * molar mass; no counter. */
static void test_mechanism(void **state) {
    (void)state;
    lt_chemical_set *set = set_of("cb6r5");
    const lt_mechanism *m = set->mechanism;
    int gases = 0, n_particles = 0;
    for (int row = 0; row < m->n_variable; ++row) {
        const int s = lt_chemical_set_find(set, m->species[row].name);
        if (m->species[row].kind != LT_SPECIES_GAS) {
            assert_true(s < 0 || (m->species[row].kind == LT_SPECIES_PARTICLE && set->info[s].particle));
            assert_int_equal(s >= 0, lt_chemical_set_carries(set, row));
            n_particles += s >= 0;
            continue;
        }
        assert_int_equal(s, gases);
        assert_int_equal(set->reacting[gases++].row, row);
        assert_true(set->info[s].molar_mass > 1.0 && set->info[s].molar_mass < 400.0);
        assert_true(set->info[s].text[0] && set->info[s].dry_class == LT_DRY_NONE);
        assert_string_equal(set->info[s].gas, set->info[s].name);
    }
    assert_int_equal(set->n_gases, gases);
    assert_int_equal(set->n_reacting, gases + n_particles);
    assert_true(n_particles == 15);
    assert_int_equal(set->reacting[gases].species, lt_chemical_set_find(set, "ASO4J"));
    assert_true(set->reacting[gases].molar_mass == 96.056);
    assert_int_equal(set->n, gases + 1 + set->organics->n_vapours + LT_N_INORGANIC + set->organics->n_pairs +
                                 set->organics->n_only);
    assert_int_equal(lt_chemical_set_find(set, "NH3"), gases);
    assert_true(set->info[lt_chemical_set_find(set, "O3")].molar_mass > 47.9);
    const lt_species_info *coarse = &set->info[lt_chemical_set_find(set, "ACORS")];
    assert_true(coarse->molar_mass == 0.0 && coarse->dry_class == LT_DRY_COARSE && !coarse->gas);
    assert_string_equal(set->info[gases].gas, "NH3");
    lt_chemical_set_free(set);
}

static void test_unknown(void **state) {
    (void)state;
    lt_chemical_set *set;
    assert_int_equal(lt_chemical_set_create("cb6r6", &set), LT_ERR_INPUT);
    assert_null(set);
    EXPECT("cb6r6", "cb6r5");
    assert_int_equal(lt_chemical_set_create("first_order", &set), LT_ERR_INPUT);
    EXPECT("this chemistry was removed", "first_order", "cb6r5", "off");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lists), cmocka_unit_test(test_mechanism),
                                       cmocka_unit_test(test_unknown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
