/* Schemes of vertical mixing from an hour's weather: exchange by hand, and what ACM2 makes of it (air that rises equals
 * air that sinks, shares of the layers, columns without convection). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/transport/mixing.h"
#include "tests/support/model_text.h"

#include <math.h>
#include <string.h>

enum { NX = 3, NY = 2, NZ = 6 };
static const double edges[NZ + 1] = {0, 40, 120, 300, 800, 2000, 5000};

typedef struct hour {
    lt_air *air;
    double kz[(NZ + 1) * NY * NX], inverse_l[NY * NX], h[NY * NX];
    lt_weather weather;
    lt_layer_mixing k, acm2;
} hour;

/* Column 0: unstable, h within the fourth layer; 1: stable; 2: unstable but shallow; 3: nearly neutral; 4: h in the top
 * layer; 5: h above the top. */
static void begin(hour *t) {
    static const double h[] = {550, 550, 250, 550, 4000, 9000}, inverse_l[] = {-0.02, 0.02, -0.02, -1e-5, -0.01, -0.01};
    memset(t, 0, sizeof *t);
    assert_int_equal(lt_air_create(NX, NY, NZ, &t->air), LT_OK);
    assert_int_equal(lt_layer_mixing_create(t->air, &t->k), LT_OK);
    assert_int_equal(lt_layer_mixing_create(t->air, &t->acm2), LT_OK);
    for (int c = 0; c < NX * NY; ++c) {
        t->h[c] = h[c];
        t->inverse_l[c] = inverse_l[c];
        for (int k = 0; k < NZ; ++k)
            t->air->begin[lt_air_at(t->air, k, c / NX, c % NX)] = (2.0 - 0.1 * k) * (edges[k + 1] - edges[k]) * (c + 1);
        for (int k = 0; k <= NZ; ++k) t->kz[k * NX * NY + c] = k == 0 || k == NZ ? 0.0 : 10.0 + k + c;
    }
    t->weather.kz = t->kz;
    t->weather.inverse_obukhov_length = t->inverse_l;
    t->weather.boundary_layer_height = t->h;
    const lt_mixing_weather of = {edges, &t->weather, t->air};
    lt_layer_mixing_named("k")(&of, &t->k);
    lt_layer_mixing_named("acm2")(&of, &t->acm2);
}

static void end(hour *t) {
    lt_layer_mixing_free(&t->k);
    lt_layer_mixing_free(&t->acm2);
    lt_air_free(t->air);
}

static double at(const hour *t, const double *field, int k, int c) {
    return field[lt_air_at(t->air, k, c / NX, c % NX)];
}

static void test_exchange(void **state) {
    (void)state;
    hour t;
    begin(&t);
    /* interface at 120 m of column 2: K 14, density times area 3 (1.9 + 1.8) / 2, 130 m between the middles */
    assert_true(fabs(at(&t, t.k.exchange, 2, 2) - 14.0 * 3.0 * 1.85 / 130.0) < 1e-14);
    assert_int_equal(t.k.lifts, 0);
    assert_int_equal(t.acm2.lifts, 1);
    end(&t);
}

static void test_convection(void **state) {
    (void)state;
    static const int convective[] = {1, 0, 0, 0, 1, 1};
    hour t;
    begin(&t);
    for (int c = 0; c < NX * NY; ++c) {
        double lift = at(&t, t.acm2.lift, 0, c), depth = at(&t, t.acm2.depth, 0, c), rises = 0.0;
        assert_true((lift > 0.0) == convective[c]);
        double f = convective[c] ? lt_acm2_share(-t.h[c] * t.inverse_l[c]) : 0.0;
        for (int k = 1; k < NZ; ++k) {
            double whole = at(&t, t.k.exchange, k, c), part = fmin(fmax(depth - k, 0.0), 1.0);
            int inside = convective[c] && edges[k] < t.h[c];
            assert_true(fabs(at(&t, t.acm2.exchange, k, c) / (whole * (inside ? 1.0 - f : 1.0)) - 1.0) < 1e-15);
            if (convective[c]) rises += lift * part * at(&t, t.air->begin, k, c);
        }
        assert_true(fabs(rises - f * at(&t, t.k.exchange, 1, c)) <= 1e-14 * rises);
    }
    assert_true(fabs(at(&t, t.acm2.depth, 0, 0) - 3.5) < 1e-15);
    assert_true(at(&t, t.acm2.depth, 0, 5) == NZ);
    /* -h/L = 11: by hand 0.4^(-2/3) = 1.842016, / 0.72 = 2.558355, 11^(-1/3) = 0.449644 */
    assert_true(fabs(lt_acm2_share(11.0) - 1.0 / (1.0 + 2.558355 * 0.449644)) < 1e-6);
    end(&t);
}

static void test_names(void **state) {
    (void)state;
    assert_null(lt_layer_mixing_named("acm"));
    assert_ptr_equal(lt_layer_mixing_named(NULL), lt_layer_mixing_named("k"));
    assert_string_equal(LT_LAYER_MIXING_NAMES, "k|acm2");
    lt_model_config config;
    lt_status status = model_text("vertical_mixing: acm3\n", &config);
    char text[1024];
    lt_error_text(status, text, sizeof text);
    assert_int_equal(status, LT_ERR_INPUT);
    assert_non_null(strstr(text, "acm2"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_exchange), cmocka_unit_test(test_convection),
                                       cmocka_unit_test(test_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
