/* States of the benchmark's form: units, labels in any order, what is wrong with a table; the shipped states of
 * ../shared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/chemistry/solver/states_csv.h"
#include "tests/support/data.h"
#include "tests/support/near.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

static const char definition[] =
    "#DEFVAR\n NO = IGNORE; NO2 = IGNORE; O3 = IGNORE;\n#DEFFIX\n M = IGNORE;\n#EQUATIONS\n"
    "<A> NO + O3 = NO2 : 1.8E-14;\n"
    "<B> NO2 + hv = NO + O3 : 1E-2;\n"
    "<C> 2 NO + M = 2 NO2 : 1E-38;\n";
static const char start[] = "cell,T_K,P,cos_sza,O3,NO,NO2\n7,290,0.5,1,0.04,0.001,0.002\n9,280,1,0,0.05,0,1e-9\n";
static const char pulse[] = "cell,NO,NO2,O3\n7,1e-5,0,0\n9,0,0,0\n";
static const char rates[] = "cell,k1,k2,k3\n7,24,0.6,6\n9,12,0,3\n";
static const char ends[] = "cell,NO,NO2,O3\n7,0.002,0.001,0.03\n9,0,0,0.05\n";

static lt_mechanism *mechanism_of(const char *name, const char *text) {
    lt_mechanism *mechanism;
    const char *path = in_root(name);
    assert_true(files_write_text(path, text));
    assert_int_equal(lt_mechanism_read(path, &mechanism), LT_OK);
    return mechanism;
}

/* The four tables in root/s, NULL: the good one. */
static void write_tables(const char *a, const char *b, const char *c, const char *d) {
    mkdir(in_root("s"), 0777);
    assert_true(files_write_text(in_root("s/x_start.csv"), a ? a : start));
    assert_true(files_write_text(in_root("s/x_pulse.csv"), b ? b : pulse));
    assert_true(files_write_text(in_root("s/x_rates.csv"), c ? c : rates));
    assert_true(files_write_text(in_root("s/x_end.csv"), d ? d : ends));
}

static void test_units(void **state) {
    (void)state;
    lt_states *s;
    lt_mechanism *m = mechanism_of("m.def", definition);
    write_tables(NULL, NULL, NULL, NULL);
    assert_int_equal(lt_states_read(in_root("s"), m, NULL, &s), LT_OK);
    const int no = lt_mechanism_species(m, "NO"), o3 = lt_mechanism_species(m, "O3");
    assert_int_equal(s->n, 2);
    assert_near(s->number[1], 9, 0);
    assert_near(s->temperature[0], 290, 0);
    assert_near(s->pressure[0], 0.5 * 101325, 0);
    assert_near(s->start[o3 * 2 + 1], 50, 1e-12); /* ppm to ppb */
    assert_near(s->pulse[no * 2], 0.1, 1e-15);    /* ten minutes of it */
    assert_near(s->end[no * 2], 2, 1e-12);
    /* ppm-1 min-1, min-1, and 2 NO with M folded in: ppm-1 min-1. */
    assert_near(s->k[0], 24.0 / 60 / 1000, 1e-17);
    assert_near(s->k[2], 0.6 / 60, 1e-15);
    assert_near(s->k[4], 6.0 / 60 / 1000, 1e-17);
    lt_states_free(s);
    /* Columns in any order. */
    write_tables("O3,P,NO2,cell,NO,cos_sza,T_K\n0.04,0.5,0.002,7,0.001,1,290\n0.05,1,1e-9,9,0,0,280\n",
                 "O3,NO2,NO,cell\n0,0,1e-5,7\n0,0,0,9\n", "k3,k2,cell,k1\n6,0.6,7,24\n3,0,9,12\n", NULL);
    assert_int_equal(lt_states_read(in_root("s"), m, NULL, &s), LT_OK);
    assert_near(s->temperature[0], 290, 0);
    assert_near(s->start[o3 * 2 + 1], 50, 1e-12);
    assert_near(s->pulse[no * 2], 0.1, 1e-15);
    assert_near(s->k[2], 0.6 / 60, 1e-15);
    lt_states_free(s);
    lt_mechanism_free(m);
}

