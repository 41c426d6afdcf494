/* cells_names.c - names in a file of cells that may be slips: of variables an error, of attributes a warning. */
#include "model/chemistry/box/cells_private.h"

#include "base/csv.h"
#include "base/log.h"

#include <string.h>

enum { MOST = 16 };

static bool is_known(const char *name, const char *const *known, long n) {
    for (long k = 0; k < n; k++)
        if (strcmp(name, known[k]) == 0) return true;
    return false;
}

/* A slip in the name of an optional variable must not go unnoticed; what else a file holds is its own matter. */
static lt_status check_variables(lt_ncr *file, lt_faults *faults) {
    static const char *const known[] = {"temperature",
                                        "pressure",
                                        "cos_solar_zenith_angle",
                                        "relative_humidity",
                                        "open_sea_fraction",
                                        "species",
                                        "concentration",
                                        "pulse",
                                        "reaction",
                                        "rate_constant",
                                        "photolysis",
                                        "photolysis_frequency",
                                        "uptake",
                                        "uptake_frequency",
                                        "cell"};
    enum { N = sizeof known / sizeof *known };
    _Static_assert((int)N <= (int)MOST, "lacking has room");
    char name[256];
    for (int v = 0; lt_ncr_variable(file, v, name, sizeof name); v++) {
        if (is_known(name, known, N)) continue;
        const char *lacking[MOST];
        long n = 0;
        for (int k = 0; k < N - 1; k++) /* all but cell, which says nothing */
            if (!lt_ncr_has(file, known[k])) lacking[n++] = known[k];
        const char *near = lt_nearest_name(name, lacking, n);
        if (!near) {
            lt_remark(LT_LOG_INFO, "%s: the variable %s is not used", lt_ncr_path(file), name);
            continue;
        }
        const lt_status status =
            LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("unknown variable %s", name), .where = lt_ncr_path(file),
                     .expected = "a variable of a file of cells", .found = name,
                     .todo = lt_fmt("did you mean %s? Else give it a name that is less like it", near));
        LT_TRY(lt_faults_take(faults, status));
    }
    return LT_OK;
}

/* Attributes are often those of other programs: what may be a slip is a warning. */
static void check_attributes(lt_ncr *file, const char *variable, const char *const *known) {
    long n = 0, n_lacking = 0;
    char name[256];
    const char *lacking[MOST];
    for (; known[n]; n++)
        if (!lt_ncr_has_attr(file, variable, known[n])) lacking[n_lacking++] = known[n];
    for (int k = 0; lt_ncr_attribute(file, variable, k, name, sizeof name); k++) {
        const char *near = is_known(name, known, n) ? NULL : lt_nearest_name(name, lacking, n_lacking);
        if (near)
            lt_remark(LT_LOG_WARNING, "%s: the attribute %s%s%s is not used; did you mean %s?", lt_ncr_path(file),
                      variable ? variable : "", variable ? ":" : "", name, near);
    }
}

lt_status lt_cells_check_names(lt_ncr *file, lt_faults *faults) {
    static const char *const global[] = {"mechanism", "outer_step_seconds", "outer_steps", "method",
                                         "rtol",      "atol_ppb",           "save",        NULL};
    static const char *const pulse[] = {"units", "every_outer_steps", NULL};
    static const char *const labels[] = {"order", NULL};
    check_attributes(file, NULL, global);
    check_attributes(file, "pulse", pulse);
    check_attributes(file, "species", labels);
    check_attributes(file, "reaction", labels);
    return check_variables(file, faults);
}
