/* equilibrium_topic.c - the topic `equilibrium` of `lantian verify`. */
#include "model/aerosol/equilibrium/verify/verify.h"

static const lt_verify_suite suites[] = {
#define LT_EQUILIBRIUM_VERIFY_ROW(suite, title_en, title_zh)                                                           \
    {#suite, title_en, title_zh, lt_verify_equilibrium_##suite},
    LT_EQUILIBRIUM_VERIFY_LIST(LT_EQUILIBRIUM_VERIFY_ROW)
#undef LT_EQUILIBRIUM_VERIFY_ROW
};

const lt_verify_topic lt_verify_equilibrium = {
    .name = "equilibrium",
    .text = "aerosol thermodynamics: residuals, roots, smoothness, published values",
    .suites = suites,
    .n_suites = sizeof suites / sizeof *suites,
    .todo = "report this with the table: it is a fault of the program or of this build"};
