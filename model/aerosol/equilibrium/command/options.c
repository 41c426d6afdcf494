/* options.c - see options.h. */
#include "model/aerosol/equilibrium/command/options.h"

#include "base/csv.h"
#include "model/aerosol/equilibrium/activity.h"
#include "model/state/isa.h"

#include <string.h>

static const char *const methods[] = {"newton", "sweeps"};

/* The number of a name in a list; NULL is the first. */
static lt_status choose(const char *option, const char *name, const char *const *names, int n, int *out) {
    *out = 0;
    for (int k = 0; name && k < n; k++)
        if (strcmp(names[k], name) == 0) *out = k;
    if (!name || strcmp(names[*out], name) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = lt_fmt("a bad value for --%s", option), .where = "command line",
                    .expected = lt_one_of(names, n), .found = lt_fmt("\"%s\"", name),
                    .todo = lt_did_you_mean(name, names, n));
}

static bool is(const char *value, const char *word) {
    return value && strcmp(value, word) == 0;
}

lt_status lt_equilibrium_options(const lt_cli *cli, lt_equilibrium_setup *out) {
    int activity, method;
    const lt_kernels *kernels;
    LT_TRY(choose("activity", cli->activity, lt_activity_names, LT_N_ACTIVITIES, &activity));
    LT_TRY(choose("method", cli->method, methods, 2, &method));
    LT_TRY(lt_isa_kernels(&kernels));
    *out = (lt_equilibrium_setup){.mode = is(cli->mode, "reverse") ? LT_EQ_REVERSE : LT_EQ_FORWARD,
                                  .state = is(cli->state, "stable") ? LT_EQ_STABLE : LT_EQ_METASTABLE,
                                  .activity = activity,
                                  .by_row = is(cli->water, "percent"),
                                  .sweeps = method == 1,
                                  .kernel = lt_equilibrium_kernel_of(kernels->isa)};
    return LT_OK;
}
