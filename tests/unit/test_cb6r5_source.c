/* cb6r5_ae7_aq against the file that its facts are of (shared data): labels in order, reactants, products, yields.
 * The source is read here anew, by a reader of some lines that knows no KPP. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/mechanism/mechanism.h"
#include "tests/support/data.h"
#include "tests/support/files.h"

#include <ctype.h>
#include <math.h>

enum { MOST_SPECIES = 200 };

/* Text without lines that are remarks and without blanks, from the first reaction to END MECH. */
static char *source_text(void) {
    char *text = files_read(data_path("chemistry/mech_cb6r5_ae7_aq.def"), NULL);
    assert_non_null(text);
    char *from = strstr(text, "REACTIONS[CM] =") + strlen("REACTIONS[CM] ="), *end = strstr(from, "END MECH"),
         *out = text;
    while (from < end) {
        char *next = strchr(from, '\n') + 1;
        while (isspace((unsigned char)*from) && from < next) from++;
        for (; from < next && *from != '!'; from++)
            if (!isspace((unsigned char)*from)) *out++ = *from;
        from = next;
    }
    *out = '\0';
    return text;
}

/* Adds sign * coefficient of each term of "0.6*NO2+0.4*NO3-1.0*PAR" to net [n_species]. "%3" ends a side. */
static void add_terms(const lt_mechanism *m, char *side, double sign, double *net) {
    side[strcspn(side, "%")] = '\0';
    for (char *at = side; *at;) {
        double factor = sign;
        if (*at == '+' || *at == '-') factor *= *at++ == '-' ? -1.0 : 1.0;
        char *end = at + strcspn(at, "+-"), *star = memchr(at, '*', (size_t)(end - at));
        if (star) {
            factor *= strtod(at, NULL);
            at = star + 1;
        }
        const char after = *end;
        *end = '\0';
        const int species = lt_mechanism_species(m, at);
        if (species < 0) fail_msg("no species \"%s\"", at);
        net[species] += factor;
        *end = after;
        at = end;
    }
}

static void test_every_reaction(void **state) {
    (void)state;
    lt_mechanism *m = NULL;
    assert_int_equal(lt_mechanism_read("cb6r5_ae7_aq", &m), LT_OK);
    char *text = source_text(), *at = text;
    int r = 0;
    for (char *end; (end = strchr(at, ';')); at = end + 1, r++) {
        char *close = strchr(at, '>'), *equals = strchr(close, '='), *rate = strchr(equals, '#');
        double wanted[MOST_SPECIES] = {0}, reactants[MOST_SPECIES] = {0};
        *end = *close = *equals = *rate = '\0';
        assert_true(r < m->n_reactions && m->n_species <= MOST_SPECIES);
        const lt_reaction *reaction = &m->reactions[r];
        if (strcmp(at + 1, reaction->label))
            fail_msg("reaction %d: %s here, %s in the source", r + 1, reaction->label, at + 1);
        add_terms(m, close + 1, 1.0, reactants);
        memcpy(wanted, reactants, sizeof wanted);
        for (int s = 0; s < m->n_species; s++) wanted[s] = -wanted[s];
        add_terms(m, equals + 1, 1.0, wanted);
        for (int a = 0; a < reaction->n_reactants; a++)
            reactants[reaction->reactants[a].species] -= reaction->reactants[a].coefficient;
        for (int s = 0; s < m->n_species; s++) {
            if (reactants[s] != 0.0) fail_msg("%s: other reactants", reaction->label);
            if (fabs(lt_reaction_net(reaction, s) - wanted[s]) > 1e-12)
                fail_msg("%s: %s %g here, %g in the source", reaction->label, m->species[s].name,
                         lt_reaction_net(reaction, s), wanted[s]);
        }
        if (reaction->photolysis != (strstr(rate + 1, "/<") != NULL)) fail_msg("%s: light", reaction->label);
    }
    assert_int_equal(r, 349);
    assert_int_equal(m->n_reactions, 349);
    assert_int_equal(m->n_variable, 149);
    free(text);
    lt_mechanism_free(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_reaction)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
