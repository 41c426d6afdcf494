/* Tables of a field experiment: what is read, runs that are left out and why, every fault by file, line and column;
 * scores of models whose scores are known; rows and picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify_private.h"
#include "model/gaussian/verify/field.h"
#include "tests/support/files.h"
#include "tests/support/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const runs_head = "run,date,Q_g_s,release_h_m,L_m,ustar_k040_m_s,zi_m,wind_from_deg,sigma_az_deg_2m,"
                                     "u_2m_m_s\n";
static const char *const runs_good = "5,07/06/56,80,0.46,-28,0.44,782,176,9.5,5.9\n"
                                     "7,07/06/56,80,0.46,172,0.44,,176,,5.9\n"
                                     "9,07/06/56,80,0.46,10,0.14,,176,3,2.3\n"
                                     "11,07/06/56,80,0.46,,0.14,,176,3,2.3\n";
static const char *const arcs_head = "run,arc_m,sampler_h_m,cmax_mg_m3,cwic_mg_m2,sigma_y_m\n";
/* Arcs over north; 5 degrees between samplers. Integrals: 5 degrees times the sum, half of the last ones. */
static const char *const arcs_good = "5,50,1.5,100,545.4,nan\n5,100,1.5,20,-9,nan\n7,50,1.5,200,872.66,nan\n"
                                     "9,50,1.5,400,1745.33,\n1,50,1.5,140,610.87,20\n11,50,1.5,300,1309,4\n";
static const char *const samplers_head = "run,arc_m,azimuth_deg,conc_mg_m3\n";
static const char *const samplers_good =
    "5,50,0,30\n5,50,355,100\n5,50,350,20\n5,100,350,0\n5,100,355,20\n5,100,0,-9\n7,50,355,0\n7,50,0,200\n"
    "7,50,5,0\n9,50,355,0\n9,50,0,400\n9,50,5,0\n1,50,355,0\n1,50,0,140\n1,50,5,0\n11,50,355,0\n11,50,0,300\n"
    "11,50,5,0\n";

static void put(const char *folder, const char *name, const char *head, const char *rows) {
    char path[4096], text[2048];
    snprintf(text, sizeof text, "%s%s", head, rows);
    assert_true(files_join(path, folder, name) && files_write_text(path, text));
}

static lt_status read_of(const char *runs, const char *arcs, const char *samplers, lt_field **out) {
    char folder[256];
    assert_true(files_make_folder(folder));
    put(folder, "pg_runs.csv", runs_head, runs);
    put(folder, "pg_arcs.csv", arcs_head, arcs);
    put(folder, "pg_conc.csv", samplers_head, samplers);
    const lt_status status = lt_field_read(folder, out);
    files_remove(folder);
    return status;
}

static lt_field *good(void) {
    lt_field *field = NULL;
    assert_int_equal(read_of(runs_good, arcs_good, samplers_good, &field), LT_OK);
    return field;
}

static void test_read(void **state) {
    (void)state;
    lt_field *field = good();
    assert_int_equal(field->n_runs, 3);
    assert_int_equal(field->n_arcs, 6);
    assert_int_equal(field->n_samplers, 18);
    assert_int_equal(field->n_lost, 1);
    assert_true(isnan(field->runs[1].mixing_m) && isnan(field->runs[1].sigma_azimuth_deg));
    assert_true(field->arcs[0].weather == &field->runs[0] && field->arcs[0].maximum_mgm3 == 100.0);
    assert_int_equal(field->n_left, 2);
    assert_int_equal(field->left[0].run, 11);
    assert_string_equal(field->left[0].reason, "pg_runs.csv line 5 has no L_m");
    assert_int_equal(field->left[1].run, 1);
    assert_string_equal(field->left[1].reason, "no row in pg_runs.csv");
    assert_null(field->arcs[4].weather);
    const double degree = acos(-1.0) / 180.0, share[3] = {0.5 * 20.0, 100.0, 0.5 * 30.0}, sum = 125.0;
    assert_float_equal(field->arcs[0].integral_mgm2, 5.0 * degree * 50.0 * sum, 1e-10);
    const double mean = 5.0 * (share[2] - share[0]) / sum, square = 25.0 * (share[2] + share[0]) / sum;
    assert_float_equal(field->arcs[0].azimuth_deg, 355.0 + mean, 1e-10);
    assert_float_equal(field->arcs[0].sigma_y_m, sqrt(square - mean * mean) * degree * 50.0, 1e-10);
    /* One of three lost: the maximum stays, the integral (that the table has with the mark summed in) does not. */
    assert_true(field->arcs[1].n_lost == 1 && isnan(field->arcs[1].integral_mgm2));
    lt_field_free(field);
}

