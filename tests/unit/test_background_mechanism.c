/* Boundary and initial values of a mechanism's species: the shipped table by hand, what starts at 0, a table of one's
 * own beside a mechanism, and every fault of a table with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/outdir.h"
#include "model/state/background_mechanism.h"
#include "tests/support/mechanism_text.h"
#include "tests/support/words.h"

#include <math.h>

enum { NZ = 5 };
static const double edges[NZ + 1] = {0, 40, 1000, 2000, 4000, 8000};
static const double m_air = 28.9647;

static lt_chemical_set *cb6r5;

static int make(void **state) {
    if (make_root(state)) return 1;
    return lt_chemical_set_create("cb6r5", &cb6r5) != LT_OK;
}

static int drop(void **state) {
    lt_chemical_set_free(cb6r5);
    return remove_root(state);
}

static void read_of(const lt_chemical_set *set, int month, const double *z_edge, lt_background *out) {
    char text[4096];
    if (lt_background_read(set, month, NZ, z_edge, out) == LT_OK) return;
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    fail_msg("%s", text);
}

static void near(double found, double want, double tolerance) {
    if (!(fabs(found / want - 1) <= tolerance)) fail_msg("%.10g in place of %.10g", found, want);
}

/* ppb of a gas in a layer; the top's is layer NZ. */
static double ppb(const lt_background *b, const char *name, int k) {
    const int s = lt_chemical_set_find(cb6r5, name);
    assert_true(s >= 0);
    return (k == NZ ? b->top[s] : b->value[s * NZ + k]) * 1e9 * m_air / cb6r5->info[s].molar_mass;
}

/* The rows of January: mean of a ramp in the logarithm from a to b is (b - a) / ln(b / a). */
static void test_january(void **state) {
    (void)state;
    lt_background b;
    read_of(cb6r5, 1, edges, &b);
    near(ppb(&b, "CO", 0), 227, 1e-12); /* 1000 m and below: as the row */
    near(ppb(&b, "CO", 1), 227, 1e-12);
    const double middle = sqrt(227 * 77.5); /* half way to 3000 m */
    near(ppb(&b, "CO", 2), (227 - middle) / log(227 / middle), 1e-3);
    near(ppb(&b, "CO", NZ), 78.8, 1e-12); /* the top at 8000 m */
    const double o3_40 = 33.2 * pow(45.2 / 33.2, 40.0 / 1500);
    near(ppb(&b, "O3", 0), (o3_40 - 33.2) / log(o3_40 / 33.2), 1e-6);
    near(ppb(&b, "O3", NZ), 74.7, 1e-12);
    assert_true(ppb(&b, "ISOP", 0) == 0.0 && ppb(&b, "ISOP", 4) == 0.0);
    /* particles: ug/m3 at 1.2 kg/m3, above 1000 m a scale height */
    const double *sulfate = b.value + lt_chemical_set_find(cb6r5, "ASO4J") * NZ;
    near(sulfate[1], 3.08e-9 / 1.2, 1e-12);
    near(sulfate[2], 3.08e-9 / 1.2 * 2.5 * (1 - exp(-1 / 2.5)), 1e-3);
    lt_background_free(&b);
    assert_true(!b.value && !b.top);
}

/* What lives short has no row: a border without it is that of the background (boundary_lack.c). */
static void test_what_lives_short(void **state) {
    (void)state;
    for (int month = 1; month <= 12; ++month) {
        lt_background b;
        read_of(cb6r5, month, edges, &b);
        for (int s = 0; s < cb6r5->n; ++s)
            for (int k = 0; k < NZ && cb6r5->info[s].short_lived; ++k)
                assert_true(b.value[s * NZ + k] == 0.0 && b.top[s] == 0.0);
        lt_background_free(&b);
    }
}

/* With the top in the stratosphere its ozone enters there: January at 15 km. */
static void test_high_top(void **state) {
    (void)state;
    static const double high[NZ + 1] = {0, 1000, 4000, 8000, 12000, 15000};
    lt_background b;
    read_of(cb6r5, 1, high, &b);
    near(ppb(&b, "O3", NZ), 648, 1e-12);
    assert_true(ppb(&b, "O3", 4) > 300 && ppb(&b, "O3", 4) < 648);
    lt_background_free(&b);
    static const double higher[NZ + 1] = {0, 1000, 4000, 8000, 12000, 30000};
    assert_int_equal(lt_background_read(cb6r5, 1, NZ, higher, &b), LT_ERR_INPUT);
    EXPECT("O3", "background_profiles.csv", "30000 m", "21000 m");
    assert_int_equal(lt_background_read(cb6r5, 13, NZ, edges, &b), LT_ERR_INPUT);
    EXPECT("13");
}

/* Every row of the shipped table is a species of CB6r5, and stands in the background of some month; all else is 0. */
static void test_every_row(void **state) {
    (void)state;
    char path[1024];
    lt_csv *table;
    int species;
    long with_value = 0;
    assert_int_equal(lt_background_table(cb6r5->mechanism, path, sizeof path), LT_OK);
    assert_int_equal(lt_csv_read(path, &table), LT_OK);
    assert_int_equal(lt_csv_column(table, "species", &species), LT_OK);
    for (long row = 0; row < lt_csv_rows(table); ++row)
        assert_true(lt_chemical_set_find(cb6r5, lt_csv_text(table, row, species)) >= 0);
    for (int month = 1; month <= 12; ++month) {
        lt_background b;
        read_of(cb6r5, month, edges, &b);
        for (int s = 0; s < cb6r5->n; ++s) {
            double sum = b.top[s];
            for (int k = 0; k < NZ; ++k) {
                assert_true(b.value[s * NZ + k] >= 0 && b.value[s * NZ + k] < 1e-5);
                sum += b.value[s * NZ + k];
            }
            with_value += month == 7 && sum > 0;
        }
        /* ozone rises with height and has its most in spring aloft */
        for (int k = 1; k <= NZ; ++k) assert_true(ppb(&b, "O3", k) > ppb(&b, "O3", k - 1));
        static const char *const none[] = {"OH", "HO2", "NO3", "N2O5", "CL", "XO2", "C2O3", "O1D"};
        for (size_t n = 0; n < sizeof none / sizeof *none; ++n) assert_true(ppb(&b, none[n], 0) == 0);
        lt_background_free(&b);
    }
    assert_int_equal(with_value, lt_csv_rows(table));
    lt_csv_free(table);
}

