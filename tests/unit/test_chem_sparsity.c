/* The pattern of a mechanism's Jacobian and LU: consistent lists, closed under elimination and nothing beside it; small
 * cases by hand; CB6r5 with the number of entries that KPP has. That no entry of a Jacobian is missing is shown by the
 * suite jacobian of `lantian verify chemistry`. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/solver/sparsity.h"

#include <stdlib.h>

static void check_lists(const lt_sparsity *s) {
    int jacobian = 0;
    assert_int_equal(s->row[0], 0);
    assert_int_equal(s->row[s->n], s->n_lu);
    for (int p = 0; p < s->n; p++) {
        assert_int_equal(s->place[s->pivot[p]], p);
        assert_int_equal(s->column[s->diagonal[p]], p);
        assert_in_range(s->diagonal[p], s->row[p], s->row[p + 1] - 1);
        for (int at = s->row[p]; at < s->row[p + 1]; at++) {
            if (at > s->row[p]) assert_true(s->column[at] > s->column[at - 1]);
            assert_int_equal(lt_sparsity_entry(s, p, s->column[at]), at);
            jacobian += !s->filled[at];
        }
    }
    assert_int_equal(jacobian, s->n_jacobian);
}

/* Elimination of a dense table of what is there without fill gives the pattern. */
static void check_fill(const lt_sparsity *s) {
    int n = s->n;
    char *there = calloc((size_t)n * (size_t)n, 1);
    for (int p = 0; p < n; p++) {
        there[p * n + p] = 1;
        for (int at = s->row[p]; at < s->row[p + 1]; at++)
            if (!s->filled[at]) there[p * n + s->column[at]] = 1;
    }
    for (int p = 0; p < n; p++) {
        for (int i = p + 1; i < n; i++) {
            if (!there[i * n + p]) continue;
            for (int j = p + 1; j < n; j++) there[i * n + j] |= there[p * n + j];
        }
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) assert_int_equal(there[i * n + j], lt_sparsity_entry(s, i, j) >= 0);
    free(there);
}

static void shipped(const char *name, int n_lu) {
    lt_mechanism *m;
    lt_sparsity *s;
    assert_int_equal(lt_mechanism_read(name, &m), LT_OK);
    assert_int_equal(lt_sparsity_create(m, &s), LT_OK);
    assert_int_equal(s->n, m->n_variable);
    check_lists(s);
    check_fill(s);
    assert_int_equal(s->n_lu, n_lu);
    lt_sparsity_free(s);
    lt_mechanism_free(m);
}

static void test_cb6r5(void **state) {
    (void)state;
    shipped("cb6r5_ae7_aq", 1540); /* KPP 3.5's: ../shared/knowledge/chemistry.md */
    shipped("cb6r5", 1494);        /* less the tracers' rows */
}

/* CB6 takes PAR where it stands among the products only; counters stand in no error. */
static void test_roles_of_species(void **state) {
    (void)state;
    lt_mechanism *m;
    lt_sparsity *s;
    assert_int_equal(lt_mechanism_read("cb6r5", &m), LT_OK);
    assert_int_equal(lt_sparsity_create(m, &s), LT_OK);
    int counted = 0;
    for (int v = 0; v < s->n; v++) {
        assert_int_equal(s->positive[v], v != lt_mechanism_species(m, "PAR"));
        counted += s->counted[v];
    }
    assert_int_equal(counted, s->n_counted);
    assert_false(s->counted[lt_mechanism_species(m, "ISOPRXN")]);
    assert_true(s->counted[lt_mechanism_species(m, "O3")]);
    lt_sparsity_free(s);
    lt_mechanism_free(m);
}

/* An arrow: A makes B, C, D and each takes A away. Eliminating A first would fill all; Markowitz takes it last. */
static void test_arrow_does_not_fill(void **state) {
    (void)state;
    enum { A, B, C, D, N };
    lt_mech_term both[3][2] = {{{A, 1}, {B, 1}}, {{A, 1}, {C, 1}}, {{A, 1}, {D, 1}}};
    lt_reaction reactions[3];
    for (int r = 0; r < 3; r++) reactions[r] = (lt_reaction){.n_reactants = 2, .reactants = both[r]};
    const lt_mechanism m = {.n_species = N, .n_variable = N, .n_reactions = 3, .reactions = reactions};
    lt_sparsity *s;
    assert_int_equal(lt_sparsity_create(&m, &s), LT_OK);
    check_lists(s);
    check_fill(s);
    assert_int_equal(s->n_lu, 10);
    assert_int_equal(s->n_jacobian, 10);
    assert_true(s->place[A] >= N - 2); /* the last two are alike */
    lt_sparsity_free(s);
}

/* A catalyst and a net of nothing have no row; a species without reactions has its diagonal only, as fill. */
static void test_net_of_nothing(void **state) {
    (void)state;
    enum { A, B, ALONE, N };
    lt_mech_term left[2] = {{A, 1}, {B, 1}}, right[1] = {{A, 1}};
    lt_reaction reaction = {.n_reactants = 2, .reactants = left, .n_products = 1, .products = right};
    const lt_mechanism m = {.n_species = N, .n_variable = N, .n_reactions = 1, .reactions = &reaction};
    lt_sparsity *s;
    assert_int_equal(lt_sparsity_create(&m, &s), LT_OK);
    check_lists(s);
    check_fill(s);
    assert_int_equal(s->n_lu, 4); /* three diagonals, B by A */
    assert_int_equal(s->n_jacobian, 2);
    assert_true(lt_sparsity_entry(s, s->place[B], s->place[A]) >= 0);
    assert_int_equal(lt_sparsity_entry(s, s->place[A], s->place[B]), -1);
    assert_true(s->filled[s->diagonal[s->place[ALONE]]]);
    lt_sparsity_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cb6r5), cmocka_unit_test(test_roles_of_species),
                                       cmocka_unit_test(test_arrow_does_not_fill),
                                       cmocka_unit_test(test_net_of_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
