/* Mechanism files under damage: cut off anywhere, bytes changed, lines taken out, doubled and moved, words of the
 * notation thrown in. The reader finds faults or reads what is there; what it reads gives rates that are numbers. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/command/command.h"
#include "model/chemistry/command/facts.h"
#include "tests/support/mechanism_text.h"

#include <math.h>
#include <stdlib.h>

static const char more[] = "#ATOMS Xx; #CHECK N; O;\n#DEFRAD R = Xx + IGNORE; #SETFIX R;\n#FAMILIES PO : O3 + 2 NO;\n"
                           "#INLINE F90_RATES\n FUNCTION ARR(a)\n#ENDINLINE\n#EQUATIONS\n"
                           "< K 1 > R + O3 = 0.5*NO - .1 NO2 + PROD : K(R2)*(1.0D-3_dp)**2 + HET(X) / 2.5;\n"
                           "<K2> O3 = R : ARR(3.) ; { foreign }\n"
                           "<K3> 2NO = : MIN(SUN, 1.)*k3rd_jpl(M, 9.E-32, 1.5, 3.E-11, 0., 0.6); // end\n";
static const char *const words[] = {
    "#",   "{",    "}",       "<",    ">",      ";",         ":",    "=",
    "+",   "-",    "**",      "(",    ")",      "K(",        "J(",   "1e308",
    "9e9", "NO",   "IGNORE",  "//",   "\n",     "\r",        "hv",   "#INLINE X",
    "0",   "TEMP", "#DEFVAR", "EXP(", "ARR2(1", "ALL_SPEC;", "\xff", "#INCLUDE text.def"};

static uint32_t any(uint32_t below) {
    return (uint32_t)(random_bits() >> 33) % below;
}

static void count(const char *text, void *context) {
    (void)text;
    ++*(long *)context;
}

/* Was it read? */
static bool judge(const char *text, size_t length) {
    const char *path = in_root("text.def");
    lt_mechanism *m = NULL;
    long told = 0;
    lt_faults faults = {.report = count, .context = &told};
    remove(path); /* writing over a file makes some file systems flush it */
    assert_true(files_write(path, text, length));
    const lt_status status = lt_mechanism_judge(path, &faults, &m);
    assert_true(status == LT_OK || status == LT_ERR_INPUT);
    assert_true(status == LT_OK || !m);
    assert_true(m || status != LT_OK || told > 0);
    if (!m) return false;
    double *external, *k;
    lt_mech_facts facts;
    assert_int_equal(lt_calloc((size_t)m->n_externals, sizeof *external, &external), LT_OK);
    assert_int_equal(lt_calloc((size_t)m->n_reactions, sizeof *k, &k), LT_OK);
    lt_rate_air air = {.external = external, .variable = {280, 1e5, 0.5, 2e19, 4e18, 1.5e19, 1e17, 1, 0.5, 0}};
    if (lt_rates(m, &air, k) == LT_OK)
        for (int r = 0; r < m->n_reactions; r++) assert_true(isfinite(k[r]) && k[r] >= 0);
    assert_int_equal(lt_mech_facts_gather(m, &facts), LT_OK);
    lt_mech_facts_free(&facts);
    lt_free(external);
    lt_free(k);
    lt_mechanism_free(m);
    return true;
}

static char sample[8192], damaged[16384];

static int make_sample(void **state) {
    snprintf(sample, sizeof sample, "%s%s", lt_mechanism_example(), more);
    return make_root(state);
}

static void test_cut_anywhere(void **state) {
    (void)state;
    const size_t length = strlen(sample);
    int read = 0;
    if (!judge(sample, length)) fail_msg("the whole sample is refused");
    for (size_t n = 0; n < length; n += 1 + any(3)) read += judge(sample, n);
    assert_true(read > 10); /* behind the first reaction, between statements */
}

static void change_bytes(char *text, size_t length) {
    for (uint32_t n = 1 + any(4); n > 0; n--) text[any((uint32_t)length)] = (char)any(256);
}

/* A piece taken out or put in elsewhere. */
static size_t move_piece(char *text, size_t length) {
    char piece[200];
    const size_t n = 1 + any(sizeof piece - 1), from = any((uint32_t)(length - n)), to = any((uint32_t)(length - n));
    memcpy(piece, text + from, n);
    if (any(2)) {
        memmove(text + from, text + from + n, length - from - n);
        length -= n;
    }
    memmove(text + to + n, text + to, length - to);
    memcpy(text + to, piece, n);
    return length + n;
}

static size_t throw_in(char *text, size_t length) {
    const char *word = words[any(sizeof words / sizeof *words)];
    const size_t n = strlen(word), to = any((uint32_t)length);
    memmove(text + to + n, text + to, length - to);
    memcpy(text + to, word, n);
    return length + n;
}

static void test_damaged(void **state) {
    (void)state;
    enum { TRIALS = 6000 };
    const size_t whole = strlen(sample);
    int read = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
        size_t length = whole;
        memcpy(damaged, sample, whole);
        if (trial % 3 == 0) change_bytes(damaged, length);
        if (trial % 3 == 1) length = move_piece(damaged, length);
        if (trial % 3 == 2) length = throw_in(damaged, length);
        read += judge(damaged, length);
    }
    assert_true(read > TRIALS / 20 && read < TRIALS * 19 / 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut_anywhere),
        cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, make_sample, remove_root);
}