static lt_status read_with(const char *runs, const char *arcs, const char *samplers) {
    lt_field *field = NULL;
    return read_of(runs ? runs : runs_good, arcs ? arcs : arcs_good, samplers ? samplers : samplers_good, &field);
}

static void test_faults(void **state) {
    (void)state;
    BAD_INPUT(read_with("5,d,80,0.46,0,0.44,782,176,9.5,5.9\n", NULL, NULL), "pg_runs.csv:2", "L_m", "not 0");
    BAD_INPUT(read_with("5,d,-80,0.46,-28,0.44,782,176,9.5,5.9\n", NULL, NULL), "pg_runs.csv:2", "Q_g_s", "above 0");
    BAD_INPUT(read_with("5,d,80,0.46,-28,fast,782,176,9.5,5.9\n", NULL, NULL), "pg_runs.csv:2", "ustar_k040_m_s",
              "fast");
    BAD_INPUT(read_with("5,d,80,0.46,-28,0.44,782,176,9.5,5.9\n5,d,80,0.46,-28,0.44,782,176,9.5,5.9\n", NULL, NULL),
              "pg_runs.csv:3", "every run once");
    BAD_INPUT(read_with(NULL, "5,50,1.5,100,2000,8\n5,50,1.5,100,2000,8\n", NULL), "pg_arcs.csv:3", "arc_m");
    BAD_INPUT(read_with(NULL, "5,50,1.5,0,2000,8\n", NULL), "pg_arcs.csv:2", "cmax_mg_m3");
    BAD_INPUT(read_with(NULL, NULL, "5,75,355,20\n"), "pg_conc.csv:2", "arc_m", "an arc of pg_arcs.csv");
    BAD_INPUT(read_with(NULL, "5,50,1.5,100,2000,8\n", "5,50,355,90\n"), "run 5, arc 50 m", "cmax_mg_m3", "90", "100");
    BAD_INPUT(read_with(NULL, "5,50,1.5,100,480,8\n", "5,50,355,0\n5,50,0,100\n5,50,5,0\n"), "run 5, arc 50 m",
              "cwic_mg_m2", "436.3", "480");
    lt_field *field = NULL;
    assert_int_not_equal(lt_field_read("/nowhere", &field), LT_OK);
    lt_error_clear();
}

static double times(const lt_field_run *run, const lt_field_arc *arc, lt_field_quantity quantity, const void *with) {
    (void)run;
    return *(const double *)with * (quantity == LT_FIELD_MAXIMUM ? arc->maximum_mgm3 : arc->integral_mgm2);
}

static double silent(const lt_field_run *run, const lt_field_arc *arc, lt_field_quantity quantity, const void *with) {
    (void)arc, (void)quantity, (void)with;
    return run->obukhov_m > 0.0 ? NAN : 0.0;
}