static void test_order_and_labels(void **state) {
    (void)state;
    lt_states *s;
    lt_mechanism *m = mechanism_of("m.def", definition);
    lt_mechanism *whole = mechanism_of("whole.def", "#DEFVAR\n NO = IGNORE; NO2 = IGNORE; O3 = IGNORE; X = IGNORE;\n"
                                                    "#DEFFIX\n M = IGNORE;\n#EQUATIONS\n<X1> X = O3 : 1;\n"
                                                    "<C> 2 NO + M = 2 NO2 : 1E-38;\n<A> NO + O3 = NO2 : 1.8E-14;\n"
                                                    "<B> NO2 + hv = NO + O3 : 1E-2;\n");
    write_tables(NULL, "cell,O3,NO2,NO\n7,1,2,3\n9,4,5,6\n", "cell,C,B,A\n7,6,0.6,24\n9,3,0,12\n", NULL);
    assert_int_equal(lt_states_read(in_root("s"), m, NULL, &s), LT_OK);
    assert_near(s->pulse[lt_mechanism_species(m, "NO") * 2 + 1], 60000, 1e-9);
    assert_near(s->k[0], 24.0 / 60 / 1000, 1e-17);
    lt_states_free(s);
    /* Numbers count in the whole mechanism, species of it that the part lacks are passed over. */
    write_tables("cell,T_K,P,cos_sza,X,O3,NO,NO2\n7,290,0.5,1,9,0.04,0.001,0.002\n9,280,1,0,9,0.05,0,1e-9\n", NULL,
                 "cell,k1,k2,k3,k4\n7,1,6,24,0.6\n9,1,3,12,0\n", NULL);
    assert_int_equal(lt_states_read(in_root("s"), m, whole, &s), LT_OK);
    assert_near(s->k[0], 24.0 / 60 / 1000, 1e-17);
    assert_near(s->k[2], 0.6 / 60, 1e-15);
    assert_near(s->k[4], 6.0 / 60 / 1000, 1e-17);
    lt_states_free(s);
    assert_int_equal(lt_states_read(in_root("s"), m, NULL, &s), LT_ERR_INPUT);
    EXPECT("X is no species", "x_start.csv:1");
    assert_null(s);
    /* Without the ends. */
    write_tables(NULL, NULL, NULL, NULL);
    remove(in_root("s/x_end.csv"));
    assert_int_equal(lt_states_read(in_root("s"), m, NULL, &s), LT_OK);
    assert_null(s->end);
    lt_states_free(s);
    lt_mechanism_free(m);
    lt_mechanism_free(whole);
}

