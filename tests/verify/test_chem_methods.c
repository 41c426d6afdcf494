/* The coefficients of the Rosenbrock methods: order conditions of Hairer and Wanner (1996), table IV.7.1, for the
 * method and for the one embedded in it; stage values; L-stability. The conditions are of the matrices alpha, Gamma and
 * b that the coefficients were made from: Gamma^-1 = 1/gamma - C, alpha = A Gamma, b = m Gamma. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/chemistry/solver/methods.h"

#include <math.h>
#include <stdbool.h>

enum { MOST = LT_ROS_MOST_STAGES };

typedef struct tableau {
    int s;
    double alpha[MOST][MOST], beta[MOST][MOST]; /* beta = alpha + Gamma */
    double gamma[MOST][MOST];
    double b[MOST], b_embedded[MOST];
} tableau;

static double pair(const double *list, int i, int j) {
    return j < i ? list[i * (i - 1) / 2 + j] : 0.0;
}

/* Gamma: inverse of the lower triangle with 1/gamma on the diagonal and -c below. */
static void invert(const lt_rosenbrock *r, tableau *t) {
    for (int j = 0; j < t->s; j++) {
        for (int i = j; i < t->s; i++) {
            double sum = i == j ? 1.0 : 0.0;
            for (int k = j; k < i; k++) sum += pair(r->c, i, k) * t->gamma[k][j];
            t->gamma[i][j] = sum * r->gamma;
        }
    }
}

static tableau tableau_of(const lt_rosenbrock *r) {
    tableau t = {.s = r->stages};
    invert(r, &t);
    for (int i = 0; i < t.s; i++) {
        for (int j = 0; j < t.s; j++) {
            for (int k = 0; k < t.s; k++) t.alpha[i][j] += pair(r->a, i, k) * t.gamma[k][j];
            t.beta[i][j] = t.alpha[i][j] + t.gamma[i][j];
            t.b[j] += r->m[i] * t.gamma[i][j];
            t.b_embedded[j] += (r->m[i] - r->e[i]) * t.gamma[i][j];
        }
    }
    return t;
}

static double dot(int s, const double *a, const double *b) {
    double sum = 0.0;
    for (int i = 0; i < s; i++) sum += a[i] * b[i];
    return sum;
}

static void product(int s, const double matrix[MOST][MOST], const double *x, double *out) {
    for (int i = 0; i < s; i++) out[i] = dot(s, matrix[i], x);
}

/* Residuals of the conditions up to order 4: the largest of each order. */
static void residuals(const tableau *t, const double *b, double worst[5]) {
    double one[MOST] = {1, 1, 1, 1, 1, 1}, a[MOST], be[MOST], bb[MOST], bbb[MOST], abe[MOST], aa[MOST], baa[MOST],
           x[MOST];
    product(t->s, t->alpha, one, a);
    product(t->s, t->beta, one, be);
    product(t->s, t->beta, be, bb);
    product(t->s, t->beta, bb, bbb);
    product(t->s, t->alpha, be, abe);
    for (int i = 0; i < t->s; i++) aa[i] = a[i] * a[i];
    product(t->s, t->beta, aa, baa);
    worst[1] = fabs(dot(t->s, b, one) - 1.0);
    worst[2] = fabs(dot(t->s, b, be) - 1.0 / 2.0);
    worst[3] = fmax(fabs(dot(t->s, b, aa) - 1.0 / 3.0), fabs(dot(t->s, b, bb) - 1.0 / 6.0));
    for (int i = 0; i < t->s; i++) x[i] = aa[i] * a[i];
    worst[4] = fmax(fabs(dot(t->s, b, x) - 1.0 / 4.0), fabs(dot(t->s, b, baa) - 1.0 / 12.0));
    for (int i = 0; i < t->s; i++) x[i] = a[i] * abe[i];
    worst[4] = lt_verify_worse(worst[4], fabs(dot(t->s, b, x) - 1.0 / 8.0));
    worst[4] = lt_verify_worse(worst[4], fabs(dot(t->s, b, bbb) - 1.0 / 24.0));
}

/* R at infinity: 1 - b B^-1 1. */
static double damping(const tableau *t, const double *b) {
    double x[MOST];
    for (int i = 0; i < t->s; i++) x[i] = (1.0 - dot(i, t->beta[i], x)) / t->beta[i][i];
    return fabs(1.0 - dot(t->s, b, x));
}

/* Largest |R(i y)| on the imaginary axis: with a pole only at 1/gamma it bounds |R| in the left half plane. */
static double growth(const tableau *t) {
    double largest = 0.0;
    for (double y = 1e-3; y < 1e4; y *= 1.05) {
        double re[MOST], im[MOST], sum_re = 1.0, sum_im = 0.0;
        for (int i = 0; i < t->s; i++) { /* (I - i y B) x = 1 */
            double p = 1.0 - y * dot(i, t->beta[i], im), q = y * dot(i, t->beta[i], re), d = y * t->beta[i][i];
            re[i] = (p - q * d) / (1.0 + d * d);
            im[i] = (q + p * d) / (1.0 + d * d);
            sum_re -= y * t->b[i] * im[i];
            sum_im += y * t->b[i] * re[i];
        }
        largest = fmax(largest, sum_re * sum_re + sum_im * sum_im);
    }
    return sqrt(largest);
}

/* digits: to how many the coefficients were published. */
static void check(const char *name, int order, int embedded, double digits) {
    const lt_rosenbrock *r;
    double worst[5], tolerance = 30.0 * digits; /* products of up to six of them of size 30 */
    assert_int_equal(lt_ros_method_find(name, &r), LT_OK);
    assert_string_equal(r->name, name);
    tableau t = tableau_of(r);
    residuals(&t, t.b, worst);
    print_message("%s: residuals of order 1..4: %.1e %.1e %.1e %.1e", name, worst[1], worst[2], worst[3], worst[4]);
    for (int p = 1; p <= 4; p++) p <= order ? assert_true(worst[p] < tolerance) : assert_true(worst[p] > 1e-3);
    residuals(&t, t.b_embedded, worst);
    print_message("; embedded %.1e %.1e %.1e %.1e; R(inf) %.1e, max |R| on the axis %.12f\n", worst[1], worst[2],
                  worst[3], worst[4], damping(&t, t.b), growth(&t));
    for (int p = 1; p <= embedded + 1; p++)
        p <= embedded ? assert_true(worst[p] < tolerance) : assert_true(worst[p] > 1e-3);
    assert_true(damping(&t, t.b) < tolerance);
    assert_true(growth(&t) < 1.0 + tolerance);
    for (int i = 1; i < t.s; i++) {
        bool same = true;
        for (int j = 0; j < i; j++) same = same && pair(r->a, i, j) == pair(r->a, i - 1, j);
        if (!r->new_f[i]) assert_true(same);
    }
}

static void test_order_conditions(void **state) {
    (void)state;
    check("ros3", 3, 2, 1e-15);
    check("rodas3", 3, 2, 1e-15);
    check("rodas31", 3, 1, 1e-15);
    check("rodas4", 4, 3, 1e-15);
}

static void test_unknown_method(void **state) {
    (void)state;
    const lt_rosenbrock *r;
    assert_int_equal(lt_ros_method_find("rodas5", &r), LT_ERR_INPUT);
    assert_null(r);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order_conditions), cmocka_unit_test(test_unknown_method)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