/* A model that is always f times the truth: FB 2(1-f)/(1+f), NMSE (1-f)^2/f <o^2>/<o>^2, MG 1/f, VG exp(ln^2 f). */
static void test_scores(void **state) {
    (void)state;
    lt_field *field = good();
    lt_field_pair pairs[6];
    const double factors[] = {0.4, 0.5, 1.0, 2.0, 2.1};
    const double ratio = (100.0 * 100.0 + 20.0 * 20.0 + 200.0 * 200.0 + 400.0 * 400.0) / 4.0 / (180.0 * 180.0);
    for (size_t n = 0; n < sizeof factors / sizeof *factors; n++) {
        const double f = factors[n];
        assert_int_equal(lt_field_pairs(field, times, &f, LT_FIELD_MAXIMUM, pairs), 4);
        const lt_field_scores s = lt_field_score(pairs, 4, LT_FIELD_GROUPS, 0.05);
        assert_int_equal(s.n, 4);
        assert_float_equal(s.fb, 2.0 * (1.0 - f) / (1.0 + f), 1e-14);
        assert_float_equal(s.nmse, (1.0 - f) * (1.0 - f) / f * ratio, 1e-13);
        assert_true(s.fac2 == (f >= 0.5 && f <= 2.0 ? 1.0 : 0.0));
        assert_float_equal(s.mg, 1.0 / f, 1e-13);
        assert_float_equal(s.vg, exp(log(f) * log(f)), 1e-13);
    }
    const double one = 1.0;
    assert_int_equal(lt_field_pairs(field, times, &one, LT_FIELD_INTEGRAL, pairs), 3);
    assert_float_equal(pairs[2].observed, 1745.33, 0.01);
    const long sizes[] = {1, 1, 1}; /* convective, neutral, stable */
    for (int g = 0; g < LT_FIELD_GROUPS; g++) assert_int_equal(lt_field_score(pairs, 3, g, 0.1).n, sizes[g]);
    /* What a model does not say is left out; nothing at all is held at the floor. */
    assert_int_equal(lt_field_pairs(field, silent, NULL, LT_FIELD_MAXIMUM, pairs), 2);
    const lt_field_scores none = lt_field_score(pairs, 2, LT_FIELD_CONVECTIVE, 0.05);
    assert_float_equal(none.mg, sqrt(100.0 * 20.0) / 0.05, 1e-8);
    assert_true(none.fb == 2.0 && none.fac2 == 0.0);
    assert_true(isnan(lt_field_score(pairs, 2, LT_FIELD_STABLE, 0.05).fb));
    lt_field_free(field);
}

static void test_rows_and_picture(void **state) {
    (void)state;
    lt_field *field = good();
    lt_verify verify = {0};
    const double f = 1.5;
    assert_int_equal(lt_field_judge(&verify, field, "f", times, &f), LT_OK);
    /* 2 runs left out, 2 quantities of 4 groups with 6 rows, 5 beside AERMOD */
    assert_int_equal(verify.n, 2 + 2 * 4 * 6 + 5);
    int goals = 0;
    for (long n = 0; n < verify.n; n++) {
        assert_true(lt_verify_passes(&verify.rows[n]));
        goals += verify.rows[n].goal && verify.rows[n].reached;
    }
    assert_int_equal(goals, 3); /* 1.5 times: FB 0.4 and MG 1.5 miss, NMSE 0.27, FAC2 1 and VG 1.18 are reached */
    lt_verify_release(&verify);

    char folder[256], path[4096];
    assert_true(files_make_folder(folder));
    snprintf(path, sizeof path, "%s/scatter.svg", folder);
    assert_int_equal(lt_field_draw(path, field, "a < b", times, &f), LT_OK);
    size_t size;
    char *text = files_read(path, &size);
    assert_non_null(text);
    int circles = 0;
    for (const char *at = text; (at = strstr(at, "<title>")); at++) circles++;
    assert_int_equal(circles, 4 + 3);
    assert_non_null(strstr(text, "a &lt; b"));
    assert_non_null(strstr(text, "</svg>"));
    free(text);
    snprintf(path, sizeof path, "%s/no/scatter.svg", folder);
    assert_int_equal(lt_field_draw(path, field, "t", times, &f), LT_ERR_ENV);
    lt_error_clear();
    files_remove(folder);
    lt_field_free(field);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_read), cmocka_unit_test(test_faults),
                                       cmocka_unit_test(test_scores), cmocka_unit_test(test_rows_and_picture)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
