/* tight.c - the box's equations by GSL (tight.h). */
#include "model/aerosol/verify/tight.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>
#include <math.h>
#include <string.h>

static int change(double t, const double y[], double f[], void *data) {
    (void)t;
    lt_drop_box_change(data, y, f);
    return GSL_SUCCESS;
}

static int jacobian(double t, const double y[], double *j, double by_t[], void *data) {
    lt_drop_box *box = data;
    const size_t n = (size_t)box->n;
    double base[LT_BOX_MOST], f[LT_BOX_MOST], moved[LT_BOX_MOST];
    (void)t;
    memcpy(moved, y, n * sizeof(double));
    lt_drop_box_change(box, y, base);
    for (size_t c = 0; c < n; c++) {
        const double by = 1e-6 * fmax(fabs(y[c]), 1e-3);
        moved[c] = y[c] + by;
        lt_drop_box_change(box, moved, f);
        for (size_t r = 0; r < n; r++) j[r * n + c] = (f[r] - base[r]) / by;
        moved[c] = y[c];
    }
    memset(by_t, 0, n * sizeof(double));
    return GSL_SUCCESS;
}

lt_status lt_drop_box_tight(lt_drop_box *box, double dt, double tolerance, double *y) {
    gsl_odeiv2_system system = {change, jacobian, (size_t)box->n, box};
    gsl_error_handler_t *before = gsl_set_error_handler_off();
    gsl_odeiv2_driver *driver = gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_msbdf, 1e-4, 1e-9, tolerance);
    lt_status status = LT_OK;
    double t = 0.0;
    if (!driver) {
        status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the box's integrator");
    } else {
        gsl_odeiv2_driver_set_nmax(driver, 200000);
        const int code = gsl_odeiv2_driver_apply(driver, &t, dt, y);
        if (code != GSL_SUCCESS)
            status =
                LT_RAISE(LT_ERR_VERIFY, .what = "the tight integration of a box of cloudy air stopped",
                         .where = lt_fmt("after %g s", t), .expected = lt_fmt("%g s", dt), .found = gsl_strerror(code));
        gsl_odeiv2_driver_free(driver);
    }
    gsl_set_error_handler(before);
    return status;
}