static void test_faults(void **state) {
    (void)state;
    lt_mechanism *m = mechanism_of("m.def", definition);
    static const struct {
        const char *start, *pulse, *rates, *end, *words[4];
    } rows[] = {
        {"cell,T_K,P,cos_sza,O3,NO,NO2\n7,290,1,1,0.04,-0.001,0.002\n9,280,1,0,0.05,0,0\n",
         NULL,
         NULL,
         NULL,
         {"NO is negative", "x_start.csv:2", "cell 7"}},
        {"cell,T_K,P,cos_sza,O3,NO,NO2\n7,290,1,1,0.04,nan,0.002\n9,280,1,0,0.05,0,0\n",
         NULL,
         NULL,
         NULL,
         {"x_start.csv:2, column NO", "nan"}},
        {"cell,T_K,P,cos_sza,O3,NO,NO2\n", NULL, NULL, NULL, {"without cells", "x_start.csv"}},
        {"cell,T_K,P,cos_sza,O3,NO\n7,290,1,1,0.04,0\n", NULL, NULL, NULL, {"NO2", "x_start.csv"}},
        {"cell,T_K,cos_sza,O3,NO,NO2\n7,290,1,0.04,0,0\n", NULL, NULL, NULL, {"column P is missing", "x_start.csv"}},
        {NULL, "NO,NO2,O3\n0,0,0\n0,0,0\n", NULL, NULL, {"column cell is missing", "x_pulse.csv"}},
        {NULL, "cell,NO,NO2,OZONE\n7,0,0,0\n9,0,0,0\n", NULL, NULL, {"OZONE is no species", "x_pulse.csv:1, column 4"}},
        {NULL, "cell,NO,NO2,O3\n7,0,0,0\n", NULL, NULL, {"another number of cells", "2 cells"}},
        {NULL, NULL, "cell,A,B\n7,1,1\n9,1,1\n", NULL, {"reaction C (k3) has no column", "x_rates.csv"}},
        {NULL, NULL, "cell,A,B,D\n7,1,1,1\n9,1,1,1\n", NULL, {"D is no reaction", "x_rates.csv:1, column 4"}},
        {NULL, NULL, "cell,A,B,C,k2\n7,1,1,1,1\n9,1,1,1,1\n", NULL, {"k2 has two columns"}},
        {NULL, NULL, "cell,k1,k2,k3,k4\n7,1,1,1,1\n9,1,1,1,1\n", NULL, {"k4 is no reaction"}},
        {NULL, NULL, NULL, "cell,NO,NO2,O3\n9,0,0,0\n7,0,0,0\n", {"another cell than", "x_end.csv:2", "7"}},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        lt_states *s;
        write_tables(rows[r].start, rows[r].pulse, rows[r].rates, rows[r].end);
        assert_int_equal(lt_states_read(in_root("s"), m, NULL, &s), LT_ERR_INPUT);
        expect_words(rows[r].words);
        assert_null(s);
    }
    lt_states *s;
    write_tables(NULL, NULL, NULL, NULL);
    assert_true(files_write_text(in_root("s/y_start.csv"), start));
    assert_int_equal(lt_states_read(in_root("s"), m, NULL, &s), LT_ERR_INPUT);
    EXPECT("more than one set", "x_start.csv", "y_start.csv");
    remove(in_root("s/y_start.csv"));
    remove(in_root("s/x_rates.csv"));
    assert_int_equal(lt_states_read(in_root("s"), m, NULL, &s), LT_ERR_INPUT);
    EXPECT("x_rates.csv");
    assert_int_equal(lt_states_read(in_root("nowhere"), m, NULL, &s), LT_ERR_INPUT);
    EXPECT("no folder");
    lt_mechanism_free(m);
}

/* The states of ../shared fit CB6r5, whole and in its part for the grid; the numbers are those of the files. */
static void test_shared(void **state) {
    (void)state;
    data_path("chemistry/cb6r5_states_dev_rates.csv");
    lt_mechanism *whole, *part;
    lt_states *s, *p;
    const char *folder = data_path("chemistry");
    assert_int_equal(lt_mechanism_read("cb6r5_ae7_aq", &whole), LT_OK);
    assert_int_equal(lt_mechanism_read("cb6r5", &part), LT_OK);
    assert_int_equal(lt_states_read(folder, whole, NULL, &s), LT_OK);
    assert_int_equal(lt_states_read(folder, part, whole, &p), LT_OK);
    assert_int_equal(s->n, 300);
    const int n = s->n, r2 = lt_mechanism_reaction(whole, "R2"), r24 = lt_mechanism_reaction(whole, "R24");
    assert_near(s->k[r2 * n] / (4192775.2 / 60), 1, 1e-14);            /* O (+ O2 + M) */
    assert_near(s->k[r24 * n] / (0.00027283838 / 60 / 1e3), 1, 1e-14); /* 2 NO (+ O2) */
    for (int r = 0; r < part->n_reactions; r++) {
        const int same = lt_mechanism_reaction(whole, part->reactions[r].label);
        assert_true(same >= 0 ||
                    strcmp(part->reactions[r].label, "HET_HO2") == 0); /* the source has no such uptake: 0 */
        for (int i = 0; i < n; i++) assert_near(p->k[r * n + i], same < 0 ? 0 : s->k[same * n + i], 0);
    }
    lt_states_free(s);
    lt_states_free(p);
    lt_mechanism_free(whole);
    lt_mechanism_free(part);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_units), cmocka_unit_test(test_order_and_labels),
                                       cmocka_unit_test(test_faults), cmocka_unit_test(test_shared)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