/* --- a mechanism of one's own --- */

static const char tiny[] =
    "#ATOMS\n C; N; O;\n#DEFVAR\n O3 = 3O; NO = N + O; NO2 = N + 2O; CO = C + O;\n#DEFFIX\n O2 = 2O;\n"
    "#EQUATIONS\n {1} NO + O3 = NO2 + O2 : 1.8E-14;\n";
#define HEAD "species,need,unit,jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec,scale_height_m,m3000,m5000\n"
#define YEAR ",1,2,3,4,5,6,7,8,9,10,11,12,"

static lt_chemical_set *tiny_set(const char *table) {
    lt_chemical_set *set;
    assert_true(files_write_text(in_root("tiny.def"), tiny));
    if (table) assert_true(files_write_text(in_root("tiny_background.csv"), table));
    if (!table) remove(in_root("tiny_background.csv"));
    assert_int_equal(lt_chemical_set_create(in_root("tiny.def"), &set), LT_OK);
    return set;
}

static void test_own_table(void **state) {
    (void)state;
    lt_background b;
    lt_hash hash;
    lt_digest own, shipped;
    lt_chemical_set *set = tiny_set(HEAD "O3,required,ppb" YEAR ",5,0\nASO4J,required,ug/m3" YEAR
                                         "1000,,\nISOP,optional,ppb" YEAR ",5,5\n");
    read_of(set, 3, edges, &b);
    near(b.value[lt_chemical_set_find(set, "O3") * NZ], 3e-9 * 47.997 / m_air, 1e-12);
    assert_true(b.top[lt_chemical_set_find(set, "O3")] == 0.0); /* constant above the last height */
    assert_true(b.value[lt_chemical_set_find(set, "CO") * NZ] == 0.0);
    lt_background_free(&b);
    lt_hash_init(&hash);
    assert_int_equal(lt_background_inputs(set, &hash), LT_OK);
    lt_hash_end(&hash, own);
    lt_chemical_set_free(set);
    set = tiny_set(NULL); /* the shipped table: its optional rows are skipped */
    read_of(set, 1, edges, &b);
    near(b.value[lt_chemical_set_find(set, "CO") * NZ], 227e-9 * 28.01 / m_air, 1e-12);
    lt_background_free(&b);
    lt_hash_init(&hash);
    assert_int_equal(lt_background_inputs(set, &hash), LT_OK);
    lt_hash_end(&hash, shipped);
    assert_string_not_equal(own, shipped);
    lt_chemical_set_free(set);
}

static void test_faults(void **state) {
    (void)state;
    static const struct {
        const char *table, *words[5];
    } rows[] = {
        {HEAD "O3,needed,ppb" YEAR ",1,1\n", {"tiny_background.csv:2", "need", "required or optional", "needed"}},
        {HEAD "SO2,required,ppb" YEAR ",1,1\n", {"lacks a species", "SO2", "tiny.def", "tiny_background.csv"}},
        {HEAD "FROM,optional,ppb" YEAR ",1,1\n", {"unknown species", "FROM"}},
        {HEAD "O3,required,ppb" YEAR ",1,1\nO3,required,ppb" YEAR ",1,1\n", {"twice", "tiny_background.csv:3", "O3"}},
        {HEAD "O3,required,ug/m3" YEAR ",1,1\n", {"unit", "ug/m3"}},
        {HEAD "AECJ,required,ppb" YEAR ",1,1\n", {"unit", "ppb"}},
        {HEAD "CO,required,profile,,,,,,,,,,,,,,,\n", {"profile of CO", "none"}},
        {HEAD "O3,required,ppb,1,2,-3,4,5,6,7,8,9,10,11,12,,1,1\n", {"negative", "mar", "-3"}},
        {HEAD "O3,required,ppb" YEAR ",1,-1\n", {"negative", "m5000", "-1"}},
        {HEAD "O3,required,ppb" YEAR ",1,\n", {"m5000"}},
        {HEAD "O3,required,ppb" YEAR "500,1,\n", {"both", "m3000"}},
        {HEAD "O3,required,ppb" YEAR "0,,\n", {"scale height", "above 0 m"}},
        {"species,need,unit,mar,scale_height_m,m5000,m3000\nO3,required,ppb,1,,1,1\n", {"do not rise", "m3000"}},
        {"species,need,unit,mar,scale_height_m,m900\nO3,required,ppb,1,,1\n", {"do not rise", "m900", "1000 m"}},
        {"species,need,unit,jan,scale_height_m\nO3,required,ppb,1,\n", {"mar"}},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; ++r) {
        lt_chemical_set *set = tiny_set(rows[r].table);
        lt_background b;
        assert_int_equal(lt_background_read(set, 3, NZ, edges, &b), LT_ERR_INPUT);
        expect_words(rows[r].words);
        assert_null(b.value);
        lt_chemical_set_free(set);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_january),   cmocka_unit_test(test_what_lives_short),
                                       cmocka_unit_test(test_high_top),  cmocka_unit_test(test_every_row),
                                       cmocka_unit_test(test_own_table), cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests_name("background_mechanism", tests, make, drop);
}
